"""Where a series of days misses one: the programme promises one every two months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from basis.data import na_maanden

HOOGSTENS, VOORUIT = 2, 12
"""Months between two (programme plan, 2.2), and how many we look ahead."""

SPELING = timedelta(weeks=2)
"""How much later than that the next may be: two months and a day is no gap to act on."""


@dataclass(frozen=True)
class Gat:
    """A stretch of much more than two months without one; `tot` is None after the last."""

    van: date
    tot: date | None

    def bevat(self, dag: date) -> bool:
        """Whether something on `dag` would stand between."""
        return self.van < dag and (self.tot is None or dag < self.tot)


def gaten(gepland: Iterable[date], vandaag: date) -> list[Gat]:
    """Where, from `vandaag` on, two months and `SPELING` pass without one of `gepland`.

    The last one that is past counts, as long as the next is not too late yet: what was missed
    before cannot be planned any more. Two months end on the same day of the month.
    """
    dagen = sorted(gepland)
    recent = [dag for dag in dagen if dag <= vandaag <= _uiterlijk(dag)]
    begin = recent[-1] if recent else vandaag
    horizon = na_maanden(vandaag, VOORUIT)
    reeks = [begin, *(dag for dag in dagen if vandaag < dag <= horizon)]
    gevonden = [Gat(van, tot) for van, tot in pairwise(reeks) if tot > _uiterlijk(van)]
    if _uiterlijk(reeks[-1]) < horizon:
        later = next((dag for dag in dagen if dag > horizon), None)
        if later is None or later > _uiterlijk(reeks[-1]):
            gevonden.append(Gat(reeks[-1], later))
    return gevonden


def _uiterlijk(dag: date) -> date:
    """The last day on which the next after `dag` leaves no gap."""
    return na_maanden(dag, HOOGSTENS) + SPELING
