"""How long writers wait for the redactie, in working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from basis.data import begin_van_dag, werkdagen
from innovaties.keuzelijsten import Soort, Status
from redactie.models import Beoordeling

STREEF = 10
"""Working days within which a writer hears from us, and within which we aim to publish."""

MAANDEN = 12
WACHT = (Status.INGEDIEND, Status.IN_BEOORDELING)
"""In these it is the redactie's turn."""


class Versieloop(NamedTuple):
    """When one version was first submitted, answered and published, and where it is now."""

    ingediend_op: datetime
    eerste_reactie_op: datetime | None
    gepubliceerd_op: datetime | None
    status: str


@dataclass(frozen=True)
class Duur:
    """Of `aantal` versions, the median number of working days; None when there are none."""

    aantal: int
    mediaan: float | None

    @property
    def gehaald(self) -> bool:
        return self.mediaan is not None and self.mediaan <= STREEF


@dataclass(frozen=True)
class Doorloopmaand:
    """What was answered and published in the month that begins on `eerste`."""

    eerste: date
    reactie: Duur
    publicatie: Duur


@dataclass(frozen=True)
class Doorloopcijfers:
    """The figures over the last twelve months, and what waits now."""

    reactie: Duur
    publicatie: Duur
    wachtend: int
    zonder_reactie: int
    langst: int
    maanden: tuple[Doorloopmaand, ...]

    @property
    def leeg(self) -> bool:
        return not (self.reactie.aantal or self.publicatie.aantal or self.wachtend)


def eerste_van_maand(dag: date, terug: int = 0) -> date:
    """The first day of the month `terug` months before that of `dag`."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - terug, 12)
    return date(jaar, maand + 1, 1)


def metingen(vandaag: date) -> list[Versieloop]:
    """All that `cijfers` counts on `vandaag`, in one query: of descriptions, not of mentions."""
    begin = begin_van_dag(eerste_van_maand(vandaag, MAANDEN - 1))
    rijen = (
        Beoordeling.objects.exclude(versie__soort=Soort.GENOEMD)
        .filter(
            Q(eerste_reactie_op__gte=begin)
            | Q(versie__gepubliceerd_op__gte=begin)
            | Q(versie__status__in=WACHT)
        )
        .values_list(
            "ingediend_op", "eerste_reactie_op", "versie__gepubliceerd_op", "versie__status"
        )
    )
    return [Versieloop(*rij) for rij in rijen]


def cijfers(rijen: Iterable[Versieloop], vandaag: date) -> Doorloopcijfers:
    """The figures of `rijen` on `vandaag`; days and months are those of Amsterdam."""
    rijen = list(rijen)
    reacties = list(_duren((rij.ingediend_op, rij.eerste_reactie_op) for rij in rijen))
    publicaties = list(_duren((rij.ingediend_op, rij.gepubliceerd_op) for rij in rijen))
    eersten = [eerste_van_maand(vandaag, terug) for terug in reversed(range(MAANDEN))]
    wachtend = [rij for rij in rijen if rij.status in WACHT]
    return Doorloopcijfers(
        reactie=_duur(reacties, eersten),
        publicatie=_duur(publicaties, eersten),
        wachtend=len(wachtend),
        zonder_reactie=sum(rij.eerste_reactie_op is None for rij in wachtend),
        langst=max((werkdagen(_dag(rij.ingediend_op), vandaag) for rij in wachtend), default=0),
        maanden=tuple(
            Doorloopmaand(eerste, _duur(reacties, [eerste]), _duur(publicaties, [eerste]))
            for eerste in eersten
        ),
    )


def _dag(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _duren(
    paren: Iterable[tuple[datetime, datetime | None]],
) -> Iterable[tuple[date, int]]:
    """The month in which each wait ended, and its working days."""
    for van, tot in paren:
        if tot is not None:
            yield eerste_van_maand(_dag(tot)), werkdagen(_dag(van), _dag(tot))


def _duur(duren: list[tuple[date, int]], maanden: list[date]) -> Duur:
    dagen = [duur for maand, duur in duren if maand in maanden]
    return Duur(len(dagen), median(dagen) if dagen else None)


class Maandstaaf(NamedTuple):
    """One bar of the chart, in the units of its viewBox."""

    soort: str
    x: int
    y: int
    hoogte: int


class Doorloopgrafiek(NamedTuple):
    """The chart: bars, the height of the aim, and the months with the middle of their place."""

    staven: list[Maandstaaf]
    streef_y: int
    maanden: list[tuple[int, date]]


BODEM, TOP, LINKS, STAP, DIK = 150, 14, 26, 26, 10
"""Where the bars stand and end, where they begin, and how far they are apart."""


def grafiek(maanden: Iterable[Doorloopmaand]) -> Doorloopgrafiek:
    """Two bars a month: the first response, and publication."""
    maanden = list(maanden)
    hoogst = max(STREEF, *(d.mediaan or 0 for m in maanden for d in (m.reactie, m.publicatie)))

    def y(dagen: float) -> int:
        return round(BODEM - (BODEM - TOP) * dagen / hoogst)

    staven = [
        Maandstaaf(soort, LINKS + nummer * STAP + naast, y(duur.mediaan), BODEM - y(duur.mediaan))
        for nummer, maand in enumerate(maanden)
        for soort, naast, duur in (
            ("reactie", 2, maand.reactie),
            ("publicatie", 2 + DIK + 1, maand.publicatie),
        )
        if duur.mediaan is not None
    ]
    middens = [(LINKS + n * STAP + STAP // 2, maand.eerste) for n, maand in enumerate(maanden)]
    return Doorloopgrafiek(staven, y(STREEF), middens)
