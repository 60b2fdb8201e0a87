"""The web address of a masterclass, and its day with its hours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.data import op_de_klok
from basis.forms import HuisstijlForm
from masterclasses.actions.organiseren import KOMT_NOG
from masterclasses.models import Masterclass
from masterclasses.models.masterclass import LANGSTE
from werkplek.velden import dag, tijd


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
