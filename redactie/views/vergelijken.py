"""What changed between two versions, and what happened to one."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from innovaties.formaat.waarden import Waarde
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from redactie.lezen.geschiedenis import stappen
from redactie.lezen.rondes import waarden_nu, waarden_van
from redactie.lezen.schrijvers import status_naam
from redactie.lezen.verschil import vergelijk
from redactie.models import Ronde
from redactie.rechten import zichtbaar_voor
from redactie.views.toegang import haal_versie
from werkplek.toegang import gebruiker_van, voor_redactie

STAPPEN_PER_BLAD = 50


def _versies(request: HttpRequest, versie: Beschrijving) -> list[Beschrijving]:
    """All versions of the innovatie of `versie` that who asks may see, the last first."""
    zichtbaar = zichtbaar_voor(gebruiker_van(request)).filter(innovatie=versie.innovatie)
    return list(zichtbaar.select_related("innovatie").order_by("-versie"))


@dataclass(frozen=True)
class TeVergelijken:
    """A text to compare: a version as it is now, or one that was kept when it was submitted."""

    versie: Beschrijving
    ronde: Ronde | None = None

    @property
    def sleutel(self) -> str:
        return f"r{self.ronde.pk}" if self.ronde else str(self.versie.pk)

    @property
    def naam(self) -> str:
        if not self.ronde:
            return f"{self.versie.versie} ({status_naam(self.versie).lower()})"
        dag = date_format(timezone.localtime(self.ronde.ingediend_op), "j F Y")
        return f"{self.versie.versie}, {self.ronde} (ingediend op {dag})"

    @property
    def volgorde(self) -> tuple[int, bool, int]:
        """The older first; what a version says now is its newest."""
        return self.versie.versie, not self.ronde, self.ronde.nummer if self.ronde else 0

    def waarden(self) -> dict[str, Waarde]:
        """What each field says."""
        if self.ronde:
            return waarden_van(self.ronde)
        return waarden_nu(voor_weergave(Beschrijving.objects.all()).get(pk=self.versie.pk))


def _teksten(versies: list[Beschrijving]) -> list[TeVergelijken]:
    """All that can be compared of `versies`, the newest first."""
    op_pk = {versie.pk: versie for versie in versies}
    rondes = Ronde.objects.filter(versie__in=versies).defer("tekst")
    teksten = [TeVergelijken(versie) for versie in versies]
    teksten += [TeVergelijken(op_pk[ronde.versie_id], ronde) for ronde in rondes]
    return sorted(teksten, key=lambda tekst: tekst.volgorde, reverse=True)


def _kies(teksten: list[TeVergelijken], gekozen: str) -> TeVergelijken:
    """The one of `teksten` with this key. Raises Http404."""
    for tekst in teksten:
        if tekst.sleutel == gekozen:
            return tekst
    raise Http404


def _andere(teksten: list[TeVergelijken], versie: Beschrijving) -> TeVergelijken | None:
    """What `versie` is compared with unless asked: the live one, else the text before it."""
    live = versie.innovatie.gepubliceerd_id
    zichtbaar = [t for t in teksten if t.versie.pk == live != versie.pk and not t.ronde]
    nu = TeVergelijken(versie).volgorde
    return next(iter(zichtbaar + [t for t in teksten if t.volgorde < nu]), None)


@require_safe
@voor_redactie
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk`, or `?versie=` a text of its innovatie, and `?met=` another; the older first."""
    versie = haal_versie(request, pk)
    teksten = _teksten(_versies(request, versie))
    gekozen = _kies(teksten, request.GET.get("versie", str(pk)))
    gevraagd = request.GET.get("met")
    met = _kies(teksten, gevraagd) if gevraagd is not None else _andere(teksten, versie)
    paar = sorted((gekozen, met or gekozen), key=lambda tekst: tekst.volgorde)
    anders = paar[0].sleutel != paar[1].sleutel
    delen = vergelijk(*(tekst.waarden() for tekst in paar)) if anders else []
    return render(
        request,
        "redactie/vergelijken.html",
        {
            "versie": versie,
            "teksten": teksten,
            "gekozen": gekozen,
            "met": met,
            "oud": paar[0],
            "nieuw": paar[1],
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
    getoond = [v for v in versies if not gekozen or str(v.pk) == gekozen]
    if not getoond:
        raise Http404
    blad = Paginator(stappen(getoond), STAPPEN_PER_BLAD).get_page(request.GET.get("pagina"))
    return render(
        request,
        "redactie/logboek.html",
        {
            "versie": versie,
            "versies": versies,
            "gekozen": gekozen or "",
            "blad": blad,
        },
    )
