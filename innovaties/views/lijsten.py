"""The lists of the format in the workplace: all of them, one with its rows, and one row."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gebruikers.models import Gebruiker
from innovaties.actions.lijsten import bewaar_waarde, haal_waarde_weg
from innovaties.forms.lijsten import LIJSTEN, Waardelijst
from innovaties.rechten import NIET_LIJSTEN, mag_lijsten
from innovaties.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.logzinnen import logzinnen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 100


def _lijst(naam: str) -> Waardelijst:
    if naam not in LIJSTEN:
        raise Http404
    return LIJSTEN[naam]


def _haal(soort: str, pk: int) -> Any:
    return get_object_or_404(_lijst(soort).model, pk=pk)


@voor_redactie
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """All lists, with how many rows each has."""
    wie_mag(request, mag_lijsten, NIET_LIJSTEN)
    lijsten = [
        (soort, lijst.kop, lijst.model._default_manager.count()) for soort, lijst in LIJSTEN.items()
    ]
    return render(request, "innovaties/lijsten/overzicht.html", {"lijsten": lijsten})


@voor_redactie
@require_safe
def toon(request: HttpRequest, soort: str) -> HttpResponse:
    """The rows of one list, those with some letters in their name."""
    wie_mag(request, mag_lijsten, NIET_LIJSTEN)
    lijst, zoek = _lijst(soort), request.GET.get("q", "").strip()[:80]
    rijen = lijst.model._default_manager.all()
    if zoek:
        rijen = rijen.filter(**{f"{lijst.velden[0]}__icontains": zoek})
    blad = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"soort": soort, "lijst": lijst, "zoek": zoek, "blad": blad}
    return render(request, "innovaties/lijsten/lijst.html", context)


@voor_redactie
def nieuw(request: HttpRequest, soort: str) -> HttpResponse:
    """A row that is not there yet."""
    door, lijst = wie_mag(request, mag_lijsten, NIET_LIJSTEN), _lijst(soort)
    form, bewerking = lijst.form(gepost(request)), Bewerking(request)
    if form.is_valid() and bewerking.lukt_eens(
        lambda: _begin(soort, lijst, form.cleaned_data, door), door
    ):
        return bewerking.klaar("Toegevoegd.", bewerking.uitkomst)
    context = {"form": form, "soort": soort, "lijst": lijst, "rij": None, "logzinnen": []}
    return bewerking.toon("innovaties/lijsten/bewerken.html", context)


def _begin(soort: str, lijst: Waardelijst, waarden: dict[str, Any], door: Gebruiker) -> str:
    bewaar_waarde(rij=lijst.model(), waarden=waarden, paden=(), kenmerk="", door=door)
    return reverse("innovaties:lijst_bijhouden", args=[soort])


@voor_redactie
def bewerk(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """One row, and what happened to it."""
    door, lijst, rij = wie_mag(request, mag_lijsten, NIET_LIJSTEN), _lijst(soort), _haal(soort, pk)
    bewerking = Bewerking(request, rij, lijst.velden)
    form = lijst.form(gepost(request), instance=rij)
    if form.is_valid() and bewerking.lukt(
        lambda: bewaar_waarde(
            rij=rij,
            waarden=form.cleaned_data,
            paden=lijst.paden,
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    ):
        gedaan = "Bewaard. Beschrijvingen worden meteen met de nieuwe naam gevonden."
        return bewerking.klaar(gedaan, "innovaties:lijst_bijhouden", soort)
    oud = lijst.model._default_manager.filter(pk=pk).first() or rij
    context = {"form": form, "soort": soort, "lijst": lijst, "rij": oud}
    context["logzinnen"] = logzinnen(oud, ZINNEN)
    return bewerking.toon("innovaties/lijsten/bewerken.html", context)


def _weg(*, door: Gebruiker, **over: Any) -> None:
    (rij,) = over.values()
    haal_waarde_weg(rij=rij, door=door)


STAPPEN = {
    "weghalen": Stap(
        _weg,
        "Weghalen",
        "Ja, haal weg",
        "‘{titel}’ staat niet meer in de lijst.",
        Uitleg("Dit kan alleen zolang niets hiernaar verwijst. Terughalen kan niet."),
    )
}


def _zaak(request: HttpRequest, stap: str, soort: str, pk: int) -> Zaak:
    door, rij = wie_mag(request, mag_lijsten, NIET_LIJSTEN), _haal(soort, pk)
    return Zaak(rij, door, str(rij), reverse("innovaties:lijst_bijhouden", args=[soort]))


stap = stapview(STAPPEN, _zaak)
