"""Form fields for the columns of a masterclass, and a day with its hours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.data import op_de_klok
from basis.forms import HuisstijlForm
from basis.rijk import TekstVeld
from masterclasses.actions.organiseren import KOMT_NOG
from masterclasses.models import Masterclass
from masterclasses.models.masterclass import LANGSTE

VERPLICHT = "Vul dit in."


def tekst(naam: str, *, regels: int = 0, model: Any = Masterclass, **meer: Any) -> TekstVeld:
    """A field for a text column, with the label and the length of the column."""
    kolom = model._meta.get_field(naam)
    return TekstVeld(
        **{
            "label": str(kolom.verbose_name).capitalize(),
            "help_text": kolom.help_text,
            "max_length": kolom.max_length,
            "required": not kolom.blank,
            "error_messages": {"required": VERPLICHT},
            "widget": tekstvak(regels) if regels else forms.TextInput(),
            **meer,
        }
    )


def tekstvak(regels: int) -> forms.Textarea:
    """Room for more than one line."""
    return forms.Textarea(attrs={"rows": regels, "class": "schrijfvak"})


def dag(**meer: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(
        **{
            "label": "Dag",
            "input_formats": ["%Y-%m-%d", "%d-%m-%Y"],
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "error_messages": {"required": "Kies een dag.", "invalid": "Kies een dag die bestaat."},
            **meer,
        }
    )


def tijd(label: str) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Vul een tijd in.", "invalid": "Schrijf een tijd als 13:30."},
    )


def moment(label: str, hulp: str) -> forms.DateTimeField:
    """A day and a time, which may stay empty."""
    return forms.DateTimeField(
        label=label,
        help_text=hulp,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Kies een dag en een tijd, of laat dit leeg."},
    )


def webadres() -> forms.URLField:
    """The web address to take part online."""
    kolom = Masterclass._meta.get_field("online_adres")
    return forms.URLField(
        label=str(kolom.verbose_name).capitalize(),
        help_text=kolom.help_text,
        required=False,
        max_length=kolom.max_length,
        widget=forms.TextInput(attrs={"type": "url"}),
        error_messages={"invalid": "Schrijf het hele webadres, zoals https://voorbeeld.nl/zaal."},
    )


def lijst(rijen: Any, label: str) -> forms.ModelMultipleChoiceField[Any]:
    """Rows of a list, as boxes to tick."""
    return forms.ModelMultipleChoiceField(
        rijen,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
    )


class MomentForm(HuisstijlForm):
    """A day with its hours; `nu` is the begin as it stands, which may stay as it is."""

    dag = dag()
    begint = tijd("Begint om")
    eindigt = tijd("Eindigt om")

    def __init__(self, *args: Any, begin_nu: datetime | None = None, **kwargs: Any) -> None:
        self.begin_nu = begin_nu
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Add `begin` and `einde`; say what is wrong at the field where it can be mended."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"dag", "begint", "eindigt"} <= gegevens.keys():
            return gegevens
        begin, einde = (self._op(gegevens["dag"], naam) for naam in ("begint", "eindigt"))
        if begin is None or einde is None:
            return gegevens
        if begin <= timezone.now() and begin != self.begin_nu:
            self.add_error("dag", KOMT_NOG)
        if einde <= begin:
            self.add_error("eindigt", "Het einde moet na het begin liggen.")
        elif einde - begin > LANGSTE:
            self.add_error("eindigt", "Een masterclass duurt hoogstens 16 uur.")
        return gegevens | {"begin": begin, "einde": einde}

    def _op(self, dag: date, naam: str) -> datetime | None:
        try:
            return op_de_klok(dag, self.cleaned_data[naam])
        except ValidationError as fout:
            self.add_error(naam, fout)
            return None


def uren(masterclass: Masterclass) -> dict[str, Any]:
    """What `MomentForm` shows for `masterclass`."""
    begin, einde = timezone.localtime(masterclass.begin), timezone.localtime(masterclass.einde)
    return {"dag": begin.date(), "begint": begin.time(), "eindigt": einde.time()}
