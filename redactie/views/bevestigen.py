"""The page behind the 'klopt nog' link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from basis.fouten import RuleViolation
from basis.geheime_link import geheime_link
from redactie.actions.bevestigen import bevestig, innovatie_van, meld_verouderd
from redactie.forms.openbaar import KloptForm, VerouderdForm

SJABLOON = "redactie/klopt_nog.html"


@geheime_link
@require_http_methods(["GET", "HEAD", "POST"])
def klopt_nog(request: HttpRequest, sleutel: str) -> HttpResponse:
    innovatie = innovatie_van(sleutel)
    if innovatie is None:
        return render(request, SJABLOON, {"stand": "gebruikt"}, status=410)
    antwoord = request.POST.get("antwoord")
    ja = KloptForm(request.POST if antwoord == "ja" else None, prefix="ja")
    nee = VerouderdForm(request.POST if antwoord == "nee" else None, prefix="nee")
    context = {"stand": "vraag", "versie": innovatie.gepubliceerd, "ja": ja, "nee": nee}
    try:
        if ja.is_valid():
            bevestig(sleutel=sleutel, wie=ja.cleaned_data["naam"])
            context["stand"] = "bevestigd"
        elif nee.is_valid():
            gemeld = nee.cleaned_data
            meld_verouderd(sleutel=sleutel, wie=gemeld["naam"], tekst=gemeld["tekst"])
            context["stand"] = "gemeld"
    except RuleViolation:  # a colleague with the same link was a moment earlier
        return render(request, SJABLOON, {"stand": "gebruikt"}, status=410)
    return render(request, SJABLOON, context)
