"""What our forms look like."""

from __future__ import annotations

from typing import Any

from django import forms

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
