"""Where a series of days misses one: the programme promises one every two months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from basis.data import na_maanden

HOOGSTENS, VOORUIT = 2, 12
"""Months between two (programme plan, 2.2), and how many we look ahead."""


@dataclass(frozen=True)
class Gat:
    """A stretch of more than two months without one; `tot` is None after the last."""

    van: date
    tot: date | None

    def bevat(self, dag: date) -> bool:
        """Whether something on `dag` would stand between."""
        return self.van < dag and (self.tot is None or dag < self.tot)


def gaten(gepland: Iterable[date], vandaag: date) -> list[Gat]:
    """Where, from `vandaag` on, two months pass without one of the days in `gepland`.

    The last one that is past counts, as long as that is no more than two months ago: what was
    missed before cannot be planned any more. Two months end on the same day of the month.
    """
    dagen = sorted(gepland)
    recent = [dag for dag in dagen if na_maanden(vandaag, -HOOGSTENS) <= dag <= vandaag]
    begin = recent[-1] if recent else vandaag
    horizon = na_maanden(vandaag, VOORUIT)
    reeks = [begin, *(dag for dag in dagen if vandaag < dag <= horizon)]
    gevonden = [Gat(van, tot) for van, tot in pairwise(reeks) if tot > na_maanden(van, HOOGSTENS)]
    if na_maanden(reeks[-1], HOOGSTENS) < horizon:
        later = next((dag for dag in dagen if dag > horizon), None)
        if later is None or later > na_maanden(reeks[-1], HOOGSTENS):
            gevonden.append(Gat(reeks[-1], later))
    return gevonden
