"""The work plan of a kennismakelaar: what, by when, and what was agreed with the projectleider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from innovaties.boven import VERSIE
from innovaties.keuzelijsten import OPEN
from innovaties.models import Beschrijving
from trajecten.keuzelijsten import Overlegsoort
from trajecten.lezen.tranches import Tranchevoortgang, voortgang
from trajecten.models import Afspraak, Overleg, Tranche


@dataclass(frozen=True)
class Werkplan:
    """Her tranches that are not over, the descriptions under way, and what she agreed to do."""

    tranches: list[tuple[Tranche, Tranchevoortgang]]
    beschrijvingen: list[tuple[Beschrijving, str]]
    afspraken: QuerySet[Any]
    besproken: Overleg | None


def werkplan(van: Gebruiker, vandaag: date) -> Werkplan:
    """That of `van` on `vandaag`. Five queries when it is read."""
    tranches = list(Tranche.objects.filter(kennismakelaar=van, einde__gte=vandaag))
    stand = voortgang(tranches)
    onderhanden = Beschrijving.objects.filter(innovatie__kennismakelaar=van, status__in=OPEN)
    gesprekken = Overleg.objects.filter(soort=Overlegsoort.WERKPLAN, afspraken__wie=van)
    return Werkplan(
        [(tranche, stand[tranche.pk]) for tranche in tranches],
        [(een, VERSIE(een.pk)) for een in onderhanden.order_by(OpAlfabet("titel"), "pk")],
        Afspraak.objects.filter(wie=van, gedaan_op=None).select_related("overleg"),
        gesprekken.filter(datum__lte=vandaag).first(),
    )
