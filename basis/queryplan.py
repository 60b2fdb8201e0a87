"""Queries that PostgreSQL plans once a connection, and not each time that they are asked.

How to read the dozen tables of a description takes longer to plan than to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models.expressions import RawSQL

VAST_PLAN = "/* vast plan */"
"""In the text of a query: it is asked often, and the best way to answer it stays the same."""


def met_vast_plan[Q: models.QuerySet[Any]](qs: Q) -> Q:
    """`qs`, whose query says so."""
    return qs.filter(RawSQL(f"{VAST_PLAN} true", (), models.BooleanField()))  # noqa: S611 (fixed)


def onthoud_plannen(connection: BaseDatabaseWrapper) -> None:
    """Have such queries of `connection` planned once.

    Not behind pgbouncer, where it is another connection of the server each time.
    """
    wikkels = connection.execute_wrappers
    if not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") and _met_plan not in wikkels:
        wikkels.insert(0, _met_plan)  # who watches for a while leaves from the end


def _met_plan(voer_uit: Callable[..., Any], sql: Any, params: Any, many: Any, bij: Any) -> Any:
    cursor, django = bij["cursor"], bij["connection"]
    if VAST_PLAN not in str(sql) or django.in_atomic_block:
        return voer_uit(sql, params, many, bij)
    gewoon, verbinding = cursor.cursor, django.connection
    cursor.cursor = ServerBindingCursor(verbinding)  # type: ignore[call-arg]
    verbinding.prepare_threshold = 0
    try:
        return voer_uit(sql, params, many, bij)
    except NotSupportedError:  # a column is of another type than when this was planned
        verbinding.execute("DEALLOCATE ALL")
        cursor.cursor = gewoon
        return voer_uit(sql, params, many, bij)
    finally:
        verbinding.prepare_threshold = None
