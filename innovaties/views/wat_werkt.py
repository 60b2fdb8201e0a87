"""What works where, and where it gets stuck."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from innovaties.lezen.knelpunten import knelpunten as alle_knelpunten
from innovaties.lezen.knelpunten import met_beschrijving
from innovaties.lezen.namen import namen
from innovaties.lezen.wat_werkt import ASSEN, SORTERINGEN, legenda, matrix
from vinden.bladen import PER_PAGINA
from vinden.filters import ZoekVeld
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.paginacache import publiek_met

KEUZES = {"thema": "Thema", "wet": "Wet"}
HIEROVER = (Wegwijzersoort.LES, Wegwijzersoort.WERKAGENDA)


@publiek_met("per", "sorteer", "pagina")
@require_safe
def elementen(request: HttpRequest) -> HttpResponse:
    """The werkzame elementen against the values of one facet, the regions unless chosen."""
    per, sorteer = request.GET.get("per", ""), request.GET.get("sorteer", "")
    per = per if per in ASSEN else next(iter(ASSEN))
    sorteer = sorteer if sorteer in SORTERINGEN else next(iter(SORTERINGEN))
    gevonden = matrix(per, sorteer, request.GET.get("pagina"))
    context = {
        "matrix": gevonden,
        "per": per,
        "per_naam": ASSEN[per],
        "assen": ASSEN,
        "sorteer": sorteer,
        "sorteringen": SORTERINGEN,
        "legenda": legenda(),
        "blad": gevonden.blad,
    }
    return render(request, "innovaties/elementen.html", context)


@publiek_met("q", *KEUZES, "pagina")
@require_safe
def knelpunten(request: HttpRequest) -> HttpResponse:
    """Every knelpunt with its solution, by theme, law and words; an unknown choice is none."""
    tekst = ZoekVeld(required=False).clean(request.GET.get("q"))
    labels = {facet: namen()[facet] for facet in KEUZES}
    gekozen = {
        facet: slug for facet in KEUZES if (slug := request.GET.get(facet, "")) in labels[facet]
    }
    codes = [f"{facet}:{slug}" for facet, slug in gekozen.items()]
    pks = alle_knelpunten(codes, tekst)
    blad = Paginator(pks, PER_PAGINA).get_page(request.GET.get("pagina"))
    hierover = Wegwijzer.objects.filter(soort__in=HIEROVER)
    if thema := gekozen.get("thema"):
        hierover = hierover.filter(themas__slug=thema)
    context = {
        "tekst": tekst,
        "keuzes": [
            (facet, label, gekozen.get(facet, ""), labels[facet].items())
            for facet, label in KEUZES.items()
        ],
        "gekozen": [labels[facet][slug] for facet, slug in gekozen.items()],
        "aantal": blad.paginator.count,
        "blad": blad,
        "knelpunten": met_beschrijving(blad),
        "wegwijzers": hierover.als_buur(),
    }
    return render(request, "innovaties/knelpunten.html", context)
