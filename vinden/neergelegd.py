"""Pages laid down on disk: those of all workers on this machine.

What a worker keeps in its memory another does not have, nor one that just began. It takes from here
what still holds, and when the database is away whatever there is. No question is laid down, for
people type in it what nobody may keep.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from django.conf import settings

from basis.download import kenmerk

MAXIMUM_BYTES = 256 * 2**20
OUDST = 24 * 3600
"""What stays: the pages that were known to hold last, and none for longer than a day."""

OPRUIMEN = 500
"""After how many pages a worker looks what must go."""

_keren = count(1)


class Neergelegd(NamedTuple):
    """A page as it was, when it ends by itself, and when it was last known to hold."""

    koppen: dict[str, str]
    inhoud: bytes
    klopte: float
    vervalt: float | None = None
    van: Any = None
    """What it was made of, for who wants to know whether it holds."""


def _pad(*wat: object) -> Path | None:
    adres = str(wat[0])
    return None if "?" in adres else _map() / kenmerk("pagina", _ingesteld(), *wat)


@cache
def _ingesteld() -> str:
    """What a page shows of the settings: with others it is another one."""
    namen = sorted(naam for naam in dir(settings) if naam.isupper())
    return kenmerk(*((naam, getattr(settings, naam)) for naam in namen))


def _map() -> Path:
    map_: Path = settings.BEWAARD_ROOT
    return map_ / "paginas"


def leg_neer(
    wat: tuple[object, ...],
    koppen: dict[str, str],
    inhoud: bytes,
    vervalt: float | None = None,
    van: Any = None,
) -> None:
    """Keep this answer to `wat`, whose first part is its address; in the place of the one before.

    Nobody gets it after the moment `vervalt`. `van`, what it was made of, comes back as JSON gives
    it. A disk that is full keeps nobody from reading.
    """
    if pad := _pad(*wat):
        with suppress(OSError):
            pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            deel = pad.with_name(uuid4().hex)
            deel.write_bytes(json.dumps([koppen, vervalt, van]).encode() + b"\n" + inhoud)
            deel.replace(pad)
            if next(_keren) % OPRUIMEN == 0:
                ruim_op()


def klopt(wat: tuple[object, ...]) -> None:
    """Note that what lies there of `wat` holds now."""
    if pad := _pad(*wat):
        with suppress(OSError):
            os.utime(pad)


def haal_weg(wat: tuple[object, ...]) -> None:
    """Keep nothing of `wat`: it is another page now, or none."""
    if pad := _pad(*wat):
        with suppress(OSError):
            pad.unlink()


def haal_op(wat: tuple[object, ...]) -> Neergelegd | None:
    """What some worker made of `wat`."""
    if pad := _pad(*wat):
        with suppress(OSError):
            begin, _, inhoud = pad.read_bytes().partition(b"\n")
            koppen, vervalt, van = json.loads(begin)
            if vervalt is None or vervalt > time.time():
                return Neergelegd(koppen, inhoud, pad.stat().st_mtime, vervalt, van)
    return None


def ruim_op() -> None:
    """Remove what is too old, or too much."""
    staten = []
    for pad in _map().iterdir():
        with suppress(FileNotFoundError):  # another worker was here first
            staten.append((pad, pad.stat()))
    bytes_ = 0
    for pad, staat in sorted(staten, key=lambda paar: paar[1].st_mtime, reverse=True):
        bytes_ += staat.st_size
        if bytes_ > MAXIMUM_BYTES or staat.st_mtime < time.time() - OUDST:
            pad.unlink(missing_ok=True)
