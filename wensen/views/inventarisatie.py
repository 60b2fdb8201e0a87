"""Sending a questionnaire, and what came out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from vinden.paginacache import publiek
from wensen.actions import inventarisatie as acties
from wensen.antwoordtabel import als_xlsx
from wensen.forms.inventarisatie import BeginForm, InventarisatieForm, OntvangersForm, nieuwe_namen
from wensen.inventarisatie import HERINNERINGEN, Stand, is_te_herinneren, stand, stappen
from wensen.models import Antwoordregel, Inventarisatie, Uitkomstregel, Uitvraag
from wensen.uitkomst import MINSTENS, elders, lees
from wensen.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_ANTWOORDEN, NIET_STUREN, mag_antwoorden, mag_sturen, mag_wensen
from werkplek.rijen import gepost_met_rijen
from werkplek.toegang import gebruiker_van, voor_redactie

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDT = {"wens": Soort.GEWENST, "beschrijving": Soort.BESTAAND}


def _projectleider(request: HttpRequest) -> Gebruiker:
    door = gebruiker_van(request)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    return door


def _uitvragen(inventarisatie: Inventarisatie) -> list[Uitvraag]:
    return list(inventarisatie.uitvragen.select_related("organisatie", "regio"))


@publiek
@require_safe
def uitkomst(request: HttpRequest, slug: str) -> HttpResponse:
    openbaar = Inventarisatie.objects.filter(gepubliceerd_op__isnull=False)
    inventarisatie = get_object_or_404(openbaar, slug=slug)
    gelezen = lees(inventarisatie, _uitvragen(inventarisatie), openbaar=True)
    context = {
        "inventarisatie": inventarisatie,
        "uitkomst": gelezen,
        "elders": elders(inventarisatie),
        "regels": list(inventarisatie.uitkomsten.all()),
        "minstens": MINSTENS,
    }
    return render(request, "wensen/inventarisatie.html", context)


@never_cache
@voor_redactie
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_antwoorden(door), NIET_ANTWOORDEN)
    vandaag = timezone.localdate()
    alle = Inventarisatie.objects.annotate(
        gevraagd=Count("uitvragen", filter=Q(uitvragen__verstuurd_op__isnull=False)),
        ingeleverd=Count("uitvragen", filter=Q(uitvragen__ingediend_op__isnull=False)),
        van_elders=Exists(Uitkomstregel.objects.filter(inventarisatie=OuterRef("pk"))),
    )
    context = {
        "rijen": [(inventarisatie, stand(inventarisatie, vandaag)) for inventarisatie in alle],
        "stuurt": mag_sturen(door),
    }
    return render(request, "wensen/beheer/inventarisaties.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    door = _projectleider(request)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        inventarisatie = acties.begin(**form.cleaned_data, door=door)
        messages.success(request, "Het concept is gemaakt. Kijk de gebieden en de inleiding na.")
        return redirect("wensen:inventarisatie_bewerken", inventarisatie.pk)
    return render(request, "wensen/beheer/inventarisatie_nieuw.html", {"form": form})


@never_cache
@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_antwoorden(door), NIET_ANTWOORDEN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    vandaag, uitvragen = timezone.localdate(), _uitvragen(inventarisatie)
    gelezen = lees(inventarisatie, uitvragen, openbaar=False)
    mogelijk = stappen(inventarisatie, uitvragen, vandaag)
    context = {
        "inventarisatie": inventarisatie,
        "stand": stand(inventarisatie, vandaag),
        "uitvragen": uitvragen,
        "uitkomst": gelezen,
        "elders": elders(inventarisatie),
        "regels": list(inventarisatie.uitkomsten.all()),
        "stappen": [(stap, STAPPEN[stap].kop) for stap in mogelijk] if mag_sturen(door) else [],
        "stuurt": mag_sturen(door),
        "maakt": mag_wensen(door),
        "logzinnen": logzinnen(inventarisatie, ZINNEN),
    }
    return render(request, "wensen/beheer/inventarisatie.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door = _projectleider(request)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    data, rijknop = gepost_met_rijen(request)
    form = InventarisatieForm(inventarisatie, data)
    bewerking = Bewerking(request, inventarisatie, acties.INHOUD)
    if (
        not rijknop
        and form.is_valid()
        and bewerking.lukt(lambda: _bewaar(form, bewerking.kenmerk, door))
    ):
        return bewerking.klaar("Bewaard.", "wensen:inventarisatie_beheer", pk)
    context = {
        "inventarisatie": inventarisatie,
        "form": form,
        "fouten": [] if rijknop else form.fouten(),
        "niet_bewaard": rijknop,
    }
    return bewerking.toon("wensen/beheer/inventarisatie_bewerken.html", context)


def _bewaar(form: InventarisatieForm, kenmerk: str, door: Gebruiker) -> None:
    acties.bewerk(
        inventarisatie=form.inventarisatie,
        waarden=form.waarden,
        gebieden=form.nieuwe_gebieden,
        kenmerk=kenmerk,
        door=door,
    )


@dataclass(frozen=True)
class Stap:
    """What one step does, and what the page says before and after it."""

    kop: str
    ja: str = ""
    gedaan: str = ""
    doe: Callable[..., object] | None = None


STAPPEN = {
    "ontvangers": Stap("Ontvangers"),
    "versturen": Stap(
        "Vragenlijst versturen", "Ja, verstuur", "De vragenlijst gaat op weg.", acties.verstuur
    ),
    "herinneren": Stap(
        "Herinnering sturen", "Ja, herinner hen", "De herinneringen gaan op weg.", acties.herinner
    ),
    "sluiten": Stap(
        "Vragenlijst sluiten", "Ja, sluit", "De vragenlijst is gesloten.", acties.sluit
    ),
    "publiceren": Stap(
        "Uitkomst op de site zetten",
        "Ja, zet op de site",
        "De uitkomst staat op de site.",
        acties.publiceer,
    ),
    "verwijderen": Stap(
        "Concept weggooien", "Ja, gooi weg", "Het concept is weggegooid.", acties.verwijder
    ),
}


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, pk: int, stap: str) -> HttpResponse:
    door = _projectleider(request)
    if stap not in STAPPEN:
        raise Http404
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    vandaag, uitvragen = timezone.localdate(), _uitvragen(inventarisatie)
    if stap not in stappen(inventarisatie, uitvragen, vandaag):
        messages.error(request, "Dat kan nu niet. Kijk hoe de inventarisatie er nu voor staat.")
        return redirect("wensen:inventarisatie_beheer", pk)
    if stap == "ontvangers":
        return _ontvangers(request, inventarisatie, uitvragen, door)
    gekozen = STAPPEN[stap]
    if request.method == "POST" and gekozen.doe:
        gekozen.doe(inventarisatie=inventarisatie, door=door)
        messages.success(request, gekozen.gedaan)
        if stap == "verwijderen":
            return redirect("wensen:inventarisaties")
        return redirect("wensen:inventarisatie_beheer", pk)
    context = {
        "inventarisatie": inventarisatie,
        "stap": stap,
        "gekozen": gekozen,
        "nog_niet": [u for u in uitvragen if u.verstuurd_op is None],
        "te_herinneren": [u for u in uitvragen if is_te_herinneren(u, vandaag)],
        "hoogstens": HERINNERINGEN,
        "ingeleverd": sum(1 for u in uitvragen if u.ingediend_op),
        "gevraagd": sum(1 for u in uitvragen if u.verstuurd_op),
        "minstens": MINSTENS,
    }
    return render(request, "wensen/beheer/inventarisatie_stap.html", context)


def _ontvangers(
    request: HttpRequest, inventarisatie: Inventarisatie, uitvragen: list[Uitvraag], door: Gebruiker
) -> HttpResponse:
    actie = request.POST.get("actie", "")
    form = OntvangersForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "inventarisatie": inventarisatie,
        "form": form,
        "uitvragen": uitvragen,
        "fouten": [],
        "nieuw": [],
        "gevonden": None,
        "loopt": stand(inventarisatie, timezone.localdate()) == Stand.LOOPT,
    }
    if actie.startswith("weg:") and actie[4:].isascii() and actie[4:].isdigit():
        acties.haal_ontvanger_weg(inventarisatie=inventarisatie, nummer=int(actie[4:]), door=door)
        messages.success(request, "De ontvanger is weggehaald.")
        return redirect(request.path)
    if form.is_valid():
        regels = form.cleaned_data["regels"]
        if actie in ("zoek", "kies"):
            context["gevonden"] = form.gevonden(inventarisatie)
            regels = form.met_gekozen() if actie == "kies" else regels
        elif _voeg_toe(request, inventarisatie, form, door, context):
            return redirect(request.path)
        context["form"] = OntvangersForm(initial={**form.cleaned_data, "regels": regels})
    status = 409 if context["fouten"] or context["nieuw"] else 200
    return render(request, "wensen/beheer/inventarisatie_ontvangers.html", context, status=status)


def _voeg_toe(
    request: HttpRequest,
    inventarisatie: Inventarisatie,
    form: OntvangersForm,
    door: Gebruiker,
    context: dict[str, Any],
) -> bool:
    """Whether the lines were added; else `context` says why not."""
    regels, nieuw = form.cleaned_data["regels"], form.nieuw
    try:
        aantal = acties.voeg_ontvangers_toe(
            inventarisatie=inventarisatie, tekst=regels, nieuw=nieuw, door=door
        )
    except acties.OntvangersNietGoed as reden:
        context["fouten"] = reden.gelezen.fouten
        context["nieuw"] = nieuwe_namen([*nieuw, *reden.gelezen.onbekend], nieuw)
        return False
    wie = "1 ontvanger is" if aantal == 1 else f"{aantal} ontvangers zijn"
    messages.success(request, f"{wie} toegevoegd. Er is nog niets verstuurd.")
    return True


@never_cache
@voor_redactie
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    _projectleider(request)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    kop = f'attachment; filename="antwoorden-{inventarisatie.slug}.xlsx"'
    return HttpResponse(als_xlsx(inventarisatie), XLSX, headers={"Content-Disposition": kop})


@never_cache
@voor_redactie
@require_POST
def maak(request: HttpRequest, pk: int, wordt: str) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_antwoorden(door), NIET_ANTWOORDEN)
    if wordt not in WORDT:
        raise Http404
    antwoord = get_object_or_404(Antwoordregel.objects.select_related("uitvraag"), pk=pk)
    acties.maak_innovatie(antwoord=antwoord, wordt=WORDT[wordt], door=door)
    messages.success(request, "Het concept is gemaakt. De link staat bij het antwoord.")
    pagina = reverse("wensen:inventarisatie_beheer", args=[antwoord.uitvraag.inventarisatie_id])
    return redirect(f"{pagina}#antwoord-{antwoord.pk}")
