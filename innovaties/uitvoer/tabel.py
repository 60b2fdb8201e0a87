"""Descriptions as a table, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from basis.tabel import Blad, maak_xlsx, onschuldig
from innovaties.models import Beschrijving
from innovaties.uitvoer.gegevens import als_rij, kolommen


def als_csv(beschrijvingen: Iterable[Beschrijving]) -> bytes:
    """A table as Dutch Excel opens it: UTF-8 with a mark, and semicolons."""
    buffer = StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kolommen())
    for beschrijving in beschrijvingen:
        schrijver.writerow(map(onschuldig, _cellen(beschrijving)))
    return buffer.getvalue().encode("utf-8-sig")


def als_xlsx(beschrijvingen: Iterable[Beschrijving]) -> bytes:
    """A workbook with one sheet."""
    rijen = map(_cellen, beschrijvingen)
    return maak_xlsx("Innovaties", Blad("Innovaties", kolommen(), rijen))


def _cellen(beschrijving: Beschrijving) -> list[str]:
    rij = als_rij(beschrijving)
    return [rij[kop] for kop in kolommen()]
