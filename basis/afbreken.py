"""Where a long word may be broken, said by the server: few browsers know Dutch."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyphen  # type: ignore[import-untyped]

ZACHT = "\u00ad"
"""A hyphen that shows only where a line ends."""

LANG = 14
"""A word of so many letters may be wider than a heading, or a narrow cell, on a phone."""

MINSTE = 4
"""Letters that stay together at the begin and at the end of a word."""

_LANG = re.compile(rf"[^\W\d_]{{{LANG},}}")


@lru_cache(2_000)
def breekbaar(tekst: str) -> str:
    """`tekst` with soft hyphens in its long words."""
    return _LANG.sub(_breek, tekst)


def _breek(woord: re.Match[str]) -> str:
    patronen = _patronen()
    gebroken: str = patronen.inserted(woord[0], ZACHT)
    patronen.hd.cache.clear()  # it would keep each word for good
    return gebroken


@cache
def _patronen() -> pyphen.Pyphen:
    import pyphen  # noqa: PLC0415 (its patterns take a tenth of a second of a start)

    patronen = pyphen.Pyphen(lang="nl_NL", left=MINSTE, right=MINSTE)
    # Twelve thousand patterns say a few hundred things; each says its own takes 1.4 MiB.
    gelijk: dict[tuple[int, tuple[int, ...]], tuple[int, tuple[int, ...]]] = {}
    patronen.hd.patterns = {
        letters: gelijk.setdefault(wat, wat) for letters, wat in patronen.hd.patterns.items()
    }
    return patronen
