"""How often the public side changed: what anything that is kept in memory is checked against."""

from typing import NamedTuple
from weakref import WeakSet

import psycopg
from django.db import InterfaceError, OperationalError, connection
from psycopg.pq import ExecStatus

_NAAM = b"stand"
_LEES = b"SELECT nummer, documenten, namen FROM vinden_stand"

_bereid: WeakSet[psycopg.Connection] = WeakSet()
"""The connections on which the query was prepared."""


class Standen(NamedTuple):
    """How often anything changed that a visitor can see, a search document, and a name."""

    nummer: int
    documenten: int
    namen: int


def stand() -> Standen:
    """The present numbers; database triggers raise them with every change.

    The first query of nearly every request: a connection that died since the last one is replaced
    here, so that no page fails on it. Raises django.db.Error when there is no database.
    """
    try:
        return _lees()
    except (InterfaceError, OperationalError):
        connection.close()
        return _lees()


def _lees() -> Standen:
    # Past the ORM and the driver's cursors: they would be half of what a kept page costs.
    connection.ensure_connection()
    verbinding = connection.connection
    if verbinding not in _bereid:
        _controleer(verbinding.pgconn.prepare(_NAAM, _LEES))
        _bereid.add(verbinding)
    resultaat = verbinding.pgconn.exec_prepared(_NAAM, None)
    _controleer(resultaat)
    if not resultaat.ntuples:
        return Standen(0, 0, 0)
    return Standen(*(int(resultaat.get_value(0, kolom)) for kolom in range(3)))


def _controleer(resultaat: psycopg.pq.abc.PGresult) -> None:
    if resultaat.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        raise OperationalError(resultaat.error_message.decode(errors="replace"))
