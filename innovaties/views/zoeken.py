"""Search in what is no description, and the way between it and the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.filters import ZoekVeld
from innovaties.keuzelijsten import Wegwijzersoort
from innovaties.paginacache import publiek
from innovaties.views.kaartjes import GeteldePaginator
from innovaties.wegwijzers import MEERVOUD, tel, zoek_wegwijzers
from innovaties.zoeken import Vraag, zoek

INNOVATIES = "innovaties"
ALLES = ""


@dataclass(frozen=True)
class Tab:
    """One kind of result, and where it is."""

    label: str
    aantal: int
    adres: str
    hier: bool


def tabs(
    tekst: str, innovaties: int, soorten: Mapping[Wegwijzersoort, int], hier: str = INNOVATIES
) -> list[Tab]:
    """The kinds that have results for `tekst`, and `hier`: INNOVATIES, a kind or ALLES others."""
    vraag = {"q": tekst}
    gevonden = [Tab("Innovaties", innovaties, _adres("lijst", vraag), hier == INNOVATIES)]
    gevonden += [
        Tab(
            MEERVOUD[soort],
            soorten.get(soort, 0),
            _adres("zoeken", vraag | {"soort": soort.value}),
            hier == soort,
        )
        for soort in Wegwijzersoort
        if soort in soorten or soort == hier
    ]
    if hier == ALLES:
        aantal = sum(soorten.values())
        gevonden.append(Tab("Al het andere", aantal, _adres("zoeken", vraag), hier=True))
    return gevonden


def _adres(naam: str, vraag: Mapping[str, str]) -> str:
    return f"{reverse(f'innovaties:{naam}')}?{urlencode(vraag)}"


@publiek
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """The pages of one kind, or of all kinds but descriptions, that hold the words asked for."""
    veld = ZoekVeld(required=False)
    tekst = veld.clean(request.GET.get("q"))
    soort = request.GET.get("soort", ALLES)
    if soort not in Wegwijzersoort:
        soort = ALLES
    soorten = tel(tekst)
    innovaties = zoek(Vraag(tekst)).aantal if tekst else 0
    aantal = sum(soorten.values()) if soort == ALLES else soorten.get(Wegwijzersoort(soort), 0)
    blad = GeteldePaginator(zoek_wegwijzers(tekst, soort), aantal).get_page(
        request.GET.get("pagina")
    )
    context = {
        "tekst": tekst,
        "ingekort": veld.ingekort,
        "soort": soort,
        "soorten": MEERVOUD.values(),
        "tabs": tabs(tekst, innovaties, soorten, soort),
        "innovaties": innovaties,
        "aantal": aantal,
        "een": Wegwijzersoort(soort).label if soort else "Pagina",
        "meer": MEERVOUD[Wegwijzersoort(soort)] if soort else "Pagina's",
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
    }
    return render(request, "innovaties/zoeken.html", context)
