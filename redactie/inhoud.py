"""Load the content files of `inhoud/`: what is new goes live, what changed is proposed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from innovaties import inhoud
from redactie.actions.uit_bestand import stel_voor
from werkplek.inhoud.lezen import zwijg


def laad_inhoud(map_: Path, zeg: Callable[[str], object] = zwijg) -> int:
    """Read all changed files below `map_`; return how many there were.

    What is not taken is told to `zeg`. Raises InhoudFout, with every mistake in every file, and
    then changes nothing.
    """
    return inhoud.laad_inhoud(map_, stel_voor=stel_voor, zeg=zeg)
