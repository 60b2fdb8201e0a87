"""The archive that everyone reads: all editions, one, their feed and their images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urldefrag

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from basis.tekst import sorteersleutel
from innovaties.models import Beschrijving, Thema
from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.models.editie import EditieQuerySet
from nieuwsbrieven.uitvoer.feeds import NieuwsbrievenFeed
from nieuwsbrieven.uitvoer.opmaak import LINKTEKST, adres_van, beschreven
from vinden.models import Wegwijzer
from vinden.models.wegwijzer import WegwijzerQuerySet
from vinden.paginacache import publiek, publiek_met

PER_PAGINA = 20
BEELDSOORTEN = {".png": "image/png", ".jpg": "image/jpeg"}
BEELDKOPPEN = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
VOOR_ALTIJD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Blokweergave:
    """One part as the page shows it; `beeld` is (address, width, height).

    `over` is the description that it is about, as it is now.
    """

    blok: Blok
    themas: list[Thema]
    beeld: tuple[str, int, int] | None
    adres: str
    linktekst: str
    over: Beschrijving | None


@publiek_met("pagina")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    koppen = Prefetch("blokken", Blok.objects.only("editie_id", "volgorde", "titel"))
    edities = _zonder_stukken().prefetch_related(koppen)
    blad: Page[Any] = Paginator(edities, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "blad": blad,
    }
    return render(request, "nieuwsbrieven/lijst.html", context)


def _zonder_stukken() -> EditieQuerySet:
    """The public editions, without the mail that was made of each: that may be 100 kB."""
    return Editie.objects.openbaar().defer("stukken")


@publiek_met("pagina")
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return NieuwsbrievenFeed()(request)


@publiek
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    editie = get_object_or_404(_zonder_stukken(), slug=slug)
    blokken = list(editie.blokken.prefetch_related("themas"))
    over = beschreven(blokken)
    context = {
        "editie": editie,
        "delen": [_deel(blok, over.get(blok.innovatie_id)) for blok in blokken],
        "innovaties": sorted(over.values(), key=lambda een: sorteersleutel(een.titel)),
        "wegwijzers": _wegwijzers(blokken),
        **_ernaast(editie),
    }
    return render(request, "nieuwsbrieven/editie.html", context)


def _deel(blok: Blok, over: Beschrijving | None) -> Blokweergave:
    return Blokweergave(
        blok=blok,
        themas=[] if blok.alle_themas else list(blok.themas.all()),
        beeld=_beeld(blok),
        adres=blok.adres if adres_van(blok) else "",
        linktekst=blok.linktekst or LINKTEKST[Bloksoort(blok.soort)],
        over=over,
    )


def _beeld(blok: Blok) -> tuple[str, int, int] | None:
    """The image of `blok` with its size, so that nothing jumps when it comes; None when gone."""
    if not blok.afbeelding:
        return None
    try:
        breedte, hoogte = blok.afbeelding.width, blok.afbeelding.height
    except OSError:
        return None
    naam = PurePosixPath(blok.afbeelding.name or "").name
    return reverse("nieuwsbrieven:beeld", args=[blok.pk, naam]), breedte, hoogte


def _wegwijzers(blokken: list[Blok]) -> WegwijzerQuerySet:
    """The other pages of this site that `blokken` lead to, as they are now."""
    adressen = {urldefrag(blok.adres).url for blok in blokken}
    return Wegwijzer.objects.filter(adres__in=adressen).only(
        "adres", "soort", "titel", "gepubliceerd_op"
    )


def _ernaast(editie: Editie) -> dict[str, Editie | None]:
    """The editions before and after `editie`."""
    edities = _zonder_stukken()
    tegelijk = Q(begonnen_op=editie.begonnen_op)
    return {
        "vorige": edities.filter(
            Q(begonnen_op__lt=editie.begonnen_op) | (tegelijk & Q(pk__lt=editie.pk))
        ).first(),
        "volgende": edities.filter(
            Q(begonnen_op__gt=editie.begonnen_op) | (tegelijk & Q(pk__gt=editie.pk))
        ).last(),
    }


@require_safe
def beeld(request: HttpRequest, pk: int, naam: str) -> FileResponse:
    """The image of a part, for who knows its name (`models.editie.beeldpad`). Raises Http404.

    `naam` must be the one that the part has, so that no path leads elsewhere and another image
    has another address.
    """
    blok = get_object_or_404(Blok.objects.only("afbeelding"), pk=pk)
    pad = PurePosixPath(blok.afbeelding.name or "")
    if pad.name != naam or pad.suffix not in BEELDSOORTEN:
        raise Http404("Er is geen afbeelding op dit adres.")
    try:
        bestand = blok.afbeelding.open()
    except OSError as fout:
        raise Http404("Deze afbeelding is er niet meer.") from fout
    koppen = BEELDKOPPEN | {"Cache-Control": VOOR_ALTIJD}
    return FileResponse(bestand, content_type=BEELDSOORTEN[pad.suffix], headers=koppen)
