"""Search in what is no description, and the way between it and the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from vinden.bladen import GeteldePaginator
from vinden.filters import ZoekVeld
from vinden.fragment import uitsnede
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.paginacache import publiek
from vinden.wegwijzers import PROGRAMMA, VAN_PROGRAMMA
from vinden.zoeken import Uitslag, Volgorde, Vraag

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
    """The kinds that have results for `tekst`, and `hier`: INNOVATIES, a kind or ALLES others.

    The kinds of the programme stand in one tab; `kinderen` tells them apart.
    """
    gevonden = [Tab("Innovaties", innovaties, _adres("lijst", {"q": tekst}), hier == INNOVATIES)]
    gevonden += [
        _tab(tekst, soort, soorten, hier)
        for soort in Wegwijzersoort
        if soort not in VAN_PROGRAMMA and (soort in soorten or soort == hier)
    ]
    in_programma = hier == PROGRAMMA or hier in VAN_PROGRAMMA
    aantal = sum(soorten.get(soort, 0) for soort in VAN_PROGRAMMA)
    if aantal or in_programma:
        adres = _adres("zoeken", {"q": tekst, "soort": PROGRAMMA})
        gevonden.append(Tab("Programma", aantal, adres, in_programma))
    if hier == ALLES:
        aantal = sum(soorten.values())
        gevonden.append(Tab("Al het andere", aantal, _adres("zoeken", {"q": tekst}), hier=True))
    return gevonden


def kinderen(tekst: str, soorten: Mapping[Wegwijzersoort, int], hier: str) -> list[Tab]:
    """Within the programme: all of it, and each kind that has results; else nothing."""
    if hier != PROGRAMMA and hier not in VAN_PROGRAMMA:
        return []
    aantal = sum(soorten.get(soort, 0) for soort in VAN_PROGRAMMA)
    adres = _adres("zoeken", {"q": tekst, "soort": PROGRAMMA})
    return [
        Tab("Alles", aantal, adres, hier == PROGRAMMA),
        *(
            _tab(tekst, soort, soorten, hier)
            for soort in VAN_PROGRAMMA
            if soort in soorten or soort == hier
        ),
    ]


def _tab(
    tekst: str, soort: Wegwijzersoort, soorten: Mapping[Wegwijzersoort, int], hier: str
) -> Tab:
    adres = _adres("zoeken", {"q": tekst, "soort": soort.value})
    return Tab(soort.meervoud, soorten.get(soort, 0), adres, hier == soort)


def _adres(naam: str, vraag: Mapping[str, str]) -> str:
    return f"{reverse(f'innovaties:{naam}')}?{urlencode(vraag)}"


def _hoeveel(soorten: Mapping[Wegwijzersoort, int], soort: str) -> int:
    """How many results there are in the kind `soort`, in PROGRAMMA or in ALLES."""
    if soort == ALLES:
        return sum(soorten.values())
    if soort == PROGRAMMA:
        return sum(soorten.get(een, 0) for een in VAN_PROGRAMMA)
    return soorten.get(Wegwijzersoort(soort), 0)


def _heet(soort: str) -> tuple[str, str]:
    """What one result is called, and many."""
    if soort in Wegwijzersoort:
        return str(Wegwijzersoort(soort).label), Wegwijzersoort(soort).meervoud
    if soort == PROGRAMMA:
        return "Pagina van het programma", "Pagina's van het programma"
    return "Pagina", "Pagina's"


def tel(tekst: str) -> dict[Wegwijzersoort, int]:
    """How many pages of each kind answer `tekst`; of those that have any."""
    return _per_soort(WEGWIJZERS.zoek(Vraag(tekst)) if tekst else None)


def _per_soort(uitslag: Uitslag | None) -> dict[Wegwijzersoort, int]:
    aantallen = uitslag.tellingen["pagina"] if uitslag else {}
    return {soort: aantallen[soort] for soort in Wegwijzersoort if soort in aantallen}


def _volgorde(tekst: str, soort: str) -> Volgorde:
    """The keys of the pages of one kind, of PROGRAMMA or of all, the best first."""
    soorten = VAN_PROGRAMMA if soort == PROGRAMMA else (soort,) if soort else ()
    gekozen = {"pagina": tuple(str(een) for een in soorten)} if soorten else {}
    return WEGWIJZERS.zoek(Vraag(tekst, gekozen)).op_volgorde("relevantie")


def _haal(pks: Iterable[int], uitslag: Uitslag | None) -> list[Wegwijzer]:
    """The pages `pks` in that order, each with `fragment`, the passage around the found words."""
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen = Wegwijzer.objects.defer("zoek").filter(pk__in=volgorde)
    gevonden = sorted(rijen, key=lambda rij: volgorde[rij.pk])
    for rij in gevonden:
        leesbaar = " – ".join(filter(None, (rij.samenvatting, rij.tekst)))
        rij.fragment = uitsnede(leesbaar, uitslag.gezocht.woorden if uitslag else ())
    return gevonden


@publiek
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """The pages of one kind, or of all kinds but descriptions, that hold the words asked for."""
    veld = ZoekVeld(required=False)
    tekst = veld.clean(request.GET.get("q"))
    soort = request.GET.get("soort", ALLES)
    if soort not in (*Wegwijzersoort, PROGRAMMA):
        soort = ALLES
    uitslag = WEGWIJZERS.zoek(Vraag(tekst)) if tekst else None
    soorten = _per_soort(uitslag)
    innovaties = BESCHRIJVINGEN.zoek(Vraag(tekst)).aantal if tekst else 0
    aantal = _hoeveel(soorten, soort)
    een, meer = _heet(soort)
    blad = GeteldePaginator(_volgorde(tekst, soort), aantal).get_page(request.GET.get("pagina"))
    blad.object_list = _haal(blad.object_list, uitslag)
    context = {
        "tekst": tekst,
        "ingekort": veld.ingekort,
        "soort": soort,
        "soorten": [soort.meervoud for soort in Wegwijzersoort],
        "tabs": tabs(tekst, innovaties, soorten, soort),
        "kinderen": kinderen(tekst, soorten, soort),
        "innovaties": innovaties,
        "aantal": aantal,
        "een": een,
        "meer": meer,
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
    }
    return render(request, "innovaties/zoeken.html", context)
