"""Descriptions as a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from basis.tabel import Blad, Tabelcel, maak_xlsx, schrijf_csv, schrijf_xlsx
from innovaties.models import Beschrijving
from innovaties.uitvoer.gegevens import als_rij, kolommen
from innovaties.uitvoer.naast import Vergelijkblad


def als_csv(doel: IO[bytes], beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> None:
    """Write them to `doel` one by one."""
    schrijf_csv(doel, _blad(beschrijvingen))


def als_xlsx(doel: IO[bytes], beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> None:
    """A workbook with one sheet, to `doel`."""
    schrijf_xlsx(doel, "Innovaties", _blad(beschrijvingen))


def vergelijking_xlsx(blad: Vergelijkblad) -> bytes:
    """The rows of a comparison, with all that each description says."""
    rijen = ((r.label, "ja" if r.verschilt else "", *r.teksten) for r in blad.regels)
    kop = ("Onderdeel", "Verschilt", *blad.titels)
    return maak_xlsx(blad.titel, Blad("Vergelijking", kop, rijen))


def _blad(beschrijvingen: Iterable[Beschrijving]) -> Blad:
    return Blad("Innovaties", kolommen(), map(_cellen, beschrijvingen))


def _cellen(beschrijving: Beschrijving) -> list[Tabelcel]:
    rij = als_rij(beschrijving)
    return [rij[kop] for kop in kolommen()]
