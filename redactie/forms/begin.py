"""The form that starts a description."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import KEUZEVAK
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.formaat import VELD
from organisaties.models import Organisatie
from redactie.forms.velden import maak_veld


class BeginFormulier(forms.Form):
    """Title, soort and organisation; an indiener chooses among the organisations of their own."""

    use_required_attribute = False

    def __init__(self, gebruiker: Gebruiker, data: Any = None) -> None:
        super().__init__(data)
        vrij = gebruiker.mag(Recht.BESCHRIJFT)
        organisaties = Organisatie.objects.all() if vrij else gebruiker.organisaties.all()
        eigen = list(organisaties[:2]) if not vrij else []
        self.fields["titel"] = maak_veld(VELD["titel"].soort)
        self.fields["soort"] = maak_veld(VELD["soort"].soort)
        self.fields["organisatie"] = forms.ModelChoiceField(
            organisaties,
            required=not vrij,
            empty_label="Nog niet bekend" if vrij else "Kies uw organisatie",
            initial=eigen[0].pk if len(eigen) == 1 else None,
            widget=forms.Select(attrs={"class": KEUZEVAK}),
            error_messages={
                "required": "Kies een organisatie.",
                "invalid_choice": "Kies een organisatie uit de lijst.",
            },
        )
        for naam, veld in self.fields.items():
            veld.widget.attrs["aria-describedby"] = f"id_{naam}-fout"
