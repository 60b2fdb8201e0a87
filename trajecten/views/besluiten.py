"""What the stuurgroep decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from basis.fouten import vereis, vereis_recht
from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from trajecten.actions.besluiten import TE_LAAT, VELDEN, leg_vast, mag_verbeteren, verbeter
from trajecten.forms.besluiten import BesluitForm
from trajecten.models import Besluit
from trajecten.rechten import NIET_BESLUITEN, mag_besluiten
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.eenmalig import eenmalig
from werkplek.rechten import NIET_ZIEN, mag_zien
from werkplek.stap import gepost
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 25


@voor_redactie
def lijst(request: HttpRequest) -> HttpResponse:
    """All decisions; who may, records one, or mends with `?verbeter=` what is a day old at most."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    nu, schrijft = timezone.now(), mag_besluiten(door)
    bestaand = _te_verbeteren(request.GET.get("verbeter", ""))
    vereis_recht(schrijft or not (bestaand or request.method == "POST"), NIET_BESLUITEN)
    vereis(not bestaand or mag_verbeteren(bestaand, door, nu), TE_LAAT)
    begin = {naam: getattr(bestaand, naam) for naam in VELDEN} if bestaand else {}
    form, bewerking = BesluitForm(gepost(request), initial=begin), Bewerking(request)
    if form.is_valid() and bewerking.lukt(
        lambda: _bewaar(request, bestaand, form.cleaned_data, door)
    ):
        return bewerking.klaar("Het besluit is bewaard.", "trajecten:besluiten")
    rijen = Besluit.objects.select_related("thema", "vastgelegd_door").prefetch_related("trajecten")
    paginator = Paginator(rijen, PER_PAGINA)
    blad = paginator.get_page(request.GET.get("pagina"))
    context = {
        "blad": blad,
        "besluiten": [(besluit, mag_verbeteren(besluit, door, nu)) for besluit in blad],
        "form": form,
        "bestaand": bestaand,
        "schrijft": schrijft,
        "planning": PLANNING(),
    }
    return bewerking.toon("trajecten/beheer/besluiten.html", context)


def _bewaar(
    request: HttpRequest, bestaand: Besluit | None, waarden: dict[str, Any], door: Gebruiker
) -> None:
    if bestaand:
        verbeter(besluit=bestaand, waarden=waarden, door=door)
    else:
        eenmalig(request, lambda: _leg_vast(waarden, door), door=door)


def _leg_vast(waarden: dict[str, Any], door: Gebruiker) -> str:
    leg_vast(besluit=Besluit(**waarden), door=door)
    return reverse("trajecten:besluiten")


def _te_verbeteren(pk: str) -> Besluit | None:
    """The decision that is asked for; None when none is. Raises Http404."""
    if not pk:
        return None
    return get_object_or_404(Besluit, pk=als_nummer(pk))
