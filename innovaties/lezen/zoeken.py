"""Pages as a reader asks for them: by words, and by the facets of the list."""

from __future__ import annotations

from innovaties.lezen.facetten import CODE_GENOEMD, FACETTEN, INGANGEN
from innovaties.models import Zoekdocument
from vinden.betekenis import BIJ_STEEKPROEF, VAN_ALLE
from vinden.facetten import Facet
from vinden.keuzelijsten import Wegwijzersoort
from vinden.machine import PER_AFWIJKING
from vinden.models import Wegwijzer
from vinden.zoeken import Verzameling

PAGINA = Facet[Wegwijzer](
    "pagina", "Soort pagina", Wegwijzersoort, lambda wegwijzer: [wegwijzer.soort]
)
EINDELOOS = "trefwoord"

BESCHRIJVINGEN = Verzameling(
    Zoekdocument,
    FACETTEN,
    "zoek_documenten",
    eindeloos=EINDELOOS,
    ingangen=(*INGANGEN, PAGINA),
    betekenis=BIJ_STEEKPROEF,
    achteraan=CODE_GENOEMD,
)
WEGWIJZERS = Verzameling(
    Wegwijzer,
    (PAGINA,),
    "zoek_wegwijzers",
    ingangen=(*(facet for facet in FACETTEN if facet.sleutel != EINDELOOS), *INGANGEN),
    betekenis=VAN_ALLE,
    per_afwijking=2 * PER_AFWIJKING,  # a long page has some words of any question
)
