"""Load `inhoud/programma/`: lessons, networks, agendas, inventories and the planning.

All or nothing, and each lesson, network, agenda, inventory or plan only once: after that it belongs
to the site.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from opgaven.inhoud.kennis import LessenLader, WerkagendaLader
from opgaven.inhoud.netwerk import NetwerkLader
from programma.inhoud.planning import PlanningLader
from trajecten.actions.inschrijven import vergrendel_plekken
from wensen.inhoud import InventarisatieLader
from werkplek.inhoud.lezen import Lader, laad_bestanden, zwijg

LADERS: dict[str, type[Lader]] = {
    "lessen": LessenLader,
    "netwerk": NetwerkLader,
    "werkagenda": WerkagendaLader,
    "inventarisatie": InventarisatieLader,
    "planning": PlanningLader,
}
"""By the first word of a file's name, in the order in which they are loaded."""


class _Vreemd(Lader):
    """A file of no kind that we know."""

    def zet(self, _ruw: Any) -> None:
        self.fout("bestand", f"begin de naam met {', '.join(LADERS)}")


def laad_programma(map_: Path, zeg: Callable[[str], object] = zwijg) -> int:
    """Read all changed files in `map_`/programma; return how many there were.

    What belongs to the site already is told to `zeg`. Raises InhoudFout, with every mistake in
    every file, and then changes nothing.
    """
    paden = sorted((map_ / "programma").glob("*.yaml"))
    with transaction.atomic():
        vergrendel_plekken()  # first: who waits for it may need the account that loads
        return laad_bestanden(
            map_,
            [
                *((pad, _Vreemd) for pad in paden if _soort(pad) not in LADERS),
                *(
                    (pad, lader)
                    for soort, lader in LADERS.items()
                    for pad in paden
                    if _soort(pad) == soort
                ),
            ],
            zeg,
        )


def _soort(pad: Path) -> str:
    return pad.stem.partition("-")[0]
