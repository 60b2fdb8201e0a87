"""What one chooses on the desk; an address says it, so that it can be kept and passed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from basis.forms import HuisstijlForm
from innovaties.keuzelijsten import Soort, Status
from redactie.lezen.bureau import ALLES, MIJN, VOLGORDE, ZONDER, Keuzelijsten
from redactie.models import BewaardeLijst

ALLE = ("", "Alle")


def _keuze(label: str, *erbij: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[ALLE, *erbij])


class BureauForm(HuisstijlForm):
    """Words, as the public search takes them, and choices; what is no choice is left out."""

    q = forms.CharField(
        label="Waar gaat de beschrijving over?",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[(ALLES, "Alle beschrijvingen"), (MIJN, "Mijn beschrijvingen")],
    )
    status = _keuze("Status", *Status.choices)
    soort = _keuze("Soort", *Soort.choices)
    organisatie = forms.CharField(label="Organisatie", required=False, max_length=120)
    kennismakelaar = _keuze("Kennismakelaar", (ZONDER, "Zonder kennismakelaar"))
    thema = _keuze("Thema")
    tranche = _keuze("Tranche")
    sorteer = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(f"{om}{sleutel}", "") for sleutel in VOLGORDE for om in ("", "-")],
    )

    def __init__(self, data: QueryDict, lijsten: Keuzelijsten) -> None:
        super().__init__(data)
        for naam in ("kennismakelaar", "thema", "tranche"):
            veld: Any = self.fields[naam]
            veld.choices = [*veld.choices, *getattr(lijsten, naam)]
        self.is_valid()

    @property
    def keuze(self) -> dict[str, str]:
        """What was chosen, in the order of the form."""
        gekozen = {naam: self.cleaned_data.get(naam) for naam in self.fields}
        return {naam: waarde for naam, waarde in gekozen.items() if waarde and waarde != ALLES}

    @property
    def gekozen(self) -> bool:
        """Whether the list is smaller than all there is."""
        return bool(self.keuze.keys() - {"sorteer"})

    @property
    def kiest(self) -> bool:
        """Whether something was chosen beside the words."""
        return bool(self.keuze.keys() - {"q", "sorteer"})

    @property
    def adres(self) -> str:
        """The question as an address has it: the same choice gives the same one."""
        vraag = QueryDict(mutable=True)
        vraag.update(self.keuze)
        return vraag.urlencode()


class BewaarLijstForm(HuisstijlForm):
    """Under which name to keep what was chosen."""

    naam = forms.CharField(
        label="Bewaar deze lijst als",
        max_length=BewaardeLijst._meta.get_field("naam").max_length,
        error_messages={"required": "Schrijf hoe deze lijst heet."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
