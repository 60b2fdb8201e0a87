"""What reports add to the workplace: the menu, which is due, and what was delivered."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from basis.data import begin_van_dag
from rapportage.lezen.plichten import niet_opgeleverd, pas_opgeleverd
from rapportage.models import Rapport
from rapportage.rechten import mag_opleveren, mag_zien, moet_lezen
from rapportage.regels.halfjaar import Halfjaar
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import STAPELS, Stapel, Taak


def _halfjaar(halfjaar: Halfjaar) -> Taak:
    adres = reverse("rapportage:opleveren", args=[halfjaar.jaar, halfjaar.helft])
    return Taak(str(halfjaar), adres, begin_van_dag(halfjaar.volgende.eerste))


def _rapport(rapport: Rapport) -> Taak:
    return Taak(
        str(rapport),
        rapport.get_absolute_url(),
        rapport.opgeleverd_op or timezone.now(),
        f"opgeleverd door {rapport.opgeleverd_door}",
    )


MENU.meld(Menupunt("Rapport", "rapportage:dashboard", plek=50, mag=mag_zien))

STAPELS.meld(
    Stapel(
        "rapport",
        "Rapport om op te leveren",
        "Dit halfjaar is voorbij. Schrijf wat er gebeurde, en lever het rapport op.",
        rang=98,
        mag=mag_opleveren,
        rijen=lambda _gebruiker: niet_opgeleverd(timezone.now()),
        taak=_halfjaar,
    ),
    Stapel(
        "rapport-lezen",
        "Rapport om te lezen",
        "Dit rapport is de afgelopen maand voor u opgeleverd.",
        rang=99,
        mag=moet_lezen,
        rijen=lambda _gebruiker: pas_opgeleverd(timezone.now()),
        taak=_rapport,
    ),
)
