"""What somebody has already: the file that is read, and then gone."""

from __future__ import annotations

from pathlib import PurePosixPath

from django import forms

from basis.tekst import een_regel
from stukken.blokken import Leesblok, StukGeweigerd
from stukken.lees import LEEG, MAXIMUM, TE_GROOT, lees_stuk

NIETS_GEKOZEN = "Kies eerst het bestand dat u al hebt."


class StukForm(forms.Form):
    """The upload; checking it reads it."""

    bestand = forms.FileField(
        label="Het stuk dat u al hebt",
        error_messages={
            **dict.fromkeys(("required", "missing", "invalid"), NIETS_GEKOZEN),
            "empty": LEEG,
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.pdf,.html,.htm,.mhtml"}),
    )

    def clean_bestand(self) -> tuple[str, list[Leesblok]]:
        """What the file is called, and its blocks."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAXIMUM:
            raise forms.ValidationError(TE_GROOT)
        try:
            blokken = lees_stuk(bestand.read())
        except StukGeweigerd as reden:
            raise forms.ValidationError(str(reden)) from reden
        return een_regel(PurePosixPath(bestand.name).name), blokken
