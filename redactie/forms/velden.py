"""Of each kind of field its half in a form: what people type it in, and what may be typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection

from basis.forms import KEUZEVAK, TEKSTVAK
from basis.tekst import een_regel, naamsleutel
from basis.velden import KORT, RijkVeld
from innovaties.formaat import soorten

TE_LANG = "Deze tekst heeft %(show_value)d tekens. Hoogstens %(limit_value)d kan."


class LijstVeld(forms.MultipleChoiceField):
    """Rows of a list, by their web name; they are read only when something changed."""

    def __init__(self, soort: soorten.Lijst) -> None:
        keuzes = cache(soort.opties)
        super().__init__(required=False, choices=keuzes, widget=forms.CheckboxSelectMultiple)

    def prepare_value(self, value: Any) -> Any:
        return [getattr(rij, "slug", rij) for rij in value or ()]

    def validate(self, value: Any) -> None:
        """Leave it to the kind, which asks the database for no more than what was chosen."""


class TrefwoordenVeld(forms.CharField):
    """Free keywords, separated by commas."""

    def __init__(self, soort: soorten.Trefwoorden) -> None:
        self.hoogstens = soort.veld.hoogstens
        super().__init__(required=False, widget=_invoer())

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(sorted(map(str, value))) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        delen = map(een_regel, re.split(r"[,;\n]", super().clean(value)))
        woorden = list({naamsleutel(woord): woord for woord in delen if woord}.values())
        if len(woorden) > self.hoogstens:
            raise ValidationError(f"Noem hoogstens {self.hoogstens} trefwoorden.")
        if any(len(woord) > 100 for woord in woorden):
            raise ValidationError("Zet een komma tussen de trefwoorden.")
        return woorden


def maak_veld(soort: soorten.Veldsoort) -> forms.Field:
    """The form field for a column, list or row of the format.

    A text box lets people go over the limit, and says so: a browser would cut what is pasted.
    """
    veld = VAKKEN.van(soort)(soort)
    if isinstance(veld, forms.CharField):
        veld.widget.attrs.pop("maxlength", None)
        veld.error_messages["max_length"] = TE_LANG
    return veld


def _kolom(soort: soorten.Veldsoort, **opties: Any) -> forms.Field:
    """What Django makes of the column, with `opties`."""
    veld: forms.Field = soort.doel.formfield(**opties)
    veld.error_messages["required"] = "Vul dit in."
    return veld


def _keuzes(soort: soorten.Keuzes) -> forms.Field:
    return forms.MultipleChoiceField(
        required=False,
        choices=soort.opties(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
    )


def _keuze(soort: soorten.Keuze) -> forms.Field:
    """A list to open; where something is chosen from the start all of it stands open."""
    moet = not soort.doel.blank
    open_ = moet and soort.doel.has_default()
    return forms.ChoiceField(
        required=moet,
        choices=soort.opties() if open_ else [("", "Kies uit de lijst"), *soort.opties()],
        widget=forms.RadioSelect if open_ else forms.Select(attrs={"class": KEUZEVAK}),
        error_messages={"required": "Maak een keuze.", "invalid_choice": "Maak een keuze."},
    )


def _verwijzing(soort: soorten.Verwijzing) -> forms.Field:
    """A name to type, with those that resemble it below."""
    lijst = soort.doel.related_model._meta
    zoek = {"data-zoek": lijst.model_name, "list": f"lijst-{lijst.model_name}"}
    return forms.CharField(
        max_length=lijst.get_field("naam").max_length,
        widget=_invoer(**zoek, autocomplete="off"),
        error_messages={"required": "Schrijf hier de naam."},
    )


def _invoer(tekens: int = 0, **attrs: Any) -> forms.TextInput:
    """A line of text, with a live count where it may be longer than a few words."""
    if tekens >= 80:
        attrs["data-tekens"] = tekens
    return forms.TextInput(attrs={"class": TEKSTVAK, **attrs})


def _tekst(soort: soorten.Tekst) -> forms.Field:
    """A line, or a box where more than one fits."""
    if soort.max_tekens <= KORT:
        return _kolom(soort, widget=_invoer(soort.max_tekens))
    attrs = {"class": "schrijfvak", "rows": 3, "data-tekens": soort.max_tekens}
    return _kolom(soort, widget=forms.Textarea(attrs=attrs))


def _dag(soort: soorten.Dag) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date", "class": TEKSTVAK}, format="%Y-%m-%d")
    return _kolom(soort, widget=widget)


def _getal(soort: soorten.Getal) -> forms.Field:
    if soort.cijfers:
        veld = _kolom(soort, localize=True, widget=_invoer(inputmode="decimal"))
    else:
        _, hoogste = connection.ops.integer_field_range(soort.doel.get_internal_type())
        veld = _kolom(
            soort,
            max_value=hoogste,
            error_messages={"max_value": "Dit getal is te groot."},
            widget=_invoer(inputmode="numeric"),
        )
    veld.eenheid, veld.zegt_ongeveer = soort.veld.eenheid, True  # type: ignore[attr-defined]
    return veld


VAKKEN: soorten.PerSoort[Callable[[Any], forms.Field]] = soorten.PerSoort(
    {
        soorten.Veldsoort: _kolom,
        soorten.Tekst: _tekst,
        soorten.Email: lambda soort: _kolom(soort, widget=_invoer(type="email")),
        soorten.Webadres: lambda soort: _kolom(soort, widget=_invoer(type="url")),
        soorten.Rijk: lambda soort: RijkVeld(soort.doel),
        soorten.Deeldatum: lambda soort: _kolom(soort, widget=_invoer()),
        soorten.Dag: _dag,
        soorten.Getal: _getal,
        soorten.Keuze: _keuze,
        soorten.Keuzes: _keuzes,
        soorten.Lijst: LijstVeld,
        soorten.Trefwoorden: TrefwoordenVeld,
        soorten.Verwijzing: _verwijzing,
        soorten.Bestand: lambda _soort: forms.FileField(required=False, max_length=100),
    }
)
