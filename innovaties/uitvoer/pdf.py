"""A description as PDF that a screen reader can walk (PDF/UA-1)."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from innovaties.models import Beschrijving
from innovaties.uitvoer.document import als_document

SJABLOON = Path(__file__).with_name("beschrijving.typ")
VERVANGER = "\N{WHITE SQUARE}"

# Without a shape of their own: joiners, direction marks, variation selectors.
_ONZICHTBAAR = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# The blocks that the fonts inside typst draw in full. PDF/UA refuses a sign that no font draws,
# and then there would be no PDF at all.
_ZONDER_LETTER = re.compile(
    r"[^\n -~\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2000-\u2029\u202f-\u2040\u20a0-\u20bf\u2100-\u211e\u2126-\u2151\u2190-\u23ff"
    r"\u2460-\u262f]+"
)


def maak_pdf(beschrijving: Beschrijving) -> bytes:
    """What a visitor may see of `beschrijving`, on A4."""
    return typst.compile(
        SJABLOON,
        format="pdf",
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs=_invoer(beschrijving),
        pdf_standards=["ua-1"],
        timestamp=int(timezone.now().timestamp()),
    )


def _invoer(beschrijving: Beschrijving) -> dict[str, str]:
    """The document as data: the template reads it, typst never takes it for markup."""
    document = asdict(als_document(beschrijving))
    return {"gegevens": json.dumps(_tekenbaar(document))}


@cache
def _letters() -> typst.Fonts:
    """The fonts that typst carries, so that a PDF looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def _tekenbaar(waarde: Any) -> Any:
    """`waarde` with every text in it limited to signs that the fonts have."""
    if isinstance(waarde, str):
        zichtbaar = _ONZICHTBAAR.sub("", unicodedata.normalize("NFC", waarde))
        return _ZONDER_LETTER.sub(VERVANGER, zichtbaar)
    if isinstance(waarde, dict):
        return {naam: _tekenbaar(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, (list, tuple)):
        return [_tekenbaar(deel) for deel in waarde]
    return waarde
