"""Tranches and trajecten as everyone reads them, and the call to join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.data import einde_van_dag
from basis.geheime_link import geheime_link, zonder_account
from basis.velden import OpAlfabet
from innovaties.models import Beschrijving, Innovatie
from trajecten import links
from trajecten.actions import meedoen as acties
from trajecten.forms.meedoen import AanvraagForm, MeedoenForm, OproepForm
from trajecten.keuzelijsten import Deelnamestatus, Leerpuntsoort, Oordeel
from trajecten.lezen.trajectpagina import plaatsen
from trajecten.lezen.tranches import ook_verschenen, voortgang
from trajecten.models import (
    Begeleidingsplan,
    Deelname,
    Leerpunt,
    Meedoener,
    Traject,
    Trajectevaluatie,
    Tranche,
)
from vinden import wegwijzers
from vinden.paginacache import laat_vervallen, publiek, publiek_met
from werkplek.stap import doe_stap
from werkplek.zonder_account import neem_aan

UITKOMST_VANAF = 3
"""With fewer evaluaties one could tell whose outcome it is."""

STAPPEN: dict[str, Callable[..., None]] = {
    "bevestigen": acties.bevestig,
    "intrekken": acties.trek_in,
}


@publiek
@require_safe
def tranche(request: HttpRequest, slug: str) -> HttpResponse:
    nu = timezone.now()
    rijen = Tranche.objects.openbaar().select_related("thema")
    gevonden = get_object_or_404(rijen, slug=slug)
    stand = voortgang([gevonden])[gevonden.pk]
    telt = {regel.toezegging.innovatie_id: regel.telt for regel in stand.regels if regel.live}
    live = (
        Beschrijving.objects.zichtbaar()
        .select_related("innovatie")
        .order_by(OpAlfabet("titel"), "pk")
    )
    klaar = list(live.filter(innovatie__in=telt))
    context = {
        "tranche": gevonden,
        "loopt": gevonden.loopt(timezone.localdate(nu)),
        "voortgang": stand,
        "geleverd": [een for een in klaar if telt[een.innovatie_id]],
        "eerder": [een for een in klaar if not telt[een.innovatie_id]],
        "nog": [regel for regel in stand.regels if not regel.live],
        "ook_verschenen": ook_verschenen(gevonden),
        "wegwijzers": wegwijzers.buren(gevonden.get_absolute_url()),
    }
    antwoord = render(request, "trajecten/tranche.html", context)
    return laat_vervallen(antwoord, [einde_van_dag(gevonden.einde)], nu)


@zonder_account
@publiek_met("verstuurd")
def meedoen(request: HttpRequest, slug: str) -> HttpResponse:
    gevonden = get_object_or_404(Tranche.objects.openbaar(), slug=slug)
    antwoord = _meedoen(request, gevonden, MeedoenForm, tranche=gevonden)
    return laat_vervallen(antwoord, [einde_van_dag(gevonden.einde)], timezone.now())


@zonder_account
@publiek_met("verstuurd")
def aanvragen(request: HttpRequest, slug: str) -> HttpResponse:
    gevonden = get_object_or_404(Traject.objects.openbaar(), slug=slug)
    return _meedoen(request, gevonden, AanvraagForm, traject=gevonden)


def _meedoen(
    request: HttpRequest, oproep: Tranche | Traject, soort: type[OproepForm], **bij: Any
) -> HttpResponse:
    """The form with which an organisation answers `oproep`, or that it cannot any more."""
    meedoener = Meedoener(**bij)
    if "verstuurd" in request.GET:
        return render(request, "trajecten/meedoen_verstuurd.html", {"meedoener": meedoener})
    is_open = acties.is_open(oproep, timezone.now())
    form = soort(request.POST if request.method == "POST" and is_open else None)
    if form.is_valid():
        nieuw = Meedoener(**bij, **form.waarden)
        neem_aan(form, acties.meld_mee, meedoener=nieuw)
        return redirect(f"{request.path}?verstuurd")
    context = {"meedoener": meedoener, "open": is_open, "form": form}
    status = 409 if request.method == "POST" and not is_open else 200
    return render(request, "trajecten/meedoen.html", context, status=status)


@geheime_link
def meedoen_bevestigen(request: HttpRequest, sleutel: str) -> HttpResponse:
    meedoener = links.meedoener_van(sleutel)
    context: dict[str, Any] = {"meedoener": meedoener, "uitleg": ""}
    if meedoener is None or acties.is_verlopen(meedoener, timezone.now()):
        return render(request, "trajecten/meedoen_verlopen.html", {}, status=410)
    if request.method == "POST":
        context["uitleg"] = doe_stap(request, STAPPEN, meedoener=meedoener)
        if not context["uitleg"]:
            if request.POST["stap"] == "intrekken":
                return render(request, "trajecten/meedoen_weg.html", context)
            return redirect("trajecten:meedoen_bevestigen", sleutel)
    context["open"] = acties.is_open(meedoener.oproep, timezone.now())
    status = 409 if context["uitleg"] else 200
    return render(request, "trajecten/meedoen_bevestigen.html", context, status=status)


@publiek
@require_safe
def traject(request: HttpRequest, slug: str) -> HttpResponse:
    rijen = Traject.objects.openbaar().select_related("thema")
    gevonden = get_object_or_404(rijen, slug=slug)
    deelnames = list(_deelnames(gevonden))
    leerpunten = Leerpunt.objects.filter(deelname__traject=gevonden, overgenomen=True)
    context = {
        "traject": gevonden,
        "coaches": gevonden.coaches.count(),
        "vrij": plaatsen(gevonden).vrij if gevonden.roept_op else 0,
        "deelnames": deelnames,
        "doelen": [plan for deelname in deelnames if (plan := _besproken_plan(deelname))],
        "succesfactoren": [punt for punt in leerpunten if punt.soort == Leerpuntsoort.SUCCESFACTOR],
        "knelpunten": [punt for punt in leerpunten if punt.soort == Leerpuntsoort.KNELPUNT],
        "uitkomst": _uitkomst(gevonden),
        "wegwijzers": wegwijzers.buren(gevonden.get_absolute_url()),
    }
    return render(request, "trajecten/traject.html", context)


def _deelnames(gevonden: Traject) -> Iterable[Deelname]:
    """Who did not stop, with the plan and, where visitors read it, the innovatie. Two queries."""
    zichtbaar = Innovatie.objects.filter(gepubliceerd__in=Beschrijving.objects.zichtbaar())
    innovatie = Prefetch("innovatie", zichtbaar.select_related("gepubliceerd"))
    rijen = gevonden.deelnames.exclude(status=Deelnamestatus.GESTOPT)
    return rijen.select_related("organisatie", "plan").prefetch_related(innovatie)


def _besproken_plan(deelname: Deelname) -> Begeleidingsplan | None:
    plan: Begeleidingsplan | None = getattr(deelname, "plan", None)
    return plan if plan and plan.besproken_op else None


def _uitkomst(gevonden: Traject) -> list[tuple[str, int]]:
    """How many organisations reached their goal, and how many go on; once three evaluated."""
    rijen = Trajectevaluatie.objects.filter(deelname__traject=gevonden, besproken_op__isnull=False)
    gevuld = list(rijen.values_list("oordeel", "gaat_door"))
    if len(gevuld) < UITKOMST_VANAF:
        return []
    oordelen = Counter(oordeel for oordeel, _ in gevuld)
    uitkomst = [(str(oordeel.label), oordelen[oordeel]) for oordeel in Oordeel]
    return [*uitkomst, ("Gaat ermee door", sum(door for _, door in gevuld))]
