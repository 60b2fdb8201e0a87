"""The steps of the workflow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from basis.forms import wat_er_stond
from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions import schrijven
from redactie.actions.beoordelen import (
    laat_los,
    neem_in_beoordeling,
    plan_publicatie,
    publiceer,
    vraag_aanvulling,
    wijs_af,
    wijs_toe,
    zeg_plan_af,
)
from redactie.actions.weggooien import gooi_weg, zet_terug
from redactie.forms.beoordelen import stapformulier
from redactie.lezen.stappen import mogelijke_stappen
from redactie.views.toegang import haal_versie
from redactie.views.versie import toon_versie
from redactie.views.versiepagina import koppelingen
from werkplek.toegang import gebruiker_van, voor_redactie

DUBBEL = timedelta(minutes=1)
"""Within which the same step again is a second press of the same button."""


@dataclass(frozen=True)
class Versiestap:
    """One step: the action, what the log calls it, and what to tell who took it.

    No `werkplek.stap.Stap`: it has no page of its own, with a heading and a question. Its button
    and its form stand on the page of the version, where a refusal shows too, and the log tells
    whether a second press came from somebody whose first one was already taken.
    """

    zet: Callable[..., object]
    wat: str
    gedaan: str


STAPPEN = {
    "indienen": Versiestap(
        schrijven.dien_in,
        "ingediend",
        "Ingediend. Een collega leest de beschrijving. U krijgt daarover een mail.",
    ),
    "terugnemen": Versiestap(
        schrijven.neem_terug,
        "teruggenomen",
        "Teruggenomen. De beschrijving is weer een concept; u kunt verder schrijven.",
    ),
    "beoordelen": Versiestap(
        neem_in_beoordeling,
        "in-beoordeling",
        "U beoordeelt deze versie. Zet uw opmerkingen bij de onderdelen hieronder.",
    ),
    "toewijzen": Versiestap(wijs_toe, "toegewezen", "Toegewezen. Uw collega krijgt een mail."),
    "meeschrijven": Versiestap(
        laat_los,
        "losgelaten",
        "U kunt nu schrijven. Na ‘Dien in’ beoordeelt een collega deze versie.",
    ),
    "aanvulling": Versiestap(
        vraag_aanvulling,
        "aanvulling-gevraagd",
        "Aanvulling gevraagd. De schrijver krijgt een mail met de open opmerkingen.",
    ),
    "publiceren": Versiestap(
        publiceer, "gepubliceerd", "Gepubliceerd. De beschrijving staat in de kennisbank."
    ),
    "plannen": Versiestap(
        plan_publicatie, "gepland", "Gepland. De beschrijving wordt vanzelf gepubliceerd."
    ),
    "plan-afzeggen": Versiestap(
        zeg_plan_af, "plan-afgezegd", "De geplande publicatie gaat niet door. Er is niets weg."
    ),
    "weggooien": Versiestap(
        gooi_weg,
        "weggegooid",
        "Weggegooid. U kunt het concept hier dertig dagen lang terugzetten.",
    ),
    "terugzetten": Versiestap(
        zet_terug, "teruggezet", "Teruggezet. Het is weer een concept, zoals het was."
    ),
    "afwijzen": Versiestap(
        wijs_af, "afgewezen", "Afgewezen. De schrijver krijgt een mail met de reden."
    ),
}


@require_POST
@voor_redactie
def zet_stap(request: HttpRequest, pk: int, stap: str) -> HttpResponse:
    """Take one step with version `pk`; a refusal says why on its page, with what was typed."""
    versie, door = haal_versie(request, pk), gebruiker_van(request)
    if stap not in STAPPEN:
        raise Http404("Deze stap bestaat niet.")
    gekozen, formulier = STAPPEN[stap], stapformulier(stap, versie, request.POST)
    if formulier and not formulier.is_valid():
        return toon_versie(request, pk, status=422, formulieren={stap: formulier})
    try:
        gekozen.zet(versie=versie, door=door, **(formulier.cleaned_data if formulier else {}))
    except Verboden:
        raise
    except schrijven.OnderdelenOntbreken as fout:
        leeg = koppelingen(versie, fout.onderdelen, mogelijke_stappen(versie, door))
        return toon_versie(request, pk, status=409, geweigerd=leeg)
    except RuleViolation as reden:
        if not _net_gezet(versie, gekozen, door):
            if formulier is None:
                raise
            # A colleague may have been first: then the form is no longer on the page.
            if stap not in mogelijke_stappen(haal_versie(request, pk), door):
                raise RuleViolation(f"{reden}{wat_er_stond(formulier)}") from reden
            formulier.add_error(None, str(reden))
            return toon_versie(request, pk, status=409, formulieren={stap: formulier})
    messages.success(request, gekozen.gedaan)
    return redirect("redactie:versie", pk)


def _net_gezet(versie: Beschrijving, stap: Versiestap, door: Gebruiker) -> bool:
    """Whether `door` took this very step a moment ago: the button was pressed twice."""
    laatste = Logregel.objects.over(versie).first()
    return (
        laatste is not None
        and laatste.wat == stap.wat
        and laatste.door_id == door.pk
        and laatste.op > timezone.now() - DUBBEL
    )


@require_POST
@voor_redactie
def nieuwe_versie(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on in the open version of an innovatie, or begin one with the text of version `pk`."""
    door, van = gebruiker_van(request), haal_versie(request, pk)
    versie = schrijven.nieuwe_versie(innovatie=van.innovatie, van=van, door=door)
    return redirect("redactie:versie", versie.pk)
