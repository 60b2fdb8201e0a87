"""What there is to take along from a masterclass."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from gebruikers.models import Gebruiker
from innovaties.views.materialen import stuur_bestand
from masterclasses.models import Lesmateriaal, Masterclass
from masterclasses.rechten import mag_zien


@require_safe
def materiaal(request: HttpRequest, pad: str) -> FileResponse:
    """The file `pad` of a masterclass that visitors see; who plans them has those of all."""
    naam = f"masterclasses/{pad}"
    gebruiker = request.user
    masterclasses = Masterclass.objects.zichtbaar()
    if isinstance(gebruiker, Gebruiker) and mag_zien(gebruiker):
        masterclasses = Masterclass.objects.all()
    if not Lesmateriaal.objects.filter(bestand=naam, masterclass__in=masterclasses).exists():
        raise Http404("Er is geen bestand op dit adres.")
    return stuur_bestand(naam)
