"""Names by their words: which have a word, which have one that begins so or looks like it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from vinden.tekens import brokken, plat

LIJKT_OP = 0.86
"""How near a word must come that is offered instead of one that nothing begins with."""
MEESTE_LIJKEND = 5

Rang = tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Naam:
    """A name: what kind of thing it is of, where that is, and which comes first (`rang`)."""

    titel: str
    soort: str
    adres: str
    groep: str
    uitleg: str = ""
    rang: Rang = field(default=(), repr=False)
    plat: str = field(init=False, repr=False)
    """The title as it is compared."""

    def __post_init__(self) -> None:
        """Make the title flat, once."""
        object.__setattr__(self, "plat", plat(self.titel))

    @property
    def met_pagina(self) -> bool:
        """Whether there is a page about it, and not a list or a search that has it."""
        return "?" not in self.adres


class Naamwijzer:
    """Names, to be found by their words. It never changes: others read it meanwhile."""

    def __init__(self, namen: Iterable[Naam] = ()) -> None:
        self._van: dict[str, list[Naam]] = defaultdict(list)
        for naam in namen:
            for woord in _woorden(naam):
                self._van[woord].append(naam)
        self._woorden = sorted(self._van)

    def anders(self, weg: Collection[Naam], erbij: Iterable[Naam]) -> Naamwijzer:
        """The same without the names `weg`, and with `erbij`."""
        nieuw = Naamwijzer()
        nieuw._van.update(self._van)
        nieuw._woorden = self._woorden[:]
        for woord in {woord for naam in weg for woord in _woorden(naam)}:
            nieuw._van[woord] = [naam for naam in self._van[woord] if naam not in weg]
        for naam in erbij:
            for woord in _woorden(naam):
                if woord not in nieuw._van:
                    insort(nieuw._woorden, woord)
                nieuw._van[woord] = [*nieuw._van[woord], naam]
        for woord in {woord for naam in weg for woord in _woorden(naam)}:
            if not nieuw._van[woord]:
                del nieuw._van[woord], nieuw._woorden[bisect_left(nieuw._woorden, woord)]
        return nieuw

    def met_woord(self, woord: str) -> Iterable[Naam]:
        """The names with `woord`."""
        return self._van.get(woord, ())

    def met_begin(self, begin: str) -> Iterator[Naam]:
        """The names with a word that begins with `begin`; some more than once."""
        plek = bisect_left(self._woorden, begin)
        while plek < len(self._woorden) and self._woorden[plek].startswith(begin):
            yield from self._van[self._woorden[plek]]
            plek += 1

    def lijkend(self, woord: str) -> Iterator[tuple[float, str]]:
        """The words that look like `woord`, and how little: what looks like it most is least."""
        gevonden = process.extract(
            woord,
            self._woorden,
            scorer=JaroWinkler.similarity,
            score_cutoff=LIJKT_OP,
            limit=MEESTE_LIJKEND,
        )
        return ((-gelijkenis, een) for een, gelijkenis, _ in gevonden)


def _woorden(naam: Naam) -> set[str]:
    return {woord for brok in brokken(naam.titel) for woord in (*brok.delen, brok.aaneen)}
