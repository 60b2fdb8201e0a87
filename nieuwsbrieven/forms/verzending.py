"""When an edition goes out, why it stops, and whom to look up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.data import op_de_klok
from basis.forms import HuisstijlForm
from nieuwsbrieven.actions.plannen import SPELING, TOEKOMST
from nieuwsbrieven.models import Editie
from werkplek.velden import dag, tekstvak, tijd

NU, LATER = "nu", "later"


class VerzendForm(HuisstijlForm):
    """Now, or at a day and a time; `moment` is what was chosen."""

    wanneer = forms.ChoiceField(
        label="Wanneer?",
        choices=[(NU, "Nu meteen"), (LATER, "Op een dag en tijd")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer de nieuwsbrief uitgaat."},
    )
    dag = dag(label="Dag", required=False)
    tijd = tijd("Tijd in Nederland")

    def __init__(self, data: Any = None) -> None:
        morgen = timezone.localdate() + timedelta(days=1)
        super().__init__(data, initial={"dag": morgen, "tijd": time(9)})
        self.fields["tijd"].required = False

    def clean(self) -> dict[str, Any]:
        """Add `moment`; say what is wrong at the field where it can be mended."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if gegevens.get("wanneer") == NU:
            return gegevens | {"moment": timezone.now()}
        if gegevens.get("wanneer") == LATER:
            for naam, zin in (("dag", "Kies een dag."), ("tijd", "Vul een tijd in.")):
                if gegevens.get(naam) is None and naam not in self.errors:
                    self.add_error(naam, zin)
            if not self.errors:
                return gegevens | {"moment": self._moment(gegevens["dag"], gegevens["tijd"])}
        return gegevens

    def _moment(self, dag: date, tijd: time) -> datetime | None:
        try:
            moment = op_de_klok(dag, tijd)
        except ValidationError as fout:
            self.add_error("tijd", fout)
            return None
        if moment <= timezone.now() - SPELING:
            self.add_error("dag", TOEKOMST)
        return moment


class StopForm(HuisstijlForm):
    """Why sending stops; only colleagues read it."""

    reden = forms.CharField(
        label="Waarom stopt u? (mag leeg blijven)",
        required=False,
        max_length=Editie._meta.get_field("reden").max_length,
        widget=tekstvak(2),
    )


class AbonneeZoekForm(HuisstijlForm):
    """The whole address of a subscriber who calls."""

    email = forms.EmailField(
        label="E-mailadres",
        help_text="Het hele adres, zoals de abonnee het opgaf.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een heel e-mailadres in, zoals naam@voorbeeld.nl.",
        },
    )
