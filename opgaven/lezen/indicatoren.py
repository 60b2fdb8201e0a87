"""Indicators as a page shows them: begin, now and aim, and who counts the same elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from basis.velden import deeldatum_tekst
from opgaven.models import Indicator, Indicatormeting

NIET_BEKEND = "niet bekend"


def _getal(waarde: Decimal | None) -> str:
    return NIET_BEKEND if waarde is None else str(number_format(waarde.normalize(), use_l10n=True))


def _op(getal: str, peil: str) -> str:
    return f"{getal} ({deeldatum_tekst(peil)})" if peil else getal


@dataclass(frozen=True)
class Indicatorverhaal:
    """One indicator with its last measurement, and those elsewhere that count the same."""

    indicator: Indicator
    elders: list[Indicatorverhaal]

    @property
    def laatste(self) -> Indicatormeting | None:
        """The newest measurement; one of which the number is not known counts too."""
        metingen = list(self.indicator.metingen.all())
        return metingen[-1] if metingen else None

    @property
    def soort(self) -> str:
        """Whether it is only an aim, or was measured."""
        bekend = any(een.waarde is not None for een in self.indicator.metingen.all())
        return "gemeten" if bekend else "doel"

    @property
    def start(self) -> str:
        return _op(_getal(self.indicator.start), self.indicator.start_peil)

    @property
    def nu(self) -> str:
        if self.laatste is None:
            return NIET_BEKEND
        return _op(_getal(self.laatste.waarde), self.laatste.peil)

    @property
    def streven(self) -> str:
        een = self.indicator
        woorden = een.streven_woorden if een.streven is None else ""
        return _op(woorden or _getal(een.streven), een.streven_peil)

    @property
    def weg(self) -> int | None:
        """How much of the way from begin to aim is behind, in percents; None when not known."""
        start, streven = self.indicator.start, self.indicator.streven
        nu = self.laatste.waarde if self.laatste else None
        if start is None or streven is None or nu is None or start == streven:
            return None
        return round(max(Decimal(0), min(Decimal(1), (nu - start) / (streven - start))) * 100)


def verhalen(indicatoren: Iterable[Indicator]) -> list[Indicatorverhaal]:
    """`indicatoren` with those of other public networks that have the same definition.

    Four queries at most.
    """
    eigen = list(indicatoren)
    definities = {een.definitie for een in eigen if een.definitie}
    gelijk: dict[tuple[str, str], list[Indicatorverhaal]] = defaultdict(list)
    if definities:
        rijen = Indicator.objects.filter(definitie__in=definities, netwerk__openbaar=True)
        for een in rijen.select_related("netwerk").prefetch_related("metingen"):
            gelijk[een.definitie, een.eenheid].append(Indicatorverhaal(een, []))
    return [
        Indicatorverhaal(
            een,
            [
                ander
                for ander in gelijk[een.definitie, een.eenheid]
                if ander.indicator.netwerk_id != een.netwerk_id
            ],
        )
        for een in eigen
    ]
