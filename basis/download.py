"""Files that cost much: made once, kept on disk, and no more of them at a time than readers bear.

Making one takes a core, and sending a large one keeps a thread of the server busy for as long as
the visitor takes to fetch it. Together these have `PLAATSEN` in a worker; who finds none free
hears to try again soon (`TeDruk`), and the other threads stay for those who read.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

PLAATSEN = 2
INEENS = 256 * 1024
"""Up to so many bytes the server takes over at once, and no thread waits for the visitor."""

BLOK = 64 * 1024

MAXIMUM_BYTES = 256 * 2**20
MAXIMUM_LEEFTIJD = 7 * 24 * 3600
"""What is kept: the files that were asked for last, and none that nobody asked for in a week."""

_plaatsen = BoundedSemaphore(PLAATSEN)


class TeDruk(Exception):
    """All places are taken."""


@contextmanager
def _plaats() -> Iterator[None]:
    """Have a place for a while. Raises TeDruk."""
    if not _plaatsen.acquire(blocking=False):
        raise TeDruk
    try:
        yield
    finally:
        _plaatsen.release()


def kenmerk(*sleutel: object) -> str:
    """A name for what `sleutel` says in full, made by the programs as they are now."""
    return hashlib.sha256(repr((_programma(), *sleutel)).encode()).hexdigest()


@cache
def _programma() -> str:
    """Another text when any program is another: files that an older one made are not ours."""
    bronnen = [*settings.BASE_DIR.glob("*/**/*.py"), *settings.BASE_DIR.glob("*/**/*.typ")]
    staten = (
        (str(bron), bron.stat().st_mtime_ns)
        for bron in sorted([*bronnen, settings.BASE_DIR / "requirements.lock"])
    )
    return hashlib.sha256(repr(list(staten)).encode()).hexdigest()


def bewaard(naam: str, schrijf: Callable[[IO[bytes]], object]) -> Path:
    """The kept file `naam`, which a `kenmerk` gave; when there is none `schrijf` writes it.

    One file is made at a time, over all workers of this machine. Who asks meanwhile waits, and
    makes nothing when the file is there by then. Raises TeDruk when too many wait.
    """
    map_: Path = settings.BEWAARD_ROOT
    pad = map_ / naam
    if _is_er(pad):
        return pad
    with _plaats():
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (map_ / "slot").open("w") as slot:
            fcntl.flock(slot, fcntl.LOCK_EX)
            if not _is_er(pad):
                _maak(pad, schrijf)
                _ruim_op(map_)
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


def _ruim_op(map_: Path) -> None:
    """Remove what was not asked for in a while, and what is too much; under the lock."""
    staten = [(pad, pad.stat()) for pad in map_.iterdir() if pad.name != "slot"]
    bytes_ = 0
    for pad, staat in sorted(staten, key=lambda paar: paar[1].st_mtime, reverse=True):
        bytes_ += staat.st_size
        if bytes_ > MAXIMUM_BYTES or staat.st_mtime < time.time() - MAXIMUM_LEEFTIJD:
            pad.unlink(missing_ok=True)


class _Stroom(StreamingHttpResponse):
    """A large file, which has a place until it was fetched or the visitor went away."""

    def __init__(self, begin: bytes, bestand: IO[bytes], koppen: Mapping[str, str]) -> None:
        self._bestand: IO[bytes] | None = bestand
        rest = iter(partial(bestand.read, BLOK), b"")
        super().__init__(chain([begin], rest), headers=koppen)

    def close(self) -> None:
        super().close()
        if self._bestand:
            self._bestand.close()
            self._bestand = None
            _plaatsen.release()


def stuur(bestand: IO[bytes], koppen: Mapping[str, str]) -> HttpResponseBase:
    """Answer with `bestand`, and close it. Raises TeDruk when too many fetch a large one."""
    begin = bestand.read(INEENS + 1)
    if len(begin) <= INEENS:
        bestand.close()
        return HttpResponse(begin, headers=koppen)
    if not _plaatsen.acquire(blocking=False):
        bestand.close()
        raise TeDruk
    return _Stroom(begin, bestand, koppen)
