"""The other names of the values of lists: the webredacteur keeps them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.actions.andere_namen import bewaar_namen
from innovaties.forms.andere_namen import NamenForm
from innovaties.lezen.andere_namen import (
    MET_NAMEN,
    kenmerk_namen,
    laatste_stappen,
    tellingen,
    waarden,
)
from innovaties.rechten import NIET_NAMEN, mag_namen
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 100


@voor_redactie
@require_safe
def lijsten(request: HttpRequest) -> HttpResponse:
    wie_mag(request, mag_namen, NIET_NAMEN)
    return render(request, "innovaties/namen/lijsten.html", {"lijsten": tellingen()})


@voor_redactie
def lijst(request: HttpRequest, facet: str) -> HttpResponse:
    door = wie_mag(request, mag_namen, NIET_NAMEN)
    if facet not in MET_NAMEN:
        raise Http404
    gekozen = MET_NAMEN[facet]
    pagina = Paginator(waarden(gekozen), PER_PAGINA).get_page(request.GET.get("pagina"))
    form, bewerking = NamenForm(gepost(request), waarden=pagina), Bewerking(request)
    if request.method != "POST":
        bewerking.kenmerk = kenmerk_namen(facet)
    if form.is_valid() and bewerking.lukt(
        lambda: bewaar_namen(
            facet=facet, namen=form.cleaned_data, kenmerk=bewerking.kenmerk, door=door
        )
    ):
        naar = reverse("innovaties:andere_namen_lijst", args=[facet])
        gedaan = "Bewaard. De namen tellen vanaf nu mee bij het zoeken."
        return bewerking.klaar(
            gedaan, f"{naar}?pagina={pagina.number}" if pagina.number > 1 else naar
        )
    context = {
        "facet": gekozen,
        "form": form,
        "pagina": pagina,
        "stappen": laatste_stappen(gekozen),
    }
    return bewerking.toon("innovaties/namen/lijst.html", context)
