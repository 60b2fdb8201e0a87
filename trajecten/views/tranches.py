"""A tranche in the workplace: its page, its form, and the steps with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from basis.fouten import vereis_recht, weigering
from gebruikers.models import Gebruiker
from trajecten.actions import meedoen, tranches
from trajecten.forms.tranches import (
    HeropenForm,
    KoppelForm,
    NietNuForm,
    OpnemenForm,
    ToezeggingForm,
    TrancheForm,
)
from trajecten.models import Meedoener, Toezegging, Tranche
from trajecten.rechten import NIET_TRANCHE, mag_tranche
from trajecten.tranches import loopt_achter, ook_verschenen, stappen, voortgang, wachtend
from trajecten.zinnen import ZINNEN
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_STUREN, NIET_ZIEN, mag_sturen, mag_zien
from werkplek.toegang import gebruiker_van, voor_redactie


def _tranche(pk: int) -> Tranche:
    return get_object_or_404(Tranche.objects.select_related("thema", "kennismakelaar"), pk=pk)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    form = TrancheForm(door, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        tranche = tranches.begin_tranche(waarden=form.waarden, door=door)
        messages.success(request, "De tranche staat in de planning. Bezoekers zien haar nog niet.")
        return redirect("trajecten:tranche_beheer", tranche.pk)
    context = {"form": form, "tranche": None, "melding": "", "stand": ""}
    return render(request, "trajecten/beheer/tranche_bewerken.html", context)


@never_cache
@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_zien(door), NIET_ZIEN)
    tranche, vandaag = _tranche(pk), timezone.localdate()
    stand = voortgang([tranche])[tranche.pk]
    mag = mag_tranche(door, tranche)
    context = {
        "tranche": tranche,
        "mag": mag,
        "schrijft": mag and door.schrijft,
        "stappen": stappen(tranche, door, vandaag),
        "loopt": tranche.loopt(vandaag),
        "voortgang": stand,
        "achter": loopt_achter(tranche, stand.geleverd, vandaag),
        "ook_verschenen": list(ook_verschenen(tranche)),
        "wachtend": list(wachtend(tranche)) if mag else [],
        "logzinnen": logzinnen(tranche, ZINNEN),
    }
    return render(request, "trajecten/beheer/tranche.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door, tranche = gebruiker_van(request), _tranche(pk)
    vereis_recht(mag_tranche(door, tranche), NIET_TRANCHE)
    form = TrancheForm(door, tranche, request.POST if request.method == "POST" else None)
    melding = ""
    if form.is_valid():
        melding = weigering(
            lambda: tranches.bewerk(
                tranche=tranche, waarden=form.waarden, stand=form.stand, door=door
            )
        )
        if not melding:
            messages.success(request, "Bewaard.")
            return redirect("trajecten:tranche_beheer", tranche.pk)
    # After a refusal the writer knows that a colleague was there, and may save over it.
    stand = tranches.kenmerk(_tranche(pk)) if melding else form.stand
    context = {"form": form, "tranche": tranche, "melding": melding, "stand": stand}
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/tranche_bewerken.html", context, status=status)


@dataclass(frozen=True)
class Stap:
    """What one step does, what the page says before and after it, and what it is about."""

    doe: Callable[[Tranche, Any, dict[str, Any], Gebruiker], object]
    kop: str
    ja: str
    gedaan: str
    form: Callable[[Any, Any], forms.Form] = lambda _rij, data: forms.Form(data)
    over: type[Toezegging | Meedoener] | None = None


STAPPEN = {
    "openen": Stap(
        lambda tranche, _rij, _w, door: tranches.open_tranche(tranche=tranche, door=door),
        "Tranche openen",
        "Ja, open de tranche",
        "De tranche is open. De oproep staat op de site.",
    ),
    "sluiten": Stap(
        lambda tranche, _rij, _w, door: tranches.sluit(tranche=tranche, door=door),
        "Tranche sluiten",
        "Ja, sluit de tranche",
        "De tranche is gesloten.",
    ),
    "heropenen": Stap(
        lambda tranche, _rij, waarden, door: tranches.heropen(
            tranche=tranche, **waarden, door=door
        ),
        "Tranche weer openen",
        "Open de tranche weer",
        "De tranche is weer open.",
        lambda _rij, data: HeropenForm(data),
    ),
    "weggooien": Stap(
        lambda tranche, _rij, _w, door: tranches.verwijder(tranche=tranche, door=door),
        "Tranche weggooien",
        "Ja, gooi weg",
        "De tranche is weggegooid.",
    ),
    "toezeggen": Stap(
        lambda tranche, _rij, waarden, door: tranches.zeg_toe(
            tranche=tranche, **waarden, door=door
        ),
        "Toezegging noteren",
        "Noteer",
        "De toezegging is genoteerd.",
        lambda _rij, data: ToezeggingForm(data),
    ),
    "koppelen": Stap(
        lambda _tranche, rij, waarden, door: tranches.koppel(toezegging=rij, **waarden, door=door),
        "Beschrijving koppelen",
        "Koppel",
        "De beschrijving telt nu mee.",
        KoppelForm,
        Toezegging,
    ),
    "weghalen": Stap(
        lambda _tranche, rij, _w, door: tranches.haal_weg(toezegging=rij, door=door),
        "Toezegging weghalen",
        "Ja, haal weg",
        "De toezegging is weg.",
        over=Toezegging,
    ),
    "opnemen": Stap(
        lambda _tranche, rij, waarden, door: meedoen.neem_op(meedoener=rij, **waarden, door=door),
        "Neem op als toezegging",
        "Neem op en mail hen",
        "De toezegging is genoteerd. De organisatie krijgt een mail.",
        OpnemenForm,
        Meedoener,
    ),
    "niet-nu": Stap(
        lambda _tranche, rij, waarden, door: meedoen.niet_nu(meedoener=rij, **waarden, door=door),
        "Niet nu",
        "Mail dat het nu niet past",
        "De organisatie krijgt een mail dat het nu niet past.",
        lambda _rij, data: NietNuForm(data),
        Meedoener,
    ),
}


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, pk: int, stap: str) -> HttpResponse:
    door, tranche = gebruiker_van(request), _tranche(pk)
    vereis_recht(mag_tranche(door, tranche), NIET_TRANCHE)
    if stap not in STAPPEN:
        raise Http404
    gekozen = STAPPEN[stap]
    rij = _rij(request, tranche, gekozen)
    form = gekozen.form(rij, request.POST if request.method == "POST" else None)
    melding = ""
    if form.is_valid():
        melding = weigering(lambda: gekozen.doe(tranche, rij, form.cleaned_data, door))
        if not melding:
            messages.success(request, gekozen.gedaan)
            if stap == "weggooien":
                return redirect("programma:planning")
            return redirect("trajecten:tranche_beheer", tranche.pk)
    context = {
        "tranche": tranche,
        "rij": rij,
        "stap": stap,
        "keuze": gekozen,
        "form": form,
        "melding": melding,
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/tranche_stap.html", context, status=status)


def _rij(request: HttpRequest, tranche: Tranche, gekozen: Stap) -> Any:
    """The row of this tranche that the step is about; None for a step with the tranche itself."""
    if gekozen.over is None:
        return None
    nummer = request.GET.get("rij", "")
    if not (nummer.isascii() and nummer.isdigit()):
        raise Http404
    return get_object_or_404(gekozen.over, pk=int(nummer), tranche=tranche)
