"""Descriptions as a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from basis.tabel import Blad, Cel, maak_csv, maak_xlsx
from innovaties.models import Beschrijving
from innovaties.uitvoer.gegevens import als_rij, kolommen


def als_csv(beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> bytes:
    return maak_csv(_blad(beschrijvingen))


def als_xlsx(beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> bytes:
    """A workbook with one sheet."""
    return maak_xlsx("Innovaties", _blad(beschrijvingen))


def _blad(beschrijvingen: Iterable[Beschrijving]) -> Blad:
    return Blad("Innovaties", kolommen(), map(_cellen, beschrijvingen))


def _cellen(beschrijving: Beschrijving) -> list[Cel]:
    rij = als_rij(beschrijving)
    return [rij[kop] for kop in kolommen()]
