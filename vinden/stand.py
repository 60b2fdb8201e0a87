"""How often the public side changed: what anything that is kept in memory is checked against."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection

_LEES = "SELECT nummer, documenten, namen FROM vinden_stand"


class Standen(NamedTuple):
    """How often anything changed that a visitor can see, a search document, and a name."""

    nummer: int
    documenten: int
    namen: int


_gelezen: ContextVar[list[Standen] | None] = ContextVar("gelezen", default=None)
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


def stand() -> Standen:
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


def _lees() -> Standen:
    # With the driver's own cursor: that of Django is as slow again, on each page.
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return Standen(*(connection.connection.execute(_LEES).fetchone() or (0, 0, 0)))
