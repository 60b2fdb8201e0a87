"""How often the public side changed: what anything that is kept in memory is checked against."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection

_LEES = "SELECT nummer, documenten FROM vinden_stand"


class Stand(NamedTuple):
    """How often anything changed that a visitor can see, and how often a search document did."""

    nummer: int
    documenten: int


_gelezen: ContextVar[list[Stand] | None] = ContextVar("gelezen", default=None)
"""What was read in this request; None outside of one."""


@contextmanager
def een_stand() -> Iterator[None]:
    """Within this the stand is asked once, and then remains what it was.

    For a request that only reads: what it keeps under an older number, nobody asks for again.
    """
    teken = _gelezen.set([])
    try:
        yield
    finally:
        _gelezen.reset(teken)


def stand() -> Stand:
    """The present numbers; database triggers raise them with every change.

    The first query of nearly every request: a connection that died since the last one is replaced
    here, so that no page fails on it. Raises django.db.Error when there is no database.
    """
    gelezen = _gelezen.get()
    if gelezen:
        return gelezen[0]
    try:
        nu = _lees()
    except (InterfaceError, OperationalError):
        connection.close()
        nu = _lees()
    if gelezen is not None:
        gelezen.append(nu)
    return nu


def _lees() -> Stand:
    # With the driver's own cursor: that of Django is as slow again, on each page.
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return Stand(*(connection.connection.execute(_LEES).fetchone() or (0, 0)))
