"""Keeping networks, werkagenda's and lessons: the list of them, and the form of each row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from opgaven.actions import bijhouden
from opgaven.forms.bijhouden import SOORTEN, Kennissoort
from opgaven.models import Les, Netwerk, Regioervaring, Werkagenda
from opgaven.rechten import NIET_BIJHOUDEN, mag_bijhouden
from opgaven.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.eenmalig import eenmalig
from werkplek.logzinnen import logzinnen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import gebruiker_van, voor_redactie


def _door(request: HttpRequest) -> Gebruiker:
    door = gebruiker_van(request)
    vereis_recht(mag_bijhouden(door), NIET_BIJHOUDEN)
    return door


def _soort(naam: str) -> Kennissoort:
    if naam not in SOORTEN:
        raise Http404
    return SOORTEN[naam]


def _haal(soort: str, pk: int) -> models.Model:
    return get_object_or_404(_soort(soort).model, pk=pk)


def _pagina(rij: models.Model) -> str:
    """Where `rij` is read."""
    gelezen = bijhouden.paginas(rij)
    return gelezen[0].get_absolute_url() if gelezen else reverse("opgaven:bijhouden")


@voor_redactie
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """All that has a page of its own, those that are not on the site among them."""
    _door(request)
    lijsten = [
        ("netwerk", "Netwerken", "Nieuw netwerk", Netwerk.objects.all()),
        ("werkagenda", "Werkagenda’s", "Nieuwe werkagenda", Werkagenda.objects.all()),
        ("les", "Lessen", "Nieuwe les", Les.objects.all()),
        (
            *("regioervaring", "Ervaringen van regio’s", "Nieuwe ervaring"),
            Regioervaring.objects.select_related("regio"),
        ),
    ]
    context = {"lijsten": lijsten, "planning": PLANNING()}
    return render(request, "opgaven/beheer/overzicht.html", context)


@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, soort: str, bij: int | None = None) -> HttpResponse:
    """A new row, of the row `bij` when its kind is a part of another."""
    door, van = _door(request), _soort(soort)
    try:
        rij: Any = van.leeg(bij)
    except ObjectDoesNotExist as fout:
        raise Http404 from fout
    form, bewerking = van.form(gepost(request), instance=rij), Bewerking(request)
    if form.is_valid() and bewerking.lukt(
        lambda: eenmalig(request, lambda: _begin(van, bij, form.cleaned_data, door), door=door)
    ):
        return redirect(bewerking.uitkomst)
    terug = _pagina(getattr(rij, van.bij)) if van.bij else reverse("opgaven:bijhouden")
    context = {
        "form": form,
        "soort": soort,
        "naam": van.naam,
        "rij": None,
        "terug": terug,
        "delen": [],
        "weg": False,
        "logzinnen": [],
    }
    return bewerking.toon("opgaven/beheer/bewerken.html", context)


def _begin(van: Kennissoort, bij: int | None, waarden: dict[str, Any], door: Gebruiker) -> str:
    rij = bijhouden.bewaar(rij=van.leeg(bij), waarden=waarden, kenmerk="", door=door)
    if van.delen:
        return reverse("opgaven:bewerken", args=[rij._meta.model_name, rij.pk])
    return _pagina(rij)


@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """One row, with the parts that it has and what happened to it."""
    door, van, rij = _door(request), _soort(soort), _haal(soort, pk)
    bewerking = Bewerking(request, rij, van.form._meta.fields or ())
    form = van.form(gepost(request), instance=rij)
    if form.is_valid() and bewerking.lukt(
        lambda: bijhouden.bewaar(
            rij=rij, waarden=form.cleaned_data, kenmerk=bewerking.kenmerk, door=door
        )
    ):
        return bewerking.klaar("Bewaard. Zo staat het er nu.", _pagina(rij))
    oud = _haal(soort, pk)
    context = {
        "form": form,
        "soort": soort,
        "naam": van.naam,
        "rij": oud,
        "terug": _pagina(oud),
        "delen": [(deel, SOORTEN[deel].naam, _delen(deel, oud)) for deel in van.delen],
        "weg": not isinstance(oud, bijhouden.HEEL),
        "logzinnen": logzinnen(oud, ZINNEN),
    }
    return bewerking.toon("opgaven/beheer/bewerken.html", context)


def _delen(deel: str, rij: models.Model) -> Any:
    soort = SOORTEN[deel]
    return soort.model._default_manager.filter(**{soort.bij: rij}).select_related(soort.bij)


def _haal_weg(*, door: Gebruiker, **over: Any) -> object:
    (rij,) = over.values()
    return bijhouden.haal_weg(rij=rij, door=door)


STAPPEN = {
    "weghalen": Stap(
        _haal_weg,
        "Weghalen",
        "Ja, haal weg",
        "Weggehaald.",
        Uitleg("Dit gaat weg, met wat erbij hoort. Terughalen kan niet."),
        naar=lambda pagina: pagina.get_absolute_url() if pagina else reverse("opgaven:bijhouden"),
    )
}


def _zaak(request: HttpRequest, stap: str, soort: str, pk: int) -> Zaak:
    door, rij = _door(request), _haal(soort, pk)
    if isinstance(rij, bijhouden.HEEL):
        raise Http404
    return Zaak(rij, door, str(rij), reverse("opgaven:bewerken", args=[soort, pk]))


stap = stapview(STAPPEN, _zaak)
