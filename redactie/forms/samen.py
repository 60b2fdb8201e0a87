"""What a step with many innovaties asks."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht


class KennismakelaarForm(HuisstijlForm):
    """To whom they go."""

    kennismakelaar = forms.ModelChoiceField(
        label="Nieuwe kennismakelaar",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een kennismakelaar",
        error_messages={"required": "Kies aan wie u ze overdraagt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        makelt = Gebruiker.objects.met_recht(Recht.MAKELT)
        velden["kennismakelaar"].queryset = makelt.order_by(OpAlfabet("naam"), "pk")


class DeadlineForm(HuisstijlForm):
    """When the open versions must be done."""

    deadline = forms.DateField(
        label="Deadline",
        help_text="Laat dit leeg om de deadline weg te halen.",
        required=False,
        error_messages={"invalid": "Schrijf een dag als 2027-03-31."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ArchiefredenForm(HuisstijlForm):
    """Why they go to the archive: one reason for all."""

    reden = forms.CharField(
        label="Waarom gaan deze beschrijvingen naar het archief?",
        help_text="Bezoekers lezen deze tekst op elk van de oude adressen.",
        max_length=1000,
        error_messages={"required": "Schrijf waarom zij naar het archief gaan."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
