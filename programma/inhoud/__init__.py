"""Load `inhoud/programma/`: lessons, networks, agendas, inventories and the planning.

All or nothing, and only what changed since the last time; later work on the site stays: how far
an action is, what was hidden, and all of the planning once it is there.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from opgaven.inhoud.kennis import LessenLader, WerkagendaLader
from opgaven.inhoud.netwerk import NetwerkLader
from programma.inhoud.planning import PlanningLader
from trajecten.actions.inschrijven import vergrendel_plekken
from wensen.inhoud import InventarisatieLader
from werkplek.inhoud.bestanden import Fout, InhoudFout, gewijzigd, vergrendelde_lader
from werkplek.inhoud.lezen import Lader

LADERS: dict[str, type[Lader]] = {
    "lessen": LessenLader,
    "netwerk": NetwerkLader,
    "werkagenda": WerkagendaLader,
    "inventarisatie": InventarisatieLader,
    "planning": PlanningLader,
}
"""By the first word of a file's name, in the order in which they are loaded."""


def laad_programma(map_: Path) -> int:
    """Load all changed files in `map_`/programma; return how many there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    geladen = 0
    paden = sorted((map_ / "programma").glob("*.yaml"))
    with transaction.atomic():
        vergrendel_plekken()  # first: who waits for it may need the account that loads
        door = vergrendelde_lader()
        for pad in paden:
            if _soort(pad) not in LADERS:
                naam = str(pad.relative_to(map_))
                fouten.append(Fout(naam, "bestand", f"begin de naam met {', '.join(LADERS)}"))
        for soort, lader in LADERS.items():
            for pad in paden:
                if _soort(pad) == soort and (bestand := gewijzigd(map_, pad)):
                    fouten += lader(bestand, door).laad()
                    geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    return geladen


def _soort(pad: Path) -> str:
    return pad.stem.partition("-")[0]
