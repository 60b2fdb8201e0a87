"""Names in the rows of a file that no list knows yet: asked, as the site does, before they count.

What was read holds such a name behind `soorten.NOG_ONBEKEND`; who saves says what each means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from innovaties.formaat import VELD
from innovaties.formaat.soorten import NOG_ONBEKEND, Rijen
from innovaties.lezen.namen_zoeken import NIEUW, Benoemd, Namen

type Ruwen = Mapping[str, Any]
"""Raw values by the name of their field."""


@dataclass
class Naamvraag:
    """One name that no list knows: what it resembles, and what somebody says that it means."""

    prefix: str
    onbekend: str
    kandidaten: list[Benoemd]
    keuze: str = ""
    betekent: Benoemd | None = None


type Naamvragen = dict[tuple[type[Benoemd], str], Naamvraag]
"""What to ask, by the list and the name."""


def vraag_namen(ruwen: Ruwen, gepost: Mapping[str, str]) -> Naamvragen:
    """What to ask of the names in `ruwen`, with what `gepost` answers.

    A name that meanwhile is known means that, and what resembles nothing is new.
    """
    namen: dict[type[Benoemd], Namen] = {}
    vragen: Naamvragen = {}
    for lijst, naam in _onbekend(ruwen):
        bekend = namen.setdefault(lijst, Namen(lijst))
        if (lijst, naam) in vragen:
            continue
        prefix = f"naam-{len(vragen)}"
        lijkt = bekend.gelijkend(naam)
        keuze = gepost.get(f"{prefix}-naam_keuze", "" if lijkt else NIEUW)
        gekozen = next((rij for rij in lijkt if rij.slug == keuze), None)
        betekent = bekend.zoek(naam) or gekozen or (bekend.nieuw(naam) if keuze == NIEUW else None)
        vragen[lijst, naam] = Naamvraag(prefix, naam, lijkt, keuze, betekent)
    return vragen


def met_namen(ruwen: Ruwen, vragen: Naamvragen) -> dict[str, Any]:
    """`ruwen` with the rows that their names mean, of which some are not saved yet."""
    return {
        naam: [_met_namen(VELD[naam].soort, rij, vragen) for rij in waarde]
        if isinstance(VELD[naam].soort, Rijen)
        else waarde
        for naam, waarde in ruwen.items()
    }


def _met_namen(soort: Any, rij: dict[str, Any], vragen: Naamvragen) -> dict[str, Any]:
    gevuld = dict(rij)
    for kolom in soort.verwijzingen:
        if (ruw := str(rij[kolom.naam])).startswith(NOG_ONBEKEND):
            vraag = vragen[kolom.doel.related_model, ruw.removeprefix(NOG_ONBEKEND)]
            gevuld[kolom.naam] = vraag.betekent
    return gevuld


def _onbekend(ruwen: Ruwen) -> Iterator[tuple[type[Benoemd], str]]:
    for naam, waarde in ruwen.items():
        soort = VELD[naam].soort
        for kolom in soort.verwijzingen if isinstance(soort, Rijen) else ():
            for rij in waarde:
                if (ruw := str(rij[kolom.naam])).startswith(NOG_ONBEKEND):
                    yield kolom.doel.related_model, ruw.removeprefix(NOG_ONBEKEND)
