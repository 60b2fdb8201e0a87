"""A description in the order of the format, ready to be shown in any form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from django.db import models

from basis.meteen import met_rijen
from innovaties.formaat import FORMAAT, TREFWOORDEN, VELD, onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld, Vereist, Zichtbaar
from innovaties.formaat.waarden import Waarde
from innovaties.keuzelijsten import Zichtbaarheid
from innovaties.models import Beschrijving


def toonbaar(beschrijving: Beschrijving, veld: Veld) -> bool:
    """Whether the public side may show `veld`: contact details only with consent."""
    if veld.zichtbaar is Zichtbaar.MET_TOESTEMMING:
        return beschrijving.contact_zichtbaarheid == Zichtbaarheid.OPENBAAR
    return veld.is_openbaar


LANG = 160
"""Characters that a cell shows on a phone without being unfolded."""


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

    @property
    def is_lang(self) -> bool:
        """Whether it takes more than a few lines of a narrow cell."""
        return len(self.plat) > LANG


def voor_weergave(qs: models.QuerySet[Beschrijving]) -> models.QuerySet[Beschrijving]:
    """With all that `secties` reads: one query, however many descriptions."""
    rijen = (veld.naam for veld in VELD.values() if not veld.soort.is_kolom)
    return met_rijen(qs.select_related("innovatie"), *rijen)


MEESTE_NAMEN = 3
MET_EEN_ANDER = {veld.peil for veld in VELD.values()}
"""Fields that are told with the value of another."""


def niet_bekend(beschrijving: Beschrijving) -> dict[str, str]:
    """What the format asks of it in a list, figure or date and nobody knows: names with labels."""
    return {
        veld.naam: label
        for veld, label in _gevraagde_feiten(beschrijving.soort)
        if toonbaar(beschrijving, veld) and not veld.soort.is_bekend(beschrijving)
    }


@cache
def _gevraagde_feiten(soort: str) -> list[tuple[Veld, str]]:
    """Those that the format asks of a description of this soort, with their labels."""
    return [
        (veld, (veld.label or onderdeel.label).lower())
        for onderdeel in onderdelen()
        if onderdeel.verplicht_vanaf(soort) in (Vereist.INDIENEN, Vereist.PUBLICEREN)
        for veld in onderdeel.velden_voor(soort)
        if veld.verplicht_voor(soort) and veld.soort.is_feit
    ]


def secties(
    beschrijving: Beschrijving,
    zonder: Collection[str] = (),
    onbekend: Collection[str] | None = None,
) -> Iterator[tuple[Sectie, tuple[Getoond, ...]]]:
    """All sections with the parts that `beschrijving` fills and a visitor may see.

    What is not known is not among them: `niet_bekend` says that at once, and who asked it already
    gives it as `onbekend`. Nor are the fields `zonder`, which stand elsewhere.
    """
    if onbekend is None:
        onbekend = niet_bekend(beschrijving)
    weg = MET_EEN_ANDER.union(zonder, onbekend)

    def toont(versie: Beschrijving, veld: Veld) -> bool:
        return veld.naam not in weg and toonbaar(versie, veld)

    for sectie in FORMAAT:
        alle = (Getoond.van(beschrijving, onderdeel, toont) for onderdeel in sectie.onderdelen)
        if getoond := tuple(deel for deel in alle if deel.waarden):
            yield sectie, getoond


def herkomst(beschrijving: Beschrijving) -> str:
    """On what it rests as long as nobody confirmed it, and who could."""
    bron = next((str(bron) for bron in beschrijving.bronnen.all()), "")
    namen = dict.fromkeys(str(partij.organisatie) for partij in beschrijving.partijen.all())
    *eerste, laatste = [*namen][:MEESTE_NAMEN] or ["Wie eraan meewerkt"]
    wie = f"{', '.join(eerste)} of {laatste}" if eerste else laatste
    kan = f"{wie} kan zeggen of dit klopt."
    return f"Dit komt uit: {bron}. {kan}" if bron else kan


def trefwoorden(beschrijving: Beschrijving) -> Waarde:
    """The free keywords, which stand beside the format."""
    return TREFWOORDEN.soort.waarde(beschrijving)


def wetten_kort(beschrijving: Beschrijving) -> list[str]:
    """The laws, with 'domeinoverstijgend' first where two or more apply."""
    kort = [cel.tekst for cel in VELD["wetten"].soort.waarde(beschrijving).lijst]
    return ["Domeinoverstijgend", *kort] if beschrijving.domeinoverstijgend else kort
