"""Two to four descriptions side by side on the same fields."""

from __future__ import annotations

from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovaties.lezen.vergelijking import MAXIMUM, MINIMUM, tekenrijen, vergelijking
from innovaties.lezen.weergave import voor_weergave
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving
from innovaties.uitvoer.naast import als_vergelijkblad
from innovaties.uitvoer.vormen import VAN_VERGELIJKING
from innovaties.views.bestand import als_bestand
from innovaties.views.keuze import Meegenomen, lees_keuze, vraag
from vinden.filters import ZoekVeld
from vinden.paginacache import publiek_met
from vinden.zoeken import Vraag

ALLEEN = "verschil"
GEVONDEN = 6
"""So many are offered to add; who wants another searches more closely."""


@publiek_met("i", "q", "alleen")
@require_safe
def vergelijk(request: HttpRequest) -> HttpResponse:
    """The table, or what to choose still."""
    keuze = lees_keuze(request, MAXIMUM, voor_weergave)
    tekst = ZoekVeld(required=False).clean(request.GET.get("q"))
    genoeg = len(keuze.getoond) >= MINIMUM
    delen = vergelijking(keuze.getoond) if genoeg else []
    verschillen = [deel.verschillen for deel in delen if deel.verschillen.rijen]
    alleen = request.GET.get("alleen") == ALLEEN
    context = {
        "keuze": keuze,
        "kolommen": [(b, keuze.zonder(b)) for b in keuze.getoond],
        "genoeg": genoeg,
        "tekenrijen": tekenrijen(keuze.getoond) if genoeg else [],
        "maximum": MAXIMUM,
        "delen": verschillen if alleen else delen,
        "alleen": alleen,
        "verschillen": sum(len(deel.rijen) for deel in verschillen),
        "adres": vraag(keuze.slugs),
        "adres_alleen": vraag(keuze.slugs, alleen=ALLEEN),
        "tekst": tekst,
        "gevonden": _gevonden(tekst, keuze) if len(keuze.getoond) < MAXIMUM else [],
        "bestanden": VAN_VERGELIJKING.values(),
    }
    return render(request, "innovaties/vergelijk.html", context)


def _gevonden(tekst: str, keuze: Meegenomen) -> list[tuple[Beschrijving, str]]:
    """What answers `tekst` and is not there yet, with the address that has it too."""
    if not tekst:
        return []
    pks = BESCHRIJVINGEN.zoek(Vraag(tekst)).vooraan.op_volgorde("relevantie")[: GEVONDEN + MAXIMUM]
    rijen = Beschrijving.objects.zichtbaar().filter(pk__in=pks).select_related("innovatie")
    rijen = rijen.only("titel", "innovatie__slug").fetch_mode(FETCH_RAISE)
    # In one order, or what is kept would be made anew for another that nobody sees.
    nieuw = [rij for rij in rijen.order_by("pk") if rij not in keuze.getoond]
    nieuw.sort(key=lambda rij: pks.index(rij.pk))
    return [(rij, vraag([*keuze.slugs, rij.innovatie.slug])) for rij in nieuw[:GEVONDEN]]


@publiek_met("i")
@require_safe
def download(request: HttpRequest, soort: str) -> HttpResponse:
    """The table as a file; who names too few to compare reads what to choose still."""
    keuze = lees_keuze(request, MAXIMUM, voor_weergave)
    if len(keuze.getoond) < MINIMUM:
        return redirect(reverse("innovaties:vergelijk") + vraag(keuze.gevraagd))
    vorm = VAN_VERGELIJKING[soort]
    return als_bestand(vorm, "vergelijking", als_vergelijkblad(keuze.getoond))
