"""The address of one version, which stays: it leads to the text as long as that is the newest."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from innovaties.keuzelijsten import ZICHTBAAR
from innovaties.models import Beschrijving
from innovaties.uitvoer.adressen import als_verwijzing
from vinden.paginacache import publiek


@publiek
@require_safe
def toon(request: HttpRequest, slug: str, nummer: int) -> HttpResponse:
    """To the description, or what became of this version: its text was taken back or replaced."""
    ooit = Beschrijving.objects.filter(gepubliceerd_op__isnull=False)
    versie = get_object_or_404(
        ooit.select_related("innovatie__gepubliceerd__innovatie"),
        innovatie__slug=slug,
        versie=nummer,
    )
    nu = versie.innovatie.gepubliceerd
    if nu == versie:
        return HttpResponseRedirect(versie.get_absolute_url())
    context = {
        "versie": versie,
        "nu": nu if nu and nu.status in ZICHTBAAR else None,
        "verwijzing": als_verwijzing(versie, nu=False),
    }
    return render(request, "innovaties/versie.html", context)
