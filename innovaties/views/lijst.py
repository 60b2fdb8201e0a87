"""The list of innovations with its search and facets, and the same as a download."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import batched
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import parse_qsl

from django.core.paginator import Page
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from basis.download import bewaard, kenmerk
from basis.middleware import coderingen
from innovaties.lezen.antwoord import antwoord_op
from innovaties.lezen.band import tekens
from innovaties.lezen.facetten import LANDELIJK
from innovaties.lezen.gedaan import Gedaan, gedaan_in_lijst
from innovaties.lezen.kaart import kaart
from innovaties.lezen.namen import ligt_in, namen, uitleg
from innovaties.lezen.weergave import voor_weergave
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving
from innovaties.uitvoer.vormen import VAN_LIJST, Vorm
from innovaties.views.kaartjes import haal, pagina
from vinden.bladen import GeteldePaginator
from vinden.filters import VraagFilter
from vinden.gemist import onthoud
from vinden.keuzes import chips, facetblokken, ruimer
from vinden.paginacache import publiek_met, voorlopig
from vinden.stand import database, stand
from vinden.zoeken import Uitslag, Volgorde

TABEL, KAART = "tabel", "kaart"
WEERGAVEN = {TABEL: "Tabel", KAART: "Kaart van Nederland"}
MAXIMUM_DOWNLOAD = 2000
PER_KEER = 10
"""So many descriptions are in memory at a time."""


@publiek_met(
    "q", "sorteer", "weergave", *(facet.sleutel for facet in BESCHRIJVINGEN.facetten), "pagina"
)
@require_safe
@vary_on_headers("HX-Request")
def lijst(request: HttpRequest) -> HttpResponse:
    gekend = namen(request.GET.getlist("trefwoord"))
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, gekend, WEERGAVEN)
    vraag = filterset.vraag
    uitslag = BESCHRIJVINGEN.zoek(vraag)
    volgorde = uitslag.op_volgorde(filterset.sortering)
    if filterset.weergave == KAART:
        blad = GeteldePaginator([], uitslag.aantal).get_page(request.GET.get("pagina"))
    else:
        lees = haal if filterset.weergave == TABEL else None
        blad = pagina(request, volgorde, uitslag.aantal, uitslag.gezocht.woorden, lees)
    context = {
        "filterset": filterset,
        "vraag": vraag,
        "facetten": facetblokken(filterset, uitslag, uitleg(), ligt_in()),
        "chips": list(chips(filterset)),
        "blad": blad,
        "aantal": uitslag.aantal,
        "weergaven": [
            (label, filterset.adres(weergave=code), code == filterset.weergave)
            for code, label in (("", "Kaartjes"), *WEERGAVEN.items())
        ],
        **_anders(filterset, uitslag, blad),
        "sorteringen": filterset.sorteringen,
        "zonder": ruimer(filterset, BESCHRIJVINGEN, uitslag) if not uitslag.aantal else [],
        "gedaan": gedaan_in_lijst(vraag.tekst, vraag.codes) if vraag.tekst else Gedaan(),
        "elders": antwoord_op(vraag.tekst) if vraag.tekst and not uitslag.aantal else None,
        "adres": filterset.adres(weergave=""),
        "bestanden": VAN_LIJST.values(),
        "maximum_download": MAXIMUM_DOWNLOAD,
    }
    if "HX-Request" not in request.headers:
        antwoord = render(request, "innovaties/lijst.html", context)
    else:
        antwoord = render(request, "innovaties/lijst.html#resultaten", context)
        antwoord["HX-Push-Url"] = request.path + filterset.adres()
    if uitslag.gezocht.laat:
        voorlopig(antwoord)
    return antwoord if vraag.gekozen else onthoud(antwoord, vraag.tekst, uitslag)


def _anders(filterset: VraagFilter, uitslag: Uitslag, blad: Page[Any]) -> dict[str, object]:
    """What the list needs to be shown as a table or on the map."""
    if filterset.weergave == TABEL:
        koppen = next(([teken.label for teken in tekens(rij)] for rij in blad if tekens(rij)), [])
        return {"koppen": koppen}
    if filterset.weergave == KAART:
        aantallen = uitslag.tellingen["regio"]

        def adres(slug: str) -> str:
            return reverse("innovaties:lijst") + filterset.adres(weergave="", regio=slug)

        return {
            "provincies": kaart(aantallen, lambda regio: adres(regio.slug)),
            "landelijk": aantallen.get(LANDELIJK, 0),
            "landelijk_adres": adres(LANDELIJK),
        }
    return {}


@require_safe
def download(request: HttpRequest, soort: str) -> HttpResponseBase:
    """The whole answer to the list's question, at most MAXIMUM_DOWNLOAD rows.

    Made once for each question, and again when anything changed that a visitor can see. A question
    has one address: who asks it otherwise is sent there.
    """
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, namen(request.GET.getlist("trefwoord")))
    adres = filterset.adres()
    if parse_qsl(request.META["QUERY_STRING"], keep_blank_values=True) != parse_qsl(adres[1:]):
        return HttpResponseRedirect(request.path + adres.removesuffix("?"))
    uitslag = BESCHRIJVINGEN.zoek(filterset.vraag)
    volgorde = uitslag.op_volgorde(filterset.sortering)
    laat = uitslag.gezocht.laat
    naam = kenmerk("lijst", soort, adres, database(), stand().nummer, laat)
    etag = f'"{naam[:32]}"'
    if ongewijzigd := get_conditional_response(request, etag=etag):
        return ongewijzigd
    vorm = VAN_LIJST[soort]
    pad = bewaard(naam, partial(_schrijf, vorm=vorm, volgorde=volgorde, adres=adres))
    neemt_aan = "gzip" in coderingen(request.headers.get("Accept-Encoding", ""))
    antwoord = FileResponse(
        _open(pad, uitpakken=not (neemt_aan or vorm.ingepakt)),
        as_attachment=True,
        filename=f"innovaties.{soort}",
        content_type=vorm.content_type,
        headers={"Cache-Control": "no-cache", "ETag": etag},
    )
    if neemt_aan and not vorm.ingepakt:
        antwoord["Content-Encoding"] = "gzip"
    patch_vary_headers(antwoord, ["Accept-Encoding"])
    return antwoord


def _schrijf(doel: IO[bytes], *, vorm: Vorm, volgorde: Volgorde, adres: str) -> None:
    """Write the descriptions of `volgorde`, the answer to the question `adres`, compressed."""
    rijen = _rijen(volgorde[:MAXIMUM_DOWNLOAD])
    if vorm.ingepakt:
        vorm.maak(doel, rijen, adres)
        return
    with closing(gzip.GzipFile(fileobj=doel, mode="wb", compresslevel=6)) as kleiner:
        vorm.maak(kleiner, rijen, adres)


def _open(pad: Path, *, uitpakken: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(pad)) if uitpakken else pad.open("rb")


def _rijen(pks: Iterable[int]) -> Iterator[Beschrijving]:
    """The live descriptions `pks` in that order, with all that they show."""
    for deel in batched(pks, PER_KEER, strict=False):
        zichtbaar = Beschrijving.objects.zichtbaar().filter(pk__in=deel).order_by()
        gevonden = {rij.pk: rij for rij in voor_weergave(zichtbaar)}
        yield from (gevonden[pk] for pk in deel if pk in gevonden)
