"""Which value a question means that visitors asked in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms

from basis.forms import HuisstijlForm
from innovaties.forms.andere_namen import LENGTE, MEESTE_NAMEN
from innovaties.lezen.andere_namen import MET_NAMEN, labels
from vinden.gelijkend import gelijkend
from vinden.models import AndereNaam
from vinden.namen import andere_namen

MEESTE_LIJKEND = 5


def _waarden(vraag: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Those that `vraag` looks like, by whatever name; then each list with its other values."""
    lijsten = [
        (facet.label, {facet.code(slug): label for slug, label in labels(facet).items()})
        for facet in MET_NAMEN.values()
    ]
    namen = {code: [label] for _, waarden in lijsten for code, label in waarden.items()}
    for naam, code in andere_namen():
        namen.get(code, []).append(naam)
    per_naam = {(code, naam): naam for code, alle in namen.items() for naam in alle}
    lijkend = list(dict.fromkeys(code for code, _ in gelijkend(vraag, per_naam)))[:MEESTE_LIJKEND]
    if lijkend:
        yield "Lijkt erop", [(code, namen[code][0]) for code in lijkend]
    for lijst, waarden in lijsten:
        yield lijst, [(code, label) for code, label in waarden.items() if code not in lijkend]


class BetekentForm(HuisstijlForm):
    """A value of any list, and the name that leads to it."""

    code = forms.ChoiceField(
        label="Wat bedoelen mensen hiermee?",
        error_messages={"required": "Kies wat mensen bedoelen.", "invalid_choice": "Kies opnieuw."},
    )
    naam = forms.CharField(
        label="Zo heet het ook",
        max_length=LENGTE,
        help_text="Maak er gewone woorden van, met accenten en hoofdletters waar die horen.",
        error_messages={"required": "Schrijf de naam op."},
    )

    def __init__(self, data: Any, *, vraag: str) -> None:
        super().__init__(data, initial={"naam": vraag})
        code = cast(forms.ChoiceField, self.fields["code"])
        code.choices = [("", "Kies uit de lijst"), *_waarden(vraag)]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        facet, _, slug = code.partition(":")
        if AndereNaam.objects.filter(facet=facet, slug=slug).count() >= MEESTE_NAMEN:
            raise forms.ValidationError(f"Deze waarde heeft al {MEESTE_NAMEN} namen.")
        return code
