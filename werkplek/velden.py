"""Form fields for columns: their label and length, and our words for what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model

from basis.forms import HuisstijlForm

VERPLICHT = "Vul dit in."


class KolommenForm(HuisstijlForm, forms.ModelForm):  # type: ignore[type-arg]
    """The columns of one row; what it refers to are boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.error_messages["required"] = VERPLICHT
            if isinstance(veld, forms.ModelMultipleChoiceField):
                veld.widget = forms.CheckboxSelectMultiple()
                veld.widget.choices = veld.choices


def tekst(naam: str, *, model: type[Model], regels: int = 0, **meer: Any) -> forms.CharField:
    """A field for a text column, with the label and the length of the column."""
    kolom: Any = model._meta.get_field(naam)
    return forms.CharField(
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


def heel_getal(naam: str, *, model: type[Model], hoogstens: int) -> forms.IntegerField:
    """A field for a column with a whole number, with the label and the help of the column."""
    kolom: Any = model._meta.get_field(naam)
    te_veel = f"Vul 0 tot en met {hoogstens} in."
    return forms.IntegerField(
        label=str(kolom.verbose_name).capitalize(),
        help_text=kolom.help_text,
        required=not kolom.blank,
        min_value=0,
        max_value=hoogstens,
        error_messages={
            "required": VERPLICHT,
            "invalid": "Schrijf een getal, bijvoorbeeld 12500.",
            **dict.fromkeys(("min_value", "max_value"), te_veel),
        },
    )


def tekstvak(regels: int) -> forms.Textarea:
    """Room for more than one line."""
    return forms.Textarea(attrs={"rows": regels, "class": "schrijfvak"})


def dag(**meer: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(
        **{
            "label": "Dag",
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "error_messages": {"required": "Kies een dag.", "invalid": "Kies een dag die bestaat."},
            **meer,
        }
    )


def tijd(label: str, *, required: bool = True) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label,
        required=required,
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


def lijst(
    rijen: Any, label: str, fout: str = "Kies alleen waarden uit de lijst.", hulp: str = ""
) -> forms.ModelMultipleChoiceField[Any]:
    """Rows of a list, as boxes to tick."""
    return forms.ModelMultipleChoiceField(
        rijen,
        label=label,
        help_text=hulp,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": fout},
    )
