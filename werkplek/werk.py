"""What everyone has in the menu of the workplace."""

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from werkplek.menu import MENU, Menupunt


def _in_redactie(gebruiker: Gebruiker) -> bool:
    return gebruiker.in_redactie


def _beheert(gebruiker: Gebruiker) -> bool:
    return gebruiker.mag(Recht.BEHEERT_ACCOUNTS)


MENU.meld(
    Menupunt("Mijn werk", "werkplek:mijn_werk", plek=10, mag=_in_redactie),
    Menupunt("Accounts", "werkplek:accounts", plek=75, mag=_beheert),
    Menupunt("Beveiliging", "mfa_index", plek=80),
)
