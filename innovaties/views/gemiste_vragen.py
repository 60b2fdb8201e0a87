"""What visitors asked in vain: the webredacteur says what they meant."""

from __future__ import annotations

from django.db.models import Count, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from innovaties.actions.gemiste_vragen import maak_naam, zet_opzij
from innovaties.forms.gemiste_vragen import BetekentForm
from innovaties.rechten import NIET_NAMEN, mag_namen
from vinden.gemist import DAGEN_BEWAARD
from vinden.models import GemisteVraag
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost
from werkplek.toegang import voor_redactie, wie_mag

MIJN_WERK = "werkplek:mijn_werk"


@voor_redactie
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_namen, NIET_NAMEN)
    vraag = get_object_or_404(GemisteVraag, pk=pk, opzij=False)
    bewerking, opzij = Bewerking(request), "opzij" in request.POST
    if opzij and bewerking.lukt(lambda: zet_opzij(vraag=vraag, door=door)):
        return bewerking.klaar("Opzijgezet. De vraag staat niet meer bij uw werk.", MIJN_WERK)
    form = BetekentForm(None if opzij else gepost(request), vraag=vraag.tekst)
    if form.is_valid() and bewerking.lukt(
        lambda: maak_naam(vraag=vraag, door=door, **form.cleaned_data)
    ):
        return bewerking.klaar("Bewaard. Wie dit zoekt, vindt het vanaf nu.", MIJN_WERK)
    geteld = vraag.zelfde.aggregate(dagen=Count("pk"), totaal=Sum("keren"), sinds=Min("dag"))
    context = {"vraag": vraag, "form": form, "geteld": geteld, "bewaard": DAGEN_BEWAARD}
    return bewerking.toon("innovaties/namen/gemist.html", context)
