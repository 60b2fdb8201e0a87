"""How often the public side changed: what anything that is kept in memory is checked against."""

import psycopg
from django.db import InterfaceError, OperationalError, connection


def stand() -> int:
    """How often the public side changed; database triggers raise it with every change.

    The first query of nearly every request: a connection that died since the last one is replaced
    here, so that no page fails on it. Raises django.db.Error when there is no database.
    """
    try:
        return _lees_stand()
    except (InterfaceError, OperationalError):
        connection.close()
        return _lees_stand()


def _lees_stand() -> int:
    # Prepared, and past the ORM: this is half of what a kept page costs.
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("SELECT nummer FROM innovaties_stand", prepare=True)
        (nummer,) = cursor.fetchone() or (0,)
    return int(nummer)
