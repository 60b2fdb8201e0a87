"""Form fields for longer text, plain and rich."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from basis.velden import RijkeTekst

_HTML = re.compile(r"<(p|h3|h4|ul|ol|blockquote|strong|a)\b", re.IGNORECASE)


def zichtbare_lengte(html: str) -> int:
    """How many characters of rich text the database counts (`basis.velden.zichtbare_tekens`)."""
    return len(re.sub(r"<[^>]*>", "", html))


def als_html(tekst: str) -> str:
    """Plain text as paragraphs, at every empty line; HTML as it is."""
    if not tekst or _HTML.search(tekst):
        return tekst
    alineas = (" ".join(alinea.split()) for alinea in re.split(r"\n\s*\n", tekst))
    return "".join(f"<p>{escape(alinea)}</p>" for alinea in alineas if alinea)


class RijkVeld(forms.CharField):
    """Rich text: sanitised, and no longer than its column takes."""

    def __init__(self, veld: RijkeTekst, **kwargs: Any) -> None:
        self.veld = veld
        attrs = {"class": "schrijfvak", "data-rijk": "", "data-tekens": veld.max_tekens, "rows": 8}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        html = str(self.veld.clean(als_html(super().clean(value)), None))
        tekens = zichtbare_lengte(html)
        if tekens > self.veld.max_tekens:
            teveel = tekens - self.veld.max_tekens
            raise ValidationError(
                f"Deze tekst is {teveel} tekens te lang. Er passen {self.veld.max_tekens} tekens."
            )
        return html
