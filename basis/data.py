"""Days by the calendar."""

from datetime import date, timedelta


def na_maanden(dag: date, maanden: int) -> date:
    """The same day `maanden` later, or the last day of that month."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    eerste_volgende = date(jaar + (maand + 1) // 12, (maand + 1) % 12 + 1, 1)
    laatste = (eerste_volgende - timedelta(days=1)).day
    return date(jaar, maand + 1, min(dag.day, laatste))
