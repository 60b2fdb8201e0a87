"""Accounts, kept by a beheerder: who may log in, with which roles, for which organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from basis.fouten import is_er_nog, weigering
from gebruikers.actions import ACCOUNTVELDEN, haal_tweede_stap_weg, maak, nodig_uit, wijzig
from gebruikers.forms import AccountZoekForm, GebruikerForm
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from organisaties.models import Organisatie
from werkplek.bewerken import Bewerking, vereis_ongewijzigd
from werkplek.logzinnen import logzinnen
from werkplek.stap import gepost
from werkplek.toegang import gebruiker_van, voor_beheer

PER_PAGINA = 50
VELDEN = (*ACCOUNTVELDEN, "organisaties")
ZINNEN = {
    "account-erbij": "maakte dit account",
    "account-gewijzigd": "wijzigde dit account",
    "account-uitgenodigd": "stuurde opnieuw een uitnodiging",
    "account-tweede-stap": "haalde de tweede stap weg",
}
"""What each `wat` of a Logregel about an account means, after the name of who did it."""


@voor_beheer
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """All accounts, those with some letters in their name or address, or with one role."""
    zoek = AccountZoekForm(request.GET)
    blad = Paginator(zoek.gevonden, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "werkplek/accounts/lijst.html", {"zoek": zoek, "blad": blad})


@voor_beheer
def nieuw(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    door, form = gebruiker_van(request), GebruikerForm(gepost(request))
    bewerking = Bewerking(request)
    if form.is_valid() and bewerking.lukt_eens(lambda: _maak(form, door), door):
        aan = f"{form.instance.email} krijgt een mail om een wachtwoord te kiezen."
        gedaan = aan if form.instance.is_active else "Bewaard. Dit account staat uit."
        return bewerking.klaar(gedaan, "werkplek:accounts")
    context: dict[str, object] = {"form": form, "account": None, "logzinnen": []}
    return bewerking.toon("werkplek/accounts/bewerken.html", context)


@transaction.atomic
def _maak(form: GebruikerForm, door: Gebruiker) -> str:
    gebruiker = form.save(commit=False)
    maak(gebruiker=gebruiker, organisaties=form.cleaned_data["organisaties"])
    Logregel.objects.schrijf(gebruiker, "account-erbij", door=door)
    return reverse("werkplek:accounts")


@voor_beheer
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, and what happened to it."""
    door, account = gebruiker_van(request), get_object_or_404(Gebruiker, pk=pk)
    bewerking = Bewerking(request, account, VELDEN)
    form = GebruikerForm(gepost(request), instance=account)
    if form.is_valid() and bewerking.lukt(
        lambda: _wijzig(
            form.save(commit=False), form.cleaned_data["organisaties"], bewerking.kenmerk, door
        )
    ):
        return bewerking.klaar("Bewaard.", "werkplek:accounts")
    oud = get_object_or_404(Gebruiker, pk=pk)
    context = {"form": form, "account": oud, "logzinnen": logzinnen(oud, ZINNEN)}
    return bewerking.toon("werkplek/accounts/bewerken.html", context)


@transaction.atomic
def _wijzig(
    account: Gebruiker, organisaties: Iterable[Organisatie], kenmerk: str, door: Gebruiker
) -> None:
    nu = is_er_nog(Gebruiker.objects.select_for_update(), account.pk)
    vereis_ongewijzigd(nu, kenmerk, velden=VELDEN, wat="dit account")
    velden = [naam for naam in ACCOUNTVELDEN if getattr(nu, naam) != getattr(account, naam)]
    if set(nu.organisaties.all()) != set(organisaties):
        velden.append("organisaties")
    if not velden:
        return
    wijzig(gebruiker=account, organisaties=organisaties, door=door)
    Logregel.objects.schrijf(account, "account-gewijzigd", door=door, velden=velden)


@voor_beheer
@require_POST
def stap(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite again, or let who lost a telephone choose a second step anew."""
    door, account = gebruiker_van(request), get_object_or_404(Gebruiker, pk=pk)
    match request.POST.get("stap"):
        case "uitnodigen":
            _nodig_uit(request, account, door)
        case "tweede-stap":
            _haal_weg(request, account, door)
        case _:
            raise BadRequest("No such step.")
    return redirect("werkplek:account", pk)


def _nodig_uit(request: HttpRequest, account: Gebruiker, door: Gebruiker) -> None:
    with transaction.atomic():
        fout = weigering(lambda: nodig_uit(gebruiker=account))
        if not fout:
            Logregel.objects.schrijf(account, "account-uitgenodigd", door=door)
    if fout:
        messages.error(request, fout)
    else:
        messages.success(request, f"{account.email} krijgt een nieuwe uitnodiging.")


def _haal_weg(request: HttpRequest, account: Gebruiker, door: Gebruiker) -> None:
    with transaction.atomic():
        weg = haal_tweede_stap_weg(gebruiker=account)
        if weg:
            Logregel.objects.schrijf(account, "account-tweede-stap", door=door)
    if weg:
        messages.success(request, f"{account.email} kan een nieuwe tweede stap kiezen.")
    else:
        messages.info(request, f"{account.email} had geen tweede stap.")
