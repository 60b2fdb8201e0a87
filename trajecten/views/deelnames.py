"""One organisation in a traject: what was agreed, its plan and its evaluatie."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from innovaties.boven import ELDERS
from trajecten.actions import begeleiden, trajecten
from trajecten.actions.inschrijven import stop_deelname
from trajecten.actions.trajecten import DEELNAME_VELDEN
from trajecten.forms.begeleiden import PlanForm, TrajectevaluatieForm
from trajecten.forms.trajecten import BegeleidingForm, RedenForm
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.lezen.trajectpagina import kan_elders_melden
from trajecten.models import Deelname
from trajecten.rechten import NIET_TRAJECT, mag_traject
from werkplek.bewerken import Bewerking
from werkplek.rechten import NIET_ZIEN, mag_sturen, mag_zien
from werkplek.rijen import gepost_met_rijen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag


def _haal(request: HttpRequest, pk: int) -> tuple[Gebruiker, Deelname]:
    """Who asks, and the participation that they guide. Raises Verboden, Http404."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    rijen = Deelname.objects.select_related(
        *("traject__thema", "organisatie", "coach", "plan", "evaluatie"),
        "innovatie__gepubliceerd",
    )
    deelname = get_object_or_404(rijen, pk=pk)
    vereis_recht(mag_traject(door, deelname.traject), NIET_TRAJECT)
    return door, deelname


def _meld_elders(deelname: Deelname) -> str:
    """Where one says that the innovatie works here now; nowhere when its page says so."""
    innovatie = deelname.innovatie
    if not innovatie or not kan_elders_melden(deelname):
        return ""
    ingevuld = {"organisatie": deelname.organisatie.naam, "stand": "draait"}
    return f"{ELDERS(innovatie.slug)}?{urlencode(ingevuld, quote_via=quote)}"


@voor_redactie
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
        "meld": _meld_elders(deelname),
    }
    return bewerking.toon("trajecten/beheer/deelname.html", context)


@voor_redactie
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


@voor_redactie
def evaluatie(request: HttpRequest, pk: int) -> HttpResponse:
    door, deelname = _haal(request, pk)
    blad = getattr(deelname, "evaluatie", None)
    data, rijknop = gepost_met_rijen(request)
    form = TrajectevaluatieForm(blad, list(deelname.leerpunten.all()), data)
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


STAPPEN = {
    "afronden": Stap(
        trajecten.rond_af,
        "Deelname afronden",
        "Ja, rond af",
        "De deelname is afgerond.",
        Uitleg(
            "Het plan en de evaluatie wijzigen daarna niet meer. Wat er geleerd is, gaat als "
            "voorstel naar wie de innovatie beschrijft. De plaats blijft bezet."
        ),
    ),
    "stoppen": Stap(
        stop_deelname,
        "Deelname stoppen",
        "Ja, stop",
        "De deelname is gestopt. De plaats is weer vrij.",
        Uitleg(
            "De organisatie doet niet meer mee. Haar plaats komt vrij voor een andere. Het plan "
            "en de uren blijven bewaard. Terugdraaien kan niet."
        ),
        lambda _rij, data: RedenForm(data),
    ),
}


def _zaak(request: HttpRequest, _stap: str, pk: int) -> Zaak:
    door, deelname = _haal(request, pk)
    return Zaak(
        deelname,
        door,
        str(deelname.organisatie),
        reverse("trajecten:deelname", args=[pk]),
        ondertitel=f"{deelname.organisatie} in {deelname.traject.titel}",
    )


stap = stapview(STAPPEN, _zaak)


@voor_redactie
@require_POST
def bespreek(request: HttpRequest, pk: int, wat: str) -> HttpResponse:
    """Record that the plan or the evaluatie was discussed, as who pressed the button read it."""
    door, deelname = _haal(request, pk)
    blad = getattr(deelname, wat, None) if wat in ("plan", "evaluatie") else None
    if blad is None:
        raise Http404
    begeleiden.bespreek(blad=blad, kenmerk=request.POST.get("kenmerk", ""), door=door)
    messages.success(request, "Vastgelegd dat dit besproken is.")
    return redirect(f"trajecten:{wat}", deelname.pk)
