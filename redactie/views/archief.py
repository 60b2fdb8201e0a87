"""Taking a description off the public side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from basis.fouten import vereis_recht
from innovaties.models import Innovatie
from redactie.actions.beoordelen import NIET_ARCHIVEREN
from redactie.actions.beoordelen import archiveer as zet_in_archief
from redactie.forms.beoordelen import ArchiverenForm
from redactie.rechten import mag_archiveren, zichtbaar_voor
from werkplek.toegang import gebruiker_van, voor_redactie


@require_http_methods(["GET", "HEAD", "POST"])
@voor_redactie
def archiveer(request: HttpRequest, slug: str) -> HttpResponse:
    door = gebruiker_van(request)
    zichtbaar = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    innovatie = get_object_or_404(zichtbaar.select_related("gepubliceerd"), slug=slug)
    vereis_recht(mag_archiveren(door), NIET_ARCHIVEREN)
    versie = innovatie.gepubliceerd
    if versie is None:
        messages.info(request, "Deze innovatie heeft geen zichtbare versie om te archiveren.")
        return redirect("redactie:versie", innovatie.versies.latest("versie").pk)
    formulier = ArchiverenForm(request.POST or None, innovatie=innovatie)
    if request.method == "POST" and formulier.is_valid():
        zet_in_archief(innovatie=innovatie, door=door, **formulier.cleaned_data)
        messages.success(request, f"‘{versie}’ staat in het archief. Het adres legt uit waarom.")
        return redirect("redactie:versie", versie.pk)
    context = {"innovatie": innovatie, "versie": versie, "formulier": formulier}
    return render(request, "redactie/archiveren.html", context)
