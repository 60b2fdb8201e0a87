"""PDF that a screen reader can walk (PDF/UA-1), drawn by typst from data."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from basis.tekst import ONZICHTBAAR

VERVANGER = "\N{WHITE SQUARE}"

# The blocks that the fonts inside typst draw in full. PDF/UA refuses a sign that no font draws,
# and then there would be no PDF at all.
_ZONDER_LETTER = re.compile(
    r"[^\n -~\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2000-\u2029\u202f-\u2040\u20a0-\u20bf\u2100-\u211e\u2126-\u2151\u2190-\u23ff"
    r"\u2460-\u262f]+"
)


def teken(sjabloon: Path, invoer: dict[str, str]) -> bytes:
    """The PDF that template `sjabloon` makes of `invoer`, which `als_invoer` gave."""
    return typst.compile(
        sjabloon,
        format="pdf",
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs=invoer,
        pdf_standards=["ua-1"],
        timestamp=int(timezone.now().timestamp()),
    )


def als_invoer(gegevens: Any) -> dict[str, str]:
    """`gegevens` as data: the template reads it, typst never takes it for markup.

    What the fonts cannot draw becomes `VERVANGER`.
    """
    return {"gegevens": json.dumps(_tekenbaar(gegevens))}


@cache
def _letters() -> typst.Fonts:
    """The fonts that typst carries, so that a PDF looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def _tekenbaar(waarde: Any) -> Any:
    """`waarde` with every text in it limited to signs that the fonts have."""
    if isinstance(waarde, str):
        zichtbaar = re.sub(ONZICHTBAAR, "", unicodedata.normalize("NFC", waarde))
        return _ZONDER_LETTER.sub(VERVANGER, zichtbaar)
    if isinstance(waarde, dict):
        return {naam: _tekenbaar(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, (list, tuple)):
        return [_tekenbaar(deel) for deel in waarde]
    return waarde
