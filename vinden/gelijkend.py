"""Which names may be one: the same words, however inflected, compounded or mistyped."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain

from vinden.machine import als_tikfout
from vinden.tekens import brokken
from vinden.woorden import STOPWOORDEN, splits, wortel
from vinden.woordenboek import gebruik
from vinden.woordenschat import Woordenschat

GELIJKEND = 0.8
"""From this part on of what one name says, the other says it too."""

ZEGT_IETS = 35
"""What shared words must weigh where a name says more: 'zorg' or 'ggz' alone makes none one."""

ZELDZAAMST, GEWOONST = 70, 5
"""What a word says of a name that nobody uses, and at least: 'gemeente' says little."""


def gelijkend[K: Hashable](naam: str, namen: Mapping[K, str]) -> list[K]:
    """The keys of those of `namen` that may be the same as `naam`, the most alike first."""
    per_naam = {sleutel: _woorden(ander) for sleutel, ander in namen.items()}
    bekend = Woordenschat(set(chain.from_iterable(per_naam.values())))
    getypt = _zegt(_verbeterd(_woorden(naam), bekend))
    lijkt = {sleutel: _gelijk(getypt, _zegt(woorden)) for sleutel, woorden in per_naam.items()}
    raak = (sleutel for sleutel, hoe in lijkt.items() if hoe)
    return sorted(raak, key=lambda sleutel: -lijkt[sleutel])


def _woorden(naam: str) -> list[str]:
    return [woord for brok in brokken(naam) for woord in brok.delen if _zegt_iets(woord)]


def _zegt_iets(woord: str) -> bool:
    return len(woord) > 1 and woord not in STOPWOORDEN


def _verbeterd(woorden: Iterable[str], bekend: Woordenschat) -> Iterator[str]:
    """`woorden` as we write them, where one is a typing error of the other."""
    for woord in woorden:
        bedoeld = [woord] if woord in bekend else als_tikfout(woord, bekend)
        alleen = Woordenschat((woord,))
        mis = (een for een in bekend if not bedoeld and als_tikfout(een, alleen))
        yield next(chain(bedoeld, mis), woord)


def _zegt(woorden: Iterable[str]) -> dict[str, int]:
    """The roots of `woorden`, of a compound those of its parts, and how much each says."""
    delen = (deel for woord in woorden for deel in splits(woord) or (woord,) if _zegt_iets(deel))
    return {wortel(deel): max(GEWOONST, ZELDZAAMST - gebruik(deel)) for deel in delen}


def _gelijk(een: Mapping[str, int], ander: Mapping[str, int]) -> float:
    """How alike two names are; 0 when they share too little to be one."""
    samen = sum(een[woord] for woord in een.keys() & ander.keys())
    minst, meest = sorted(samen / (sum(naam.values()) or 1) for naam in (een, ander))
    raak = meest >= GELIJKEND and (samen >= ZEGT_IETS or minst >= GELIJKEND)
    return minst + meest if raak else 0
