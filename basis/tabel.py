"""Tables for a spreadsheet, in which every cell is text and no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from xlsxwriter import Workbook

BREEDTE = 28
BREEDTE_EERSTE = 44
MAXIMUM_CEL = 32_767
"""Excel holds no longer text in a cell."""

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")


class Blad(NamedTuple):
    """One sheet: its name, its header and its rows, each as long as the header."""

    naam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[str]]


def onschuldig(tekst: str) -> str:
    """`tekst` such that no spreadsheet takes it for a formula, not even after saving it again.

    Cut at what a cell holds.
    """
    cel = f"'{tekst}" if tekst.lstrip(" ").startswith(GEVAARLIJK) else tekst
    return cel[:MAXIMUM_CEL]


def maak_xlsx(titel: str, *bladen: Blad) -> bytes:
    """A workbook with `bladen`; row after row goes to disk. Cells are made harmless here."""
    buffer = BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as boek:
        boek.set_properties({"title": titel, "language": "nl-NL"})
        vet = boek.add_format({"bold": True, "valign": "top", "text_wrap": True})
        gewoon = boek.add_format({"valign": "top"})
        for naam, koppen, rijen in bladen:
            vel = boek.add_worksheet(naam)
            vel.set_column(0, len(koppen) - 1, BREEDTE)
            vel.set_column(0, 0, BREEDTE_EERSTE)
            vel.freeze_panes(1, 1)
            for kolom, kop in enumerate(koppen):
                vel.write_string(0, kolom, onschuldig(kop), vet)
            regel = 0
            for regel, rij in enumerate(rijen, start=1):
                for kolom, tekst in enumerate(rij):
                    if tekst:
                        vel.write_string(regel, kolom, onschuldig(tekst), gewoon)
            vel.autofilter(0, 0, regel, len(koppen) - 1)
    return buffer.getvalue()
