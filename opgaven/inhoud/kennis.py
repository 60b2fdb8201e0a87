"""Load lessons and the werkagenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from opgaven.models import (
    Actiepunt,
    Agendathema,
    Les,
    Lestaak,
    Randvoorwaarde,
    Regioervaring,
    Werkagenda,
)
from opgaven.vindbaar import maak_vindbaar
from werkplek.inhoud.lezen import Inhoudsrij, Lader

LES = (
    *("nummer", "slug", "titel", "samenvatting", "essentie", "bron"),
    *("themas", "elementen", "innovaties"),
)
ERVARING = ("regio", "tekst", "bron", "lessen")
AGENDA = ("slug", "titel", "samenvatting", "datum", "tekst", "bron")
THEMA = ("slug", "titel", "probleem", "gevolg", "themas", "volgorde")
STAND = ("stand", "stand_volgens", "stand_peil")
ACTIEPUNT = ("soort", "tekst", "eigenaar", *STAND, "bron", "lessen", "innovaties", "volgorde")

LESSEN = {"Les": "nummer"}
"""A file names a lesson by its number."""


def volgens_bron(rijen: Iterable[Inhoudsrij], peil: Any) -> Iterator[Inhoudsrij]:
    """Say of each stand that the source of the file tells it, where the row says nothing else."""
    for plek, rij in rijen:
        yield plek, {"stand_volgens": "bron", "stand_peil": peil, **rij}


class LessenLader(Lader):
    """Lessons with their tasks per kind of reader, and how regions work."""

    velden = ("bron", "lessen", "ervaringen")
    sleutels = LESSEN

    def zet(self, ruw: dict[str, Any]) -> None:
        bron = {"bron": ruw.get("bron")}
        lessen = []
        for plek, rij in self.rijen(ruw, "lessen", (*LES, "taken")):
            les = self.begin(Les, rij, plek, openbaar=True)
            if les is None:
                continue
            self.bewaar(les, {**bron, **rij}, LES, plek)
            self.voeg_toe(
                Lestaak, {"les": les}, self._taken(rij, plek), ("lezer", "tekst", "volgorde")
            )
            lessen.append(les)
        for plek, rij in self.rijen(ruw, "ervaringen", ERVARING):
            ervaring = self.begin(Regioervaring, rij, plek, per="regio")
            if ervaring is not None:
                self.bewaar(ervaring, {**bron, **rij}, ERVARING, plek)
        if not self.fouten:
            for les in lessen:
                maak_vindbaar(les)

    def _taken(self, ruw: dict[str, Any], plek: str) -> list[Inhoudsrij]:
        return [
            (f"{plek}, taken, {lezer}", {"lezer": lezer, "tekst": tekst})
            for lezer, taken in self.per_naam(ruw, "taken", plek)
            for tekst in self.lijst(taken, f"{plek}, taken, {lezer}")
        ]


class WerkagendaLader(Lader):
    """An agenda: its themes, what they need, and what is to be done."""

    velden = (*AGENDA, "themas")
    sleutels = LESSEN

    def zet(self, ruw: dict[str, Any]) -> None:
        agenda = self.begin(Werkagenda, ruw, "", openbaar=True)
        if agenda is None:
            return
        self.bewaar(agenda, ruw, AGENDA)
        extra = ("randvoorwaarden", "actiepunten")
        for nummer, (plek, rij) in enumerate(self.rijen(ruw, "themas", (*THEMA[:-1], *extra))):
            thema = Agendathema(werkagenda=agenda)
            self.bewaar(thema, {**rij, "volgorde": nummer}, THEMA, plek)
            ouder = {"agendathema": thema}
            hier = f"{plek}, randvoorwaarden"
            voorwaarden: list[Inhoudsrij] = [
                (f"{hier}, regel {een + 1}", {"tekst": tekst})
                for een, tekst in enumerate(self.lijst(rij.get("randvoorwaarden", []), hier))
            ]
            self.voeg_toe(Randvoorwaarde, ouder, voorwaarden, ("tekst", "volgorde"))
            punten = self.rijen(rij, "actiepunten", ACTIEPUNT[:-1], plek)
            self.voeg_toe(Actiepunt, ouder, volgens_bron(punten, ruw.get("datum")), ACTIEPUNT)
        if not self.fouten:
            maak_vindbaar(agenda)
