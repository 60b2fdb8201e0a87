"""What a reader says she is. Nothing is kept on the server."""

from __future__ import annotations

from django import forms

from basis.forms import HuisstijlForm
from organisaties.keuzelijsten import Lezer


class LezerForm(HuisstijlForm):
    lezer = forms.ChoiceField(
        label="Wie bent u?", choices=[("", "Maak een keuze"), *Lezer.choices], required=False
    )

    @property
    def gekozen(self) -> str:
        """The chosen kind of reader; nothing for no choice, and for one that does not exist."""
        return str(self.cleaned_data.get("lezer", "")) if self.is_valid() else ""
