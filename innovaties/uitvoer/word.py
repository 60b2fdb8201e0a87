"""A description as a Word document, to edit and to quote from."""

from __future__ import annotations

from typing import cast

from django.utils import timezone

from basis.apart import apart
from innovaties.models import Beschrijving
from innovaties.uitvoer.document import als_bundel
from innovaties.uitvoer.naast import Vergelijkblad, op_papier
from innovaties.uitvoer.uitdraai import Bundel


def maak_docx(beschrijving: Beschrijving) -> bytes:
    """What a visitor may see of `beschrijving`."""
    return bundel_docx(als_bundel(beschrijving))


def bundel_docx(bundel: Bundel) -> bytes:
    """All of `bundel` in one document, each on pages of its own."""
    return cast(bytes, apart("innovaties.uitvoer.wordschrijver.schrijf", bundel, timezone.now()))


def vergelijking_docx(blad: Vergelijkblad) -> bytes:
    """`blad` as a table in a document."""
    return bundel_docx(op_papier(blad))
