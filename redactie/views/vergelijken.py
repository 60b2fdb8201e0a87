"""What changed between two versions, and what happened to one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from redactie.lezen.geschiedenis import stappen
from redactie.lezen.verschil import vergelijk
from redactie.rechten import zichtbaar_voor
from redactie.views.toegang import haal_versie
from werkplek.toegang import gebruiker_van, voor_redactie

STAPPEN_PER_BLAD = 50


def _versies(request: HttpRequest, versie: Beschrijving) -> list[Beschrijving]:
    """All versions of the innovatie of `versie` that who asks may see, the last first."""
    zichtbaar = zichtbaar_voor(gebruiker_van(request)).filter(innovatie=versie.innovatie)
    return list(zichtbaar.order_by("-versie"))


def _kies(versies: list[Beschrijving], gekozen: str) -> Beschrijving:
    """The one of `versies` with this key. Raises Http404."""
    for versie in versies:
        if str(versie.pk) == gekozen:
            return versie
    raise Http404


def _andere(versies: list[Beschrijving], versie: Beschrijving) -> Beschrijving | None:
    """What `versie` is compared with unless asked: the live one, else the one before it."""
    live = [v for v in versies if v.pk == versie.innovatie.gepubliceerd_id and v != versie]
    eerder = [v for v in versies if v.versie < versie.versie]
    return next(iter(live + eerder), None)


@require_safe
@voor_redactie
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk` and `?met=` another, the older first."""
    versie = haal_versie(request, pk)
    versies = _versies(request, versie)
    gevraagd = request.GET.get("met")
    if "versie" in request.GET:
        eerste, tweede = _kies(versies, request.GET["versie"]), _kies(versies, gevraagd or "")
        return redirect(f"{reverse('redactie:vergelijken', args=[eerste.pk])}?met={tweede.pk}")
    met = _kies(versies, gevraagd) if gevraagd is not None else _andere(versies, versie)
    paar = sorted({versie, met or versie}, key=lambda v: v.versie)
    delen = []
    if len(paar) == 2:
        gevuld = voor_weergave(Beschrijving.objects.all()).in_bulk([v.pk for v in paar])
        delen = vergelijk(*(gevuld[v.pk] for v in paar))
    return render(
        request,
        "redactie/vergelijken.html",
        {
            "versie": versie,
            "versies": versies,
            "met": met,
            "oud": paar[0],
            "nieuw": paar[-1],
            "anders": [deel for deel in delen if deel.velden],
            "gelijk": [deel for deel in delen if not deel.velden],
        },
    )


@require_safe
@voor_redactie
def logboek(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened to all versions of the innovatie, or to `?versie=` one of them."""
    versie = haal_versie(request, pk)
    versies = _versies(request, versie)
    gekozen = request.GET.get("versie")
    getoond = [_kies(versies, gekozen)] if gekozen else versies
    blad = Paginator(stappen(getoond), STAPPEN_PER_BLAD).get_page(request.GET.get("pagina"))
    return render(
        request,
        "redactie/logboek.html",
        {
            "versie": versie,
            "versies": versies,
            "gekozen": gekozen or "",
            "blad": blad,
            "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        },
    )
