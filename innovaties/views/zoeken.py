"""Search in the whole site: all kinds on one page, one kind on pages, and names while typing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from innovaties.lezen.antwoord import EERSTE_INNOVATIES, INNOVATIES, antwoord_op, treffers
from innovaties.lezen.gids import gids
from innovaties.lezen.namen import ligt_in, namen, uitleg
from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from innovaties.views.kaartjes import kaartjes
from vinden.bladen import GeteldePaginator
from vinden.filters import VraagFilter, ZoekVeld
from vinden.gemist import onthoud
from vinden.keuzelijsten import MET_EIGEN_DEEL, Wegwijzersoort
from vinden.keuzes import facetblokken
from vinden.paginacache import publiek_met, voorlopig
from vinden.zoeken import Vraag

SECONDEN = 60
"""How long a browser may keep suggestions; the kept pages have no room for so many questions."""


@publiek_met("q", "soort", "pagina")
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """All that answers the words asked for, or the pages of one kind that do."""
    veld = ZoekVeld(required=False)
    tekst = veld.clean(request.GET.get("q"))
    context = {
        "tekst": tekst,
        "ingekort": veld.ingekort,
        "zonder_resultaten": True,
        "soorten": MET_EIGEN_DEEL,
    }
    if not tekst:
        return render(request, "innovaties/zoeken.html", context)
    soort = request.GET.get("soort", "")
    if soort in MET_EIGEN_DEEL:
        return _een_soort(request, tekst, Wegwijzersoort(soort), context)
    gevonden = antwoord_op(tekst)
    uitslag = gevonden.innovaties
    pks = uitslag.op_volgorde("relevantie")[:EERSTE_INNOVATIES]
    filterset = VraagFilter(QueryDict(urlencode({"q": tekst})), BESCHRIJVINGEN, namen())
    context |= {
        "antwoord": gevonden,
        "gedaan": gevonden.gedaan,
        "aantal": gevonden.aantal,
        "zonder_resultaten": not gevonden.delen,
        "INNOVATIES": INNOVATIES,
        "kaartjes": kaartjes(pks, uitslag.gezocht.woorden),
        "facetten": facetblokken(filterset, uitslag, uitleg(), ligt_in()) if pks else [],
    }
    pagina = render(request, "innovaties/zoeken.html", context)
    if uitslag.gezocht.laat or gevonden.andere.gezocht.laat:
        voorlopig(pagina)
    return pagina if gevonden.termen else onthoud(pagina, tekst, uitslag, gevonden.andere)


def _een_soort(
    request: HttpRequest, tekst: str, soort: Wegwijzersoort, context: dict[str, object]
) -> HttpResponse:
    uitslag = WEGWIJZERS.zoek(Vraag(tekst)).met("pagina", soort)
    paginator = GeteldePaginator(uitslag.op_volgorde("relevantie"), uitslag.aantal)
    blad = paginator.get_page(request.GET.get("pagina"))
    blad.object_list = treffers(tuple(blad.object_list), uitslag.gezocht.woorden)
    context |= {
        "een": str(soort.label),
        "meer": soort.meervoud,
        "aantal": uitslag.aantal,
        "alles": f"{reverse('innovaties:zoeken')}?{urlencode({'q': tekst})}",
        "blad": blad,
    }
    pagina = render(request, "innovaties/zoeken_soort.html", context)
    return voorlopig(pagina) if uitslag.gezocht.laat else pagina


@require_safe
@cache_control(public=True, max_age=SECONDEN)
def suggesties(request: HttpRequest) -> JsonResponse:
    """Names that begin as what is typed, for the list below a search field. From memory."""
    tekst = ZoekVeld(required=False).clean(request.GET.get("q"))
    rijen = [
        {"titel": naam.titel, "soort": naam.soort, "adres": naam.adres}
        for naam in gids().begint(tekst)
    ]
    return JsonResponse({"suggesties": rijen})
