"""What somebody reads in their mail who fills in the form to subscribe."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from nieuwsbrieven import links
from nieuwsbrieven.models import Abonnee
from post.actions.klaarzetten import zet_klaar
from post.models import Bericht

HOOGSTENS_EENS_PER = timedelta(hours=1)
"""Anyone may fill in an address of another, who should not drown in mail."""


def pauze_tot(abonnee: Abonnee, nu: datetime) -> date | None:
    """Until when `abonnee` wants no mail; None when they want it at `nu`, or not at all."""
    tot = abonnee.pauze_tot
    return tot if abonnee.is_actief and tot and tot > timezone.localdate(nu) else None


def van(abonnee: Abonnee) -> str:
    """With what the key of each mail to `abonnee` begins."""
    return f"abonnee-{abonnee.pk}-"


def _stuur(
    abonnee: Abonnee,
    nu: datetime,
    sinds: datetime | None,
    onderwerp: str,
    *alineas: str,
    knop: str,
) -> None:
    """Queue it, unless this address got one in the last hour, and since its owner's last step.

    Who confirmed or left has the mail before that, and so is no stranger's victim.
    """
    vanaf = max(filter(None, [nu - HOOGSTENS_EENS_PER, sinds]))
    pas = Bericht.objects.filter(sleutel__startswith=van(abonnee), klaargezet_op__gt=vanaf)
    if pas.exists():
        return
    zet_klaar(
        sleutel=f"{van(abonnee)}{nu:%Y%m%d%H%M%S%f}",
        aan=abonnee.email,
        onderwerp=onderwerp,
        tekst="\n\n".join(["Beste lezer,", *filter(None, alineas)]),
        knop=knop,
        waarom="Iemand vulde dit e-mailadres in om onze nieuwsbrief te krijgen.",
    )


def vraag_bevestiging(abonnee: Abonnee, nu: datetime, sinds: datetime | None) -> None:
    """Ask who filled in the form whether this is their address; at most once an hour.

    `sinds` is when its owner last confirmed or left: what was asked before that is over.
    """
    tot = date_format(timezone.localtime(nu + links.GELDIG), "l j F")
    _stuur(
        abonnee,
        nu,
        sinds,
        "Bevestig dat u onze nieuwsbrief wilt",
        "U vroeg om de nieuwsbrief van de Kennisbank Nieuwe wegen. Bevestig dat met de knop op "
        f"deze pagina:\n{links.bevestigen(abonnee.pk)}",
        f"Dat kan tot {tot}. Was u dit niet? Dan hoeft u niets te doen. U krijgt dan niets van "
        "ons, en wij wissen uw adres na zeven dagen.",
        knop="Bevestig uw aanmelding",
    )


def al_abonnee(abonnee: Abonnee, nu: datetime) -> None:
    """Lead who subscribes again to their preferences; at most once an hour."""
    pauze = ""
    if tot := pauze_tot(abonnee, nu):
        dag = date_format(tot, "j F Y")
        pauze = f"U hebt een pauze tot {dag}. Wilt u eerder weer mail? Stop die dan op die pagina."
    _stuur(
        abonnee,
        nu,
        abonnee.bevestigd_op,
        "U bent al abonnee van onze nieuwsbrief",
        "Iemand vulde uw e-mailadres in om de nieuwsbrief van de Kennisbank Nieuwe wegen te "
        "krijgen. U bent al abonnee. Wij hebben niets veranderd.",
        f"Wilt u andere keuzes maken? Dat doet u hier:\n{links.voorkeuren(abonnee.pk)}",
        pauze,
        "Met deze link kan iedereen uw keuzes wijzigen. Stuur deze mail daarom niet door.",
        knop="Wijzig uw keuzes",
    )
