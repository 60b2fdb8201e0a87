"""How long sentences and words are, which is what makes a text hard to read."""

import re
from collections.abc import Iterable

LANGSTE_ZIN = 25
"""The most words of a sentence that most people read in one go (B1)."""

_LANG_WOORD = 6
_MARKERING = re.compile(r"\*+|^#+ |^\d+\. |^- ", re.MULTILINE)
_EINDE = re.compile(r"(?<=[.!?])['’)]?\s+(?=[A-ZÉ'‘0-9(])")


def zinnen(tekst: str) -> list[str]:
    """The sentences of plain text; a line break ends one, and marks of a list are no words."""
    regels = _MARKERING.sub("", tekst).split("\n")
    return [zin.strip() for regel in regels for zin in _EINDE.split(regel) if woorden(zin)]


def woorden(zin: str) -> list[str]:
    """The words of a sentence, with what is written as one."""
    return re.findall(r"[\w’'!/\-]+", zin)


def lange_zinnen(tekst: str) -> list[str]:
    """The sentences with more than LANGSTE_ZIN words."""
    return [zin for zin in zinnen(tekst) if len(woorden(zin)) > LANGSTE_ZIN]


def lix(teksten: Iterable[str]) -> float:
    """Words a sentence plus the share of long words: 36 is plain, 50 is hard (Björnsson, 1968)."""
    alle = [woorden(zin) for tekst in teksten for zin in zinnen(tekst)]
    aantal = sum(map(len, alle))
    lang = sum(len(re.sub(r"\W", "", woord)) > _LANG_WOORD for zin in alle for woord in zin)
    return aantal / len(alle) + 100 * lang / aantal if aantal else 0.0
