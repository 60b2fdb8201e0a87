"""Mijn werk: what waits for me."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redactie.forms.beoordelen import ZoekForm
from redactie.rechten import mag_toewijzen
from redactie.versiepagina import status_naam
from redactie.werk import stapels, zoek_beschrijvingen
from werkplek.toegang import gebruiker_van, voor_redactie

PER_PAGINA = 20


@require_safe
@voor_redactie
def mijn_werk(request: HttpRequest) -> HttpResponse:
    gebruiker = gebruiker_van(request)
    zoek = ZoekForm(request.GET)
    zoek.is_valid()
    gevraagd = {
        "woorden": zoek.cleaned_data.get("q", ""),
        "status": zoek.cleaned_data.get("status", ""),
    }
    rijen = zoek_beschrijvingen(gebruiker, **gevraagd)
    blad = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "stapels": stapels(gebruiker),
        "schrijft": gebruiker.schrijft,
        "beoordeelt": mag_toewijzen(gebruiker),
        "zoek": zoek,
        "gezocht": any(gevraagd.values()),
        "blad": blad,
        "bladen": blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1),
        "rijen": [(versie, status_naam(versie)) for versie in blad],
    }
    return render(request, "redactie/mijn_werk.html", context)
