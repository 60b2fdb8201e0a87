"""Days by the calendar."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def na_maanden(dag: date, maanden: int) -> date:
    """The same day `maanden` later, or the last day of that month."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    eerste_volgende = date(jaar + (maand + 1) // 12, (maand + 1) % 12 + 1, 1)
    laatste = (eerste_volgende - timedelta(days=1)).day
    return date(jaar, maand + 1, min(dag.day, laatste))


def begin_van_dag(dag: date) -> datetime:
    """The moment at which `dag` begins, here."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def einde_van_dag(dag: date) -> datetime:
    """The moment at which `dag` is over, here."""
    return begin_van_dag(dag + timedelta(days=1))


def werkdagen(van: date, tot: date) -> int:
    """Mondays to Fridays after `van` up to and including `tot`; holidays count as any day."""
    return _werkdagen_tot(tot) - _werkdagen_tot(van)


def _werkdagen_tot(dag: date) -> int:
    weken, rest = divmod(dag.toordinal(), 7)  # day 1 was a Monday
    return weken * 5 + min(rest, 5)
