"""One organisation in a traject: what was agreed, its plan and its evaluatie."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from basis.fouten import vereis_recht, weigering
from gebruikers.models import Gebruiker
from trajecten.actions import begeleiden, trajecten
from trajecten.actions.inschrijven import stop_deelname
from trajecten.actions.trajecten import DEELNAME_VELDEN
from trajecten.forms.begeleiden import EvaluatieForm, PlanForm
from trajecten.forms.trajecten import BegeleidingForm, RedenForm
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname
from trajecten.rechten import NIET_TRAJECT, mag_traject
from trajecten.trajectpagina import kan_elders_melden
from werkplek.bewerken import Bewerking
from werkplek.rechten import NIET_ZIEN, mag_sturen, mag_zien
from werkplek.rijen import gepost_met_rijen
from werkplek.stap import Stap, gepost
from werkplek.toegang import gebruiker_van, voor_redactie


def _haal(request: HttpRequest, pk: int) -> tuple[Gebruiker, Deelname]:
    """Who asks, and the participation that they guide. Raises Verboden, Http404."""
    door = gebruiker_van(request)
    vereis_recht(mag_zien(door), NIET_ZIEN)
    rijen = Deelname.objects.select_related(
        *("traject__thema", "organisatie", "coach", "plan", "evaluatie"),
        "innovatie__gepubliceerd",
    )
    deelname = get_object_or_404(rijen, pk=pk)
    vereis_recht(mag_traject(door, deelname.traject), NIET_TRAJECT)
    return door, deelname


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def deelname(request: HttpRequest, pk: int) -> HttpResponse:
    door, deelname = _haal(request, pk)
    actief = deelname.status == Deelnamestatus.ACTIEF
    form, bewerking = None, Bewerking(request, deelname, DEELNAME_VELDEN)
    if request.method == "POST" or actief:
        form = BegeleidingForm(gepost(request), traject=deelname.traject, deelname=deelname)
    if form and form.is_valid():
        waarden = form.cleaned_data
        if bewerking.lukt(
            lambda: trajecten.wijzig_deelname(
                deelname=deelname, waarden=waarden, kenmerk=bewerking.kenmerk, door=door
            )
        ):
            return bewerking.klaar("Bewaard.", "trajecten:deelname", deelname.pk)
    context = {
        "deelname": deelname,
        "form": form,
        "actief": actief,
        "traject": deelname.traject,
        "plan": getattr(deelname, "plan", None),
        "evaluatie": getattr(deelname, "evaluatie", None),
        "leerpunten": list(deelname.leerpunten.all()),
        "elders": kan_elders_melden(deelname),
    }
    return bewerking.toon("trajecten/beheer/deelname.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    door, deelname = _haal(request, pk)
    blad = getattr(deelname, "plan", None)
    form, bewerking = PlanForm(blad, gepost(request)), Bewerking(request, blad)
    if form.is_valid() and bewerking.lukt(
        lambda: begeleiden.bewaar_plan(
            deelname=deelname, waarden=form.cleaned_data, kenmerk=bewerking.kenmerk, door=door
        )
    ):
        return bewerking.klaar("Het plan is bewaard.", "trajecten:deelname", deelname.pk)
    context = {"form": form, "blad": blad, "wat": "plan", "titel": "Begeleidingsplan"}
    return _toon_blad(bewerking, deelname, door, context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def evaluatie(request: HttpRequest, pk: int) -> HttpResponse:
    door, deelname = _haal(request, pk)
    blad = getattr(deelname, "evaluatie", None)
    data, rijknop = gepost_met_rijen(request)
    form = EvaluatieForm(blad, list(deelname.leerpunten.all()), data)
    bewerking = Bewerking(request, blad)
    if (
        not rijknop
        and form.is_valid()
        and bewerking.lukt(
            lambda: begeleiden.bewaar_evaluatie(
                deelname=deelname,
                waarden=form.cleaned_data,
                leerpunten=form.leerpunten,
                kenmerk=bewerking.kenmerk,
                door=door,
            )
        )
    ):
        return bewerking.klaar("De evaluatie is bewaard.", "trajecten:deelname", deelname.pk)
    context = {"form": form, "blad": blad, "wat": "evaluatie", "titel": "Evaluatie"}
    return _toon_blad(bewerking, deelname, door, {**context, "niet_bewaard": rijknop})


def _toon_blad(
    bewerking: Bewerking, deelname: Deelname, door: Gebruiker, context: dict[str, Any]
) -> HttpResponse:
    """One of the two fixed forms: to fill in, or to read."""
    actief = deelname.status == Deelnamestatus.ACTIEF
    context |= {
        "deelname": deelname,
        "traject": deelname.traject,
        "schrijft": actief,
        "stuurt": mag_sturen(door),
        "leerpunten": list(deelname.leerpunten.all()),
    }
    return bewerking.toon(f"trajecten/beheer/{context['wat']}.html", context)


DEELNAMESTAPPEN = {
    "afronden": Stap("Deelname afronden", "Ja, rond af", "De deelname is afgerond."),
    "stoppen": Stap(
        "Deelname stoppen",
        "Ja, stop",
        "De deelname is gestopt. De plaats is weer vrij.",
        met_reden=True,
    ),
}


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def deelname_stap(request: HttpRequest, pk: int, stap: str) -> HttpResponse:
    door, deelname = _haal(request, pk)
    if stap in ("plan", "evaluatie"):
        return _bespreek(request, deelname, stap, door)
    if stap not in DEELNAMESTAPPEN:
        raise Http404
    gekozen, melding = DEELNAMESTAPPEN[stap], ""
    form = RedenForm(gepost(request)) if gekozen.met_reden else None
    if request.method == "POST" and (form is None or form.is_valid()):
        melding = weigering(lambda: _zet_deelnamestap(deelname, form, door))
        if not melding:
            messages.success(request, gekozen.gedaan)
            return redirect("trajecten:deelname", deelname.pk)
    context = {
        "deelname": deelname,
        "traject": deelname.traject,
        "stap": stap,
        "gekozen": gekozen,
        "form": form,
        "melding": melding,
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/deelname_stap.html", context, status=status)


def _zet_deelnamestap(deelname: Deelname, form: RedenForm | None, door: Gebruiker) -> None:
    if form is None:
        trajecten.rond_af(deelname=deelname, door=door)
    else:
        stop_deelname(deelname=deelname, reden=form.cleaned_data["reden"], door=door)


@require_POST
def _bespreek(request: HttpRequest, deelname: Deelname, wat: str, door: Gebruiker) -> HttpResponse:
    blad = getattr(deelname, wat, None)
    if blad is None:
        raise Http404
    begeleiden.bespreek(blad=blad, kenmerk=request.POST.get("kenmerk", ""), door=door)
    messages.success(request, "Vastgelegd dat dit besproken is.")
    return redirect(f"trajecten:{wat}", deelname.pk)
