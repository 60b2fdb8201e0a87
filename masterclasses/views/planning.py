"""The organiser's workplace: the planning, one masterclass, and the steps with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from basis.fouten import RuleViolation, Verboden, vereis_recht
from gebruikers.models import Gebruiker
from masterclasses.actions import aankondigen, organiseren
from masterclasses.actions.aankondigen import NogNietVolledig, ontbreekt
from masterclasses.beheer import ZINNEN, cijfers, met_stand, rijen, stappen, volgende
from masterclasses.forms.masterclass import MasterclassForm
from masterclasses.forms.stappen import AfgelastenForm, BeginForm, UitnodigForm, VerplaatsForm
from masterclasses.keuzelijsten import Fase, Verslagstatus
from masterclasses.models import Masterclass
from masterclasses.planning import waarschuwingen
from masterclasses.rechten import NIET_ORGANISEREN, NIET_ZIEN, mag_organiseren, mag_zien
from werkplek.bewerken import Bewerking
from werkplek.logzinnen import logzinnen
from werkplek.rijen import gepost_met_rijen
from werkplek.toegang import gebruiker_van, voor_redactie

PER_PAGINA = 20


def _organisator(request: HttpRequest) -> Gebruiker:
    door = gebruiker_van(request)
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    return door


@never_cache
@voor_redactie
@require_safe
def planning(request: HttpRequest) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_zien(door), NIET_ZIEN)
    nu = timezone.now()
    alle = met_stand(Masterclass.objects.all())
    concepten = rijen(alle.filter(fase=Fase.CONCEPT).order_by("begin", "pk"))
    aangekondigd = Masterclass.objects.filter(fase=Fase.AANGEKONDIGD)
    blad = Paginator(alle.zichtbaar().voorbij(nu), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "organiseert": mag_organiseren(door),
        "komend": rijen(alle.zichtbaar().komend(nu)),
        "concepten": concepten,
        "voorbij": rijen(blad),
        "nu": nu,
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        "waarschuwingen": waarschuwingen(
            [timezone.localdate(begin) for begin in aangekondigd.values_list("begin", flat=True)],
            [(r.masterclass.titel, timezone.localdate(r.masterclass.begin)) for r in concepten],
            timezone.localdate(nu),
        ),
    }
    return render(request, "masterclasses/beheer/planning.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    door = _organisator(request)
    form = BeginForm(request.POST or None)
    if form.is_valid():
        namen = ("titel", "thema", "begin", "einde")
        waarden = {naam: form.cleaned_data[naam] for naam in namen}
        masterclass = organiseren.begin_masterclass(**waarden, door=door)
        messages.success(request, "Het concept is gemaakt. Vul hieronder de rest in.")
        return redirect("masterclasses:bewerken", masterclass.slug)
    return render(request, "masterclasses/beheer/nieuw.html", {"form": form})


@never_cache
@voor_redactie
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_zien(door), NIET_ZIEN)
    qs = Masterclass.objects.select_related("thema", "organisator")
    masterclass = get_object_or_404(qs, slug=slug)
    nu, stand = timezone.now(), cijfers(masterclass)
    missend = ontbreekt(masterclass) if masterclass.fase == Fase.CONCEPT else []
    verslag = masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).exists()
    knop = volgende(masterclass, stand, compleet=not missend, verslag=verslag)
    context = {
        "masterclass": masterclass,
        "organiseert": mag_organiseren(door),
        "stand": stand,
        "ontbreekt": missend,
        "begonnen": masterclass.begin <= nu,
        "voorbij": masterclass.is_voorbij(nu),
        "verslag": verslag,
        "knop": knop,
        "knop_adres": reverse(
            f"masterclasses:{knop.route}", args=[d for d in (slug, knop.stap) if d]
        ),
        "stappen": stappen(masterclass, nu),
        "logzinnen": logzinnen(masterclass, ZINNEN),
    }
    return render(request, "masterclasses/beheer/masterclass.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, slug: str) -> HttpResponse:
    door = _organisator(request)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    if masterclass.fase == Fase.AFGELAST:
        messages.error(request, "Een afgelaste masterclass wijzigt niet meer.")
        return redirect("masterclasses:beheer", masterclass.slug)
    data, rijknop = gepost_met_rijen(request)
    form, bewerking = MasterclassForm(masterclass, data), Bewerking(request, masterclass)
    if (
        not rijknop
        and form.is_valid()
        and bewerking.lukt(lambda: _bewaar(form, bewerking.kenmerk, door))
    ):
        return bewerking.klaar("Bewaard.", "masterclasses:beheer", bewerking.uitkomst.slug)
    context = {
        "masterclass": masterclass,
        "form": form,
        "fouten": [] if rijknop else form.fouten(),
        "niet_bewaard": rijknop,
        "kan_verplaatsen": "verplaatsen" in stappen(masterclass, timezone.now()),
    }
    return bewerking.toon("masterclasses/beheer/bewerken.html", context)


def _bewaar(form: MasterclassForm, kenmerk: str, door: Gebruiker) -> Masterclass:
    return organiseren.bewerk(
        masterclass=form.masterclass,
        waarden=form.waarden,
        programma=form.delen,
        vragen=form.inschrijfvragen,
        aantallen=form.aantallen,
        kenmerk=kenmerk,
        door=door,
    )


def _kondig_aan(masterclass: Masterclass, _form: forms.Form, door: Gebruiker) -> Masterclass:
    return aankondigen.kondig_aan(masterclass=masterclass, door=door)


def _verplaats(masterclass: Masterclass, form: forms.Form, door: Gebruiker) -> Masterclass:
    namen = (*organiseren.MOMENT, "toelichting")
    waarden = {naam: form.cleaned_data[naam] for naam in namen}
    return aankondigen.verplaats(masterclass=masterclass, **waarden, door=door)


def _gelast_af(masterclass: Masterclass, form: forms.Form, door: Gebruiker) -> Masterclass:
    reden = form.cleaned_data["reden"]
    return aankondigen.gelast_af(masterclass=masterclass, reden=reden, door=door)


def _kopieer(masterclass: Masterclass, _form: forms.Form, door: Gebruiker) -> Masterclass:
    return organiseren.kopieer(masterclass=masterclass, door=door)


def _verwijder(masterclass: Masterclass, _form: forms.Form, door: Gebruiker) -> None:
    aankondigen.verwijder(masterclass=masterclass, door=door)


@dataclass(frozen=True)
class Stap:
    """What one step does, and what the page says before and after it."""

    doe: Callable[[Masterclass, forms.Form, Gebruiker], Masterclass | None]
    kop: str
    ja: str
    gedaan: str


STAPPEN = {
    "aankondigen": Stap(
        _kondig_aan, "Aankondigen", "Ja, kondig aan", "De masterclass is aangekondigd."
    ),
    "verplaatsen": Stap(
        _verplaats, "Verplaatsen", "Verplaats en mail iedereen", "De masterclass is verplaatst."
    ),
    "afgelasten": Stap(_gelast_af, "Afgelasten", "Ja, gelast af", "De masterclass is afgelast."),
    "kopieren": Stap(
        _kopieer,
        "Kopiëren",
        "Maak de kopie",
        "Dit is de kopie. Kijk de dag, de tijd en de teksten na.",
    ),
    "verwijderen": Stap(
        _verwijder, "Concept weggooien", "Ja, gooi weg", "Het concept is weggegooid."
    ),
}


def _stapform(stap: str, data: QueryDict | None, masterclass: Masterclass) -> forms.Form:
    if stap == "verplaatsen":
        return VerplaatsForm(data, masterclass=masterclass)
    return AfgelastenForm(data) if stap == "afgelasten" else forms.Form(data)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, slug: str, stap: str) -> HttpResponse:
    door = _organisator(request)
    if stap not in STAPPEN:
        raise Http404
    masterclass = get_object_or_404(Masterclass, slug=slug)
    if stap not in stappen(masterclass, timezone.now()):
        messages.error(request, "Dat kan nu niet. Kijk hoe de masterclass er nu voor staat.")
        return redirect("masterclasses:beheer", masterclass.slug)
    gekozen = STAPPEN[stap]
    form = _stapform(stap, request.POST if request.method == "POST" else None, masterclass)
    melding, missend = "", ontbreekt(masterclass) if stap == "aankondigen" else []
    if form.is_valid():
        try:
            daarna = gekozen.doe(masterclass, form, door)
        except Verboden:
            raise
        except NogNietVolledig as reden:
            missend = reden.onderdelen
        except RuleViolation as reden:
            melding = str(reden)
        else:
            messages.success(request, gekozen.gedaan)
            return _na_stap(stap, daarna)
    context: dict[str, Any] = {
        "masterclass": masterclass,
        "stap": stap,
        "kop": gekozen.kop,
        "ja": gekozen.ja,
        "form": form,
        "melding": melding,
        "ontbreekt": missend,
        "stand": cijfers(masterclass),
    }
    status = 409 if melding or (request.method == "POST" and missend) else 200
    return render(request, "masterclasses/beheer/stap.html", context, status=status)


def _na_stap(stap: str, masterclass: Masterclass | None) -> HttpResponse:
    if masterclass is None:
        return redirect("masterclasses:planning")
    naar = "bewerken" if stap == "kopieren" else "beheer"
    return redirect(f"masterclasses:{naar}", masterclass.slug)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request: HttpRequest, slug: str) -> HttpResponse:
    door = _organisator(request)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    kan = "afgelasten" in stappen(masterclass, timezone.now())
    form = UitnodigForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        nieuw, bekend = aankondigen.nodig_uit(
            masterclass=masterclass,
            adressen=form.cleaned_data["adressen"],
            tekst=form.cleaned_data["tekst"],
            door=door,
        )
        _zeg_wie(request, nieuw, bekend)
        return redirect(request.path)
    aangemeld = masterclass.aanmeldingen.lopend().filter(uitgenodigd=True)
    adressen = set(masterclass.aanmeldingen.lopend().values_list("email", flat=True))
    uitgenodigd = list(masterclass.uitnodigingen.select_related("verstuurd_door"))
    context = {
        "masterclass": masterclass,
        "kan": kan,
        "form": form,
        "uitnodigingen": [
            (uitnodiging, uitnodiging.email in adressen) for uitnodiging in uitgenodigd
        ],
        "aangemeld": aangemeld.count(),
    }
    return render(request, "masterclasses/beheer/uitnodigen.html", context)


def _zeg_wie(request: HttpRequest, nieuw: list[str], bekend: list[str]) -> None:
    """Say how many were invited, and who was skipped."""
    if nieuw:
        wie = "1 persoon krijgt" if len(nieuw) == 1 else f"{len(nieuw)} mensen krijgen"
        messages.success(request, f"{wie} een uitnodiging.")
    if bekend:
        messages.warning(
            request, f"Overgeslagen, want al uitgenodigd of aangemeld: {', '.join(bekend)}."
        )
