"""What our forms look like."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator

MEESTE_TERUG = 1000
"""Signs of a text that a message gives back: it travels with the next page."""

TEKSTVAK = "utrecht-textbox utrecht-textbox--html-input"
KEUZEVAK = "utrecht-select utrecht-select--html-select"
TEKSTVELDEN = (forms.TextInput, forms.EmailInput, forms.URLInput, forms.Textarea)


class HuisstijlForm(forms.Form):
    """Inputs with the classes of the house style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if isinstance(veld.widget, forms.Select):
                veld.widget.attrs.setdefault("class", KEUZEVAK)
            elif isinstance(veld.widget, TEKSTVELDEN):
                veld.widget.attrs.setdefault("class", TEKSTVAK)

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        return [
            (self[naam].id_for_label or f"veld-{naam}", f"{self.fields[naam].label}: {regels[0]}")
            for naam, regels in self.errors.items()
            if naam in self.fields
        ]


def wat_er_stond(form: forms.Form) -> str:
    """What was typed in `form`, to be said where it is not shown again: empty without text."""
    vakken = (form[naam] for naam, veld in form.fields.items() if isinstance(veld, forms.CharField))
    teksten = " ".join(filter(None, (str(vak.value() or "").strip() for vak in vakken)))
    return f" U schreef: {Truncator(teksten).chars(MEESTE_TERUG)}" if teksten else ""
