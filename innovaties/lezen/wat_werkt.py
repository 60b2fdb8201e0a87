"""What works where: the werkzame elementen against what a reader chooses, a dot a use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import FETCH_RAISE, Prefetch

from innovaties.formaat import VELD
from innovaties.keuzelijsten import Onderbouwing, Soort
from innovaties.lezen.facetten import LANDELIJK
from innovaties.lezen.namen import namen
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Element, ElementRegel
from organisaties.keuzelijsten import Regiosoort
from organisaties.models import Regio
from vinden.bladen import PER_PAGINA
from vinden.zoekindex import Bits, Zoekindex

ASSEN = {
    "regio": "Regio's",
    "thema": "Thema's",
    "wet": "Wetten",
    "doelgroep": "Doelgroepen",
    "fase": "Fases",
}
"""The facets of which each value may be a column."""
SORTERINGEN = {
    "plekken": "Op de meeste plekken",
    "beschrijvingen": "Meeste innovaties",
    "naam": "Naam (a–z)",
}
STERKTES = ("", *Onderbouwing.values)
"""The sizes of a dot, from not known to the strongest."""
PUNTEN = 4
"""So many dots in a cell; the others are a number that leads to them."""
MEESTE_PUNTEN = 500
"""When a page would have more dots than this, each cell has one."""
PER_BLAD = 50
KOSTTE = {
    "randvoorwaarden": "Eerst geregeld",
    "financiering": "Betaald uit",
    "kosten_per_jaar": "Kosten per jaar",
    "uren_per_week": "Uren per week",
}
"""The fields that say what it took."""


@dataclass(frozen=True)
class Gebruik:
    """One description that uses an element: a dot. `sterkte` is its place in STERKTES."""

    titel: str
    slug: str
    sterkte: int
    onderbouwing: str


@dataclass
class Matrixcel:
    """The uses of an element at one column: the first as dots, and the number of all."""

    adres: str
    bits: Bits
    eerste: list[int]
    punten: list[Gebruik]

    @property
    def rest(self) -> int:
        return self.bits.bit_count() - len(self.punten)


@dataclass(frozen=True)
class Matrixrij:
    """An element with its cells, the number of descriptions that use it, and of columns."""

    element: Element
    aantal: int
    breedte: int
    cellen: list[Matrixcel]


@dataclass(frozen=True)
class Matrix:
    """`koppen` are the columns, `blad` the rows of this page."""

    koppen: list[str]
    blad: Page[Matrixrij]


def matrix(per: str, sorteer: str, nummer: str | None) -> Matrix:
    """The elements against the values of the facet `per`; existing innovaties alone are a use.

    At most four queries, however many descriptions there are, beside those of the index.
    """
    index = BESCHRIJVINGEN.index()
    koppen = _koppen(per)
    bestaand = index.met("soort", Soort.BESTAAND)
    kolommen = {slug: index.met(per, slug) & bestaand for slug in koppen}
    rijen = [_rij(index, element, per, kolommen) for element in Element.objects.all()]
    if sorteer != "naam":  # else as the model has them
        op_aantal = sorteer == "beschrijvingen"
        rijen.sort(key=lambda rij: rij.aantal if op_aantal else rij.breedte, reverse=True)
    blad = Paginator(rijen, PER_BLAD).get_page(nummer)
    _zet_punten(index, [cel for rij in blad for cel in rij.cellen])
    return Matrix(list(koppen.values()), blad)


def _koppen(per: str) -> dict[str, str]:
    """The columns by web name: each value of the facet, and of regions the provincies."""
    alle = namen()[per]
    if per != "regio":
        return alle
    provincies = set(
        Regio.objects.filter(soort=Regiosoort.PROVINCIE).values_list("slug", flat=True)
    )
    return {slug: naam for slug, naam in alle.items() if slug in {*provincies, LANDELIJK}}


def _rij(index: Zoekindex, element: Element, per: str, kolommen: dict[str, Bits]) -> Matrixrij:
    met = index.met("element", element.slug) & index.met("soort", Soort.BESTAAND)
    pagina = element.get_absolute_url()
    cellen = [
        Matrixcel(f"{pagina}?{urlencode({per: slug})}", met & bits, [], [])
        for slug, bits in kolommen.items()
    ]
    if met.bit_count() <= PER_PAGINA:  # all of them stand on one page
        for cel in cellen:
            cel.adres = pagina
    return Matrixrij(element, met.bit_count(), sum(cel.bits > 0 for cel in cellen), cellen)


def _zet_punten(index: Zoekindex, cellen: list[Matrixcel]) -> None:
    """Give `cellen` their dots, the newest first. One query."""
    alle = sum(min(cel.bits.bit_count(), PUNTEN) for cel in cellen)
    hoogstens = PUNTEN if alle <= MEESTE_PUNTEN else 1
    for cel in cellen:
        cel.eerste = list(islice(index.pks(cel.bits), hoogstens))
    pks = {pk for cel in cellen for pk in cel.eerste}
    velden = ("pk", "titel", "innovatie__slug", "onderbouwing")
    gebruik = {
        pk: Gebruik(titel, slug, STERKTES.index(code), sterkte(code))
        for pk, titel, slug, code in Beschrijving.objects.zichtbaar()
        .filter(pk__in=pks)
        .order_by()
        .values_list(*velden)
    }
    for cel in cellen:
        cel.punten = [gebruik[pk] for pk in cel.eerste if pk in gebruik]


def sterkte(onderbouwing: str) -> str:
    """How sure it is that something works, in words."""
    return str(Onderbouwing(onderbouwing).label) if onderbouwing else "Onderbouwing niet bekend"


def legenda() -> list[tuple[int, str]]:
    """What each size of a dot says."""
    return [(plek, sterkte(code)) for plek, code in enumerate(STERKTES)]


def hoe_hier(slug: str, pks: Iterable[int]) -> list[Any]:
    """The live descriptions `pks` in that order, with how the element `slug` works in each.

    `met_element` has that row, `kostte` what is known of what it took. Five queries.
    """
    plek = {pk: nummer for nummer, pk in enumerate(pks)}
    regels = ElementRegel.objects.filter(element__slug=slug)
    rijen: Any = (
        Beschrijving.objects.zichtbaar()
        .filter(pk__in=plek)
        .select_related("innovatie")
        .prefetch_related(
            Prefetch("elementen", regels, "met_element"), "regios", "knelpunten", "succesfactoren"
        )
        .only(
            *("innovatie__slug", "innovatie__bevestigd_op", "titel", "schaal", "onderbouwing"),
            *("soort", "brondatum", *_kolommen()),
        )
        .fetch_mode(FETCH_RAISE)
        .order_by()
    )
    gevonden = sorted(rijen, key=lambda rij: plek[rij.pk])
    for rij in gevonden:
        rij.kostte = list(_kostte(rij))
        rij.zekerheid = sterkte(rij.onderbouwing)
    return gevonden


def _kolommen() -> set[str]:
    peilen = {VELD[naam].peil for naam in KOSTTE}
    return {*KOSTTE, "cijfers_onbekend", *filter(None, peilen)}


def _kostte(beschrijving: Beschrijving) -> Iterable[tuple[str, str]]:
    for naam, label in KOSTTE.items():
        if VELD[naam].soort.is_bekend(beschrijving):
            waarde = VELD[naam].soort.waarde(beschrijving)
            yield label, waarde.tekst or ", ".join(cel.tekst for cel in waarde.lijst)
