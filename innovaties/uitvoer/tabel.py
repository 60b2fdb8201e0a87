"""Descriptions as a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, cast

from basis.tabel import Blad, Tabelcel, maak_xlsx, schrijf_csv, schrijf_xlsx
from innovaties.models import Beschrijving
from innovaties.uitvoer.document import Bundel, Tabel
from innovaties.uitvoer.gegevens import als_rij, kolommen


def als_csv(doel: IO[bytes], beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> None:
    """Write them to `doel` one by one."""
    schrijf_csv(doel, _blad(beschrijvingen))


def als_xlsx(doel: IO[bytes], beschrijvingen: Iterable[Beschrijving], _vraag: str = "") -> None:
    """A workbook with one sheet, to `doel`."""
    schrijf_xlsx(doel, "Innovaties", _blad(beschrijvingen))


def vergelijking_xlsx(bundel: Bundel) -> bytes:
    """The rows of a comparison, which is one table."""
    tabel = cast("Tabel", bundel.stukken[0].hoofdstukken[0].paragrafen[0].blokken[0])
    rijen = ([stuk.tekst for stuk in rij] for rij in tabel.rijen)
    return maak_xlsx(bundel.titel, Blad("Vergelijking", tabel.kop, rijen))


def _blad(beschrijvingen: Iterable[Beschrijving]) -> Blad:
    return Blad("Innovaties", kolommen(), map(_cellen, beschrijvingen))


def _cellen(beschrijving: Beschrijving) -> list[Tabelcel]:
    rij = als_rij(beschrijving)
    return [rij[kop] for kop in kolommen()]
