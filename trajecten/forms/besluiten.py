"""What is recorded of a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from basis.forms import HuisstijlForm
from innovaties.models import Thema
from trajecten.keuzelijsten import Besluitsoort


class BesluitForm(HuisstijlForm):
    """One decision, as the stuurgroep took it."""

    datum = forms.DateField(
        label="Wanneer besloot de stuurgroep dit?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Vul de datum in.", "invalid": "Vul een datum in."},
    )
    soort = forms.ChoiceField(
        label="Wat voor besluit is het?",
        choices=[("", "Kies een soort"), *Besluitsoort.choices],
        error_messages={
            "required": "Kies wat voor besluit het is.",
            "invalid_choice": "Kies wat voor besluit het is.",
        },
    )
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        label="Thema",
        help_text="Verplicht bij een themakeuze voor een traject.",
        required=False,
        empty_label="Geen thema",
        error_messages={"invalid_choice": "Kies een thema uit de lijst."},
    )
    titel = forms.CharField(
        label="Besluit in een zin",
        max_length=120,
        error_messages={"required": "Schrijf in een zin wat er is besloten."},
    )
    toelichting = forms.CharField(
        label="Toelichting (mag leeg blijven)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_datum(self) -> Any:
        """A decision was taken on a day that has been."""
        datum = self.cleaned_data["datum"]
        if datum > timezone.localdate():
            raise forms.ValidationError(
                "Deze datum is nog niet geweest. Vul in wanneer de stuurgroep dit besloot."
            )
        return datum

    def clean(self) -> dict[str, Any]:
        """A themakeuze is about a theme."""
        gegevens = super().clean() or {}
        if gegevens.get("soort") == Besluitsoort.THEMAKEUZE and not gegevens.get("thema"):
            self.add_error("thema", "Kies over welk thema dit besluit gaat.")
        return gegevens
