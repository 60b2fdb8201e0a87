"""Subscribing, choosing and leaving, without an account."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, weigering
from basis.geheime_link import geheime_link, zonder_account
from basis.tekst import mailadres
from gebruikers.actions import PERSOON, tel
from nieuwsbrieven import berichten, links
from nieuwsbrieven.actions import abonneren
from nieuwsbrieven.forms.abonnee import AbonneerForm, NieuwAdresForm, VoorkeurenForm
from nieuwsbrieven.models import Abonnee
from nieuwsbrieven.regels import toestemming
from organisaties.keuzelijsten import Persoonsrol
from post.models import Postadres
from vinden.paginacache import publiek_met
from werkplek.stap import doe_stap
from werkplek.zonder_account import neem_aan

STAPPEN: dict[str, Callable[..., object]] = {
    "pauze": abonneren.pauzeer,
    "verder": abonneren.stop_pauze,
    "afmelden": abonneren.meld_af,
    "weer": abonneren.meld_weer_aan,
    "mail": abonneren.bevestig,
    "wissen": abonneren.wis,
}
"""The buttons of the page with preferences."""

ANDERS_DAN_AFMELDEN = {stap: STAPPEN[stap] for stap in ("pauze", "weer")}
"""What the page to unsubscribe offers besides; its link opens nothing else."""

GELUKT = {
    "bewaren": "Uw keuzes zijn bewaard.",
    "adres": "Wij stuurden een mail naar het nieuwe adres. Bevestig dat daar binnen zeven dagen.",
    "verhuisd": "De nieuwsbrief komt voortaan op uw nieuwe adres.",
    "verder": "De pauze is voorbij. De volgende nieuwsbrief komt weer naar u toe.",
    "weer": "Fijn dat u er weer bent. De volgende nieuwsbrief komt naar u toe.",
    "mail": "Wij sturen u weer mail.",
}
"""What the page says after a step that it does not show otherwise."""


@zonder_account
@publiek_met("verstuurd", "thema", "regio")
def meld_aan(request: HttpRequest) -> HttpResponse:
    if "verstuurd" in request.GET:
        return render(request, "nieuwsbrieven/aangemeld.html")
    uit_de_voet = "adres" in request.POST  # of any page, where only an address is asked
    form = AbonneerForm(
        request.POST if request.method == "POST" and not uit_de_voet else None,
        themas=request.GET.getlist("thema"),
        regios=request.GET.getlist("regio"),
        email=request.POST.get("adres", ""),
    )
    if form.is_valid():
        email = form.cleaned_data["email"]
        neem_aan(form, abonneren.meld_aan, email=email, wensen=form.wensen)
        return redirect(f"{request.path}?verstuurd")
    context = {"form": form, "wat_wij_doen": toestemming.WAT_WIJ_DOEN}
    return render(request, "nieuwsbrieven/aanmelden.html", context)


def _onbekend(request: HttpRequest) -> HttpResponse:
    return render(request, "nieuwsbrieven/link_onbekend.html", status=404)


def _is_van_ons(signer: Signer, sleutel: str) -> bool:
    """Whether we signed `sleutel`, also when whom it was for is erased since."""
    try:
        signer.unsign(sleutel)
    except BadSignature:
        return False
    return True


def _zonder_abonnee(request: HttpRequest, signer: Signer, sleutel: str) -> HttpResponse:
    """For a link that opens nothing: of somebody who was erased, or not ours."""
    if _is_van_ons(signer, sleutel):
        return render(request, "nieuwsbrieven/gewist.html")
    return _onbekend(request)


def _keuzes(abonnee: Abonnee) -> list[tuple[str, str]]:
    """What `abonnee` will get, in words. Two queries."""
    themas = "alle thema's" if abonnee.alle_themas else ", ".join(map(str, abonnee.themas.all()))
    regios = "heel Nederland" if abonnee.alle_regios else ", ".join(map(str, abonnee.regios.all()))
    rollen = ", ".join(Persoonsrol(rol).als.lower() for rol in abonnee.rollen)
    return [
        ("Thema's", themas or "geen"),
        ("Regio's", regios or "geen"),
        *([("U leest", rollen)] if rollen else []),
        ("Hoe vaak", abonnee.get_frequentie_display().lower()),
    ]


def _pagina(request: HttpRequest, naam: str, abonnee: Abonnee, **meer: Any) -> HttpResponse:
    context = {
        "abonnee": abonnee,
        "adres": links.gemaskeerd(abonnee.email),
        "wat_wij_doen": toestemming.WAT_WIJ_DOEN,
        "instemming": toestemming.INSTEMMING,
        "pauze_tot": berichten.pauze_tot(abonnee, timezone.now()),
        **meer,
    }
    return render(request, f"nieuwsbrieven/{naam}.html", context)


@geheime_link
def bevestig(request: HttpRequest, sleutel: str) -> HttpResponse:
    abonnee = links.aanmelder_van(sleutel)
    if abonnee is None:
        return render(request, "nieuwsbrieven/bevestigen_verlopen.html", status=404)
    if request.method == "POST":
        _doe(abonneren.bevestig, abonnee)
        return redirect(request.path)
    return _pagina(
        request,
        "bevestigen",
        abonnee,
        keuzes=_keuzes(abonnee),
        voorkeuren=links.sleutel(links.VOORKEUREN, abonnee.pk),
    )


def _doe(stap: Callable[..., object], abonnee: Abonnee, **meer: Any) -> None:
    """Take `stap`. What was overtaken, in another tab, the page itself shows as it is now."""
    with suppress(RuleViolation):
        stap(abonnee=abonnee, **meer)


@geheime_link
def voorkeuren(request: HttpRequest, sleutel: str) -> HttpResponse:
    abonnee = links.abonnee_van(sleutel)
    if abonnee is None:
        return _zonder_abonnee(request, links.VOORKEUREN, sleutel)
    naam = request.POST.get("stap", "")
    form = VoorkeurenForm(request.POST if naam == "bewaren" else None, abonnee=abonnee)
    adresform = NieuwAdresForm(request.POST if naam == "adres" else None)
    if request.method == "POST":
        if adresform.is_bound:
            _vraag_nieuw_adres(adresform, abonnee)
        elif not form.is_bound:
            doe_stap(request, STAPPEN, abonnee=abonnee)
        elif form.is_valid():
            _doe(abonneren.wijzig, abonnee, wensen=form.wensen)
        if not form.errors and not adresform.errors:
            return redirect(f"{request.path}?gelukt={naam}")
    return _pagina(
        request,
        "voorkeuren",
        abonnee,
        form=form,
        adresform=adresform,
        gelukt=GELUKT.get(request.GET.get("gelukt", ""), ""),
        geen_post=Postadres.objects.gestopt().filter(email=mailadres(abonnee.email)).exists(),
    )


def _vraag_nieuw_adres(form: NieuwAdresForm, abonnee: Abonnee) -> None:
    """Mail to the address that was filled in; who is no subscriber any more sees so."""
    if form.is_valid():
        tel("verhuizing", str(abonnee.pk), PERSOON)  # each may be another stranger
        email = form.cleaned_data["email"]
        with suppress(RuleViolation):
            neem_aan(form, abonneren.vraag_nieuw_adres, abonnee=abonnee, email=email)


@geheime_link
def nieuw_adres(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Who reads at the new address says so; the page that follows is that of their choices."""
    verhuizing = links.verhuizing_van(sleutel)
    if verhuizing is None:
        return render(request, "nieuwsbrieven/nieuw_adres_verlopen.html", status=404)
    uitleg = ""
    if request.method == "POST":
        uitleg = weigering(lambda: abonneren.verhuis(verhuizing=verhuizing))
        if not uitleg:
            voorkeuren = links.sleutel(links.VOORKEUREN, verhuizing.abonnee.pk)
            naar = reverse("nieuwsbrieven:voorkeuren", args=[voorkeuren])
            return redirect(f"{naar}?gelukt=verhuisd")
    context = {
        "oud": links.gemaskeerd(verhuizing.oud),
        "nieuw": verhuizing.nieuw,
        "uitleg": uitleg,
    }
    status = 409 if uitleg else 200
    return render(request, "nieuwsbrieven/nieuw_adres.html", context, status=status)


@geheime_link
def afmelden(request: HttpRequest, sleutel: str) -> HttpResponse:
    """POST leaves at once: a mail program may send it, and follows no redirect (RFC 8058)."""
    abonnee = links.afmelder_van(sleutel)
    gedaan = ""
    if request.method == "POST" and abonnee:
        gedaan = request.POST.get("stap", "")
        _doe(ANDERS_DAN_AFMELDEN.get(gedaan, abonneren.meld_af), abonnee)
        abonnee = links.afmelder_van(sleutel)
    if abonnee is None:
        return _zonder_abonnee(request, links.AFMELDEN, sleutel)
    return _pagina(request, "afmelden", abonnee, gedaan=gedaan)
