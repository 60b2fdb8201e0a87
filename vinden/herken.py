"""Names in a question: terms of the lists by their own and their other names, and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from vinden.tekens import ONTHOUDEN, brokken
from vinden.woorden import STOPWOORDEN, naamvorm, wortel
from vinden.woordenschat import Woordenschat

LANGSTE = 8
"""The most words of a name that are compared."""

Naamsleutel = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Genoemd:
    """A value that a name leads to: its `code` in the facets, and what it is called."""

    code: str
    label: str
    eigen: bool = True
    """Whether the name is its own, and not another name."""
    plaats: str = ""
    """The place that lies in it, when the name is one."""
    telt: float = 1.0
    """How much a document counts that has the value: of a provincie less than of a zorgregio."""
    deel: float = field(default=1.0, compare=False, repr=False)
    """Which part of the question names it. No page says so."""


@dataclass
class Namenlijst:
    """Every name with what it leads to."""

    namen: dict[Naamsleutel, list[Genoemd]] = field(default_factory=lambda: defaultdict(list))
    verwant: dict[Naamsleutel, list[Genoemd]] = field(default_factory=lambda: defaultdict(list))
    """Names of two words or more that say something by the stems of these, in any order."""

    @cached_property
    def woorden(self) -> Woordenschat:
        """The words of all names."""
        return Woordenschat({woord for sleutel in self.namen for woord in sleutel})

    van: dict[str, list[Naamsleutel]] = field(default_factory=lambda: defaultdict(list))
    """Of each value the words of its names."""

    def zet(self, naam: str, wat: Genoemd) -> None:
        """Let `naam` lead to `wat` too, however it is inflected, hyphened or accented."""
        for sleutel in sleutels(naam):
            _voeg_toe(self.namen[sleutel], wat)
        if not wat.plaats:
            self.van[wat.code].append(woorden_van_naam(naam))
            if len(wortels := _wortels(d for brok in brokken(naam) for d in brok.delen)) > 1:
                _voeg_toe(self.verwant[wortels], wat)

    def herken(self, delen: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, list[Genoemd]]]:
        """The names in a question, whose terms have these `delen`: from, to, and what it is.

        The longest first; a name within a longer one is not meant.
        """
        bezet: set[int] = set()
        for lengte in range(min(LANGSTE, len(delen)), 0, -1):
            for begin in range(len(delen) - lengte + 1):
                hier = range(begin, begin + lengte)
                if bezet.intersection(hier):
                    continue
                if gevonden := self._van(
                    [d for term in delen[begin : begin + lengte] for d in term]
                ):
                    bezet.update(hier)
                    yield begin, begin + lengte, gevonden

    def _van(self, woorden: Sequence[str]) -> list[Genoemd]:
        """What is called so; else what has a name of relatives of these words.

        A place has no inflections: 'huisjes' is not Huizen.
        """
        een_vorm = tuple(map(naamvorm, woorden))
        precies = self.namen.get(een_vorm) or self.namen.get((naamvorm("".join(een_vorm)),))
        wortels = _wortels(woorden)
        gevonden = precies or (self.verwant.get(wortels) if len(wortels) > 1 else None)
        aaneen = "".join(woorden)
        return [een for een in gevonden or () if not een.plaats or _aaneen(een.plaats) == aaneen]


def _voeg_toe(lijst: list[Genoemd], wat: Genoemd) -> None:
    if wat.code not in {een.code for een in lijst}:
        lijst.append(wat)


def _aaneen(naam: str) -> str:
    return "".join(brok.aaneen for brok in brokken(naam))


def _wortels(woorden: Iterable[str]) -> Naamsleutel:
    """What names have in common that say the same in another order: 'wonen en zorg scheiden'."""
    return tuple(sorted(wortel(woord) for woord in woorden if woord not in STOPWOORDEN))


def woorden_van_naam(naam: str) -> Naamsleutel:
    """The words of a name, each in one form."""
    return tuple(naamvorm(deel) for brok in brokken(naam) for deel in brok.delen)


@lru_cache(ONTHOUDEN)
def sleutels(naam: str) -> frozenset[Naamsleutel]:
    """What a name is looked up by: its words, and all of them written as one."""
    delen = [brok.delen for brok in brokken(naam)]
    los = woorden_van_naam(naam)
    heel = tuple(naamvorm("".join(brok)) for brok in delen)
    aaneen = (naamvorm("".join(chain.from_iterable(delen))),)
    return frozenset(een for een in (los, heel, aaneen) if any(een))
