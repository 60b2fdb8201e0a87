"""Rows of a form that grow and shrink without JavaScript: each button posts the whole form."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

MAXIMUM_RIJEN = 60


def aantal_rijen(data: QueryDict, naam: str) -> int:
    """How many rows were posted for table `naam`."""
    aantal = data.get(f"{naam}-aantal", "0")
    return min(int(aantal), MAXIMUM_RIJEN) if aantal.isascii() and aantal.isdigit() else 0


def zet_rijen(
    data: QueryDict, bestanden: MultiValueDict[str, Any], actie: str
) -> tuple[QueryDict, MultiValueDict[str, Any]]:
    """What was posted, with one row added, moved or taken away.

    `actie` is '<table>:erbij', or '<table>:omhoog:<number>', 'omlaag' or 'weg' likewise.
    """
    naam, _, rest = actie.partition(":")
    wat, _, cijfer = rest.partition(":")
    volgorde: list[int | None] = list(range(aantal_rijen(data, naam)))
    nummer = int(cijfer) if cijfer.isascii() and cijfer.isdigit() else -1
    if wat == "erbij":
        volgorde.append(None)
    elif wat in ("omhoog", "omlaag", "weg") and 0 <= nummer < len(volgorde):
        rij = volgorde.pop(nummer)
        if wat != "weg":
            volgorde.insert(max(nummer + (-1 if wat == "omhoog" else 1), 0), rij)
    plaats = {oud: nieuw for nieuw, oud in enumerate(volgorde) if oud is not None}
    nieuw = QueryDict(mutable=True)
    _hernummer(data, nieuw, naam, plaats)
    nieuw[f"{naam}-aantal"] = str(len(volgorde))
    nieuwe_bestanden: MultiValueDict[str, Any] = MultiValueDict()
    _hernummer(bestanden, nieuwe_bestanden, naam, plaats)
    return nieuw, nieuwe_bestanden


def _hernummer(
    van: MultiValueDict[str, Any], naar: MultiValueDict[str, Any], naam: str, plaats: dict[int, int]
) -> None:
    for sleutel, waarden in van.lists():
        rij = re.fullmatch(rf"{re.escape(naam)}-(\d+)-(.+)", sleutel)
        if not rij:
            naar.setlist(sleutel, waarden)
        elif int(rij[1]) in plaats:
            naar.setlist(f"{naam}-{plaats[int(rij[1])]}-{rij[2]}", waarden)
