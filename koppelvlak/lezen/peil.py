"""From when a program asks the next time, so that it does not miss what is being written now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from vinden.stand import ongezien

SPELING = timedelta(seconds=1)
"""Between the moment that a step reads from the clock and its first statement."""

_OUDSTE = """
SELECT coalesce(min(xact_start), clock_timestamp()) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def peilmoment() -> datetime:
    """Before whatever others do now began, in one query; ask it before the rows.

    A row says when it changed, and is seen when its transaction ends: who asked in between would
    not meet it with a question from now on. Some rows may come twice, none stays out. By the clock
    of the database, as what changed when. A page that is kept tells an earlier moment, which is as
    right: it has all that it would have now.
    """
    with ongezien(), connection.cursor() as cursor:
        cursor.execute(_OUDSTE)
        (oudste,) = cursor.fetchone()
    moment: datetime = oudste - SPELING
    return moment
