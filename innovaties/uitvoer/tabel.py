"""Descriptions as a table, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from innovaties.models import Beschrijving
from innovaties.uitvoer.gegevens import als_rij, kolommen

BREEDTE = 28
BREEDTE_TITEL = 44
MAXIMUM_CEL = 32_767
"""Excel holds no longer text in a cell."""

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")


def als_csv(beschrijvingen: Iterable[Beschrijving]) -> bytes:
    """A table as Dutch Excel opens it: UTF-8 with a mark, and semicolons."""
    buffer = StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kolommen())
    for beschrijving in beschrijvingen:
        schrijver.writerow(_cellen(beschrijving))
    return buffer.getvalue().encode("utf-8-sig")


def als_xlsx(beschrijvingen: Iterable[Beschrijving]) -> bytes:
    """A workbook with one sheet; every cell is text, row after row goes to disk."""
    buffer = BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as boek:
        boek.set_properties({"title": "Innovaties", "language": "nl-NL"})
        vet = boek.add_format({"bold": True, "valign": "top", "text_wrap": True})
        gewoon = boek.add_format({"valign": "top"})
        blad = boek.add_worksheet("Innovaties")
        blad.set_column(0, len(kolommen()) - 1, BREEDTE)
        blad.set_column(0, 0, BREEDTE_TITEL)
        blad.freeze_panes(1, 1)
        for nummer, kop in enumerate(kolommen()):
            blad.write_string(0, nummer, kop, vet)
        regel = 0
        for regel, beschrijving in enumerate(beschrijvingen, start=1):
            for nummer, tekst in enumerate(_cellen(beschrijving)):
                if tekst:
                    blad.write_string(regel, nummer, tekst, gewoon)
        blad.autofilter(0, 0, regel, len(kolommen()) - 1)
    return buffer.getvalue()


def _cellen(beschrijving: Beschrijving) -> list[str]:
    rij = als_rij(beschrijving)
    return [_onschuldig(rij[kop])[:MAXIMUM_CEL] for kop in kolommen()]


def _onschuldig(tekst: str) -> str:
    """`tekst` such that no spreadsheet takes it for a formula, not even after saving it again."""
    return f"'{tekst}" if tekst.lstrip(" ").startswith(GEVAARLIJK) else tekst
