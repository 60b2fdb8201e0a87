"""What a process counts: answers by the name of their page, and how long they took; no persons.

It keeps its counts in memory and writes them to a small file now and then, which `metingen` reads.
No model is known here: the log, which counts too, begins before there are any.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, time
from typing import Any

from django.conf import settings

GRENZEN = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds: the buckets of the histogram, of which a monitor makes a p95."""

ELKE = 5.0
"""Seconds between two writes of the counts of a process."""

OUD = 3600.0
"""Seconds after which the counts of a process that wrote nothing are thrown away."""


@dataclass
class Duren:
    """How many answers of one kind there were, and how long they took."""

    som: float = 0.0
    binnen: list[int] = field(default_factory=lambda: [0] * (len(GRENZEN) + 1))

    def tel(self, seconden: float) -> None:
        """Count one, in the first bucket that it fits in."""
        self.som += seconden
        plek = next((n for n, grens in enumerate(GRENZEN) if seconden <= grens), len(GRENZEN))
        self.binnen[plek] += 1


class Tellers:
    """The counts of this process."""

    def __init__(self) -> None:
        self._slot = Lock()
        self._geschreven = 0.0
        self._duren: dict[tuple[str, str], Duren] = {}
        self._bewaard = 0

    def tel_verzoek(self, pagina: str, status: int, seconden: float) -> None:
        """Count an answer that a thread made."""
        with self._slot:
            self._duren.setdefault((pagina, f"{status // 100}xx"), Duren()).tel(seconden)
        self._schrijf_soms()

    def tel_bewaarde(self) -> None:
        """Count a kept page, which no thread made."""
        with self._slot:
            self._bewaard += 1
        self._schrijf_soms()

    def _schrijf_soms(self) -> None:
        with self._slot:
            if monotonic() - self._geschreven < ELKE:
                return
            self._geschreven = monotonic()
            duren = [[*soort, een.som, een.binnen] for soort, een in self._duren.items()]
            alles = {"duren": duren, "bewaard": self._bewaard}
        with suppress(OSError):  # no page fails for want of a number
            _schrijf(alles)


tellers = Tellers()


def _schrijf(alles: dict[str, Any]) -> None:
    """Put the counts of this process where `lees` finds them, whole or not at all."""
    settings.METINGEN_ROOT.mkdir(parents=True, exist_ok=True)
    pad = settings.METINGEN_ROOT / f"{os.getpid()}.json"
    half = pad.with_suffix(".half")
    half.write_text(json.dumps(alles))
    half.replace(pad)


def lees() -> Iterator[tuple[str, dict[str, Any]]]:
    """The counts of each process that wrote lately, by its number."""
    for pad in sorted(settings.METINGEN_ROOT.glob("*.json")):
        with suppress(OSError, ValueError):
            if time() - pad.stat().st_mtime > OUD:
                pad.unlink()
            else:
                yield pad.stem, json.loads(pad.read_text())
