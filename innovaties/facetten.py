"""The facets of the list: which values a description has, and what these are called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import CharField, F, Model, QuerySet, TextChoices, Value
from taggit.models import TagBase

from basis.tekst import sorteersleutel
from innovaties import keuzelijsten as k
from innovaties.models import Beschrijving, Doelgroep, Element, Methodiek, Thema, Trefwoord
from innovaties.stand import stand
from organisaties.models import Organisatie, Regio

ALLE = "alle"
"""Stands in every document, so that its count is the number of results."""

DOMEINOVERSTIJGEND = "domeinoverstijgend"


@dataclass(frozen=True)
class Facet:
    """One question of the list. `lijst` is where its labels come from: fixed choices or rows."""

    sleutel: str
    label: str
    lijst: type[TextChoices] | type[Model]
    waarden: Callable[[Beschrijving], Iterable[str]]

    def code(self, waarde: str) -> str:
        return f"{self.sleutel}:{waarde}"


def _slugs(naam: str) -> Callable[[Beschrijving], Iterable[str]]:
    return lambda beschrijving: [rij.slug for rij in getattr(beschrijving, naam).all()]


def _kolom(naam: str) -> Callable[[Beschrijving], Iterable[str]]:
    def lees(beschrijving: Beschrijving) -> Iterable[str]:
        waarde: Any = getattr(beschrijving, naam)
        return waarde if isinstance(waarde, list) else [waarde] if waarde else []

    return lees


def _wetten(beschrijving: Beschrijving) -> Iterable[str]:
    return [
        *beschrijving.wetten,
        *([DOMEINOVERSTIJGEND] if beschrijving.domeinoverstijgend else []),
    ]


def _regios(beschrijving: Beschrijving) -> Iterable[str]:
    """A zorgregio counts for its provincies too."""
    for regio in beschrijving.regios.all():
        yield regio.slug
        yield from (provincie.slug for provincie in regio.provincies.all())


FACETTEN = (
    Facet("thema", "Thema", Thema, _slugs("themas")),
    Facet("soort", "Bestaand of gewenst", k.Soort, _kolom("soort")),
    Facet("fase", "Fase", k.Fase, _kolom("fase")),
    Facet("regio", "Regio", Regio, _regios),
    Facet("doelgroep", "Doelgroep", Doelgroep, _slugs("doelgroepen")),
    Facet("wet", "Wettelijk domein", k.Wet, _wetten),
    Facet("niveau", "Niveau", k.Niveau, _kolom("niveaus")),
    Facet("methodiek", "Methodiek", Methodiek, _slugs("methodieken")),
    Facet(
        "rol", "Wie doet mee", k.Partijrol, lambda b: {partij.rol for partij in b.partijen.all()}
    ),
    Facet("financiering", "Financiering", k.Financiering, _kolom("financiering")),
    Facet("onderbouwing", "Onderbouwing", k.Onderbouwing, _kolom("onderbouwing")),
    Facet("ervaring", "Inzet ervaringsdeskundigen", k.Ervaring, _kolom("ervaring")),
    Facet("trefwoord", "Trefwoord", Trefwoord, _slugs("trefwoorden")),
)


def _organisaties(beschrijving: Beschrijving) -> Iterable[str]:
    """Those that take part, and those that took it over."""
    yield from (partij.organisatie.slug for partij in beschrijving.partijen.all())
    yield from (toepassing.organisatie.slug for toepassing in beschrijving.elders.all())


INGANGEN = (
    Facet(
        "element",
        "Werkzaam element",
        Element,
        lambda b: [r.element.slug for r in b.elementen.all()],
    ),
    Facet("organisatie", "Organisatie", Organisatie, _organisaties),
)
"""Values with a page of their own that the list does not ask for."""


def codes(beschrijving: Beschrijving) -> list[str]:
    """All facet values of `beschrijving`, as its search document stores them."""
    uniek = {
        facet.code(waarde)
        for facet in (*FACETTEN, *INGANGEN)
        for waarde in facet.waarden(beschrijving)
    }
    return [ALLE, *sorted(uniek)]


Namen = dict[str, dict[str, str]]


def namen() -> Namen:
    """The label of every value, for each facet in the order in which a reader sees them.

    Kept until something changes; one query to see whether it did, and one to read them anew.
    """
    sleutel = f"namen-{stand()}"
    bewaard: Namen | None = caches["paginas"].get(sleutel)
    if bewaard is None:
        bewaard = _namen()
        caches["paginas"].set(sleutel, bewaard)
    return bewaard


def _namen() -> Namen:
    gevonden: Namen = {facet.sleutel: {} for facet in FACETTEN}
    lijsten: list[QuerySet[Any, Any]] = []
    for facet in FACETTEN:
        if issubclass(facet.lijst, TextChoices):
            gevonden[facet.sleutel] = {keuze.value: str(keuze.label) for keuze in facet.lijst}
            continue
        rijen = facet.lijst._default_manager.order_by()
        naam = "name" if issubclass(facet.lijst, TagBase) else "naam"
        volgorde = F("volgorde") if facet.lijst is Thema else Value(0)
        lijsten.append(
            rijen.annotate(
                facet=Value(facet.sleutel, output_field=CharField()), label=F(naam), rang=volgorde
            ).values_list("facet", "rang", "label", "slug")
        )
    eerste, *rest = lijsten
    gevuld: list[tuple[str, int, str, str]] = list(eerste.union(*rest, all=True).order_by())
    for sleutel, _rang, label, slug in sorted(gevuld, key=lambda r: (*r[:2], sorteersleutel(r[2]))):
        gevonden[sleutel][slug] = label
    gevonden["wet"][DOMEINOVERSTIJGEND] = "Domeinoverstijgend: twee of meer wetten"
    return gevonden
