"""Reports from organisations that run an innovation too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from basis.fouten import RuleViolation, vereis_recht
from basis.geheime_link import geheime_link, zonder_account
from innovaties.models import Beschrijving
from redactie.actions.beoordelen import NIET_BEOORDELEN
from redactie.actions.elders import (
    bevestig_melding,
    meld_elders,
    melding_van,
    neem_melding_over,
    wijs_melding_af,
)
from redactie.forms.openbaar import EldersForm, OvernemenForm
from redactie.models import EldersMelding
from redactie.rechten import mag_beoordelen
from werkplek.toegang import gebruiker_van, voor_redactie
from werkplek.zonder_account import neem_aan


@zonder_account
@require_http_methods(["GET", "HEAD", "POST"])
def meld(request: HttpRequest, slug: str) -> HttpResponse:
    zichtbaar = Beschrijving.objects.zichtbaar().select_related("innovatie")
    versie = get_object_or_404(zichtbaar, innovatie__slug=slug)
    if "verstuurd" in request.GET:
        return render(request, "redactie/elders_verstuurd.html", {"versie": versie})
    bekend = {naam: request.GET[naam] for naam in ("organisatie", "stand") if naam in request.GET}
    form = EldersForm(request.POST or None, initial=bekend)
    if form.is_valid():
        melding = EldersMelding(innovatie=versie.innovatie, **form.waarden)
        try:
            neem_aan(form, meld_elders, melding=melding)
        except RuleViolation as reden:
            form.add_error("email", str(reden))
        else:
            return redirect(f"{request.path}?verstuurd")
    context = {"versie": versie, "form": form}
    return render(request, "redactie/elders_melden.html", context)


@geheime_link
@require_http_methods(["GET", "HEAD", "POST"])
def bevestig(request: HttpRequest, sleutel: str) -> HttpResponse:
    melding = melding_van(sleutel)
    uitleg = "" if melding else "Deze link is verlopen, of niet helemaal overgenomen."
    if melding and request.method == "POST":
        try:
            melding = bevestig_melding(sleutel=sleutel)
        except RuleViolation as reden:
            uitleg = str(reden)
    context = {"melding": melding, "uitleg": uitleg}
    return render(
        request, "redactie/elders_bevestigen.html", context, status=410 if uitleg else 200
    )


@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def behandel(request: HttpRequest, pk: int) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_beoordelen(door), NIET_BEOORDELEN)
    bevestigd = EldersMelding.objects.filter(bevestigd_op__isnull=False)
    melding = get_object_or_404(bevestigd.select_related("innovatie__gepubliceerd"), pk=pk)
    gezocht = request.GET.get("zoek", "").strip()[:120] or melding.organisatie
    stap = request.POST.get("stap")
    form = OvernemenForm(request.POST if stap == "overnemen" else None, gezocht=gezocht)
    if stap == "afwijzen":
        wijs_melding_af(melding=melding, door=door)
        messages.success(request, f"De melding van {melding.organisatie} is niet overgenomen.")
        return redirect("werkplek:mijn_werk")
    if form.is_valid():
        neem_melding_over(
            melding=melding,
            organisatie=form.organisatie,
            regios=form.cleaned_data["regios"],
            door=door,
        )
        messages.success(request, f"{form.organisatie} staat nu op de pagina.")
        return redirect(melding.innovatie)
    context = {"melding": melding, "form": form, "gezocht": gezocht}
    return render(request, "redactie/melding.html", context)
