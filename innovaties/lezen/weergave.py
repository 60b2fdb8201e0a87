"""A description in the order of the format, ready to be shown in any form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from innovaties.formaat import FORMAAT, TREFWOORDEN, VELD
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld, Zichtbaar
from innovaties.formaat.waarden import Waarde
from innovaties.keuzelijsten import Zichtbaarheid
from innovaties.models import Beschrijving


def toonbaar(beschrijving: Beschrijving, veld: Veld) -> bool:
    """Whether the public side may show `veld`: contact details only with consent."""
    if veld.zichtbaar is Zichtbaar.MET_TOESTEMMING:
        return beschrijving.contact_zichtbaarheid == Zichtbaarheid.OPENBAAR
    return veld.is_openbaar


@dataclass(frozen=True)
class Getoond:
    """One part of the format with what a description says there."""

    onderdeel: Onderdeel
    waarden: tuple[Waarde, ...]

    @classmethod
    def van(
        cls,
        versie: Beschrijving,
        onderdeel: Onderdeel,
        toont: Callable[[Beschrijving, Veld], bool] = toonbaar,
    ) -> Getoond:
        """What `versie` says there, of the fields that `toont` lets through."""
        gevuld = (veld.soort.waarde(versie) for veld in onderdeel.velden if toont(versie, veld))
        return cls(onderdeel, tuple(filter(None, gevuld)))

    @property
    def plat(self) -> str:
        return " ".join(waarde.plat for waarde in self.waarden)


def voor_weergave(qs: models.QuerySet[Beschrijving]) -> models.QuerySet[Beschrijving]:
    """Fetch all that `secties` reads in a fixed number of queries, however many descriptions."""
    rijen = (veld.soort.prefetch for veld in VELD.values())
    return qs.select_related("innovatie__kennismakelaar").prefetch_related(*filter(None, rijen))


def secties(beschrijving: Beschrijving) -> Iterator[tuple[Sectie, tuple[Getoond, ...]]]:
    """All sections with the parts that `beschrijving` fills and a visitor may see."""
    for sectie in FORMAAT:
        alle = (Getoond.van(beschrijving, onderdeel) for onderdeel in sectie.onderdelen)
        if getoond := tuple(deel for deel in alle if deel.waarden):
            yield sectie, getoond


def trefwoorden(beschrijving: Beschrijving) -> Waarde:
    """The free keywords, which stand beside the format."""
    return TREFWOORDEN.soort.waarde(beschrijving)


def wetten_kort(beschrijving: Beschrijving) -> list[str]:
    """The laws, with 'domeinoverstijgend' first where two or more apply."""
    kort = [cel.tekst for cel in VELD["wetten"].soort.waarde(beschrijving).lijst]
    return ["Domeinoverstijgend", *kort] if beschrijving.domeinoverstijgend else kort
