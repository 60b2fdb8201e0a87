"""One description: to read, and to take along."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from innovaties.keuzelijsten import UITLEG
from innovaties.models import Beschrijving
from innovaties.paginacache import publiek
from innovaties.uitvoer.gegevens import als_gegevens
from innovaties.uitvoer.jsonld import als_jsonld
from innovaties.verwant import verwant
from innovaties.weergave import secties, trefwoorden, voor_weergave, wetten_kort

# By name, and so loaded when first asked: their libraries take half a second of a start.
BESTANDEN = {
    "pdf": ("application/pdf", "innovaties.uitvoer.pdf.maak_pdf"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "innovaties.uitvoer.word.maak_docx",
    ),
}


def haal_of_404(slug: str) -> Beschrijving:
    """The live description at `slug` with all that it shows. Raises Http404."""
    beschrijving = voor_weergave(
        Beschrijving.objects.zichtbaar().filter(innovatie__slug=slug)
    ).first()
    if beschrijving is None:
        raise Http404("Er is geen innovatie op dit adres.")
    return beschrijving


@publiek
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    beschrijving = haal_of_404(slug)
    context = {
        "beschrijving": beschrijving,
        "secties": list(secties(beschrijving)),
        "trefwoorden": trefwoorden(beschrijving),
        "wetten": wetten_kort(beschrijving),
        "verwant": verwant(beschrijving),
        "jsonld": als_jsonld(beschrijving),
        "onderbouwing_uitleg": UITLEG.get(beschrijving.onderbouwing, ""),
        "bron": next(iter(beschrijving.bronnen.all()), None),
        "bestanden": (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON")),
    }
    return render(request, "innovaties/beschrijving.html", context)


@publiek
@require_safe
def download(request: HttpRequest, slug: str, soort: str) -> HttpResponse:
    beschrijving = haal_of_404(slug)
    if soort == "json":
        return JsonResponse(
            als_gegevens(beschrijving), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    type_, maak = BESTANDEN[soort]
    antwoord = HttpResponse(import_string(maak)(beschrijving), content_type=type_)
    antwoord["Content-Disposition"] = f'attachment; filename="{slug}.{soort}"'
    return antwoord
