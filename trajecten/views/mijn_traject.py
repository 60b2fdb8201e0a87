"""What the intern projectleider of one participation reads and writes, by her own link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.geheime_link import geheime_link
from trajecten import links
from trajecten.actions import begeleiden
from trajecten.forms.begeleiden import EvaluatiebladForm, PlanForm
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost


def _verlopen(request: HttpRequest) -> HttpResponse:
    return render(request, "trajecten/mijn/verlopen.html", {}, status=410)


@geheime_link
@require_safe
def toon(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What is planned for the group she is in, and how far her two papers are."""
    deelname = links.deelname_van(sleutel)
    if deelname is None:
        return _verlopen(request)
    bijeenkomsten = deelname.traject.bijeenkomsten.filter(datum__gte=timezone.localdate())
    context = {
        "deelname": deelname,
        "actief": deelname.status == Deelnamestatus.ACTIEF,
        "sleutel": sleutel,
        "bijeenkomsten": bijeenkomsten,
        "plan": getattr(deelname, "plan", None),
        "evaluatie": getattr(deelname, "evaluatie", None),
        "bewaard": "bewaard" in request.GET,
    }
    return render(request, "trajecten/mijn/traject.html", context)


@geheime_link
def plan(request: HttpRequest, sleutel: str) -> HttpResponse:
    deelname = links.deelname_van(sleutel)
    if deelname is None:
        return _verlopen(request)
    blad = getattr(deelname, "plan", None)
    form, bewerking = PlanForm(blad, gepost(request)), Bewerking(request, blad)
    if form.is_valid() and bewerking.lukt(
        lambda: begeleiden.bewaar_plan(
            deelname=deelname, waarden=form.cleaned_data, kenmerk=bewerking.kenmerk, door=None
        )
    ):
        return _bewaard(sleutel)
    context = {"form": form, "blad": blad, "titel": "Ons plan"}
    return _blad(bewerking, deelname, sleutel, "plan", context)


@geheime_link
def evaluatie(request: HttpRequest, sleutel: str) -> HttpResponse:
    deelname = links.deelname_van(sleutel)
    if deelname is None:
        return _verlopen(request)
    blad = getattr(deelname, "evaluatie", None)
    form, bewerking = EvaluatiebladForm(blad, gepost(request)), Bewerking(request, blad)
    if form.is_valid() and bewerking.lukt(
        lambda: begeleiden.bewaar_evaluatie(
            deelname=deelname,
            waarden=form.cleaned_data,
            leerpunten=None,
            kenmerk=bewerking.kenmerk,
            door=None,
        )
    ):
        return _bewaard(sleutel)
    context = {"form": form, "blad": blad, "titel": "Onze evaluatie"}
    return _blad(bewerking, deelname, sleutel, "evaluatie", context)


def _bewaard(sleutel: str) -> HttpResponse:
    antwoord = redirect("trajecten:mijn_traject", sleutel)
    antwoord["Location"] += "?bewaard"
    return antwoord


def _blad(
    bewerking: Bewerking, deelname: Deelname, sleutel: str, wat: str, context: dict[str, Any]
) -> HttpResponse:
    """One of the two forms, to fill in while the organisation takes part; after that to read."""
    context |= {
        "deelname": deelname,
        "sleutel": sleutel,
        "schrijft": deelname.status == Deelnamestatus.ACTIEF,
        "lezen": f"trajecten/beheer/{wat}.html#lezen",
    }
    return bewerking.toon("trajecten/mijn/blad.html", context)
