"""The facets of the list: which values a description has, and what these are called."""

from collections.abc import Iterable

from innovaties import keuzelijsten as k
from innovaties.formaat import onderdelen
from innovaties.models import Beschrijving, Doelgroep, Element, Methodiek, Thema, Trefwoord
from organisaties.models import Organisatie, Regio
from vinden.facetten import RANG, RANGEN, Facet, kolom, slugs
from vinden.facetten import codes as codes_van

DOMEINOVERSTIJGEND = "domeinoverstijgend"
CODE_GENOEMD = f"soort:{k.Soort.GENOEMD}"
"""Of what a source only names: it stands behind what is described, or is left out."""
VOLGENS_BRON = "volgens-bron"
WAAR_HET_DRAAIT = {"draait", VOLGENS_BRON}
"""Facets whose values are those of 'regio'."""
BEVESTIGD = 50
"""How much more a confirmation counts than a part of the format: more than all 34 together."""
LANDELIJK = "landelijk"
"""Where an innovatie is that is bound to no region."""


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
    yield from _met_provincies(beschrijving.regios.all())
    if beschrijving.schaal == k.Schaal.LANDELIJK:
        yield LANDELIJK


def _draait(beschrijving: Beschrijving) -> Iterable[str]:
    """Where it runs, says the organisation itself."""
    return [] if beschrijving.volgens_bron else _waar(beschrijving)


def _draait_volgens_bron(beschrijving: Beschrijving) -> Iterable[str]:
    """Where it ran when a document was written."""
    return _waar(beschrijving) if beschrijving.volgens_bron else []


def _waar(beschrijving: Beschrijving) -> Iterable[str]:
    """Here once it is past its pilot, and where others run it."""
    if beschrijving.fase in (k.Fase.IN_UITVOERING, k.Fase.VERSPREID):
        yield from _met_provincies(beschrijving.regios.all())
    for toepassing in beschrijving.elders.all():
        if toepassing.stand == k.Toepassing.DRAAIT:
            yield from _met_provincies(toepassing.organisatie.regios.all())


def _resultaat(beschrijving: Beschrijving) -> Iterable[str]:
    """What its figures say; a plan only where nothing was counted or measured."""
    soorten = {cijfer.soort for cijfer in beschrijving.cijfers.all()}
    return soorten - {k.Meetsoort.DOEL} or soorten


FACETTEN: tuple[Facet[Beschrijving], ...] = (
    Facet("thema", "Thema", Thema, slugs("themas")),
    Facet("soort", "Bestaand, gewenst of genoemd", k.Soort, kolom("soort")),
    Facet("fase", "Fase", k.Fase, kolom("fase"), ook_onbekend=True),
    Facet("regio", "Regio", Regio, _regios, ligging=True),
    Facet(
        "draait",
        "Draait er, zegt de organisatie",
        Regio,
        _draait,
        bij_naam=False,
        ligging=True,
        binnen="regio",
    ),
    Facet(
        VOLGENS_BRON,
        "Draait er, volgens een bron",
        Regio,
        _draait_volgens_bron,
        bij_naam=False,
        ligging=True,
        binnen="regio",
    ),
    Facet("doelgroep", "Doelgroep", Doelgroep, slugs("doelgroepen")),
    Facet("wet", "Wettelijk domein", k.Wet, _wetten, ook_onbekend=True),
    Facet("niveau", "Niveau", k.Niveau, kolom("niveaus"), ook_onbekend=True),
    Facet("methodiek", "Methodiek", Methodiek, slugs("methodieken")),
    Facet(
        "rol", "Wie doet mee", k.Partijrol, lambda b: {partij.rol for partij in b.partijen.all()}
    ),
    Facet("financiering", "Financiering", k.Financiering, kolom("financiering"), ook_onbekend=True),
    Facet(
        "resultaat",
        "Resultaat",
        k.Resultaat,
        _resultaat,
        ook_onbekend=True,
        ook_nul=True,
        bij_naam=False,
    ),
    Facet(
        "onderbouwing",
        "Onderbouwing",
        k.Onderbouwing,
        kolom("onderbouwing"),
        ook_onbekend=True,
        ook_nul=True,
        sorteer="Sterkste onderbouwing",
    ),
    Facet(
        "ervaring", "Inzet ervaringsdeskundigen", k.Ervaring, kolom("ervaring"), ook_onbekend=True
    ),
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


def _rang(beschrijving: Beschrijving) -> str:
    """How complete it is: what somebody confirmed first, then by how many parts are filled."""
    gevuld = sum(
        any(veld.soort.is_bekend(beschrijving) for veld in onderdeel.velden if veld.is_openbaar)
        for onderdeel in onderdelen()
    )
    bevestigd = beschrijving.innovatie.bevestigd_op is not None
    return RANGEN[gevuld + BEVESTIGD * bevestigd]


def codes(beschrijving: Beschrijving) -> list[str]:
    """All facet values of `beschrijving`, as its search document stores them."""
    return [*codes_van((*FACETTEN, *INGANGEN), beschrijving), f"{RANG}:{_rang(beschrijving)}"]
