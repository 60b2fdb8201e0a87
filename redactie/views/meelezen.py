"""Reading along without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from basis.geheime_link import geheime_link
from basis.tekst import als_nummer
from innovaties.keuzelijsten import OPEN
from innovaties.lezen.weergave import toonbaar, trefwoorden, voor_weergave
from innovaties.models import Beschrijving
from redactie.actions.opmerkingen import antwoord, meelezer_van, plaats_opmerking
from redactie.lezen.versies import Teruggestuurd, draden, plek_van_antwoord, secties_met_opmerkingen
from redactie.models import Meelezer
from redactie.views.opmerkingen import zeg


@geheime_link
def meelezen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The version that the link `sleutel` opens, to read and comment on."""
    meelezer = meelezer_van(sleutel)
    if meelezer is None:
        return render(request, "redactie/meelezen_verlopen.html", status=410)
    adres = reverse("redactie:meelezen", args=[sleutel])
    gezegd = _zeg(request, meelezer, adres) if request.method == "POST" else None
    if gezegd is None or isinstance(gezegd, Teruggestuurd):
        return _toon(request, meelezer, gezegd)
    messages.success(request, "Dank u wel. Uw opmerking staat erbij.")
    return redirect(gezegd)


def _zeg(request: HttpRequest, meelezer: Meelezer, naar: str) -> str | Teruggestuurd:
    versie, waar = meelezer.versie, request.POST.get("onderdeel", "")
    if nummer := request.POST.get("op", ""):
        op = get_object_or_404(versie.opmerkingen.select_related("versie"), pk=als_nummer(nummer))
        return zeg(
            request,
            plek_van_antwoord(op),
            lambda tekst, **_niets: antwoord(op=op, tekst=tekst, meelezer=meelezer),
            naar=naar,
        )
    return zeg(
        request,
        waar,
        lambda tekst, **_niets: plaats_opmerking(
            versie=versie, onderdeel=waar, tekst=tekst, meelezer=meelezer
        ),
        naar=naar,
    )


def _toon(
    request: HttpRequest, meelezer: Meelezer, teruggestuurd: Teruggestuurd | None
) -> HttpResponse:
    versie = voor_weergave(Beschrijving.objects.all()).get(pk=meelezer.versie_id)
    context = {
        "meelezer": meelezer,
        "versie": versie,
        "secties": secties_met_opmerkingen(
            versie,
            draden(versie, terug=teruggestuurd),
            toont=toonbaar,
            terug=teruggestuurd,
        ),
        "trefwoorden": trefwoorden(versie),
        "is_zichtbaar": versie.pk == versie.innovatie.gepubliceerd_id,
        "ronde": None,
        "trefwoorden_verschil": None,
        "sectie_slug": "",
        "mag_voorstellen": False,
        "mag_opmerken": versie.status in OPEN,
        "opmerken_op": request.path,
        "teruggestuurd": teruggestuurd,
    }
    status = 409 if teruggestuurd else 200
    return render(request, "redactie/meelezen.html", context, status=status)
