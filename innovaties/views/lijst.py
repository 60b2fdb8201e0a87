"""The list of innovations with its search and facets, and the same as a download."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from innovaties.lezen.antwoord import antwoord_op
from innovaties.lezen.gedaan import Gedaan, gedaan
from innovaties.lezen.namen import namen
from innovaties.lezen.weergave import voor_weergave
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving
from innovaties.uitvoer.vormen import VAN_LIJST
from innovaties.views.kaartjes import pagina
from vinden.filters import SORTERINGEN, VraagFilter
from vinden.keuzes import chips, facetblokken, ruimer
from vinden.paginacache import publiek

MAXIMUM_DOWNLOAD = 2000


@publiek
@require_safe
@vary_on_headers("HX-Request")
def lijst(request: HttpRequest) -> HttpResponse:
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, namen(request.GET.getlist("trefwoord")))
    vraag = filterset.vraag
    uitslag = BESCHRIJVINGEN.zoek(vraag)
    volgorde = uitslag.op_volgorde(filterset.sortering)
    blad = pagina(request, volgorde, uitslag.aantal, uitslag.gezocht.woorden)
    context = {
        "filterset": filterset,
        "vraag": vraag,
        "facetten": list(facetblokken(filterset, uitslag)),
        "chips": list(chips(filterset)),
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        "aantal": uitslag.aantal,
        "sorteringen": SORTERINGEN if vraag.tekst else SORTERINGEN[1:],
        "zonder": ruimer(filterset, BESCHRIJVINGEN, uitslag) if not uitslag.aantal else [],
        "gedaan": gedaan(vraag.tekst, uitslag) if vraag.tekst else Gedaan(),
        "elders": antwoord_op(vraag.tekst) if vraag.tekst and not uitslag.aantal else None,
        "adres": filterset.adres(),
        "bestanden": VAN_LIJST.values(),
        "maximum_download": MAXIMUM_DOWNLOAD,
    }
    if "HX-Request" not in request.headers:
        return render(request, "innovaties/lijst.html", context)
    antwoord = render(request, "innovaties/lijst.html#resultaten", context)
    antwoord["HX-Push-Url"] = request.path + filterset.adres()
    return antwoord


@publiek
@require_safe
def download(request: HttpRequest, soort: str) -> HttpResponse:
    """The whole answer to the list's question, at most MAXIMUM_DOWNLOAD rows."""
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, namen(request.GET.getlist("trefwoord")))
    pks = BESCHRIJVINGEN.zoek(filterset.vraag).op_volgorde(filterset.sortering)[:MAXIMUM_DOWNLOAD]
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen = sorted(
        voor_weergave(Beschrijving.objects.zichtbaar().filter(pk__in=pks).order_by()),
        key=lambda b: volgorde[b.pk],
    )
    vorm = VAN_LIJST[soort]
    inhoud = vorm.maak(rijen, filterset.adres())
    antwoord = HttpResponse(inhoud, content_type=vorm.content_type)
    antwoord["Content-Disposition"] = f'attachment; filename="innovaties.{soort}"'
    return antwoord
