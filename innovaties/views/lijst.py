"""The list of innovations with its search and facets, and the same as a download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from innovaties.facetten import FACETTEN
from innovaties.filters import SORTERINGEN, InnovatieFilter
from innovaties.models import Beschrijving
from innovaties.namen import namen
from innovaties.uitvoer.vormen import VAN_LIJST
from innovaties.views.kaartjes import pagina
from innovaties.views.zoeken import tabs
from innovaties.weergave import voor_weergave
from innovaties.zoeken import Uitslag, nabij, zoek
from vinden.paginacache import publiek
from vinden.wegwijzers import tel

LANGE_LIJST = 8
MEESTE_OPTIES = 40
MAXIMUM_DOWNLOAD = 2000


@dataclass(frozen=True)
class Optie:
    """One value of a facet, with the count that it would give."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True)
class FacetBlok:
    """One facet as the page shows it: the first values, and the others behind 'meer'."""

    sleutel: str
    label: str
    eerste: list[Optie]
    meer: list[Optie]
    open: bool


@publiek
@require_safe
@vary_on_headers("HX-Request")
def lijst(request: HttpRequest) -> HttpResponse:
    filterset = InnovatieFilter(request.GET, namen(request.GET.getlist("trefwoord")))
    vraag = filterset.vraag
    uitslag = zoek(vraag)
    blad = pagina(request, uitslag.op_volgorde(filterset.sortering), uitslag.aantal, vraag.tekst)
    soorten = tel(vraag.tekst)
    context = {
        "filterset": filterset,
        "vraag": vraag,
        "facetten": list(_facetten(filterset, uitslag)),
        "chips": list(_chips(filterset)),
        "tabs": tabs(vraag.tekst, uitslag.aantal, soorten) if soorten else [],
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        "aantal": uitslag.aantal,
        "sorteringen": SORTERINGEN if vraag.tekst else SORTERINGEN[1:],
        "zonder": _zonder(filterset, uitslag) if not uitslag.aantal else [],
        "nabij": nabij(vraag.tekst) if not uitslag.aantal else [],
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
    filterset = InnovatieFilter(request.GET, namen(request.GET.getlist("trefwoord")))
    pks = zoek(filterset.vraag).op_volgorde(filterset.sortering)[:MAXIMUM_DOWNLOAD]
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


def _facetten(filterset: InnovatieFilter, uitslag: Uitslag) -> Iterator[FacetBlok]:
    """The facets with the chosen values and those that give something, at most `MEESTE_OPTIES`."""
    for facet in FACETTEN:
        aantallen = uitslag.tellingen[facet.sleutel]
        keuze = filterset.vraag.gekozen.get(facet.sleutel, ())
        namen = filterset.namen[facet.sleutel]
        if len(namen) > MEESTE_OPTIES:
            vaakst = nlargest(MEESTE_OPTIES, aantallen, key=lambda waarde: aantallen[waarde])
            namen = {waarde: namen[waarde] for waarde in (*keuze, *vaakst) if waarde in namen}
        opties = [
            Optie(waarde, label, aantallen.get(waarde, 0), waarde in keuze)
            for waarde, label in namen.items()
            if waarde in keuze or aantallen.get(waarde)
        ]
        if not opties:
            continue
        if len(opties) > LANGE_LIJST:
            opties.sort(key=lambda optie: (not optie.gekozen, -optie.aantal))
        eerste, meer = opties[:LANGE_LIJST], opties[LANGE_LIJST:]
        is_open = bool(keuze) or facet.sleutel == "thema"
        yield FacetBlok(facet.sleutel, facet.label, eerste, meer, is_open)


def _chips(filterset: InnovatieFilter) -> Iterator[dict[str, str]]:
    vraag = filterset.vraag
    if vraag.tekst:
        yield {"label": f"“{vraag.tekst}”", "adres": filterset.adres(wissen="q")}
    for sleutel, waarden in vraag.gekozen.items():
        for waarde in waarden:
            label = filterset.namen[sleutel][waarde]
            yield {"label": label, "adres": filterset.adres(zonder=(sleutel, waarde))}


def _zonder(filterset: InnovatieFilter, uitslag: Uitslag) -> list[dict[str, Any]]:
    """For an empty answer: what gives results when it is dropped, the words or a facet."""
    vraag = filterset.vraag
    weg = [
        (f"het filter ‘{facet.label}’", facet.sleutel, uitslag.zonder[facet.sleutel])
        for facet in FACETTEN
        if facet.sleutel in vraag.gekozen
    ]
    if vraag.tekst and vraag.gekozen:
        weg.append(("de zoekwoorden", "q", zoek(replace(vraag, tekst="")).aantal))
    return [
        {"label": label, "aantal": aantal, "adres": filterset.adres(wissen=sleutel)}
        for label, sleutel, aantal in weg
        if aantal
    ]
