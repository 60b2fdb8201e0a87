"""One form field for each kind of column, whatever the format holds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from basis.forms import KEUZEVAK, TEKSTVAK
from basis.rijk import RijkVeld
from basis.tekst import een_regel, naamsleutel
from basis.velden import KORT, DeelDatum, Keuzes, RijkeTekst
from innovaties.formaat import HOOGSTENS
from innovaties.lezen.weergave import modelveld
from innovaties.models import Trefwoord


class GetalVeld(forms.IntegerField):
    """A whole number, also as people write it: 25.000."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = re.sub(r"(?<=\d)[.\s](?=\d{3}(?!\d))", "", value.strip())
        return super().to_python(value)


class LijstVeld(forms.MultipleChoiceField):
    """Rows of a list, by their web name; they are read only when something changed."""

    def __init__(self, naam: str) -> None:
        self.model: Any = modelveld(naam).related_model
        self.hoogstens = HOOGSTENS.get(naam, 0)
        self._gelezen: list[tuple[str, str]] = []
        super().__init__(required=False, choices=self._lees, widget=forms.CheckboxSelectMultiple)

    def _lees(self) -> list[tuple[str, str]]:
        if not self._gelezen:
            self._gelezen = [(rij.slug, str(rij)) for rij in self.model.objects.all()]
        return self._gelezen

    def validate(self, value: Any) -> None:
        """Leave it to `haal`, which asks the database for no more than what was chosen."""

    def haal(self, slugs: list[str]) -> list[Any]:
        """The rows with these web names. Raises ValidationError for an unknown or one too many."""
        if self.hoogstens and len(slugs) > self.hoogstens:
            raise ValidationError(f"Kies er hoogstens {self.hoogstens}.")
        rijen = list(self.model.objects.filter(slug__in=slugs))
        if len(rijen) != len(set(slugs)):
            raise ValidationError("Kies alleen waarden uit de lijst.")
        return rijen


class TrefwoordenVeld(forms.CharField):
    """Free keywords, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        delen = map(een_regel, re.split(r"[,;\n]", super().clean(value)))
        woorden = list({naamsleutel(woord): woord for woord in delen if woord}.values())
        if len(woorden) > HOOGSTENS["trefwoorden"]:
            raise ValidationError(f"Noem hoogstens {HOOGSTENS['trefwoorden']} trefwoorden.")
        if any(len(woord) > 100 for woord in woorden):
            raise ValidationError("Zet een komma tussen de trefwoorden.")
        return woorden

    def haal(self, woorden: list[str]) -> list[str]:
        """The same words, spelled as the kennisbank already spells them."""
        return Trefwoord.zoals_bekend(woorden)


def maak_veld(doel: Any) -> forms.Field:
    """The form field for a column or list of the format, by the kind of its model field."""
    if doel.name == "trefwoorden":
        return TrefwoordenVeld(required=False, widget=_invoer(0))
    if doel.many_to_many:
        return LijstVeld(doel.name)
    if isinstance(doel, RijkeTekst):
        return RijkVeld(doel)
    if isinstance(doel, Keuzes):
        return forms.MultipleChoiceField(
            required=False,
            choices=list(doel.base_field.choices or ()),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
        )
    if doel.choices:
        return _keuze(doel)
    veld: forms.Field = _kolom(doel)
    veld.error_messages["required"] = "Vul dit in."
    return veld


def _keuze(doel: Any) -> forms.Field:
    keuzes = [("", "Kies uit de lijst"), *doel.choices]
    if doel.has_default() and not doel.blank:
        return forms.ChoiceField(
            choices=doel.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Maak een keuze."},
        )
    return forms.ChoiceField(
        required=not doel.blank,
        choices=keuzes,
        widget=forms.Select(attrs={"class": KEUZEVAK}),
        error_messages={"required": "Maak een keuze.", "invalid_choice": "Maak een keuze."},
    )


def _kolom(doel: Any) -> Any:
    """The form field of a plain column: the first kind in this list that it is."""
    soorten: list[tuple[type[models.Field[Any, Any]], dict[str, Any]]] = [
        (models.BooleanField, {"required": False}),
        (models.DateField, {"widget": _datum(), "input_formats": ["%Y-%m-%d", "%d-%m-%Y"]}),
        (models.DecimalField, {"localize": True, "widget": _invoer(0, inputmode="decimal")}),
        (
            models.IntegerField,
            {"form_class": GetalVeld, "widget": _invoer(0, inputmode="numeric")},
        ),
        (DeelDatum, {"widget": _invoer(10)}),
        (models.EmailField, {"widget": _invoer(0, type="email")}),
        (models.URLField, {"widget": _invoer(0, type="url")}),
        (models.CharField, {"widget": _tekstvak(doel.max_length or 0)}),
    ]
    return doel.formfield(**next(opties for soort, opties in soorten if isinstance(doel, soort)))


def _invoer(tekens: int, **attrs: Any) -> forms.TextInput:
    """A line of text, with a live count where it may be longer than a few words."""
    if tekens >= 80:
        attrs["data-tekens"] = tekens
    return forms.TextInput(attrs={"class": TEKSTVAK, **attrs})


def _tekstvak(tekens: int) -> forms.Widget:
    if tekens <= KORT:
        return _invoer(tekens)
    return forms.Textarea(attrs={"class": "schrijfvak", "rows": 3, "data-tekens": tekens})


def _datum() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": TEKSTVAK}, format="%Y-%m-%d")
