"""The hours of coaches: which weeks count, what was planned, and what was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils import timezone

from trajecten.keuzelijsten import BEGONNEN, Deelnamestatus
from trajecten.models import Deelname, Traject, Urenweek

WEEK = timedelta(weeks=1)
GETOOND = 8
"""So many weeks, this one among them, can be filled in."""


def maandag(dag: date) -> date:
    """The Monday of the week of `dag`."""
    return dag - timedelta(days=dag.weekday())


def laatste_weken(vandaag: date) -> list[date]:
    """The Mondays of the weeks that can be filled in, the oldest first."""
    nu = maandag(vandaag)
    return [nu - WEEK * terug for terug in range(GETOOND - 1, -1, -1)]


def met_uren(traject: Traject) -> QuerySet[Deelname]:
    """The participations of `traject`, with `gemaakt`: the hours of all weeks. One query."""
    return (
        traject.deelnames.select_related(
            *("organisatie", "coach", "plan", "evaluatie", "innovatie__gepubliceerd")
        )
        .annotate(gemaakt=Sum("urenweken__uren", default=Decimal(0)))
        .order_by("organisatie", "pk")
    )


def telt_in(deelname: Deelname, traject: Traject, week: date) -> bool:
    """Whether the coach was to give hours in `week`: while both are under way."""
    if traject.status not in BEGONNEN:
        return False
    begin = max(traject.begin, timezone.localdate(deelname.begonnen_op))
    return maandag(begin) <= week <= _laatste_dag(deelname, traject)


def _laatste_dag(deelname: Deelname, traject: Traject) -> date:
    """The last day on which the coach was to come."""
    if deelname.gestopt_op:
        return min(traject.einde, timezone.localdate(deelname.gestopt_op))
    evaluatie = getattr(deelname, "evaluatie", None)
    if deelname.status == Deelnamestatus.AFGEROND and evaluatie:
        return min(traject.einde, timezone.localdate(evaluatie.gewijzigd_op))
    return traject.einde


@dataclass(frozen=True)
class Urenstand:
    """Hours planned against made."""

    gepland: Decimal
    gemaakt: Decimal

    @property
    def verschil(self) -> Decimal:
        return self.gemaakt - self.gepland

    @property
    def tekort(self) -> Decimal:
        return -self.verschil


def stand_over(
    deelname: Deelname, traject: Traject, weken: Iterable[date], gemaakt: Decimal
) -> Urenstand:
    """The hours of `deelname` in `weken`, of which `gemaakt` were made."""
    aantal = sum(telt_in(deelname, traject, week) for week in weken)
    return Urenstand(deelname.uren_per_week * aantal, gemaakt)


def alle_weken(traject: Traject, vandaag: date) -> list[date]:
    """The Mondays from the begin of `traject` until this week."""
    eerste, nu = maandag(traject.begin), maandag(vandaag)
    return [eerste + WEEK * nummer for nummer in range((nu - eerste) // WEEK + 1)]


def gemaakte_uren(traject: Traject, weken: Iterable[date]) -> Mapping[tuple[int, date], Decimal]:
    """What was made in `weken`, by participation and week. One query."""
    rijen = Urenweek.objects.filter(deelname__traject=traject, week__in=list(weken))
    return {(rij.deelname_id, rij.week): rij.uren for rij in rijen}
