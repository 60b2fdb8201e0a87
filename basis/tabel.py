"""Tables for a spreadsheet: a number is a number, a day is a day, and no text is a formula."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, NamedTuple

from django.utils import timezone

from basis.apart import apart

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BREEDTE = 28
BREEDTE_EERSTE = 44
MAXIMUM_CEL = 32_767
"""Excel holds no longer text in a cell."""

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")
EERSTE_JAAR = 1900
"""Excel knows no day before."""

Tabelcel = str | int | float | Decimal | date | datetime | None


class Blad(NamedTuple):
    """One sheet: its name, its header and its rows, each as long as the header."""

    naam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[Tabelcel]]


class Vormen(NamedTuple):
    """How cells look in a workbook, by what they hold. A moment is that of Amsterdam."""

    kop: Format
    gewoon: Format
    dag: Format
    moment: Format


def onschuldig(tekst: str) -> str:
    """`tekst` such that no spreadsheet takes it for a formula, not even after saving it again.

    Cut at what a cell holds.
    """
    cel = f"'{tekst}" if tekst.lstrip(" ").startswith(GEVAARLIJK) else tekst
    return cel[:MAXIMUM_CEL]


def schrijf_csv(doel: IO[bytes], blad: Blad) -> None:
    """A table as Dutch Excel opens it: UTF-8 with a mark, semicolons and decimal commas."""
    tekst = TextIOWrapper(doel, encoding="utf-8-sig", newline="")
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    for rij in chain([blad.koppen], blad.rijen):
        schrijver.writerow(map(_als_tekst, rij))
    tekst.detach()  # and so it leaves `doel` open


def _als_tekst(cel: Tabelcel) -> str:
    match cel:
        case None:
            return ""
        case str():
            return onschuldig(cel)
        case datetime():
            return f"{timezone.localtime(cel):%Y-%m-%d %H:%M}"
        case date():
            return cel.isoformat()
        case _:
            return f"{Decimal(str(cel)).normalize():f}".replace(".", ",")


def maak_xlsx(titel: str, *bladen: Blad) -> bytes:
    """As `schrijf_xlsx`."""
    buffer = BytesIO()
    schrijf_xlsx(buffer, titel, *bladen)
    return buffer.getvalue()


def schrijf_xlsx(doel: IO[bytes], titel: str, *bladen: Blad) -> None:
    """A workbook with `bladen`, to `doel`. Texts are made harmless.

    Made beside the worker (`basis.apart`), where the rows go over disk one after another: there
    may be thousands.
    """
    with TemporaryDirectory() as map_:
        rijen, boek = Path(map_) / "rijen", Path(map_) / "boek"
        with rijen.open("wb") as uit:
            for blad in bladen:
                pickle.dump((blad.naam, list(blad.koppen)), uit)
                for rij in blad.rijen:
                    pickle.dump(list(rij), uit)
                pickle.dump(None, uit)
        apart("basis.tabel.zet", titel, len(bladen), rijen, boek)
        with boek.open("rb") as klaar:
            copyfileobj(klaar, doel)


def zet(titel: str, aantal: int, rijen: Path, boek: Path) -> None:
    """The same, for the process that has the library: `aantal` sheets, from `rijen` to `boek`."""
    from xlsxwriter import Workbook  # noqa: PLC0415 (5 MiB)

    with rijen.open("rb") as uit, Workbook(boek, {"constant_memory": True}) as werkboek:
        werkboek.set_properties({"title": titel, "language": "nl-NL"})
        vormen = Vormen(
            werkboek.add_format({"bold": True, "valign": "top", "text_wrap": True}),
            werkboek.add_format({"valign": "top"}),
            werkboek.add_format({"valign": "top", "align": "left", "num_format": "dd-mm-yyyy"}),
            werkboek.add_format(
                {"valign": "top", "align": "left", "num_format": "dd-mm-yyyy hh:mm"}
            ),
        )
        for _ in range(aantal):
            naam, koppen = pickle.load(uit)  # noqa: S301 (our own)
            _zet_blad(werkboek.add_worksheet(naam), koppen, _gelezen(uit), vormen)


def _gelezen(uit: IO[bytes]) -> Iterator[list[Tabelcel]]:
    while (rij := pickle.load(uit)) is not None:  # noqa: S301 (as above)
        yield rij


def _zet_blad(
    vel: Worksheet, koppen: Sequence[str], rijen: Iterable[Sequence[Tabelcel]], vormen: Vormen
) -> None:
    """Write row after row, which goes to disk."""
    vel.set_column(0, len(koppen) - 1, BREEDTE)
    vel.set_column(0, 0, BREEDTE_EERSTE)
    vel.freeze_panes(1, 1)
    for kolom, kop in enumerate(koppen):
        vel.write_string(0, kolom, onschuldig(kop), vormen.kop)
    regel = 0
    for regel, rij in enumerate(rijen, start=1):
        for kolom, cel in enumerate(rij):
            _schrijf(vel, regel, kolom, cel, vormen)
    vel.autofilter(0, 0, regel, len(koppen) - 1)


def _schrijf(vel: Worksheet, regel: int, kolom: int, cel: Tabelcel, vormen: Vormen) -> None:
    match cel:
        case None | "":
            pass
        case str():
            vel.write_string(regel, kolom, onschuldig(cel), vormen.gewoon)
        case date() if cel.year < EERSTE_JAAR:
            vel.write_string(regel, kolom, _als_tekst(cel), vormen.gewoon)
        case datetime():
            hier = timezone.make_naive(cel).replace(second=0, microsecond=0)
            vel.write_datetime(regel, kolom, hier, vormen.moment)
        case date():
            vel.write_datetime(regel, kolom, cel, vormen.dag)
        case _:
            vel.write_number(regel, kolom, float(cel), vormen.gewoon)
