"""Two to four descriptions side by side on the same fields."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from innovaties.formaat import FORMAAT
from innovaties.formaat.onderdelen import Onderdeel
from innovaties.lezen.facetten import CODE_GENOEMD
from innovaties.lezen.weergave import Getoond, voor_weergave
from innovaties.models import Beschrijving, Zoekdocument
from vinden.paginacache import publiek_met

MINIMUM, MAXIMUM = 2, 4
IN_KOP = "titel"
"""The part that heads the columns, and so is not a row."""


@dataclass(frozen=True)
class Vergelijkrij:
    """One part of the format for all chosen descriptions."""

    onderdeel: Onderdeel
    cellen: list[Getoond]
    verschilt: bool


@publiek_met("i")
@require_safe
def vergelijk(request: HttpRequest) -> HttpResponse:
    slugs = list(dict.fromkeys(slug for slug in request.GET.getlist("i") if slug))
    gevonden = {
        b.innovatie.slug: b
        for b in voor_weergave(
            Beschrijving.objects.zichtbaar().beschreven().filter(innovatie__slug__in=slugs[:20])
        )
    }
    gekozen = [gevonden[slug] for slug in slugs if slug in gevonden]
    getoond = gekozen[:MAXIMUM]
    te_weinig = len(getoond) < MINIMUM
    context = {
        "gekozen": getoond,
        "kolommen": [(b, _zonder(getoond, b)) for b in getoond],
        "onbekend": [slug for slug in slugs[:20] if slug not in gevonden],
        "te_veel": gekozen[MAXIMUM:],
        "te_weinig": te_weinig,
        "maximum": MAXIMUM,
        "keuzevakken": range(1, MAXIMUM + 1),
        "alle": _alle() if te_weinig else [],
        "secties": [] if te_weinig else _secties(getoond),
    }
    return render(request, "innovaties/vergelijk.html", context)


def _alle() -> list[tuple[str, str]]:
    """Every description to choose from, by title."""
    documenten = Zoekdocument.objects.exclude(facetten__contains=[CODE_GENOEMD]).op_titel()
    return list(documenten.values_list("beschrijving__innovatie__slug", "titel"))


def _zonder(gekozen: list[Beschrijving], weg: Beschrijving) -> str:
    return "?" + urlencode([("i", b.innovatie.slug) for b in gekozen if b != weg])


def _secties(gekozen: list[Beschrijving]) -> list[tuple[str, list[Vergelijkrij]]]:
    """The sections with a row for each part that at least one description fills."""
    gevonden = []
    for sectie in FORMAAT:
        rijen = [
            _rij(onderdeel, gekozen) for onderdeel in sectie.onderdelen if onderdeel.naam != IN_KOP
        ]
        if gevuld := [rij for rij in rijen if any(cel.waarden for cel in rij.cellen)]:
            gevonden.append((sectie.titel, gevuld))
    return gevonden


def _rij(onderdeel: Onderdeel, gekozen: list[Beschrijving]) -> Vergelijkrij:
    cellen = [Getoond.van(b, onderdeel) for b in gekozen]
    return Vergelijkrij(onderdeel, cellen, verschilt=len({cel.plat for cel in cellen}) > 1)
