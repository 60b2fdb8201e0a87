"""Half-years, and the part of one that a figure is counted over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from basis.data import begin_van_dag

EERSTE_JAAR = 2015
"""The programme did not exist before; no report goes further back."""


class Periode(NamedTuple):
    """From `begin` up to `tot`, which does not belong to it."""

    begin: datetime
    tot: datetime

    def bevat(self, moment: datetime | None) -> bool:
        return moment is not None and self.begin <= moment < self.tot

    def voor_het_eind(self, moment: datetime | None) -> bool:
        """Whether it had happened when the period ended."""
        return moment is not None and moment < self.tot

    def bevat_dag(self, dag: date) -> bool:
        return self.eerste <= dag <= self.laatste

    @property
    def eerste(self) -> date:
        return timezone.localdate(self.begin)

    @property
    def laatste(self) -> date:
        """The last day of it, or of what is over of it."""
        return timezone.localdate(self.tot - timedelta(microseconds=1))


@dataclass(frozen=True, order=True)
class Halfjaar:
    """The first or the second half of a year, by the calendar of Amsterdam."""

    jaar: int
    helft: int

    @classmethod
    def van(cls, dag: date) -> Halfjaar:
        """The half-year of `dag`."""
        return cls(dag.year, 1 if dag.month <= 6 else 2)

    def __str__(self) -> str:
        return f"{'Eerste' if self.helft == 1 else 'Tweede'} halfjaar {self.jaar}"

    @property
    def kort(self) -> str:
        """For inside a sentence."""
        return str(self).lower()

    @property
    def eerste(self) -> date:
        return date(self.jaar, 1 if self.helft == 1 else 7, 1)

    @property
    def laatste(self) -> date:
        return self.volgende.eerste - timedelta(days=1)

    @property
    def vorige(self) -> Halfjaar:
        return Halfjaar(self.jaar - 1, 2) if self.helft == 1 else Halfjaar(self.jaar, 1)

    @property
    def volgende(self) -> Halfjaar:
        return Halfjaar(self.jaar, 2) if self.helft == 1 else Halfjaar(self.jaar + 1, 1)

    def periode(self, nu: datetime) -> Periode:
        """All of it, or what is over of it at `nu`."""
        return Periode(begin_van_dag(self.eerste), min(begin_van_dag(self.volgende.eerste), nu))

    def is_voorbij(self, nu: datetime) -> bool:
        return begin_van_dag(self.volgende.eerste) <= nu
