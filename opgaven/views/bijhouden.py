"""Keeping networks, werkagenda's and lessons: the list of them, and the form of each row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from opgaven.actions import bijhouden
from opgaven.actions.voorstel import neem_over, stel_voor, wijs_af
from opgaven.forms.bijhouden import (
    SOORTEN,
    AfwijzingForm,
    KennisForm,
    Kennissoort,
    ToelichtingForm,
    verschillen,
)
from opgaven.models import Kennisvoorstel, Les, Netwerk, Regioervaring, Werkagenda
from opgaven.rechten import NIET_BIJHOUDEN, mag_bijhouden, mag_voorstellen
from opgaven.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.logzinnen import logzinnen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag

VOORGESTELD = "Voorgesteld. U hoort wat ermee gebeurt."


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


def _terug(van: Kennissoort, rij: Any) -> str:
    """Where `rij`, which may be new, is read or would be."""
    if rij.pk is None:
        return _pagina(getattr(rij, van.bij)) if van.bij else reverse("opgaven:bijhouden")
    return _pagina(rij)


@voor_redactie
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """All that has a page of its own, those that are not on the site among them."""
    door = gebruiker_van(request)
    beslist, voorstellen = mag_bijhouden(door), Kennisvoorstel.objects.open()
    vereis_recht(beslist or mag_voorstellen(door, Netwerk), NIET_BIJHOUDEN)
    lijsten = [
        ("netwerk", "Netwerken", "netwerk", Netwerk.objects.all()),
        ("werkagenda", "Werkagenda’s", "werkagenda", Werkagenda.objects.all()),
        ("les", "Lessen", "les", Les.objects.all()),
        (
            *("regioervaring", "Ervaringen van regio’s", "ervaring"),
            Regioervaring.objects.select_related("regio"),
        ),
    ]
    context = {
        "lijsten": lijsten,
        "beslist": beslist,
        "voorstellen": voorstellen if beslist else voorstellen.filter(voorgesteld_door=door),
        "planning": PLANNING(),
    }
    return render(request, "opgaven/beheer/overzicht.html", context)


@voor_redactie
def nieuw(request: HttpRequest, soort: str, bij: int | None = None) -> HttpResponse:
    """A new row, of the row `bij` when its kind is a part of another; or to propose one."""
    door, van = gebruiker_van(request), _soort(soort)
    stelt_voor = mag_voorstellen(door, van.model)
    vereis_recht(stelt_voor or mag_bijhouden(door), NIET_BIJHOUDEN)
    try:
        rij: Any = van.leeg(bij)
    except ObjectDoesNotExist as fout:
        raise Http404 from fout
    form, bewerking = van.form(gepost(request), instance=rij), Bewerking(request)
    waarom = ToelichtingForm(gepost(request)) if stelt_voor else None

    def begin() -> str:
        if waarom:
            return _voorgesteld(form, waarom, door, bij)
        return _begin(van, bij, form.cleaned_data, door)

    if form.is_valid() & (waarom is None or waarom.is_valid()) and bewerking.lukt_eens(begin, door):
        gedaan = VOORGESTELD if waarom else "Toegevoegd."
        return bewerking.klaar(gedaan, bewerking.uitkomst)
    context = _context(form, soort, None) | {"waarom": waarom}
    return bewerking.toon("opgaven/beheer/bewerken.html", context)


def _begin(van: Kennissoort, bij: int | None, waarden: dict[str, Any], door: Gebruiker) -> str:
    rij = bijhouden.bewaar(rij=van.leeg(bij), waarden=waarden, kenmerk="", door=door)
    if van.delen:
        return reverse("opgaven:bewerken", args=[rij._meta.model_name, rij.pk])
    return _pagina(rij)


def _voorgesteld(
    form: KennisForm, waarom: ToelichtingForm, door: Gebruiker, bij: int | None = None
) -> str:
    gevraagd = stel_voor(
        rij=form.instance,
        waarden=form.cleaned_data,
        getypt={naam: form[naam].data for naam in form.fields},
        toelichting=waarom.cleaned_data["toelichting"],
        door=door,
        bij=bij,
    )
    return reverse("opgaven:voorstel", args=[gevraagd.pk])


@voor_redactie
def bewerk(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """One row, with the parts that it has and what happened to it."""
    van, rij = _soort(soort), _haal(soort, pk)
    if mag_voorstellen(gebruiker_van(request), van.model):
        return _stel_voor(request, van, rij)
    door = wie_mag(request, mag_bijhouden, NIET_BIJHOUDEN)
    form, bewerking = _formulier(request, van, rij)
    if form.is_valid() and bewerking.lukt(
        lambda: bijhouden.bewaar(
            rij=rij, waarden=form.cleaned_data, kenmerk=bewerking.kenmerk, door=door
        )
    ):
        return bewerking.klaar("Bewaard. Zo staat het er nu.", _pagina(rij))
    return bewerking.toon("opgaven/beheer/bewerken.html", _context(form, soort, pk))


def _formulier(
    request: HttpRequest, van: Kennissoort, rij: models.Model, **begin: Any
) -> tuple[KennisForm, Bewerking]:
    bewerking = Bewerking(request, rij, van.form._meta.fields or ())
    return van.form(gepost(request), instance=rij, initial=begin), bewerking


def _context(form: KennisForm, soort: str, pk: int | None) -> dict[str, Any]:
    """What the page of a form shows beside it; without `pk` it is of a new row."""
    van = _soort(soort)
    oud = van.model._default_manager.filter(pk=pk).first() or form.instance
    nieuw = oud.pk is None
    return {
        "form": form,
        "soort": soort,
        "naam": van.naam,
        "rij": None if nieuw else oud,
        "terug": _terug(van, oud),
        "delen": [] if nieuw else [(een, SOORTEN[een].naam, _delen(een, oud)) for een in van.delen],
        "weg": not nieuw and not isinstance(oud, bijhouden.HEEL),
        "logzinnen": [] if nieuw else logzinnen(oud, ZINNEN),
    }


def _stel_voor(request: HttpRequest, van: Kennissoort, rij: Any) -> HttpResponse:
    """The same form for who may not write it, with why; what differs is sent to who may."""
    door, soort = gebruiker_van(request), rij._meta.model_name
    form, bewerking = _formulier(request, van, rij)
    waarom = ToelichtingForm(gepost(request))
    if form.is_valid() & waarom.is_valid() and bewerking.lukt(
        lambda: _voorgesteld(form, waarom, door)
    ):
        return bewerking.klaar(VOORGESTELD, bewerking.uitkomst)
    mag = [deel for deel in van.delen if mag_voorstellen(door, SOORTEN[deel].model)]
    delen = [(deel, SOORTEN[deel].naam, _delen(deel, rij)) for deel in mag]
    anders = {"waarom": waarom, "weg": False, "delen": delen}
    return bewerking.toon("opgaven/beheer/bewerken.html", _context(form, soort, rij.pk) | anders)


def _waarover(van: Kennissoort, gevraagd: Kennisvoorstel) -> Any:
    """The row that a proposal is about; None when it, or what it would be a part of, is gone."""
    try:
        if gevraagd.is_nieuw:
            return van.leeg(gevraagd.bij)
        return van.model._default_manager.get(pk=gevraagd.rij)
    except ObjectDoesNotExist:
        return None


@voor_redactie
def voorstel(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody proposed: for who decides with the form that takes it over."""
    gevraagd = get_object_or_404(
        Kennisvoorstel.objects.select_related("voorgesteld_door", "afgehandeld_door"), pk=pk
    )
    door = gebruiker_van(request)
    vereis_recht(mag_bijhouden(door) or door == gevraagd.voorgesteld_door, NIET_BIJHOUDEN)
    van = _soort(gevraagd.soort)
    nu = _waarover(van, gevraagd)
    over = {
        "voorstel": gevraagd,
        "naam": van.naam,
        "verschillen": verschillen(nu, gevraagd) if nu else [],
    }
    if nu is None or gevraagd.afgehandeld_op or not mag_bijhouden(door):
        over |= {"beslist": mag_bijhouden(door), "terug": _terug(van, nu) if nu else ""}
        return render(request, "opgaven/beheer/voorstel.html", over)
    form, bewerking = _formulier(request, van, nu, **gevraagd.waarden)
    if form.is_valid() and bewerking.lukt(
        lambda: neem_over(
            voorstel=gevraagd,
            rij=nu,
            waarden=form.cleaned_data,
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    ):
        naar = _pagina(bewerking.uitkomst)
        return bewerking.klaar("Overgenomen. Zo staat het er nu.", naar)
    anders = {**over, "weg": False, "delen": []}
    context = _context(form, gevraagd.soort, nu.pk) | anders
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
    door, rij = wie_mag(request, mag_bijhouden, NIET_BIJHOUDEN), _haal(soort, pk)
    if isinstance(rij, bijhouden.HEEL):
        raise Http404
    return Zaak(rij, door, str(rij), reverse("opgaven:bewerken", args=[soort, pk]))


stap = stapview(STAPPEN, _zaak)


VOORSTELSTAPPEN = {
    "afwijzen": Stap(
        wijs_af,
        "Neem dit niet over",
        "Ja, neem het niet over",
        "Niet overgenomen. Wie het voorstelde, leest waarom.",
        Uitleg("Er verandert niets. Wie dit voorstelde, krijgt een mail met uw reden."),
        form=lambda _rij, data: AfwijzingForm(data),
    )
}


def _voorstelzaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    door = wie_mag(request, mag_bijhouden, NIET_BIJHOUDEN)
    rij = get_object_or_404(Kennisvoorstel, pk=pk)
    return Zaak(rij, door, str(rij), reverse("opgaven:voorstel", args=[pk]))


voorstelstap = stapview(VOORSTELSTAPPEN, _voorstelzaak)
