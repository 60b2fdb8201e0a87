"""Signs of a text as search sees them: one form for what people see as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

APOSTROFFEN = "\u2018\u2019\u201b\u02bc\u00b4\u2032`"
STREEPJES = "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"
_APOSTROF = str.maketrans(dict.fromkeys(APOSTROFFEN, "'"))
# A run of letters and digits with single signs within: e-health, regio's, F.A.C.T., 24/7.
BROK = re.compile(rf"[^\W_]+(?:(?:['{APOSTROFFEN}\-{STREEPJES}.&]|(?<=\d)/(?=\d))[^\W_]+)*")
LANGST = 60
"""The most signs of a word; what is longer nobody types."""

ONTHOUDEN = 20_000
"""So many words a process remembers: texts have more, and few of these come often."""

EVEN = 1_000
"""So many of what is asked a few times on the way to that, and seldom later."""

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
    if tekst.isascii():  # most are, and the rest takes five times as long
        return tekst.replace("`", "'").lower()
    tekens = unicodedata.normalize("NFKD", tekst.translate(_APOSTROF).replace("\u00ad", ""))
    return "".join(teken for teken in tekens if not unicodedata.combining(teken)).casefold()


def brokken(tekst: str) -> Iterator[Brok]:
    """The words of `tekst` with their place, those that belong together as one."""
    for gevonden in BROK.finditer(unicodedata.normalize("NFC", tekst)):
        if delen := delen_van(gevonden[0]):
            yield Brok(gevonden.start(), gevonden.end(), delen)


@lru_cache(ONTHOUDEN)
def delen_van(brok: str) -> tuple[str, ...]:
    """The flat words in what stands between spaces; of regio's that is regio."""
    heel = plat(brok)
    if bezit := _BEZIT.match(heel):
        heel = bezit[1]
    return tuple(deel for deel in _DEEL.findall(heel) if len(deel) <= LANGST)
