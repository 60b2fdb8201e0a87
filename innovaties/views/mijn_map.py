"""The map of a reader: what she collected, which its address names and nobody keeps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from innovaties.uitvoer.document import als_map
from innovaties.uitvoer.vormen import VAN_MAP
from innovaties.views.bestand import als_bestand
from innovaties.views.keuze import Meegenomen, lees_keuze, vraag
from vinden.paginacache import publiek_met

MAXIMUM = 20
"""A file of more takes a core for too long."""


@publiek_met("i")
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """All that the address names, in its order."""
    keuze = lees_keuze(request, MAXIMUM, lambda rijen: rijen.voor_lijst())
    context = {
        "keuze": keuze,
        "rijen": [_rij(keuze, plek, b) for plek, b in enumerate(keuze.getoond)],
        "maximum": MAXIMUM,
        "adres": vraag(keuze.slugs),
        "bestanden": VAN_MAP.values(),
    }
    return render(request, "innovaties/map.html", context)


def _rij(keuze: Meegenomen, plek: int, beschrijving: Beschrijving) -> dict[str, object]:
    """A description with the addresses of the map with it one place up, and without it."""
    slugs = keuze.slugs
    hoger = [*slugs[: plek - 1], slugs[plek], slugs[plek - 1], *slugs[plek + 1 :]] if plek else []
    return {
        "beschrijving": beschrijving,
        "omhoog": vraag(hoger) if hoger else "",
        "zonder": keuze.zonder(beschrijving),
    }


@publiek_met("i")
@require_safe
def download(request: HttpRequest, soort: str) -> HttpResponse:
    """The map as a file; an empty one is none."""
    keuze = lees_keuze(request, MAXIMUM, voor_weergave)
    if not keuze.getoond:
        return redirect(reverse("innovaties:map") + vraag(keuze.gevraagd))
    return als_bestand(VAN_MAP[soort], "map", als_map(keuze.getoond))
