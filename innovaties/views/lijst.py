"""The list of innovations with its search and facets, and the same as a download."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from innovaties.models import Beschrijving
from innovaties.namen import namen
from innovaties.uitvoer.gegevens import als_gegevens
from innovaties.views.kaartjes import pagina
from innovaties.views.zoeken import tabs
from innovaties.weergave import voor_weergave
from innovaties.zoeken import BESCHRIJVINGEN
from vinden.filters import SORTERINGEN, VraagFilter
from vinden.keuzes import chips, facetblokken, ruimer
from vinden.paginacache import publiek
from vinden.wegwijzers import tel

MAXIMUM_DOWNLOAD = 2000

# By name, and so loaded when first asked: their libraries take half a second of a start.
SOORTEN = {
    "csv": ("text/csv; charset=utf-8", "innovaties.uitvoer.tabel.als_csv"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "innovaties.uitvoer.tabel.als_xlsx",
    ),
}


@publiek
@require_safe
@vary_on_headers("HX-Request")
def lijst(request: HttpRequest) -> HttpResponse:
    filterset = VraagFilter(request.GET, BESCHRIJVINGEN, namen(request.GET.getlist("trefwoord")))
    vraag = filterset.vraag
    uitslag = BESCHRIJVINGEN.zoek(vraag)
    blad = pagina(request, uitslag.op_volgorde(filterset.sortering), uitslag.aantal, vraag.tekst)
    soorten = tel(vraag.tekst)
    context = {
        "filterset": filterset,
        "vraag": vraag,
        "facetten": list(facetblokken(filterset, uitslag)),
        "chips": list(chips(filterset)),
        "tabs": tabs(vraag.tekst, uitslag.aantal, soorten) if soorten else [],
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        "aantal": uitslag.aantal,
        "sorteringen": SORTERINGEN if vraag.tekst else SORTERINGEN[1:],
        "zonder": ruimer(filterset, uitslag) if not uitslag.aantal else [],
        "nabij": BESCHRIJVINGEN.nabij(vraag.tekst) if not uitslag.aantal else [],
        "adres": filterset.adres(),
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
    if soort == "json":
        antwoord: HttpResponse = JsonResponse(
            {
                "vraag": filterset.adres(),
                "aantal": len(rijen),
                "innovaties": [als_gegevens(rij) for rij in rijen],
            },
            json_dumps_params={"ensure_ascii": False},
        )
    else:
        type_, maak = SOORTEN[soort]
        antwoord = HttpResponse(import_string(maak)(rijen), content_type=type_)
    antwoord["Content-Disposition"] = f'attachment; filename="innovaties.{soort}"'
    return antwoord
