"""Signs of a text as search sees them: one form for what people see as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_APOSTROF = str.maketrans(dict.fromkeys("’‘‛ʼ`´′", "'"))
# A run of letters and digits with single signs within: e-health, regio's, F.A.C.T., 24/7.
_BROK = re.compile(
    r"[^\W_]+(?:(?:['’‘‛ʼ`´′\-‐‑‒–—−.&\u00ad]|(?<=\d)/(?=\d))[^\W_]+)*"
)
_DEEL = re.compile(r"[^\W_]+")
_BEZIT = re.compile(r"^(.{2,})'(?:s|tje|tjes|er|ers|en)?$")


@dataclass(frozen=True)
class Brok:
    """What stands between spaces, as it was written, with its words."""

    begin: int
    einde: int
    delen: tuple[str, ...]

    @property
    def aaneen(self) -> str:
        return "".join(self.delen)


def plat(tekst: str) -> str:
    """`tekst` without capitals, accents and soft hyphens, in whatever way its letters are made."""
    tekens = unicodedata.normalize("NFKD", tekst.translate(_APOSTROF).replace("\u00ad", ""))
    return "".join(teken for teken in tekens if not unicodedata.combining(teken)).casefold()


def brokken(tekst: str) -> Iterator[Brok]:
    """The words of `tekst` with their place, those that belong together as one."""
    for gevonden in _BROK.finditer(unicodedata.normalize("NFC", tekst)):
        heel = plat(gevonden[0])
        if bezit := _BEZIT.match(heel):
            heel = bezit[1]
        delen = tuple(_DEEL.findall(heel))
        if delen:
            yield Brok(gevonden.start(), gevonden.end(), delen)
