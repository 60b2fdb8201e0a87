"""The other names of the values of one list, typed one on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from basis.forms import HuisstijlForm
from basis.tekst import een_regel
from innovaties.lezen.andere_namen import Naamdrager
from vinden.models import AndereNaam
from werkplek.velden import tekstvak

MEESTE_NAMEN = 60
LENGTE = AndereNaam._meta.get_field("naam").max_length or 0


class NamenVeld(forms.CharField):
    """Names, one on a line; as a list without doubles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=tekstvak(3), **kwargs)

    def to_python(self, value: Any) -> Any:
        namen = map(een_regel, (value or "").splitlines())
        return list({naam.casefold(): naam for naam in namen if naam}.values())

    def validate(self, value: Any) -> None:
        if len(value) > MEESTE_NAMEN:
            raise ValidationError(f"Dit zijn {len(value)} namen. Er passen er {MEESTE_NAMEN}.")
        for naam in value:
            if len(naam) > LENGTE:
                raise ValidationError(f"Een naam heeft hoogstens {LENGTE} tekens: ‘{naam[:40]}…’.")

    def run_validators(self, value: Any) -> None:
        """Nothing more: those of a text do not know a list."""


class NamenForm(HuisstijlForm):
    """A field for each value; once posted, for the values that were on the page."""

    def __init__(self, data: Any, *, waarden: Iterable[Naamdrager]) -> None:
        super().__init__(data, prefix="waarde")
        self.waarden = [een for een in waarden if data is None or self.add_prefix(een.slug) in data]
        for een in self.waarden:
            begin = "\n".join(een.namen)
            self.fields[een.slug] = NamenVeld(label=een.label, initial=begin)

    def rijen(self) -> Iterator[tuple[Naamdrager, BoundField]]:
        """Each value with its field."""
        return ((een, self[een.slug]) for een in self.waarden)
