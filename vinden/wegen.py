"""Weighing: a score for each document, kept as numbers with a bit a document.

Plane n holds bit n of every score, so that adding a weight to a hundred thousand documents costs a
few operations on large numbers, and the best come first without sorting the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vinden.zoekindex import Bits


class Weegschaal:
    """A whole number for each document, zero to begin with."""

    def __init__(self, vlakken: Iterable[Bits] = ()) -> None:
        self.vlakken: list[Bits] = list(vlakken)

    def tel_op(self, bits: Bits, gewicht: int) -> None:
        """Add `gewicht`, zero or more, to the documents of `bits`."""
        vlak = 0
        while gewicht:
            if gewicht & 1:
                self._draag(bits, vlak)
            gewicht >>= 1
            vlak += 1

    def _draag(self, bits: Bits, vlak: int) -> None:
        while bits:
            self.vlakken += [0] * (vlak + 1 - len(self.vlakken))
            self.vlakken[vlak], bits = self.vlakken[vlak] ^ bits, self.vlakken[vlak] & bits
            vlak += 1

    def hoogste(self, bits: Bits) -> int:
        """The highest score among `bits`."""
        score = 0
        for vlak in reversed(self.vlakken):
            score <<= 1
            if hoog := bits & vlak:
                bits = hoog
                score |= 1
        return score

    def vanaf(self, drempel: int, bits: Bits) -> Bits:
        """Those of `bits` that score at least `drempel`."""
        if drempel <= 0:
            return bits
        if drempel >> len(self.vlakken):
            return 0
        meer, gelijk = 0, bits
        for nummer in reversed(range(len(self.vlakken))):
            vlak = self.vlakken[nummer]
            if drempel >> nummer & 1:
                gelijk &= vlak
            else:
                meer |= gelijk & vlak
                gelijk &= ~vlak
        return meer | gelijk

    def aflopend(self, bits: Bits) -> Iterator[Bits]:
        """`bits` in groups of one score, the highest first."""
        return self._aflopend(bits, len(self.vlakken) - 1)

    def _aflopend(self, bits: Bits, vlak: int) -> Iterator[Bits]:
        if not bits:
            return
        if vlak < 0:
            yield bits
            return
        yield from self._aflopend(bits & self.vlakken[vlak], vlak - 1)
        yield from self._aflopend(bits & ~self.vlakken[vlak], vlak - 1)
