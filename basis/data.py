"""Days by the calendar, and times by the clock here."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

EERSTE_DAG, LAATSTE_DAG = date(2000, 1, 1), date(2100, 12, 31)
"""Between these lies every day that people type or a content file names."""

DEELDATUM = r"^(19\d\d|20\d\d|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
"""A year, month or day as we keep it; PostgreSQL reads it too."""


def vereis_binnen_grenzen[D: date](dag: D | None) -> D | None:
    """`dag`, or moment, where it can be meant. Raises ValidationError, which asks it back."""
    if dag is None or EERSTE_DAG.year <= dag.year <= LAATSTE_DAG.year:
        return dag
    if dag.year < 100:
        raise ValidationError(f"Het jaar {dag.year:04} klopt niet. Bedoelt u {2000 + dag.year}?")
    raise ValidationError(
        f"Het jaar {dag.year} klopt niet. Kies een dag tussen {EERSTE_DAG.year} en "
        f"{LAATSTE_DAG.year}."
    )


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


def op_de_klok(dag: date, tijd: time) -> datetime:
    """`tijd` on `dag` in the Netherlands.

    Raises ValidationError in the hour that the clock skips or strikes twice.
    """
    moment = timezone.make_aware(datetime.combine(dag, tijd))
    eerste, tweede = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    if eerste == tweede:
        return moment
    gaat, dus = (
        ("vooruit", "bestaat die dag niet")
        if (eerste or timedelta()) < (tweede or timedelta())
        else ("terug", "is er die dag twee keer")
    )
    raise ValidationError(
        f"Op {date_format(dag, 'j F Y')} gaat de klok {gaat}: {tijd.hour}.{tijd:%M} uur {dus}. "
        "Kies een tijd vóór 2 uur of vanaf 3 uur."
    )
