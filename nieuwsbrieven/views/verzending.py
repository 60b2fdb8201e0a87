"""Sending an edition, following how far it is, and the subscribers in numbers."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from basis.forms import wat_er_stond
from basis.fouten import vereis, vereis_recht
from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from nieuwsbrieven.actions import abonneren, plannen
from nieuwsbrieven.actions.opstellen import TELLER
from nieuwsbrieven.forms.verzending import AbonneeZoekForm, StopForm, VerzendForm
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.lezen.bereik import bereik
from nieuwsbrieven.lezen.cijfers import Dossier, cijfers, dossier
from nieuwsbrieven.lezen.voortgang import voortgang as voortgang_van
from nieuwsbrieven.models import Abonnee, Editie
from nieuwsbrieven.rechten import NIET_MAKEN, NIET_ZIEN, mag_maken, mag_zien
from nieuwsbrieven.uitvoer import controle
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost
from werkplek.toegang import voor_redactie, wie_mag

DADELIJK = timedelta(minutes=2)
"""An edition that begins this soon is followed already."""


def _editie(pk: int) -> Editie:
    qs = Editie.objects.select_related("gepland_door", "gestopt_door")
    return get_object_or_404(qs.defer("stukken"), pk=pk)


@voor_redactie
def verzenden(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_maken, NIET_MAKEN)
    editie, nu = _editie(pk), timezone.now()
    if editie.status != Editiestatus.CONCEPT:
        return redirect("nieuwsbrieven:voortgang", pk)
    form, bewerking = VerzendForm(gepost(request)), Bewerking(request, editie, TELLER)
    if form.is_valid() and bewerking.lukt(
        lambda: plannen.plan(
            editie=editie,
            moment=form.cleaned_data["moment"],
            door=door,
            kenmerk=bewerking.kenmerk,
        )
    ):
        return redirect("nieuwsbrieven:voortgang", pk)
    context = {
        "editie": editie,
        "form": form,
        "bevindingen": controle.fouten(editie, nu),
        "bereik": bereik(editie, nu),
    }
    return bewerking.toon("nieuwsbrieven/beheer/verzenden.html", context)


@voor_redactie
def voortgang(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    editie, nu = _editie(pk), timezone.now()
    if request.method == "POST":
        return _stap(request, editie, door)
    if editie.status == Editiestatus.CONCEPT:
        return redirect(f"nieuwsbrieven:{'verzenden' if mag_maken(door) else 'voorbeeld'}", pk)
    htmx = "HX-Request" in request.headers
    if htmx and request.GET.get("status") != editie.status:
        return HttpResponse(headers={"HX-Refresh": "true"})
    stand = voortgang_van(editie, nu)
    tiental = str(stand.procent // 10 * 10)
    begint = editie.status == Editiestatus.GEPLAND and editie.verzendmoment
    loopt = editie.status == Editiestatus.BEZIG or (begint and begint < nu + DADELIJK)
    volgende = urlencode({"status": editie.status, "tiental": tiental})
    context = {
        "editie": editie,
        "stand": stand,
        "maakt": mag_maken(door),
        "volgen": f"{request.path}?{volgende}" if loopt else "",
        "zeg": htmx and request.GET.get("tiental") != tiental,
        "form": StopForm(),
    }
    deel = "#stand" if htmx else ""
    return render(request, f"nieuwsbrieven/beheer/voortgang.html{deel}", context)


def _stap(request: HttpRequest, editie: Editie, door: Gebruiker) -> HttpResponse:
    stap = request.POST.get("stap")
    if stap == "terug":
        plannen.trek_terug(editie=editie, door=door)
        messages.success(request, "De nieuwsbrief is weer een concept.")
        return redirect("nieuwsbrieven:bewerken", editie.pk)
    if stap == "hervat":
        plannen.hervat(editie=editie, door=door)
        messages.success(request, "Het verzenden gaat verder.")
    elif stap == "opnieuw":
        plannen.probeer_opnieuw(editie=editie, door=door)
        messages.success(request, "Wij proberen het opnieuw bij wie het niet lukte.")
    else:
        vereis(stap == "stop", "Deze stap bestaat niet.")
        form = StopForm(request.POST)
        goed = form.is_valid()
        plannen.stop(editie=editie, door=door, reden=form.cleaned_data["reden"] if goed else "")
        if goed:
            messages.success(request, "Het verzenden is gestopt.")
        else:  # stopping cannot wait for a better reason
            waarom = form.errors["reden"][0]
            messages.warning(
                request,
                f"Het verzenden is gestopt, zonder uw reden: {waarom}{wat_er_stond(form)}",
            )
    return redirect("nieuwsbrieven:voortgang", editie.pk)


@voor_redactie
def abonnees(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    if "stap" in request.POST:
        return _help(request, door)
    form = AbonneeZoekForm(gepost(request))
    gevonden: Dossier | None = None
    if form.is_bound:
        vereis_recht(mag_maken(door), NIET_MAKEN)
        gevonden = dossier(form.cleaned_data["email"]) if form.is_valid() else None
    context = {
        "cijfers": cijfers(timezone.now()),
        "maakt": mag_maken(door),
        "form": form,
        "gevonden": gevonden,
        "vandaag": timezone.localdate(),
    }
    return render(request, "nieuwsbrieven/beheer/abonnees.html", context)


def _help(request: HttpRequest, door: Gebruiker) -> HttpResponse:
    """Unsubscribe or erase a subscriber who asked for that."""
    vereis_recht(mag_maken(door), NIET_MAKEN)
    pk = als_nummer(request.POST.get("abonnee", ""))
    abonnee = Abonnee.objects.filter(pk=pk).first()
    if abonnee is None:
        messages.success(request, "Deze gegevens waren al gewist.")
    elif request.POST["stap"] == "wis":
        abonneren.wis(abonnee=abonnee)
        messages.success(request, f"De gegevens van {abonnee.email} zijn gewist.")
    else:
        vereis(request.POST["stap"] == "meld-af", "Deze stap bestaat niet.")
        abonneren.meld_af(abonnee=abonnee)
        messages.success(request, f"{abonnee.email} krijgt geen nieuwsbrief meer.")
    return redirect("nieuwsbrieven:abonnees")
