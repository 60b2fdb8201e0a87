"""What the lists of the format add to the menu of the workplace and to Mijn werk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from basis.data import begin_van_dag
from innovaties.rechten import mag_lijsten, mag_namen
from vinden.models import GemisteVraag
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import STAPELS, Stapel, Taak

MEESTE_VRAGEN = 20
"""So many questions are enough to do at once; those asked on the most days."""


def _vraag(rij: dict[str, Any]) -> Taak:
    return Taak(
        rij["tekst"],
        reverse("innovaties:gemiste_vraag", args=[rij["laatste"]]),
        begin_van_dag(rij["sinds"]),
        f"{rij['totaal']} keer gezocht, op {rij['dagen']} dagen",
    )


MENU.meld(
    Menupunt("Lijsten", "innovaties:lijsten", plek=64, mag=mag_lijsten),
    Menupunt("Andere namen", "innovaties:andere_namen", plek=65, mag=mag_namen),
)
STAPELS.meld(
    Stapel(
        "niet-gevonden",
        "Gezocht en niet gevonden",
        "Bezoekers zochten dit op drie dagen of meer. Is het een andere naam voor iets wat er is?",
        rang=160,
        mag=mag_namen,
        rijen=lambda _gebruiker: list(GemisteVraag.objects.vaker()[:MEESTE_VRAGEN]),
        taak=_vraag,
    )
)
