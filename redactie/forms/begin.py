"""The form that starts a description."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import KEUZEVAK
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.formaat import VELD
from innovaties.models import Beschrijving
from organisaties.models import Organisatie
from redactie.forms.velden import maak_veld
from redactie.lezen.lijst import lijkt_op


class BeginFormulier(forms.Form):
    """Title, soort and organisation; an indiener chooses among the organisations of their own.

    What resembles the title stands in `lijkt`, and is refused until the writer says `toch`.
    """

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
        self.gebruiker, self.lijkt = gebruiker, list[Beschrijving]()
        for naam, veld in self.fields.items():
            veld.widget.attrs["aria-describedby"] = f"id_{naam}-fout"

    def clean(self) -> dict[str, Any]:
        """Ask first whether it is there already."""
        gegevens = super().clean() or {}
        if "titel" in gegevens and "toch" not in self.data:
            self.lijkt = lijkt_op(gegevens["titel"], self.gebruiker)
            if self.lijkt:
                self.add_error(None, "Er staat al iets wat hierop lijkt.")
        return gegevens
