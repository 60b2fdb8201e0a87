"""What people without account report: that they run it too, or what they know of a mention."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from basis.fouten import RuleViolation
from basis.geheime_link import geheime_link, zonder_account
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from redactie.actions.beoordelen import NIET_BEOORDELEN
from redactie.actions.meldingen import (
    begin_uit_melding,
    bevestig_melding,
    meld,
    melding_van,
    neem_melding_over,
    wijs_melding_af,
)
from redactie.forms.openbaar import EldersForm, OvernemenForm, WeetMeerForm
from redactie.models import Lezersmelding
from redactie.rechten import mag_beoordelen
from werkplek.toegang import voor_redactie, wie_mag
from werkplek.zonder_account import ZonderAccountForm, neem_aan


def _zichtbaar(slug: str, *, genoemd: bool) -> Beschrijving:
    """The live version at `slug`, of what is only named or of what is described. Raises Http404."""
    zichtbaar = Beschrijving.objects.zichtbaar().select_related("innovatie")
    rijen = zichtbaar.filter(soort=Soort.GENOEMD) if genoemd else zichtbaar.beschreven()
    return get_object_or_404(rijen, innovatie__slug=slug)


def _neem_aan(
    request: HttpRequest, versie: Beschrijving, form: ZonderAccountForm, sjabloon: str
) -> HttpResponse:
    """The page of `form`, or what comes after a report was kept."""
    if "verstuurd" in request.GET:
        return render(request, "redactie/melding_verstuurd.html", {"versie": versie})
    if form.is_valid():
        melding = Lezersmelding(innovatie=versie.innovatie, **form.waarden)
        try:
            neem_aan(form, meld, melding=melding)
        except RuleViolation as reden:
            form.add_error("email", str(reden))
        else:
            return redirect(f"{request.path}?verstuurd")
    return render(request, sjabloon, {"versie": versie, "form": form})


@zonder_account
def elders(request: HttpRequest, slug: str) -> HttpResponse:
    """Report that an organisation runs what is described."""
    bekend = {naam: request.GET[naam] for naam in ("organisatie", "stand") if naam in request.GET}
    form = EldersForm(request.POST or None, initial=bekend)
    return _neem_aan(request, _zichtbaar(slug, genoemd=False), form, "redactie/elders_melden.html")


@zonder_account
def weet_meer(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what one knows of something that a source only names."""
    form = WeetMeerForm(request.POST or None)
    return _neem_aan(request, _zichtbaar(slug, genoemd=True), form, "redactie/weet_meer.html")


@geheime_link
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
        request, "redactie/melding_bevestigen.html", context, status=410 if uitleg else 200
    )


@voor_redactie
def behandel(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_beoordelen, NIET_BEOORDELEN)
    bevestigd = Lezersmelding.objects.filter(bevestigd_op__isnull=False)
    melding = get_object_or_404(bevestigd.select_related("innovatie__gepubliceerd"), pk=pk)
    stap = request.POST.get("stap")
    if stap == "afwijzen":
        wijs_melding_af(melding=melding, door=door)
        messages.success(request, f"De melding van {melding.wie} is opzijgelegd.")
        return redirect("werkplek:mijn_werk")
    if melding.tekst:
        return _begin(request, melding, door, nu=stap == "beginnen")
    return _neem_over(request, melding, door, nu=stap == "overnemen")


def _begin(
    request: HttpRequest, melding: Lezersmelding, door: Gebruiker, *, nu: bool
) -> HttpResponse:
    """What somebody knows, or the description that begins with it."""
    if nu:
        versie = begin_uit_melding(melding=melding, door=door)
        messages.success(request, "De beschrijving is begonnen, met wat er al bekend was.")
        return redirect("redactie:versie", versie.pk)
    return render(request, "redactie/melding.html", {"melding": melding})


def _neem_over(
    request: HttpRequest, melding: Lezersmelding, door: Gebruiker, *, nu: bool
) -> HttpResponse:
    """As which organisation the report goes on the page."""
    gezocht = request.GET.get("zoek", "").strip()[:120] or melding.organisatie
    form = OvernemenForm(request.POST if nu else None, gezocht=gezocht)
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
