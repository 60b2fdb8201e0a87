"""Of whom an innovatie is, and handing over all of somebody who leaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from basis.fouten import vereis_recht, weigering
from innovaties.models import Innovatie
from redactie.actions.gegevens import ELDERS_OVERDRAGEN, draag_alles_over, wijzig_gegevens
from redactie.forms.gegevens import GegevensForm, OverdragenForm
from redactie.lezen.gegevens import gegevens_van
from redactie.lezen.versies import laatste_versie
from redactie.rechten import (
    NIET_OVERDRAGEN,
    mag_alles_overdragen,
    mag_overdragen,
    zichtbaar_voor,
)
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag


@voor_redactie
def wijzig(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisation, kennismakelaar, tranche and deadline of one innovatie."""
    door = gebruiker_van(request)
    zichtbaar = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    rijen = zichtbaar.select_related("organisatie", "kennismakelaar")
    innovatie = get_object_or_404(rijen, slug=slug)
    vereis_recht(mag_overdragen(door), NIET_OVERDRAGEN)
    nu, versie = gegevens_van(innovatie), laatste_versie(innovatie)
    form, bewerking = GegevensForm(gepost(request), nu), Bewerking(request)
    if request.method != "POST":
        bewerking.kenmerk = nu.kenmerk
    if form.is_valid() and bewerking.lukt(
        lambda: wijzig_gegevens(
            innovatie=innovatie, kenmerk=bewerking.kenmerk, door=door, **form.cleaned_data
        )
    ):
        gewijzigd = "; ".join(bewerking.uitkomst)
        gedaan = f"Bewaard. {capfirst(gewijzigd)}." if gewijzigd else "Er is niets gewijzigd."
        return bewerking.klaar(gedaan, "redactie:versie", versie.pk)
    return bewerking.toon("redactie/gegevens.html", {"form": form, "versie": versie})


@voor_redactie
def draag_over(request: HttpRequest) -> HttpResponse:
    """All of one person to another, in one step; the address may say whose."""
    door = wie_mag(request, mag_alles_overdragen, ELDERS_OVERDRAGEN)
    form = OverdragenForm(gepost(request), initial={"van": request.GET.get("van")})
    if form.is_valid():
        gedaan: list[object] = []
        over = form.cleaned_data
        fout = weigering(lambda: gedaan.append(draag_alles_over(**over, door=door)))
        if not fout:
            messages.success(request, f"Overgedragen aan {over['aan']}: {gedaan[0]}.")
            bij_aan = f"?kennismakelaar={over['aan'].pk}"
            return redirect(reverse("redactie:beschrijvingen") + bij_aan)
        form.add_error(None, fout)
    status = 409 if form.is_bound else 200
    return render(request, "redactie/overdragen.html", {"form": form}, status=status)
