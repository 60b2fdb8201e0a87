"""The forms about wishes: 'wij willen dit ook', the invitation, and what came of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from basis.forms import KEUZEVAK, TEKSTVAK, HuisstijlForm
from basis.tekst import een_regel
from organisaties.keuzelijsten import ALS
from wensen.models import Belangstelling, Match
from werkplek.zonder_account import ZonderAccountForm, lengte


class WensForm(ZonderAccountForm):
    """'Wij willen dit ook'."""

    inbreng = forms.CharField(
        label="Wat kunt u inbrengen? (mag leeg blijven)",
        help_text="Bijvoorbeeld: een locatie, ervaring, tijd of geld. De andere partijen lezen dit "
        "als de kennismakelaar u samenbrengt.",
        required=False,
        max_length=lengte(Belangstelling, "inbreng"),
        widget=forms.Textarea(attrs={"rows": 3, "class": TEKSTVAK}),
    )
    rol = forms.ChoiceField(
        label="In welke rol? (mag leeg blijven)",
        choices=[("", "Maak een keuze"), *ALS],
        required=False,
        widget=forms.Select(attrs={"class": KEUZEVAK}),
    )
    field_order = ("organisatie", "naam", "rol", "email", "inbreng")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hulp = "Deze naam komt op de pagina van de wens te staan."
        self.fields["organisatie"].help_text = hulp

    def clean_inbreng(self) -> str:
        """On one line, as it is shown."""
        return een_regel(self.cleaned_data["inbreng"])


class UitnodigingForm(HuisstijlForm):
    """The prepared invitation, to finish and send."""

    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=120,
        error_messages={"required": "Schrijf waar de uitnodiging over gaat."},
    )
    tekst = forms.CharField(
        label="Uitnodiging",
        help_text="Boven uw tekst komt ‘Beste’ met de naam te staan.",
        max_length=8000,
        error_messages={"required": "Schrijf de uitnodiging."},
        widget=forms.Textarea(attrs={"rows": 22, "class": TEKSTVAK}),
    )

    def clean_tekst(self) -> str:
        """Raises ValidationError while something between square brackets is left to fill in."""
        tekst = str(self.cleaned_data["tekst"])
        if open_ := re.findall(r"\[[^\]\n]*\]", tekst):
            raise ValidationError(f"Vul nog in wat tussen haken staat: {', '.join(open_)}.")
        return tekst


class UitkomstForm(HuisstijlForm):
    """What came of bringing people together."""

    uitkomst = forms.CharField(
        label="Wat kwam ervan?",
        help_text="Een paar zinnen. Alleen collega’s en de stuurgroep lezen dit.",
        max_length=lengte(Match, "uitkomst"),
        error_messages={"required": "Schrijf in een paar woorden wat ervan kwam."},
        widget=forms.Textarea(attrs={"rows": 4, "class": TEKSTVAK}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "uitkomst")
        super().__init__(*args, **kwargs)
