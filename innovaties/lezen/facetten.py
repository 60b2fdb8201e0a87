"""The facets of the list: which values a description has, and what these are called."""

from collections.abc import Iterable

from innovaties import keuzelijsten as k
from innovaties.models import Beschrijving, Doelgroep, Element, Methodiek, Thema, Trefwoord
from organisaties.models import Organisatie, Regio
from vinden.facetten import Facet, kolom, slugs
from vinden.facetten import codes as codes_van

DOMEINOVERSTIJGEND = "domeinoverstijgend"
CODE_GENOEMD = f"soort:{k.Soort.GENOEMD}"
"""Of what a source only names: it stands behind what is described, or is left out."""


def _wetten(beschrijving: Beschrijving) -> Iterable[str]:
    return [
        *beschrijving.wetten,
        *([DOMEINOVERSTIJGEND] if beschrijving.domeinoverstijgend else []),
    ]


def _met_provincies(regios: Iterable[Regio]) -> Iterable[str]:
    """A zorgregio counts for its provincies too."""
    for regio in regios:
        yield regio.slug
        yield from (provincie.slug for provincie in regio.provincies.all())


def _regios(beschrijving: Beschrijving) -> Iterable[str]:
    return _met_provincies(beschrijving.regios.all())


def _draait(beschrijving: Beschrijving) -> Iterable[str]:
    """Where it runs: here once it is past its pilot, and where others run it."""
    if beschrijving.fase in (k.Fase.IN_UITVOERING, k.Fase.VERSPREID):
        yield from _regios(beschrijving)
    for toepassing in beschrijving.elders.all():
        if toepassing.stand == k.Toepassing.DRAAIT:
            yield from _met_provincies(toepassing.organisatie.regios.all())


FACETTEN: tuple[Facet[Beschrijving], ...] = (
    Facet("thema", "Thema", Thema, slugs("themas")),
    Facet("soort", "Bestaand, gewenst of genoemd", k.Soort, kolom("soort")),
    Facet("fase", "Fase", k.Fase, kolom("fase")),
    Facet("regio", "Regio", Regio, _regios),
    Facet("draait", "Draait in mijn regio", Regio, _draait),
    Facet("doelgroep", "Doelgroep", Doelgroep, slugs("doelgroepen")),
    Facet("wet", "Wettelijk domein", k.Wet, _wetten),
    Facet("niveau", "Niveau", k.Niveau, kolom("niveaus")),
    Facet("methodiek", "Methodiek", Methodiek, slugs("methodieken")),
    Facet(
        "rol", "Wie doet mee", k.Partijrol, lambda b: {partij.rol for partij in b.partijen.all()}
    ),
    Facet("financiering", "Financiering", k.Financiering, kolom("financiering")),
    Facet("onderbouwing", "Onderbouwing", k.Onderbouwing, kolom("onderbouwing")),
    Facet("ervaring", "Inzet ervaringsdeskundigen", k.Ervaring, kolom("ervaring")),
    Facet("trefwoord", "Trefwoord", Trefwoord, slugs("trefwoorden")),
)


def _organisaties(beschrijving: Beschrijving) -> Iterable[str]:
    """Those that take part, and those that took it over."""
    yield from (partij.organisatie.slug for partij in beschrijving.partijen.all())
    yield from (toepassing.organisatie.slug for toepassing in beschrijving.elders.all())


INGANGEN: tuple[Facet[Beschrijving], ...] = (
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
    return codes_van((*FACETTEN, *INGANGEN), beschrijving)
