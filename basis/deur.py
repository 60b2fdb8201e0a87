"""The one door for what people type: clean text, one form of a mail address, days that can be.

Dates and numbers come in as people write them ('1 oktober 2019', '€ 25.000,-'): what `basis.getypt`
cannot read is left to Django, so that each field refuses it in its own words.

Every field of every form passes here, those of the admin and of allauth too, and so do fields that
are used without a form. A base class would be forgotten once (ADR 15).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from basis.data import EERSTE_DAG, LAATSTE_DAG, vereis_binnen_grenzen
from basis.getypt import lees_dag, lees_getal, lees_moment, splits_ongeveer
from basis.tekst import een_regel, mailadres, schoon
from basis.velden import vereis_mailadres

_lees_tekst = forms.CharField.to_python
_lees_dag = forms.DateField.to_python
_lees_moment = forms.DateTimeField.to_python
_lees_geheel = forms.IntegerField.to_python
_lees_komma = forms.DecimalField.to_python
_attrs_van_dag = forms.DateField.widget_attrs
_attrs_van_moment = forms.DateTimeField.widget_attrs


def plaats() -> None:
    """Let Django read text, addresses, numbers, days and moments through this door."""
    vervang: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
        (forms.CharField, {"to_python": _tekst}),
        (forms.IntegerField, {"to_python": _geheel, **_geen_getal("12500"), **VAK_VOOR_GETAL}),
        (
            forms.DecimalField,
            {
                "to_python": _komma,
                "prepare_value": _met_komma,
                **_geen_getal("12500 of 2,5"),
            },
        ),
        (forms.DateField, {"to_python": _dag, "widget_attrs": _dag_attrs}),
        (forms.DateTimeField, {"to_python": _moment, "widget_attrs": _moment_attrs}),
    )
    for veld, methoden in vervang:
        for naam, methode in methoden.items():
            setattr(veld, naam, methode)
    forms.EmailField.default_validators = [vereis_mailadres]


def _tekst(veld: forms.CharField, value: Any) -> Any:
    """Several lines where the field shows them, else one; a password is what was typed."""
    if isinstance(value, str) and not isinstance(veld.widget, forms.PasswordInput):
        if isinstance(veld, forms.EmailField):
            value = mailadres(value)
        elif isinstance(veld.widget, forms.Textarea):
            value = schoon(value)
        else:
            value = een_regel(value)
    return _lees_tekst(veld, value)


def _geheel(veld: forms.IntegerField, value: Any) -> int | None:
    return _lees_geheel(veld, _getal(veld, value))


def _komma(veld: forms.DecimalField, value: Any) -> Decimal | None:
    return _lees_komma(veld, _getal(veld, value, veld.decimal_places or 0))


def _met_komma(_veld: forms.DecimalField, value: Any) -> Any:
    """A number as people write it: '2,5' and '120', and no zeros behind them."""
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


def _geen_getal(zoals: str) -> dict[str, Any]:
    return {"default_error_messages": {"invalid": f"Schrijf een getal, bijvoorbeeld {zoals}."}}


def _getal_attrs(veld: forms.IntegerField, widget: forms.Widget) -> dict[str, Any]:
    toetsen = "decimal" if isinstance(veld, forms.DecimalField) else "numeric"
    return {} if widget.is_hidden else {"inputmode": toetsen}


VAK_VOOR_GETAL: dict[str, Any] = {"widget": forms.TextInput, "widget_attrs": _getal_attrs}
"""A browser lets nobody type '€ 25.000' in a box for numbers."""


def _getal(veld: Any, value: Any, cijfers: int = 0) -> Any:
    """The number in `value`. A field with `zegt_ongeveer` tells itself that it leaves out 'ca.'."""
    if not isinstance(value, str):
        return value
    ongeveer, getal = splits_ongeveer(value)
    if ongeveer and not getattr(veld, "zegt_ongeveer", False):
        raise ValidationError(f"Schrijf het getal zonder ‘{ongeveer}’.")
    try:
        return Decimal(lees_getal(getal, getattr(veld, "eenheid", ""), cijfers=cijfers))
    except ValidationError:
        return value


def _dag(veld: forms.DateField, value: Any) -> date | None:
    return vereis_binnen_grenzen(_lees_dag(veld, _getypt(lees_dag, value)))


def _moment(veld: forms.DateTimeField, value: Any) -> datetime | None:
    moment = _lees_moment(veld, _getypt(lees_moment, value))
    vereis_binnen_grenzen(moment)
    return moment


def _getypt(lees: Callable[[str], str], value: Any) -> Any:
    """What `lees` makes of typed text; as it came where that is nothing."""
    try:
        return lees(value) if isinstance(value, str) else value
    except ValidationError:
        return value


def _dag_attrs(veld: forms.DateField, widget: forms.Widget) -> dict[str, Any]:
    grenzen = {"min": EERSTE_DAG.isoformat(), "max": LAATSTE_DAG.isoformat()}
    return _attrs_van_dag(veld, widget) | _als_kalender(widget, grenzen)


def _moment_attrs(veld: forms.DateTimeField, widget: forms.Widget) -> dict[str, Any]:
    grenzen = {"min": f"{EERSTE_DAG}T00:00", "max": f"{LAATSTE_DAG}T23:59"}
    return _attrs_van_moment(veld, widget) | _als_kalender(widget, grenzen)


def _als_kalender(widget: forms.Widget, grenzen: dict[str, str]) -> dict[str, Any]:
    """`grenzen` for a widget in which the browser lets people choose a day."""
    return grenzen if getattr(widget, "input_type", "") in ("date", "datetime-local") else {}
