"""What is kept of a meeting of the stuurgroep or with others, and what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from basis.rijk import RijkVeld
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.keuzelijsten import Overlegsoort
from trajecten.models import Afspraak, Overleg
from werkplek.velden import dag, tekst


class OverlegForm(HuisstijlForm):
    """Before it: when, and about what. After it: what was said, and who was there."""

    namen = ("soort", "titel", "datum", "waar", "agenda", "verslag")

    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=Overlegsoort.choices,
        error_messages={"invalid_choice": "Kies wat het is."},
    )
    titel = tekst("titel", model=Overleg)
    datum = dag(label="Wanneer?")
    waar = tekst("waar", model=Overleg)
    agenda = RijkVeld(Overleg._meta.get_field("agenda"), label="Agenda en stukken")
    verslag = RijkVeld(Overleg._meta.get_field("verslag"), label="Wat is er gezegd?")
    aanwezig = forms.ModelMultipleChoiceField(
        Gebruiker.objects.none(),
        label="Wie waren er?",
        help_text="Vul dit in als het overleg is geweest.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen mensen uit de lijst."},
    )

    def __init__(self, data: Any = None, *, overleg: Overleg) -> None:
        begin: dict[str, Any] = {naam: getattr(overleg, naam) for naam in self.namen}
        begin["aanwezig"] = list(overleg.aanwezig.all()) if overleg.pk else []
        super().__init__(data, initial=begin, use_required_attribute=False)
        self.fields["aanwezig"].queryset = _mensen()  # type: ignore[attr-defined]

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns."""
        return {naam: self.cleaned_data[naam] for naam in self.namen}


class AfspraakForm(HuisstijlForm):
    """One thing that somebody does after a meeting."""

    wat = tekst("wat", model=Afspraak)
    wie = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie doet dit?",
        empty_label="Kies iemand",
        error_messages={"required": "Kies wie dit doet.", "invalid_choice": "Kies wie dit doet."},
    )
    voor = dag(label="Wanneer moet het klaar zijn?")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["wie"].queryset = _mensen()  # type: ignore[attr-defined]


def _mensen() -> Any:
    """All who see the programme."""
    return Gebruiker.objects.met_recht(Recht.ZIET_PROGRAMMA).order_by(OpAlfabet("naam"), "pk")
