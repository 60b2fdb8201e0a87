"""What the organiser fills in about participants."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from masterclasses.actions.deelnemers import Ontvangersgroep
from masterclasses.keuzelijsten import Wijze
from masterclasses.lezen.deelnemerslijst import STAPELS
from masterclasses.models import Aanmelding
from organisaties.keuzelijsten import Persoonsrol
from werkplek.velden import tekst
from werkplek.zonder_account import lengte


class DeelnemerZoekForm(HuisstijlForm):
    """Which participants to show; whatever is no choice counts as all."""

    q = forms.CharField(
        label="Naam, organisatie of e-mailadres",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stapel = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), *((naam, kop) for naam, (kop, _) in STAPELS.items())],
    )
    wijze = forms.ChoiceField(
        label="Hoe", required=False, choices=[("", "Op locatie en online"), *Wijze.choices]
    )

    @property
    def vraag(self) -> tuple[str, str, str]:
        """The words, the `stapel` and the wijze that are asked for."""
        self.is_valid()
        schoon = self.cleaned_data
        return schoon.get("q", ""), schoon.get("stapel", ""), schoon.get("wijze", "")


class ToevoegenForm(HuisstijlForm):
    """A participant whom the organiser adds, maybe at the seat of another (`voor`)."""

    naam = tekst("naam", model=Aanmelding, label="Naam", required=True)
    email = forms.EmailField(
        label="E-mailadres (mag leeg blijven)",
        help_text="Zonder adres krijgt deze persoon geen mail van ons.",
        required=False,
        max_length=lengte(Aanmelding, "email"),
        error_messages={"invalid": "Schrijf een e-mailadres, zoals naam@voorbeeld.nl."},
    )
    organisatie = tekst("organisatie", model=Aanmelding, label="Organisatie (mag leeg blijven)")
    functie = tekst("functie", model=Aanmelding, label="Functie (mag leeg blijven)")
    rol = forms.ChoiceField(label="Rol", choices=Persoonsrol)
    wijze = forms.ChoiceField(label="Hoe doet deze persoon mee?", choices=Wijze)
    is_er = forms.BooleanField(label="Deze persoon is er al: check meteen in", required=False)
    akkoord = forms.BooleanField(
        label="Deze persoon weet dat wij de gegevens bewaren",
        error_messages={"required": "Vraag eerst of dat goed is, en kruis dit dan aan."},
    )

    def __init__(self, *args: Any, voor: Aanmelding | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if voor:
            del self.fields["wijze"]  # that of the seat

    @property
    def waarden(self) -> dict[str, str]:
        """The checked columns of the registration."""
        namen = ("naam", "email", "organisatie", "functie", "rol", "wijze")
        return {naam: self.cleaned_data[naam] for naam in namen if naam in self.fields}


class AfwijsForm(HuisstijlForm):
    toelichting = forms.CharField(
        label="Waarom niet? (mag leeg blijven)",
        help_text="Deze zin staat in de mail.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BerichtForm(HuisstijlForm):
    """A message to a group. `vorige` is the last message that the writer saw."""

    groep = forms.ChoiceField(label="Aan wie?", choices=Ontvangersgroep)
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=120,
        error_messages={"required": "Schrijf waar het bericht over gaat."},
    )
    tekst = forms.CharField(
        label="Bericht",
        help_text="Boven uw tekst staat ‘Beste’ met de naam. Eronder staat de link naar de eigen "
        "pagina van de deelnemer.",
        max_length=5000,
        error_messages={"required": "Schrijf het bericht."},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    vorige = forms.IntegerField(widget=forms.HiddenInput())
