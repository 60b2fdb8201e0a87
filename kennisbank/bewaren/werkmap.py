"""One back-up or restore at a time, in a folder that is gone after it."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.management.base import CommandError

from basis.fouten import is_vol

VOORVOEGSEL = ".half-"


@contextmanager
def werkmap() -> Iterator[Path]:
    """An empty folder in BACKUP_ROOT, for us alone; what a killed one left there goes first.

    Raises CommandError when another is at work, and when the disk is full or closed to us.
    """
    map_ = Path(settings.BACKUP_ROOT)
    try:
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (map_ / ".slot").open("w") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fout:
                raise CommandError(f"In {map_} is al een backup of herstel bezig.") from fout
            for oud in map_.glob(f"{VOORVOEGSEL}*"):
                shutil.rmtree(oud)
            eigen = Path(mkdtemp(prefix=VOORVOEGSEL, dir=map_))
            try:
                yield eigen
            finally:
                shutil.rmtree(eigen, ignore_errors=True)
    except OSError as fout:
        raise CommandError(waarom(fout, f"{map_} of {settings.MEDIA_ROOT}")) from fout


def waarom(fout: OSError, waar: object) -> str:
    """What is the matter with the disk, for who must do something about it."""
    waar = fout.filename or waar
    if is_vol(fout):
        return f"De schijf is vol: maak ruimte bij {waar}. Er is niets veranderd."
    return f"Met {waar} lukt het niet: {fout.strerror or fout}."
