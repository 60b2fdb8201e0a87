"""The desk as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from django.utils import timezone

from basis.tabel import Blad, Tabelcel, schrijf_csv, schrijf_xlsx
from redactie.lezen.schrijvers import status_naam

KOPPEN = (
    *("Beschrijving", "Versie", "Soort", "Status", "Wacht sinds", "Organisatie", "Thema’s"),
    *("Tranche", "Kennismakelaar", "Deadline", "Bevestigd op", "Nog in te vullen", "Webnaam"),
)


def _xlsx(doel: IO[bytes], blad: Blad) -> None:
    schrijf_xlsx(doel, blad.naam, blad)


SCHRIJVERS: dict[str, Callable[[IO[bytes], Blad], None]] = {"xlsx": _xlsx, "csv": schrijf_csv}
"""What writes each kind of file."""


def schrijf_bureau(doel: IO[bytes], soort: str, versies: Iterable[Any]) -> None:
    """Write `versies`, with the columns of the desk, to `doel`."""
    SCHRIJVERS[soort](doel, Blad("Beschrijvingen", KOPPEN, map(_cellen, versies)))


def _cellen(versie: Any) -> list[Tabelcel]:
    innovatie = versie.innovatie
    return [
        versie.titel,
        versie.versie,
        versie.get_soort_display(),
        status_naam(versie),
        versie.wacht and timezone.localdate(versie.wacht),
        str(innovatie.organisatie or ""),
        ", ".join(versie.themanamen),
        versie.tranche or "",
        str(innovatie.kennismakelaar or ""),
        innovatie.deadline,
        innovatie.bevestigd_op,
        versie.ontbreekt,
        innovatie.slug,
    ]
