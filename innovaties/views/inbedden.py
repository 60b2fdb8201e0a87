"""Cards for the pages of others: one, some, and what programs ask to show one (oEmbed)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from basis.adressen import SITE_NAAM, absoluut
from innovaties.lezen.namen import namen
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Innovatie
from innovaties.templatetags.kaartje import ingebed
from innovaties.views.kaartjes import haal
from vinden.filters import VraagFilter
from vinden.paginacache import publiek, publiek_met
from vinden.stand import na_te_vragen

OVERAL: dict[str, Any] = settings.SECURE_CSP | {"frame-ancestors": ["*"]}
"""Nobody can do anything here but read and go on to our site, so any page may show it."""

MEESTE = 6
BREED, HOOG = 480, 420
"""Of a card, in pixels, for who does not ask how high it is."""


def _overal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let pages of others show what `view` answers."""
    return csp_override(OVERAL)(xframe_options_exempt(view))


@publiek
@_overal
@require_safe
def kaartje(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of one description; of one from the archive, that it is there.

    A page of ours for what went wrong may stand in no frame: the browser would say that it broke.
    """
    beschrijving = _zichtbaar(slug)
    if beschrijving is None:
        get_object_or_404(Innovatie.objects.gearchiveerd(), slug=slug)
    context = {
        "titel": beschrijving.titel if beschrijving else "Innovatie",
        "kaartjes": [ingebed(beschrijving)] if beschrijving else [],
        "adres": reverse("innovaties:beschrijving", args=[slug]),
        "aantal": 0,
        "in_archief": beschrijving is None,
    }
    status = 200 if beschrijving else 410
    return render(request, "innovaties/inbedden.html", context, status=status)


@publiek_met("q", "sorteer", *(facet.sleutel for facet in BESCHRIJVINGEN.facetten))
@_overal
@require_safe
def kaartjes(request: HttpRequest) -> HttpResponse:
    """The first cards that answer the list's question."""
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, namen(request.GET.getlist("trefwoord")))
    uitslag = BESCHRIJVINGEN.zoek(filterset.vraag)
    context = {
        "titel": "Innovaties",
        "kaartjes": _ingebed(tuple(uitslag.op_volgorde(filterset.sortering)[:MEESTE])),
        "adres": reverse("innovaties:lijst") + filterset.adres().removesuffix("?"),
        "aantal": uitslag.aantal,
        "in_archief": False,
    }
    return render(request, "innovaties/inbedden.html", context)


@na_te_vragen
def _ingebed(pks: tuple[int, ...]) -> list[SafeString]:
    return [ingebed(beschrijving) for beschrijving in haal(pks)]


@publiek
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """What the page of somebody else loads: its address there stays, whatever ours is called.

    It is kept as a page is, so that no visitor of theirs takes a thread of ours.
    """
    inhoud = (settings.BASE_DIR / "static" / "js" / "kaartje.js").read_bytes()
    return HttpResponse(inhoud, content_type="text/javascript; charset=utf-8")


@publiek_met("url", "format", "maxwidth", "maxheight")
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show the description at `url` (oembed.com). Raises Http404 for any other address."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Alleen JSON.\n", status=501, content_type="text/plain; charset=utf-8")
    beschrijving = _op_adres(request.GET.get("url", ""))
    kaart = {
        "bron": absoluut(reverse("innovaties:kaartje", args=[beschrijving.innovatie.slug])),
        "titel": beschrijving.titel,
        "breed": _hoogstens(request, "maxwidth", BREED),
        "hoog": _hoogstens(request, "maxheight", HOOG),
    }
    gegevens = {
        "version": "1.0",
        "type": "rich",
        "title": beschrijving.titel,
        "provider_name": SITE_NAAM,
        "provider_url": absoluut("/"),
        "html": render_to_string("innovaties/oembed.html", kaart).strip(),
        "width": kaart["breed"],
        "height": kaart["hoog"],
    }
    return JsonResponse(gegevens, headers={"Access-Control-Allow-Origin": "*"})


def _zichtbaar(slug: str) -> Beschrijving | None:
    zichtbaar: Any = Beschrijving.objects.zichtbaar().filter(innovatie__slug=slug)
    gevonden: Beschrijving | None = zichtbaar.voor_lijst().first()
    return gevonden


def _op_adres(adres: str) -> Beschrijving:
    """Raises Http404."""
    try:
        hier = urlsplit(adres)
        route = resolve(hier.path)
    except (ValueError, Resolver404) as fout:
        raise Http404("Dit is geen adres van een innovatie.") from fout
    if hier.netloc != urlsplit(settings.SITE_URL).netloc or (
        route.view_name != "innovaties:beschrijving"
    ):
        raise Http404("Dit is geen adres van een innovatie.")
    if gevonden := _zichtbaar(route.kwargs["slug"]):
        return gevonden
    raise Http404("Er is geen innovatie op dit adres.")


def _hoogstens(request: HttpRequest, naam: str, gewoon: int) -> int:
    """The usual size, or what there is room for."""
    gevraagd = request.GET.get(naam, "")
    past = re.fullmatch(r"[1-9]\d{0,4}", gevraagd, re.ASCII)
    return min(int(gevraagd), gewoon) if past else gewoon
