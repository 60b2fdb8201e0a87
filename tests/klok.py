"""Moments at which the suite must hold as it does now; `python -m tests.klok` lists their names."""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONDAG = 6

# Of these every run takes the tests marked `klok` along.
NARE = ("zomertijd", "wintertijd-tweede-keer", "oudjaar")


def _om(dag: date, uur: int, minuut: int = 0, *, fold: int = 0) -> datetime:
    """That time on the Dutch clock; in UTC, or Python's own idea of the zone would move along."""
    lokaal = datetime.combine(dag, time(uur, minuut, fold=fold), AMSTERDAM)
    return lokaal.astimezone(UTC)


def _laatste_zondag(jaar: int, maand: int) -> date:
    """The last Sunday of a month of 31 days."""
    laatste = date(jaar, maand, 31)
    return laatste - timedelta(days=(laatste.weekday() - ZONDAG) % 7)


def momenten(nu: datetime) -> dict[str, datetime]:
    """The moments by name, all of them later than `nu`: what is in the content lies before it."""
    jaar = nu.year + 1
    vooruit, terug = _laatste_zondag(jaar, 3), _laatste_zondag(jaar, 10)
    return {
        "schrikkeldag": _om(date(next(j for j in count(jaar) if isleap(j)), 2, 29), 12),
        "nieuwjaar": _om(date(jaar, 1, 1), 0),
        "maandeinde": _om(date(jaar, 1, 31), 23, 59),
        "nacht": _om(date(jaar, 3, 1), 0, 30),
        "voor-zomertijd": _om(vooruit, 1, 59),
        "zomertijd": _om(vooruit, 3),
        "halfjaar": _om(date(jaar, 6, 30), 23, 59),
        "wintertijd-eerste-keer": _om(terug, 2, 30),
        "wintertijd-tweede-keer": _om(terug, 2, 30, fold=1),
        "oudjaar": _om(date(jaar, 12, 31), 23, 59),
        "over-een-jaar": nu + timedelta(days=365),
        "over-twee-jaar": nu + timedelta(days=2 * 365),
    }


def moment(tekst: str, nu: datetime) -> datetime:
    """The moment of that name, or as ISO writes it, on the Dutch clock when it says no other."""
    if gevonden := momenten(nu).get(tekst):
        return gevonden
    gelezen = datetime.fromisoformat(tekst)
    return (gelezen if gelezen.tzinfo else gelezen.replace(tzinfo=AMSTERDAM)).astimezone(UTC)


if __name__ == "__main__":
    print("\n".join(momenten(datetime.now(UTC))))  # noqa: T201 (what the command is for)
