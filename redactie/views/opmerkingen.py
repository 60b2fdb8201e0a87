"""Comments, replies, what Word left over, and asking someone to read along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from redactie.actions import opmerkingen as acties
from redactie.actions import wordresten
from redactie.forms.beoordelen import MeelezerForm, OpmerkingForm, eerste_fout
from redactie.forms.sectie import SECTIES
from redactie.lezen.versies import Teruggestuurd, plek_van_antwoord
from redactie.models import Opmerking, Wordrest
from redactie.rechten import zichtbaar_voor
from redactie.views.toegang import haal_versie
from redactie.views.versie import toon_versie
from werkplek.eenmalig import eenmalig
from werkplek.toegang import gebruiker_van, voor_redactie


def zeg(
    request: HttpRequest,
    waar: str,
    zet: Callable[..., Opmerking],
    naar: str,
    door: Gebruiker | None = None,
) -> str | Teruggestuurd:
    """Place the text that `request` carries, once, by `door` or behind a mailed link.

    Returns where it stands on the page `naar`; what is refused comes back with the reason. Raises
    Verboden.
    """
    formulier = OpmerkingForm(request.POST)
    if not formulier.is_valid():
        return _terug(request, waar, eerste_fout(formulier))
    try:
        return eenmalig(request, lambda: _op(naar, zet(**formulier.cleaned_data)), door=door)
    except Verboden:
        raise
    except RuleViolation as reden:
        return _terug(request, waar, str(reden))


def _terug(request: HttpRequest, waar: str, reden: str) -> Teruggestuurd:
    getypt = [request.POST.get(naam, "") for naam in ("tekst", "voorstel", "kenmerk")]
    return Teruggestuurd(waar, getypt[0], reden, *getypt[1:])


def _op(pagina: str, opmerking: Opmerking) -> str:
    return f"{pagina}#opmerking-{opmerking.pk}"


def _pagina(request: HttpRequest, pk: int) -> str:
    """The page that the form stood on: a section that is being written, or that of the version."""
    sectie = request.POST.get("sectie", "")
    if sectie in SECTIES:
        return reverse("redactie:schrijven", args=[pk, sectie])
    return reverse("redactie:versie", args=[pk])


@require_POST
@voor_redactie
def plaats(request: HttpRequest, pk: int) -> HttpResponse:
    versie, door = haal_versie(request, pk), gebruiker_van(request)
    waar = request.POST.get("onderdeel", "")
    gezegd = zeg(
        request,
        waar,
        lambda **gezegd: acties.plaats_opmerking(
            versie=versie, onderdeel=waar, door=door, **gezegd
        ),
        naar=_pagina(request, pk),
        door=door,
    )
    return _naar(request, pk, gezegd)


@require_POST
@voor_redactie
def antwoord(request: HttpRequest, pk: int) -> HttpResponse:
    op, door = _haal(request, pk), gebruiker_van(request)
    gezegd = zeg(
        request,
        plek_van_antwoord(op),
        lambda tekst, **_niets: acties.antwoord(op=op, tekst=tekst, door=door),
        naar=_pagina(request, op.versie_id),
        door=door,
    )
    return _naar(request, op.versie_id, gezegd)


@require_POST
@voor_redactie
def los_op(request: HttpRequest, pk: int) -> HttpResponse:
    opmerking = _haal(request, pk)
    acties.los_op(opmerking=opmerking, door=gebruiker_van(request))
    return redirect(_op(_pagina(request, opmerking.versie_id), opmerking))


@require_POST
@voor_redactie
def neem_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the wording that comment `pk` proposes."""
    opmerking = _haal(request, pk)
    acties.neem_over(
        opmerking=opmerking,
        kenmerk=request.POST.get("kenmerk", ""),
        door=gebruiker_van(request),
    )
    return redirect(f"{_pagina(request, opmerking.versie_id)}#onderdeel-{opmerking.onderdeel}")


@require_POST
@voor_redactie
def vink_af(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off what a Word file left over."""
    zichtbaar = zichtbaar_voor(gebruiker_van(request))
    rest = get_object_or_404(Wordrest.objects.filter(versie__in=zichtbaar), pk=pk)
    wordresten.vink_af(rest=rest, door=gebruiker_van(request))
    return redirect(f"{_pagina(request, rest.versie_id)}#wordresten")


def _haal(request: HttpRequest, pk: int) -> Opmerking:
    """Comment `pk`, if its version exists for who asks. Raises Http404."""
    zichtbaar = zichtbaar_voor(gebruiker_van(request))
    qs = Opmerking.objects.filter(versie__in=zichtbaar).select_related("versie")
    return get_object_or_404(qs, pk=pk)


def _naar(request: HttpRequest, pk: int, gezegd: str | Teruggestuurd) -> HttpResponse:
    if isinstance(gezegd, Teruggestuurd):
        if "HX-Request" in request.headers:
            return HttpResponse(gezegd.reden, "text/plain; charset=utf-8", 409)
        return toon_versie(request, pk, status=409, terug=gezegd)
    return redirect(gezegd)


@require_POST
@voor_redactie
def vraag_mee(request: HttpRequest, pk: int) -> HttpResponse:
    versie, formulier = haal_versie(request, pk), MeelezerForm(request.POST)
    if not formulier.is_valid():
        return toon_versie(request, pk, status=422, meelezerformulier=formulier)
    door, wie = gebruiker_van(request), formulier.cleaned_data

    def vraag() -> str:
        acties.vraag_meelezer(versie=versie, door=door, **wie)
        return _pagina(request, pk)

    naar = eenmalig(request, vraag, door=door)
    messages.success(request, f"{wie['naam']} krijgt een mail met een link om mee te lezen.")
    return redirect(naar)
