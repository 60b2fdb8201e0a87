"""Descriptions side by side on the same parts, and in which of these they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from innovaties.formaat import BIJ_FORMAAT, FORMAAT
from innovaties.formaat.onderdelen import Onderdeel, Veld
from innovaties.lezen.band import Teken, tekens
from innovaties.lezen.weergave import MET_EEN_ANDER, Getoond, toonbaar
from innovaties.models import Beschrijving

MINIMUM, MAXIMUM = 2, 4
IN_KOP = "titel"
"""The part that heads the columns, and so is not a row."""

VAN_DE_BRON = "brondatum"
"""A day that says nothing of the innovation."""


@dataclass(frozen=True)
class Vergelijkrij:
    """One part of the format for all chosen descriptions."""

    onderdeel: Onderdeel
    cellen: tuple[Getoond, ...]
    verschilt: bool


@dataclass(frozen=True)
class Vergelijkdeel:
    """A section with the parts that at least one description fills."""

    titel: str
    rijen: tuple[Vergelijkrij, ...]

    @property
    def verschillen(self) -> Vergelijkdeel:
        """It, with only the parts that differ."""
        return Vergelijkdeel(self.titel, tuple(rij for rij in self.rijen if rij.verschilt))


def tekenrijen(gekozen: Sequence[Beschrijving]) -> list[tuple[Teken, ...]]:
    """The six signs of `gekozen`, of each those of all."""
    return list(zip(*map(tekens, gekozen), strict=True))


def vergelijking(gekozen: Sequence[Beschrijving]) -> list[Vergelijkdeel]:
    """All that `gekozen` say, section by section, and last their keywords."""
    delen = [(sectie.titel, sectie.onderdelen) for sectie in FORMAAT]
    delen.append((BIJ_FORMAAT.label, (BIJ_FORMAAT,)))
    alle = (
        Vergelijkdeel(titel, tuple(_rij(o, gekozen) for o in onderdelen if o.naam != IN_KOP))
        for titel, onderdelen in delen
    )
    gevuld = (
        Vergelijkdeel(deel.titel, tuple(r for r in deel.rijen if any(c.waarden for c in r.cellen)))
        for deel in alle
    )
    return [deel for deel in gevuld if deel.rijen]


def verschillende(onderdeel: Onderdeel, gekozen: Sequence[Beschrijving]) -> list[Veld]:
    """The fields of `onderdeel` of which two of `gekozen` hold comparable, different values."""
    return [
        veld
        for veld in onderdeel.velden
        if veld.naam not in {*MET_EEN_ANDER, VAN_DE_BRON} and _verschilt(veld, gekozen)
    ]


def _verschilt(veld: Veld, gekozen: Sequence[Beschrijving]) -> bool:
    waarden = [veld.soort.vergelijkbaar(b) for b in gekozen if toonbaar(b, veld)]
    bekend = [waarde for waarde in waarden if waarde is not None]
    return any(veld.soort.verschilt(een, ander) for een, ander in combinations(bekend, 2))


def _rij(onderdeel: Onderdeel, gekozen: Sequence[Beschrijving]) -> Vergelijkrij:
    def toont(versie: Beschrijving, veld: Veld) -> bool:
        return veld.naam not in MET_EEN_ANDER and toonbaar(versie, veld)

    return Vergelijkrij(
        onderdeel,
        tuple(Getoond.van(b, onderdeel, toont) for b in gekozen),
        bool(verschillende(onderdeel, gekozen)),
    )
