"""The pages for visitors: all masterclasses, and one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.velden import OpAlfabet
from innovaties.models import Beschrijving
from masterclasses.filters import FACETTEN, MAAND, MasterclassFilter
from masterclasses.keuzelijsten import Toelating, Verslagstatus, Wijze
from masterclasses.lezen.aanbod import Aangeboden, grenzen, lees, voor_lezers
from masterclasses.models import Masterclass, Programmadeel, Verslag
from masterclasses.uitvoer.jsonld import als_jsonld
from vinden.paginacache import laat_vervallen, publiek, publiek_met

PER_PAGINA = 20
LEGE_MAANDEN = 24
"""How far ahead a month without a masterclass is still named."""


@dataclass(frozen=True)
class Masterclassmaand:
    """One month and its masterclasses."""

    eerste: date
    gelezen: list[Aangeboden]


@publiek_met(*FACETTEN, "weergave", "eerder", "pagina")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    nu = timezone.now()
    maand = _begin_van_maand(nu)
    filterset = MasterclassFilter(request.GET)
    eerder = voor_lezers(filterset.qs).voorbij(nu)
    if filterset.per_maand:
        eerder = eerder.filter(begin__lt=maand)
        rijen = filterset.qs.filter(Q(einde__gt=nu) | Q(begin__gte=maand)).order_by("begin", "pk")
    else:
        rijen = filterset.qs.komend(nu)
    komend = lees(voor_lezers(rijen), nu)
    blad: Page[Any] = Paginator(eerder, PER_PAGINA).get_page(request.GET.get("pagina"))
    aantal_eerder = blad.paginator.count
    blad.object_list = lees(blad.object_list, nu)
    context = {
        "filterset": filterset,
        "komend": komend,
        "maanden": _maanden(komend, nu) if filterset.per_maand else [],
        "eerdere_maanden": _gegroepeerd(blad.object_list) if filterset.met_eerdere else [],
        "aantal_eerder": aantal_eerder,
        "blad": blad,
        "adres_lijst": filterset.adres(weergave="", eerder=""),
        "adres_maand": filterset.adres(weergave=MAAND),
        "adres_eerder": filterset.adres(eerder="ja"),
        "feeds": _feeds(filterset),
    }
    antwoord = render(request, "masterclasses/lijst.html", context)
    return laat_vervallen(antwoord, [*grenzen(komend), _volgende_maand(maand)], nu)


def _feeds(filterset: MasterclassFilter) -> list[tuple[str, str]]:
    """The calendars to subscribe to, as (name, path): all, and those of the chosen themes."""
    adres = reverse("masterclasses:feed")
    namen = filterset.namen["thema"]
    return [
        ("Alle masterclasses", adres),
        *((namen[slug], f"{adres}?thema={slug}") for slug in filterset.gekozen["thema"]),
    ]


def _begin_van_maand(moment: datetime) -> datetime:
    lokaal = timezone.localtime(moment)
    return lokaal.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _volgende_maand(maand: datetime) -> datetime:
    return maand.replace(year=maand.year + maand.month // 12, month=maand.month % 12 + 1)


def _maanden(komend: list[Aangeboden], nu: datetime) -> list[Masterclassmaand]:
    """Every month from now until the last of `komend`; far ahead only those that have one."""
    per_maand = {maand.eerste: maand for maand in _gegroepeerd(komend)}
    maand, laatste = _begin_van_maand(nu), max(per_maand, default=date.min)
    tussen: list[date] = []
    while maand.date() <= laatste and len(tussen) < LEGE_MAANDEN:
        tussen.append(maand.date())
        maand = _volgende_maand(maand)
    alle = sorted({*tussen, *per_maand})
    return [per_maand.get(eerste, Masterclassmaand(eerste, [])) for eerste in alle]


def _gegroepeerd(gelezen: Iterable[Aangeboden]) -> list[Masterclassmaand]:
    """The months that have one, in the order of `gelezen`."""
    per_maand: dict[date, Masterclassmaand] = {}
    for een in gelezen:
        eerste = timezone.localdate(een.masterclass.begin).replace(day=1)
        per_maand.setdefault(eerste, Masterclassmaand(eerste, [])).gelezen.append(een)
    return list(per_maand.values())


@publiek
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    nu = timezone.now()
    zichtbaar = voor_lezers(Masterclass.objects.zichtbaar()).select_related("organisator")
    programma = Prefetch("programma", Programmadeel.objects.prefetch_related("sprekers"))
    masterclass = get_object_or_404(
        zichtbaar.prefetch_related(programma, "regios", "elementen", "materialen"), slug=slug
    )
    gelezen = Aangeboden(masterclass, nu)
    beschrijvingen = Beschrijving.objects.zichtbaar().filter(innovatie__masterclasses=masterclass)
    context = {
        "gelezen": gelezen,
        "masterclass": masterclass,
        "online": Wijze.ONLINE in dict(gelezen.plekken),
        "op_goedkeuring": masterclass.toelating == Toelating.GOEDKEURING,
        "beschrijvingen": beschrijvingen.select_related("innovatie").order_by(
            OpAlfabet("titel"), "pk"
        ),
        "materialen": _materialen(masterclass) if gelezen.voorbij else [],
        "jsonld": als_jsonld(gelezen),
        **_verslag(masterclass),
    }
    antwoord = render(request, "masterclasses/masterclass.html", context)
    return laat_vervallen(antwoord, masterclass.grenzen, nu)


def _verslag(masterclass: Masterclass) -> dict[str, Any]:
    """The published verslag, and when the first one and this one were placed."""
    geplaatst = Verslag.objects.filter(masterclass=masterclass, geplaatst_op__isnull=False)
    versies = list(geplaatst.order_by("geplaatst_op", "pk"))
    zichtbaar = [v for v in versies if v.status == Verslagstatus.GEPUBLICEERD]
    if not zichtbaar:
        return {"verslag": None}
    return {"verslag": zichtbaar[0], "geplaatst_op": versies[0].geplaatst_op}


def _materialen(masterclass: Masterclass) -> list[tuple[str, str, bool]]:
    """What there is to take along, as (name, address, whether it is a file)."""
    return [
        (materiaal.naam, materiaal.get_absolute_url(), not materiaal.url)
        for materiaal in masterclass.materialen.all()
    ]
