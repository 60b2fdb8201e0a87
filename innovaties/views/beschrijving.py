"""One description: to read, and to take along."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from basis.queryplan import vaste_vraag
from innovaties.keuzelijsten import Soort, Status
from innovaties.lezen.beeld import kring, plekkaart
from innovaties.lezen.buren import wegwijzers_van
from innovaties.lezen.verwant import eerste_en_nog, verwant
from innovaties.lezen.weergave import (
    herkomst,
    niet_bekend,
    secties,
    trefwoorden,
    voor_weergave,
    wetten_kort,
)
from innovaties.models import Beschrijving, Innovatie
from innovaties.panelen import GELEZEN, panelen
from innovaties.uitvoer.adressen import als_verwijzing
from innovaties.uitvoer.document import als_document
from innovaties.uitvoer.jsonld import als_jsonld
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING
from innovaties.views.bestand import als_bestand
from logboek.models import Logregel
from vinden.paginacache import publiek, publiek_met

BOVENAAN = frozenset(
    {
        *("titel", "kern", "in_een_zin", "gewone_taal"),
        *("themas", "wetten", "regios", "fase", "start"),
    }
)
"""Fields that stand at the head of the page, and so not once more in 'In het kort'."""
BESCHREVEN, GENOEMD = "innovaties/beschrijving.html", "innovaties/genoemd.html"


def haal(slug: str) -> Beschrijving | None:
    """The live description at `slug` with all that it shows, if there is one."""
    return next(iter(_met_slug(slug)), None)


@vaste_vraag
def _met_slug(slug: str) -> QuerySet[Beschrijving]:
    zichtbaar = Beschrijving.objects.zichtbaar().filter(innovatie__slug=slug)
    return voor_weergave(zichtbaar).order_by()


def haal_of_404(slug: str) -> Beschrijving:
    """As `haal`. Raises Http404."""
    beschrijving = haal(slug)
    if beschrijving is None:
        raise Http404("Er is geen innovatie op dit adres.")
    return beschrijving


def context_van(beschrijving: Beschrijving, request: HttpRequest) -> dict[str, Any]:
    """All that the page of `beschrijving` shows; the redactie makes its preview with the same."""
    onbekend = niet_bekend(beschrijving)
    # What comes near a wish is shown with those who want it too (`wensen`).
    verwanten = [] if beschrijving.soort == Soort.GEWENST else verwant(beschrijving)
    return {
        "beschrijving": beschrijving,
        "secties": list(secties(beschrijving, BOVENAAN, onbekend)),
        "kring": kring(beschrijving),
        "plekkaart": plekkaart(beschrijving),
        "trefwoorden": trefwoorden(beschrijving),
        "wetten": wetten_kort(beschrijving),
        "verwant": verwanten,
        "verwant_wat": eerste_en_nog(verwanten),
        "wegwijzers": wegwijzers_van(beschrijving.innovatie_id),
        "jsonld": als_jsonld(beschrijving),
        "verwijzing": als_verwijzing(beschrijving),
        "niet_bekend": list(onbekend.values()),
        "herkomst": herkomst(beschrijving),
        "bron": next(iter(beschrijving.bronnen.all()), None),
        "panelen": panelen(beschrijving, request),
        "sjabloon": GENOEMD if beschrijving.soort == Soort.GENOEMD else BESCHREVEN,
        "bestanden": [v for v in VAN_BESCHRIJVING.values() if v.is_er_van(beschrijving.soort)],
    }


@publiek_met(ook=GELEZEN)
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    beschrijving = haal(slug)
    if beschrijving is None:
        return _gearchiveerd(request, slug)
    context = context_van(beschrijving, request)
    return render(request, context["sjabloon"], context)


def _gearchiveerd(request: HttpRequest, slug: str) -> HttpResponse:
    """Why what stood at `slug` is gone, and where to read on. Raises Http404 when nothing did."""
    innovatie = get_object_or_404(
        Innovatie.objects.gearchiveerd().select_related("archief_naar__gepubliceerd"),
        slug=slug,
    )
    versie = innovatie.versies.filter(status=Status.GEARCHIVEERD).latest("versie")
    stap = Logregel.objects.over(versie).filter(naar=Status.GEARCHIVEERD).first()
    context = {
        "titel": versie.titel,
        "reden": innovatie.archief_reden,
        "op": stap.op if stap else None,
        "verder": innovatie.archief_naar.gepubliceerd if innovatie.archief_naar else None,
    }
    return render(request, "innovaties/gearchiveerd.html", context, status=410)


@publiek
@require_safe
def download(request: HttpRequest, slug: str, soort: str) -> HttpResponse:
    """What `slug` says as a file, which is made once for as long as it says the same."""
    beschrijving, vorm = haal_of_404(slug), VAN_BESCHRIJVING[soort]
    if not vorm.is_er_van(beschrijving.soort):
        raise Http404("Van wat een bron alleen noemt, is dit bestand er niet.")
    return als_bestand(vorm, slug, beschrijving, lambda: als_document(beschrijving))
