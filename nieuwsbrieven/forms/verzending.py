"""When an edition goes out, why it stops, and whom to look up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from basis.forms import HuisstijlForm
from masterclasses.forms.velden import dag, tekstvak, tijd
from nieuwsbrieven.actions.plannen import SPELING, TOEKOMST
from nieuwsbrieven.models import Editie

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
    wijziging = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, editie: Editie, *args: Any, **kwargs: Any) -> None:
        morgen = timezone.localdate() + timedelta(days=1)
        kwargs["initial"] = {"dag": morgen, "tijd": time(9), "wijziging": editie.wijziging}
        super().__init__(*args, **kwargs)
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


def op_de_klok(dag: date, tijd: time) -> datetime:
    """`tijd` on `dag` in the Netherlands.

    Raises ValidationError in the hour that the clock skips or strikes twice.
    """
    moment = timezone.make_aware(datetime.combine(dag, tijd))
    eerste, tweede = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    if eerste == tweede:
        return moment
    gaat, dus = (
        ("vooruit", "bestaat die dag niet")
        if (eerste or timedelta()) < (tweede or timedelta())
        else ("terug", "is er die dag twee keer")
    )
    raise ValidationError(
        f"Op {date_format(dag, 'j F Y')} gaat de klok {gaat}: {tijd.hour}.{tijd:%M} uur {dus}. "
        "Kies een tijd vóór 2 uur of vanaf 3 uur."
    )


class StopForm(HuisstijlForm):
    """Why sending stops; only colleagues read it."""

    reden = forms.CharField(
        label="Waarom stopt u? (mag leeg blijven)",
        required=False,
        max_length=Editie._meta.get_field("reden").max_length,
        widget=tekstvak(2),
    )


class ZoekForm(HuisstijlForm):
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
