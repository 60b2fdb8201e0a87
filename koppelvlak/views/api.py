"""The API: sets of rows that programs read, each answer kept as a page is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt

from basis.adressen import SITE_NAAM, absoluut
from basis.geheime_link import Poort, door_poort
from basis.licentie import LICENTIE, LICENTIE_URL
from basis.probleem import probleem
from koppelvlak.lezen.peil import peilmoment
from koppelvlak.lezen.vraag import Gegevensblad, Gegevensvraag, parameters, veldkeuze
from koppelvlak.uitvoer.openapi import BEGIN, VERSIE, beschrijving
from vinden.gegevens import GEGEVENSSETS, Gegevensset, OnbekendeVraag, als_rij
from vinden.paginacache import als_publiek, voorlopig

LEZEN = "GET, HEAD, OPTIONS"


def voor_programmas(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that any page and program may read, and nobody can write to."""

    @csrf_exempt
    @wraps(view)
    def gemerkt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = _antwoord(view, request, *args, **kwargs)
        antwoord["API-Version"] = VERSIE
        antwoord["Access-Control-Allow-Origin"] = "*"
        antwoord["Access-Control-Expose-Headers"] = "API-Peil, API-Version, ETag, Link"
        patch_vary_headers(antwoord, ["Accept"])
        return antwoord

    return door_poort(gemerkt, Poort.GEGEVENS)


def _antwoord(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        koppen = {"Allow": LEZEN, "Access-Control-Allow-Methods": LEZEN}
        return HttpResponse(status=204, headers={**koppen, "Access-Control-Max-Age": "86400"})
    if request.method not in ("GET", "HEAD"):
        return probleem(405, "U kunt hier alleen lezen, met GET.", Allow=LEZEN)
    if not request.accepts("application/json"):
        return probleem(406, "U krijgt hier JSON: vraag application/json, of laat Accept weg.")
    try:
        return view(request, *args, **kwargs)
    except OnbekendeVraag as fout:
        return probleem(400, str(fout))


def _json(gegevens: object) -> HttpResponse:
    inhoud = json.dumps(gegevens, ensure_ascii=False).encode()
    return als_publiek(HttpResponse(inhoud, content_type="application/json"))


@voor_programmas
def index(request: HttpRequest) -> HttpResponse:
    """What there is to read."""
    _niets_gevraagd(request)
    return _json(
        {
            "naam": SITE_NAAM,
            "versie": VERSIE,
            "licentie": {"naam": LICENTIE, "url": LICENTIE_URL},
            "beschrijving": absoluut(f"{BEGIN}/openapi.json"),
            "uitleg": absoluut("/open-gegevens/"),
            "gegevens": [
                {"naam": gset.naam, "uitleg": gset.uitleg, "url": absoluut(f"{BEGIN}/{gset.naam}")}
                for gset in GEGEVENSSETS
            ],
        }
    )


@voor_programmas
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all this for programs."""
    _niets_gevraagd(request)
    return _json(beschrijving())


@voor_programmas
def rijen(request: HttpRequest, naam: str) -> HttpResponse:
    """A page of the set `naam`."""
    gset = _vind(naam)
    if gset is None:
        return nergens(request)
    gevraagd = Gegevensvraag(gset, request.GET, parameters(gset))
    peil = peilmoment() if gset.gewijzigd else None
    blad = gevraagd.blad()
    velden = gevraagd.velden
    buren = {"vorige": _vorige(blad), "volgende": _volgende(blad)}
    adressen = {soort: _adres(request, pagina) for soort, pagina in buren.items()}
    antwoord = _json(
        {
            "aantal": blad.aantal,
            "pagina": blad.pagina,
            "per_pagina": blad.per_pagina,
            **adressen,
            "rijen": [als_rij(rij, velden) for rij in blad.rijen],
        }
    )
    if peil:
        antwoord["API-Peil"] = peil.astimezone(UTC).isoformat()
    rel = {"vorige": "prev", "volgende": "next"}
    if links := [f'<{adres}>; rel="{rel[soort]}"' for soort, adres in adressen.items() if adres]:
        antwoord["Link"] = ", ".join(links)
    return voorlopig(antwoord) if blad.voorlopig else antwoord


@voor_programmas
def rij(request: HttpRequest, naam: str, welke: str) -> HttpResponse:
    """The row `welke` of the set `naam`."""
    gset = _vind(naam)
    if gset is None:
        return nergens(request)
    gevraagd = Gegevensvraag(gset, request.GET, veldkeuze(gset))
    gevonden = gevraagd.rij(welke)
    if gevonden is None:
        return probleem(410 if gset.weg(welke) else 404)
    return _json(als_rij(gevonden, gevraagd.velden))


@voor_programmas
def nergens(request: HttpRequest) -> HttpResponse:
    """Whatever else stands below /api/."""
    if request.path_info.endswith("/"):
        zonder = request.path_info.rstrip("/")
        return probleem(404, f"Adressen van de API eindigen zonder schuine streep: {zonder}")
    return probleem(404, f"Wat er is, staat in {absoluut(BEGIN)}/openapi.json.")


def _vind(naam: str) -> Gegevensset | None:
    return next((gset for gset in GEGEVENSSETS if gset.naam == naam), None)


def _niets_gevraagd(request: HttpRequest) -> None:
    """Raises OnbekendeVraag for any parameter."""
    for naam in request.GET:
        raise OnbekendeVraag(f"‘{naam}’ kunt u hier niet vragen.")


def _vorige(blad: Gegevensblad) -> int | None:
    """The page before, or of one behind the last, the last."""
    laatste = max(1, -(-blad.aantal // blad.per_pagina))
    return min(blad.pagina - 1, laatste) or None


def _volgende(blad: Gegevensblad) -> int | None:
    return blad.pagina + 1 if blad.pagina * blad.per_pagina < blad.aantal else None


def _adres(request: HttpRequest, pagina: int | None) -> str | None:
    if pagina is None:
        return None
    vraag = {**dict(request.GET.lists()), "pagina": [str(pagina)]}
    return absoluut(f"{request.path_info}?{urlencode(vraag, doseq=True)}")
