"""Pages as a reader asks for them: by words, and by the facets of the list."""

from __future__ import annotations

from innovaties.lezen.facetten import FACETTEN, INGANGEN
from innovaties.models import Element, Thema, Zoekdocument
from organisaties.models import Regio
from vinden.facetten import Facet, slugs
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.zoeken import Verzameling

BESCHRIJVINGEN = Verzameling(
    Zoekdocument, FACETTEN, "zoek_documenten", eindeloos="trefwoord", ingangen=INGANGEN
)
WEGWIJZERS = Verzameling(
    Wegwijzer,
    (Facet("soort", "Soort pagina", Wegwijzersoort, lambda wegwijzer: [wegwijzer.soort]),),
    "zoek_wegwijzers",
    ingangen=(
        Facet("thema", "Thema", Thema, slugs("themas")),
        Facet("regio", "Regio", Regio, slugs("regios")),
        Facet("element", "Werkzaam element", Element, slugs("elementen")),
    ),
)
