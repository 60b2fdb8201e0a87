"""Work that takes much memory, done by a process beside this one, which goes when it is idle.

Of what a library for PDF or Word once took, most is never given back: a worker that made some files
would weigh twice as much for good. The process beside it knows no database and no models: it gets
data, and gives what a function makes of it.

It reads what to do from its standard input, and so ends with the process that it works for, however
that ends.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import traceback
from importlib import import_module
from select import select
from threading import Lock
from typing import IO, Any, cast

from django.conf import settings

RUST = 120.0
"""Seconds without work after which it ends."""

HOOGSTENS = 100
"""After so many pieces of work too: what begins anew is small again."""

POGINGEN = 2
"""It may end just when it is asked; to make something twice does no harm."""

WEG = (EOFError, OSError, pickle.UnpicklingError)
"""What says that it ended before it had answered."""


class ApartMisluktError(Exception):
    """The work failed there, with this traceback."""


class _Ernaast:
    """The process beside this one, as long as there is one. It does one thing at a time."""

    def __init__(self) -> None:
        self._proces: subprocess.Popen[bytes] | None = None
        self._van = 0  # the process that began it: a fork is another
        self._slot = Lock()

    def doe(self, pad: str, gegevens: tuple[Any, ...]) -> tuple[bool, Any]:
        """Whether it worked, and what came of it. Raises one of `WEG`."""
        with self._slot:
            if not self._proces:
                self._proces, self._van = _begin(), os.getpid()
            proces = self._proces
            try:
                pickle.dump((pad, gegevens), cast(IO[bytes], proces.stdin))
                cast(IO[bytes], proces.stdin).flush()
                antwoord = pickle.load(cast(IO[bytes], proces.stdout))  # noqa: S301 (our own)
            except BaseException:
                self.eindig()
                raise
            return cast(tuple[bool, Any], antwoord)

    def eindig(self) -> None:
        """Leave no process behind that is ours."""
        proces, self._proces = self._proces, None
        if proces and self._van == os.getpid():
            proces.kill()
            proces.communicate()


def _begin() -> subprocess.Popen[bytes]:
    opdracht = [sys.executable, "-m", __name__]
    pijp = subprocess.PIPE
    return subprocess.Popen(opdracht, cwd=settings.BASE_DIR, stdin=pijp, stdout=pijp)


_ernaast = _Ernaast()
atexit.register(_ernaast.eindig)


def apart(pad: str, *gegevens: Any) -> Any:
    """What the function at `pad` makes of `gegevens`, in the process beside this one.

    Its module is loaded there, and may need no models. Raises ApartMisluktError where it raises.
    """
    for poging in range(1, POGINGEN + 1):
        try:
            gelukt, antwoord = _ernaast.doe(pad, gegevens)
        except WEG:
            if poging == POGINGEN:
                raise
        else:
            break
    if not gelukt:
        raise ApartMisluktError(antwoord)
    return antwoord


def _antwoord(pad: str, gegevens: tuple[Any, ...]) -> tuple[bool, Any]:
    module, _, functie = pad.rpartition(".")
    try:
        return True, getattr(import_module(module), functie)(*gegevens)
    except Exception:  # noqa: BLE001 (whatever it is, who asked is to know)
        return False, traceback.format_exc()


def werk() -> None:
    """Do what is asked on standard input, until it ends or rests."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as uit:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
        for _ in range(HOOGSTENS):
            if not select([sys.stdin], [], [], RUST)[0]:
                return
            try:
                pad, gegevens = pickle.load(sys.stdin.buffer)  # noqa: S301 (of who began us)
            except EOFError:
                return
            pickle.dump(_antwoord(pad, gegevens), uit)
            uit.flush()


if __name__ == "__main__":
    werk()
