"""Where the planning misses a masterclass: the programme promises one every two months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format

from basis.data import na_maanden

HOOGSTENS, VOORUIT = 2, 12
"""Months between two masterclasses (programme plan, 2.2), and how many we look ahead."""

BELOFTE = "Het programma belooft er elke twee maanden één."


@dataclass(frozen=True)
class Gat:
    """A stretch of more than two months without a masterclass; `tot` is None after the last."""

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


def waarschuwingen(
    gepland: Iterable[date], concepten: Iterable[tuple[str, date]], vandaag: date
) -> list[str]:
    """A sentence for each of the `gaten`, with the concepts (title and day) that could fill it."""
    concepten = sorted(concepten, key=lambda concept: concept[1])
    return [
        _zin(gat, [c for c in concepten if gat.bevat(c[1])], vandaag)
        for gat in gaten(gepland, vandaag)
    ]


def _zin(gat: Gat, concepten: list[tuple[str, date]], vandaag: date) -> str:
    if gat.tot is None:
        vanaf = "Na vandaag" if gat.van == vandaag else f"Na {date_format(gat.van, 'j F Y')}"
        zinnen = [f"{vanaf} is nog geen masterclass gepland. {BELOFTE}"]
    else:
        van = date_format(gat.van, "j F" if gat.van.year == gat.tot.year else "j F Y")
        tot = date_format(gat.tot, "j F Y")
        zinnen = [f"Tussen {van} en {tot} is geen masterclass gepland. {BELOFTE}"]
    zinnen += [
        f"Het concept ‘{titel}’ ({date_format(dag, 'j F Y')}) telt mee zodra u het aankondigt."
        for titel, dag in concepten
    ]
    return " ".join(zinnen)
