"""What catalogues read to know that there are open data here."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from koppelvlak.uitvoer.dcat import api_wijzer, catalogus
from vinden.paginacache import publiek

LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@publiek
@require_safe
def dcat(request: HttpRequest) -> HttpResponse:
    """The sets as DCAT."""
    return _json(catalogus(), "application/ld+json")


@publiek
@require_safe
def api_catalog(request: HttpRequest) -> HttpResponse:
    """Where the API is."""
    return _json(api_wijzer(), LINKSET)


def _json(gegevens: object, soort: str) -> HttpResponse:
    inhoud = json.dumps(gegevens, ensure_ascii=False, indent=1)
    return HttpResponse(inhoud, content_type=soort, headers={"Access-Control-Allow-Origin": "*"})
