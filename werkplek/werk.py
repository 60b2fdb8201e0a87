"""What everyone has in the menu of the workplace, and who looks after the mail in a pile."""

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from werkplek.mail import IN_DE_STAPEL, als_taak, mag_mail, opgegeven
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import STAPELS, Rest, Stapel


def _in_redactie(gebruiker: Gebruiker) -> bool:
    return gebruiker.in_redactie


def _beheert(gebruiker: Gebruiker) -> bool:
    return gebruiker.mag(Recht.BEHEERT_ACCOUNTS)


STAPELS.meld(
    Stapel(
        "mail",
        "Mail die niet aankwam",
        "Wij probeerden het vaak genoeg. Kijk wat er mis is, en verstuur de mail opnieuw.",
        rang=108,
        mag=mag_mail,
        rijen=lambda _gebruiker: opgegeven(IN_DE_STAPEL),
        taak=als_taak,
        rest=Rest("Bekijk ze alle.", "werkplek:mail"),
    )
)
MENU.meld(
    Menupunt("Mijn werk", "werkplek:mijn_werk", plek=10, mag=_in_redactie),
    Menupunt("Accounts", "werkplek:accounts", plek=75, mag=_beheert),
    Menupunt("Beveiliging", "mfa_index", plek=80),
)
