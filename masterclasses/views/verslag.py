"""The workplace of the verslag: writing, reviewing, and what there is to take along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from masterclasses.actions import verslag as acties
from masterclasses.forms.verslag import AanvullingForm, MateriaalForm, VerslagForm
from masterclasses.keuzelijsten import VERSLAG_OPEN, Verslagstatus
from masterclasses.models import Masterclass
from masterclasses.rechten import NIET_ORGANISEREN, NIET_ZIEN, mag_organiseren, mag_zien
from werkplek.bewerken import Bewerking, kenmerk
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag


@voor_redactie
def schrijf(request: HttpRequest, slug: str) -> HttpResponse:
    door, masterclass = _haal(request, slug)
    if request.method != "POST":
        return _toon(request, masterclass)
    actie = request.POST.get("actie", "")
    tekst = VerslagForm(request.POST) if "tekst" in request.POST else None
    materiaal = MateriaalForm(
        request.POST,
        request.FILES,
        prefix="materiaal",
        empty_permitted=actie != "materiaal",
        use_required_attribute=False,
    )
    bewerking = Bewerking(request)
    if all([tekst is None or tekst.is_valid(), materiaal.is_valid()]) and bewerking.lukt(
        lambda: _doe(bewerking, masterclass, tekst, materiaal, door)
    ):
        return bewerking.klaar(bewerking.uitkomst, "masterclasses:verslag", masterclass.slug)
    return _toon(request, masterclass, tekst=tekst, materiaal=materiaal, bewerking=bewerking)


@transaction.atomic
def _doe(
    bewerking: Bewerking,
    masterclass: Masterclass,
    tekst: VerslagForm | None,
    materiaal: MateriaalForm,
    door: Gebruiker,
) -> str:
    """Do all that one button of the form asks; return what was done, in words."""
    actie, _, pk = bewerking.request.POST.get("actie", "").partition(":")
    gedaan = "Bewaard."
    if tekst:
        acties.schrijf(
            masterclass=masterclass,
            waarden=tekst.cleaned_data,
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    if materiaal.has_changed():
        toegevoegd = acties.voeg_materiaal_toe(
            masterclass=masterclass, door=door, **materiaal.cleaned_data
        )
        gedaan = f"Toegevoegd: {toegevoegd}."
    if actie == "weg":
        regels = masterclass.materialen.select_related("masterclass")
        weg = get_object_or_404(regels, pk=als_nummer(pk))
        acties.haal_materiaal_weg(materiaal=weg, door=door)
        gedaan = f"Weggehaald: {weg}."
    if actie == "indienen":
        acties.dien_in(masterclass=masterclass, door=door)
        gedaan = "Het verslag is ingediend. Een collega leest het na en plaatst het."
    return gedaan


@voor_redactie
@require_POST
def stap(request: HttpRequest, slug: str, stap: str) -> HttpResponse:
    door, masterclass = _haal(request, slug)
    kenmerk = request.POST.get("kenmerk", "")
    if stap == "aanvulling":
        form = AanvullingForm(request.POST)
        if not form.is_valid():
            return _toon(request, masterclass, aanvulling=form)
        acties.vraag_aanvulling(
            masterclass=masterclass,
            tekst=form.cleaned_data["aanvulling"],
            kenmerk=kenmerk,
            door=door,
        )
        gedaan = "De schrijver krijgt een mail met uw vraag."
    elif stap == "plaatsen":
        acties.plaats(masterclass=masterclass, kenmerk=kenmerk, door=door)
        gedaan = "Het verslag staat nu op de pagina van de masterclass, voor iedereen."
    elif stap == "terugnemen":
        acties.neem_terug(masterclass=masterclass, door=door)
        gedaan = "Het verslag is weer een concept. U kunt verder schrijven."
    else:
        raise Http404
    messages.success(request, gedaan)
    return redirect("masterclasses:verslag", masterclass.slug)


@voor_redactie
@require_safe
def voorbeeld(request: HttpRequest, slug: str) -> HttpResponse:
    wie_mag(request, mag_zien, NIET_ZIEN)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    verslag = acties.laatste(masterclass)
    if verslag is None:
        raise Http404
    context = {
        "masterclass": masterclass,
        "verslag": verslag,
        "is_open": verslag.status in VERSLAG_OPEN,
    }
    return render(request, "masterclasses/beheer/verslag_voorbeeld.html", context)


def _haal(request: HttpRequest, slug: str) -> tuple[Gebruiker, Masterclass]:
    door = wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    return door, get_object_or_404(Masterclass, slug=slug)


def _toon(
    request: HttpRequest,
    masterclass: Masterclass,
    *,
    tekst: VerslagForm | None = None,
    materiaal: MateriaalForm | None = None,
    aanvulling: AanvullingForm | None = None,
    bewerking: Bewerking | None = None,
) -> HttpResponse:
    """The page; with the forms that were refused, and why."""
    verslag = acties.laatste(masterclass)
    ingediend = verslag if verslag and verslag.status == Verslagstatus.INGEDIEND else None
    # Without a text that was refused, the page shows what is saved now.
    gelezen = bewerking.kenmerk if bewerking and tekst else kenmerk(verslag)
    mag = acties.te_schrijven(masterclass)
    context: dict[str, Any] = {
        "masterclass": masterclass,
        "verslag": verslag,
        "is_open": bool(verslag and verslag.status in VERSLAG_OPEN),
        "ingediend": ingediend,
        "zelf": ingediend is not None and acties.schreef(ingediend, gebruiker_van(request)),
        "live": masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).first(),
        "kenmerk": gelezen,
        "tekst": tekst or (VerslagForm(verslag=verslag) if mag and not ingediend else None),
        "ontbreekt": acties.ontbreekt(verslag),
        "te_schrijven": mag,
        "aanvulling": aanvulling or AanvullingForm(),
        "materiaal": materiaal or MateriaalForm(prefix="materiaal", use_required_attribute=False),
        "materialen": masterclass.materialen.all(),
    }
    return (bewerking or Bewerking(request)).toon("masterclasses/beheer/verslag.html", context)
