"""What people outside read of tranches in their mail, and what the kennismakelaar reads."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from post.actions.klaarzetten import kreeg_pas, schrijf_aan, zet_klaar
from trajecten import links
from trajecten.models import Meedoener
from werkplek.boven import PROGRAMMA


def _aan_meedoener(
    meedoener: Meedoener, wat: str, onderwerp: str, *alineas: str, knop: str
) -> None:
    schrijf_aan(
        sleutel=f"meedoen-{meedoener.pk}-{wat}",
        aan=meedoener.email,
        naam=meedoener.naam if meedoener.bevestigd_op else "",
        onderwerp=f"{onderwerp}: {meedoener.tranche}",
        alineas=alineas,
        knop=knop,
        waarom="Iemand vulde dit e-mailadres in bij een oproep om mee te doen met een tranche.",
    )


def vraag_bevestiging_meedoen(meedoener: Meedoener, nu: datetime) -> None:
    """Ask who filled in 'wij doen mee' whether it was them; at most once an hour."""
    if kreeg_pas(f"meedoen-{meedoener.pk}-bevestig-", nu):
        return
    _aan_meedoener(
        meedoener,
        f"bevestig-{nu:%Y%m%d%H%M%S%f}",
        "Bevestig dat u meedoet",
        f"U vulde in dat uw organisatie mee wil doen met de thematranche ‘{meedoener.tranche}’.",
        f"Bevestig dat met de knop op deze pagina:\n{links.meedoen(meedoener)}",
        "De link werkt zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        knop="Bevestig dat u meedoet",
    )


def meedoen_al_bevestigd(meedoener: Meedoener, nu: datetime) -> None:
    """Tell who says it again that we knew; at most once an hour."""
    if kreeg_pas(f"meedoen-{meedoener.pk}-al-", nu):
        return
    _aan_meedoener(
        meedoener,
        f"al-{nu:%Y%m%d%H%M%S%f}",
        "Wij wisten al dat u mee wilt doen",
        f"Iemand vulde uw e-mailadres in bij de thematranche ‘{meedoener.tranche}’. U had al "
        "bevestigd. Er is niets veranderd.",
        f"Op uw eigen pagina ziet u hoe het ervoor staat:\n{links.meedoen(meedoener)}",
        knop="Bekijk hoe het ervoor staat",
    )


def nieuwe_meedoener(meedoener: Meedoener) -> None:
    """Tell the kennismakelaar that an organisation wants to join."""
    tranche = meedoener.tranche
    pad = reverse("trajecten:tranche_beheer", args=[tranche.pk])
    zet_klaar(
        sleutel=f"meedoen-{meedoener.pk}-makelaar",
        aan=tranche.kennismakelaar.email,
        onderwerp=f"{meedoener.organisatie} wil meedoen: {tranche}",
        tekst=f"{meedoener.organisatie} wil iets beschrijven in de tranche ‘{tranche}’. Neem het "
        f"op als toezegging, of laat weten dat het nu niet past:\n\n{settings.SITE_URL}{pad}",
        knop="Open de tranche",
    )


def meedoener_opgenomen(meedoener: Meedoener) -> None:
    """Tell who answered the call that they take part."""
    _aan_meedoener(
        meedoener,
        "opgenomen",
        "U doet mee",
        f"Wat fijn dat {meedoener.organisatie} meedoet met de thematranche ‘{meedoener.tranche}’.",
        "De kennismakelaar neemt contact met u op en schrijft met u mee. U hoeft nu niets te doen.",
        f"De tranche staat hier:\n{settings.SITE_URL}{meedoener.tranche.get_absolute_url()}",
        knop="Lees over de tranche",
    )


def meedoener_niet_nu(meedoener: Meedoener, toelichting: str) -> None:
    """Tell who answered the call that it does not fit now, kindly, and where else they can go."""
    _aan_meedoener(
        meedoener,
        "niet-nu",
        "Dit keer niet",
        f"Dank u wel dat {meedoener.organisatie} mee wilde doen met de thematranche "
        f"‘{meedoener.tranche}’. Het past deze keer helaas niet.",
        toelichting,
        "Wij hopen dat u het later nog eens doet. Welke tranches open zijn, leest u hier:\n"
        f"{settings.SITE_URL}{PROGRAMMA()}",
        knop="Bekijk welke tranches open zijn",
    )
