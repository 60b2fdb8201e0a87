"""The page that tells people how their programs can read the site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from basis.licentie import LICENTIE, LICENTIE_URL
from koppelvlak.lezen.vraag import MEESTE, PER_PAGINA, parameters
from koppelvlak.uitvoer.openapi import BEGIN, STATUSSEN, UITLEG
from vinden.gegevens import GEGEVENSSETS
from vinden.paginacache import publiek


@publiek
@require_safe
def open_gegevens(request: HttpRequest) -> HttpResponse:
    context = {
        "begin": BEGIN,
        "licentie": LICENTIE,
        "licentie_url": LICENTIE_URL,
        "sets": [(gset, gset.velden()) for gset in GEGEVENSSETS],
        "vragen": UITLEG.items(),
        "facetten": [
            naam for gset in GEGEVENSSETS for naam in parameters(gset) if naam not in UITLEG
        ],
        "statussen": STATUSSEN.items(),
        "per_pagina": PER_PAGINA,
        "meeste": MEESTE,
    }
    return render(request, "koppelvlak/open_gegevens.html", context)
