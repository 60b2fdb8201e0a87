"""One version in the redactie, and how it will look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from innovaties.keuzelijsten import OPEN, Status
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from innovaties.views.beschrijving import context_van
from redactie.actions.nieuws import is_gezien
from redactie.lezen.blokken import blokken_over
from redactie.lezen.versies import Teruggestuurd
from redactie.rechten import zichtbaar_voor
from redactie.views.versiepagina import context_van_versie
from werkplek.toegang import gebruiker_van, voor_redactie


def haal_volledig(request: HttpRequest, pk: int) -> Beschrijving:
    """Version `pk` with all that it holds, if it exists for who asks. Raises Http404."""
    qs = voor_weergave(zichtbaar_voor(gebruiker_van(request))).select_related(
        "innovatie__organisatie",
        "innovatie__kennismakelaar",
        "gepubliceerd_door",
        "beoordeling__beoordelaar",
        "beoordeling__ingediend_door",
        "beoordeling__publiceren_door",
    )
    return get_object_or_404(qs.annotate(blokken_over=blokken_over()), pk=pk)


@require_safe
@voor_redactie
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    antwoord = toon_versie(request, pk)
    is_gezien(Beschrijving(pk=pk), gebruiker_van(request))
    return antwoord


def toon_versie(
    request: HttpRequest,
    pk: int,
    *,
    status: int = 200,
    terug: Teruggestuurd | None = None,
    **anders: Any,
) -> HttpResponse:
    """The page of version `pk`; `terug` and `anders` are what was refused. Raises Http404."""
    context = context_van_versie(haal_volledig(request, pk), gebruiker_van(request), terug)
    context["formulieren"] |= anders.pop("formulieren", {})
    return render(request, "redactie/versie.html", context | anders, status=status)


@require_safe
@voor_redactie
def voorbeeld(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page as it would be if this version were published now."""
    versie = haal_volledig(request, pk)
    context = {"versie": versie, "is_open": versie.status in OPEN}
    if versie.status in OPEN:
        versie.status = Status.GEPUBLICEERD
        versie.gepubliceerd_op = timezone.now()
        versie.innovatie.bevestigd_op = timezone.localdate()
    return render(request, "redactie/voorbeeld.html", context | context_van(versie, request))
