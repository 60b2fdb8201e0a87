"""What participants thought of the day, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from masterclasses.models import Evaluatie, Masterclass
from masterclasses.models.aanmelding import OORDELEN

TEN_MINSTE = 3
"""With fewer answers it is clear who said what, and that was promised to stay unknown."""


class Cijferstaaf(NamedTuple):
    """How often a mark was given; `deel` is its share of the answers, in whole percents."""

    waarde: int
    aantal: int
    deel: int


class Waardering(NamedTuple):
    """The marks for one thing; `gemiddeld` is None when nobody gave one."""

    label: str
    aantal: int
    gemiddeld: float | None
    staven: list[Cijferstaaf]


class Evaluatiecijfers(NamedTuple):
    cijfer: Waardering
    oordelen: list[Waardering]
    meegenomen: list[str]
    beter: list[str]


def uitkomst_van(masterclass: Masterclass) -> tuple[int, Evaluatiecijfers | None]:
    """The number of answers, and what they say: None with fewer than `TEN_MINSTE`. One query.

    Texts go by their words, so that no two can be laid beside each other.
    """
    gegeven = list(masterclass.evaluaties.all())
    if len(gegeven) < TEN_MINSTE:
        return len(gegeven), None
    uitkomst = Evaluatiecijfers(
        cijfer=_oordeel("Cijfer", (e.cijfer for e in gegeven), range(10, 0, -1)),
        oordelen=[
            _oordeel(_label(naam), (getattr(e, naam) for e in gegeven), range(5, 0, -1))
            for naam in OORDELEN
        ],
        meegenomen=sorted(e.meegenomen for e in gegeven if e.meegenomen),
        beter=sorted(e.beter for e in gegeven if e.beter),
    )
    return len(gegeven), uitkomst


def _label(naam: str) -> str:
    label = str(getattr(Evaluatie, naam).field.verbose_name)
    return label[:1].upper() + label[1:]


def _oordeel(label: str, waarden: Iterable[int | None], schaal: Sequence[int]) -> Waardering:
    gegeven = [waarde for waarde in waarden if waarde is not None]
    telling, aantal = Counter(gegeven), len(gegeven)
    return Waardering(
        label=label,
        aantal=aantal,
        gemiddeld=sum(gegeven) / aantal if aantal else None,
        staven=[
            Cijferstaaf(waarde, telling[waarde], round(100 * telling[waarde] / (aantal or 1)))
            for waarde in schaal
        ],
    )
