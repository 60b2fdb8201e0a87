"""Calendar files for everyone: of one masterclass, and a calendar to subscribe to."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from innovaties.models import Thema
from masterclasses.models import Masterclass
from masterclasses.uitvoer.kalender import als_kalender
from vinden.paginacache import publiek, publiek_met

TERUG = timedelta(days=365)
"""How long a masterclass stays in the calendar that people subscribe to."""


@publiek
@require_safe
def kalender(request: HttpRequest, slug: str) -> HttpResponse:
    """One masterclass, to put in a calendar by hand."""
    masterclass = get_object_or_404(Masterclass.objects.zichtbaar(), slug=slug)
    return _bestand(als_kalender([masterclass]), f"{slug}.ics")


@publiek_met("thema")
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """All that are coming and those of the last year; with `?thema=` those of one theme."""
    masterclasses = Masterclass.objects.zichtbaar().komend(timezone.now() - TERUG)
    naam, bestandsnaam = "Masterclasses Nieuwe wegen", "masterclasses.ics"
    if slug := request.GET.get("thema"):
        thema = get_object_or_404(Thema, slug=slug)
        masterclasses = masterclasses.filter(thema=thema)
        naam, bestandsnaam = f"{naam}: {thema.name}", f"masterclasses-{slug}.ics"
    return _bestand(als_kalender(masterclasses, naam=naam), bestandsnaam)


def _bestand(tekst: str, naam: str) -> HttpResponse:
    wijze = content_disposition_header(as_attachment=True, filename=naam)
    return HttpResponse(
        tekst,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": wijze},
    )
