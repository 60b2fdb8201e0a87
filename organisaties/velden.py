"""Inputs in which somebody says as what she is here."""

from __future__ import annotations

from typing import Any

from django import forms

from organisaties.keuzelijsten import LEZERS_VAN


class _MetLezers(forms.widgets.ChoiceWidget):
    """Each role says which readers it is chosen for, when the form opens (`lezer.js`)."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        optie = super().create_option(name, value, *args, **kwargs)
        if lezers := LEZERS_VAN.get(str(value)):
            optie["attrs"]["data-lezer-kiest"] = " ".join(lezers)
        return optie


class Rolkeuze(_MetLezers, forms.RadioSelect):
    """One role."""


class Rolkeuzes(_MetLezers, forms.CheckboxSelectMultiple):
    """Some roles, or none."""
