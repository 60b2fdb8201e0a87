"""What a visitor chooses to see of a network or a werkagenda. Nothing is kept."""

from __future__ import annotations

from django import forms

from basis.forms import HuisstijlForm
from opgaven.keuzelijsten import Actiepuntsoort, Actiestand, Netwerkpartij


class PartijForm(HuisstijlForm):
    partij = forms.ChoiceField(
        label="Wat wordt gevraagd van",
        choices=[("", "Alle partijen"), *Netwerkpartij.choices],
        required=False,
    )


class ActiepuntForm(HuisstijlForm):
    soort = forms.ChoiceField(
        choices=[("", "Alle soorten"), *Actiepuntsoort.choices], required=False
    )
    stand = forms.ChoiceField(
        label="Hoe ver is het?", choices=[("", "Alles"), *Actiestand.choices], required=False
    )
