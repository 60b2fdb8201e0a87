"""Files that cost much to make: made once, one at a time, and kept on disk within bounds.

Making one takes a core for a while. Who asks meanwhile waits for it, in a lane of files that leaves
the other threads of a worker to readers (`kennisbank.rsgi`).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import IO

from django.conf import settings

MAXIMUM_BYTES = 256 * 2**20
MAXIMUM_LEEFTIJD = 7 * 24 * 3600
"""What is kept: the files that were asked for last, and none that nobody asked for in a week."""


BRONNEN = {".py", ".typ", ".html", ".css", ".js", ".svg", ".png", ".woff2"}
"""What our files are made by, and what our pages are made of or lead to by a name with its hash."""


def kenmerk(*sleutel: object) -> str:
    """A name for what `sleutel` says in full, made by the programs as they are now."""
    return hashlib.sha256(repr((_programma(), *sleutel)).encode()).hexdigest()


@cache
def _programma() -> str:
    """Another text when any program or template is: what an older one made is not ours."""
    # Not those of the libraries, which `.venv` may hold in thousands: the lock file names them.
    mappen = (map_ for map_ in settings.BASE_DIR.glob("[!.]*/") if map_.name != "var")
    bronnen = (een for map_ in mappen for een in map_.rglob("*") if een.suffix in BRONNEN)
    staten = (
        (str(bron), bron.stat().st_mtime_ns)
        for bron in sorted([*bronnen, settings.BASE_DIR / "requirements.lock"])
    )
    return hashlib.sha256(repr(list(staten)).encode()).hexdigest()


def bewaard(naam: str, schrijf: Callable[[IO[bytes]], object]) -> Path:
    """The kept file `naam`, which a `kenmerk` gave; when there is none `schrijf` writes it.

    One file is made at a time, over all workers of this machine. Who asks meanwhile waits, and
    makes nothing when the file is there by then.
    """
    map_: Path = settings.BEWAARD_ROOT
    pad = map_ / naam
    if _is_er(pad):
        return pad
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (map_ / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not _is_er(pad):
            _maak(pad, schrijf)
            _ruim_op(map_, behalve=pad)
    return pad


def _is_er(pad: Path) -> bool:
    """Whether the file is there; it was asked for now."""
    with suppress(FileNotFoundError):
        os.utime(pad)
        return True
    return False


def _maak(pad: Path, schrijf: Callable[[IO[bytes]], object]) -> None:
    with tempfile.NamedTemporaryFile(dir=pad.parent, delete=False) as deel:
        try:
            schrijf(deel)
        except BaseException:
            Path(deel.name).unlink()
            raise
    Path(deel.name).replace(pad)


def _ruim_op(map_: Path, *, behalve: Path) -> None:
    """Remove what was not asked for in a while, and what is too much; under the lock.

    But not what was made just now, and no folder: what lies there has bounds of its own.
    """
    alle = [(pad, pad.stat()) for pad in map_.iterdir() if pad not in {map_ / "slot", behalve}]
    staten = [(pad, staat) for pad, staat in alle if S_ISREG(staat.st_mode)]
    bytes_ = behalve.stat().st_size
    for pad, staat in sorted(staten, key=lambda paar: paar[1].st_mtime, reverse=True):
        bytes_ += staat.st_size
        if bytes_ > MAXIMUM_BYTES or staat.st_mtime < time.time() - MAXIMUM_LEEFTIJD:
            pad.unlink(missing_ok=True)
