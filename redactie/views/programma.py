"""Beginning a description from a page of the programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from innovaties.formaat import FORMAAT
from innovaties.models import Innovatie
from redactie.actions.programma import begin_beschrijving, begin_uit_toezegging
from redactie.rechten import zichtbaar_voor
from trajecten.models import Toezegging
from werkplek.toegang import gebruiker_van, voor_redactie


@require_POST
@voor_redactie
def begonnen(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on in a version that describes what was a wish, or only named."""
    door = gebruiker_van(request)
    innovaties = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    innovatie = get_object_or_404(innovaties, slug=slug)
    versie = begin_beschrijving(innovatie=innovatie, door=door)
    messages.success(
        request,
        "Dit is nu een bestaande innovatie. Beschrijf wat er gebeurt. De oude pagina blijft op de "
        "site staan tot deze versie is gepubliceerd.",
    )
    return redirect("redactie:versie", versie.pk)


@require_POST
@voor_redactie
def toegezegd(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the description that was promised in a tranche."""
    toezegging = get_object_or_404(Toezegging, pk=pk)
    versie = begin_uit_toezegging(toezegging=toezegging, door=gebruiker_van(request))
    return redirect("redactie:schrijven", versie.pk, FORMAAT[0].slug)
