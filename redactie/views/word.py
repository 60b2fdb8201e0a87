"""A description as a Word file, out and in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from basis.bestanden import CONTENT_TYPES, bijlage
from innovaties.models import Beschrijving
from redactie.actions.schrijven import OnderdeelGewijzigd, bewaar
from redactie.actions.wordresten import bewaar_uit_word
from redactie.lezen.versies import beoordeelt, mag_verder_schrijven
from redactie.models import Wordrest
from redactie.rechten import mag_schrijven
from redactie.views.toegang import haal_versie
from werkplek.toegang import gebruiker_van, voor_redactie
from word import vorm
from word.bestand import MAXIMUM, TE_GROOT, BestandGeweigerd
from word.blad import NietHerkend
from word.lees import Voorstel, lees_ondertekend, lees_woord, onderteken, opnieuw, uit_ruw
from word.namen import met_namen, vraag_namen
from word.uit import maak_invuldocument

NIETS_GEKOZEN = "Kies eerst het Word-bestand dat u hebt ingevuld."
INTUSSEN = (
    "Een collega heeft de beschrijving net gewijzigd. Hieronder ziet u opnieuw wat er verandert."
)
KIES_NAMEN = "Er is nog niets bewaard. Kies hieronder eerst wat u met elke nieuwe naam bedoelt."
NAAM_STAAT_ER = "Er is nog niets bewaard: een naam die u koos, staat al in dezelfde tabel."


class WordBestand(forms.Form):
    """The upload; what is in the file is for `word` to judge."""

    bestand = forms.FileField(
        label="Uw ingevulde Word-bestand",
        error_messages=dict.fromkeys(("required", "missing", "invalid", "empty"), NIETS_GEKOZEN),
        widget=forms.FileInput(attrs={"accept": f".docx,{CONTENT_TYPES['docx']}"}),
    )

    def clean_bestand(self) -> bytes:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAXIMUM:
            raise forms.ValidationError(TE_GROOT)
        inhoud: bytes = bestand.read()
        return inhoud


@voor_redactie
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, the file (`?bestand=1`), an upload to look at, or what was looked at to save."""
    versie = haal_versie(request, pk)
    if request.method != "POST":
        return _bestand(versie) if request.GET.get("bestand") else _pagina(request, versie)
    # Nothing to write yet, but whoever may not write reads why before the file is opened.
    bewaar(versie=versie, waarden={}, door=gebruiker_van(request))
    try:
        if "gegevens" in request.POST:
            return _bewaar(request, versie)
        form = WordBestand(request.POST, request.FILES)
        if not form.is_valid():
            return _pagina(request, versie, fout=str(form.errors["bestand"][0]))
        return _laat_zien(request, versie, lees_woord(form.cleaned_data["bestand"], versie))
    except BestandGeweigerd as reden:
        return _pagina(request, versie, fout=str(reden))


def _bestand(versie: Beschrijving) -> HttpResponse:
    antwoord = bijlage(maak_invuldocument(versie), f"{versie.innovatie.slug}-invullen.docx")
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _pagina(
    request: HttpRequest, versie: Beschrijving, fout: str = "", **meer: Any
) -> HttpResponse:
    door = gebruiker_van(request)
    kan = mag_verder_schrijven(versie, door)
    gegevens = {
        "versie": versie,
        "kan_terug": kan,
        "mag_schrijven": mag_schrijven(door, versie.innovatie),
        "leest_na": beoordeelt(versie, door),
        "soort_knop": "primary" if kan and not fout else "secondary",
        "form": WordBestand(),
        "fout": fout,
        "voorstel": None,
        "gegevens": "",
        "naamvragen": [],
    }
    return render(request, "redactie/word.html", {**gegevens, **meer})


def _laat_zien(
    request: HttpRequest, versie: Beschrijving, voorstel: Voorstel, **meer: Any
) -> HttpResponse:
    """What `voorstel` would change, to be saved or not; `meer` is what was wrong with saving it."""
    if "gegevens" not in meer:
        meer["gegevens"] = onderteken(voorstel, versie, gebruiker_van(request))
    vragen = [*vraag_namen(voorstel.waarden, request.POST).values()]
    return _pagina(request, versie, voorstel=voorstel, naamvragen=vragen, **meer)


def _bewaar(request: HttpRequest, versie: Beschrijving) -> HttpResponse:
    door, gegevens = gebruiker_van(request), request.POST["gegevens"]
    voorstel, kenmerken = lees_ondertekend(gegevens, versie, door)
    vragen = vraag_namen(voorstel.waarden, request.POST)
    if any(vraag.betekent is None for vraag in vragen.values()):
        return _laat_zien(request, versie, voorstel, gegevens=gegevens, fout=KIES_NAMEN)
    ruwen = met_namen(voorstel.waarden, vragen)
    waarden = {naam: uit_ruw(naam, waarde) for naam, waarde in ruwen.items()}
    resten = [_rest(punt) for punt in voorstel.niet_herkend]
    bewaar_ze = partial(bewaar_uit_word, versie=versie, kenmerken=kenmerken, door=door)
    try:
        bewaar_ze(waarden=waarden, resten=resten)
    except IntegrityError:
        return _laat_zien(request, versie, voorstel, gegevens=gegevens, fout=NAAM_STAAT_ER)
    except OnderdeelGewijzigd:
        nu = opnieuw(voorstel, versie)
        if nu.wijzigingen:
            messages.warning(request, INTUSSEN)
            return _laat_zien(request, versie, nu)
        bewaar_ze(waarden={}, resten=resten)
    messages.success(request, "Uw antwoorden uit Word zijn bewaard.")
    return redirect("redactie:versie", pk=versie.pk)


def _rest(punt: NietHerkend) -> Wordrest:
    """What was not recognised, to keep with a version."""
    plek = vorm.onderdeel_bij(punt.bij)
    return Wordrest(onderdeel=plek, bij=punt.bij[:200], tekst=punt.tekst, reden=punt.reden[:500])
