"""Queries that are asked often in the same words: written and planned once.

For Django to write how the dozen tables of a description are read, and for PostgreSQL to plan it,
takes several times as long as to read them.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cache, wraps
from inspect import signature
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

VAST_PLAN = "/* vast plan */"
"""In the text of a query: the best way to answer it is the same each time."""


class _Argument(Expression):
    """Where the argument of this number comes in a query."""

    def __init__(self, nummer: int) -> None:
        super().__init__()
        self.nummer = nummer

    def as_sql(self, *_: object, **__: object) -> tuple[str, Any]:
        return "%s", [self]


def vaste_vraag[M: models.Model](
    maak: Callable[..., models.QuerySet[M]],
) -> Callable[..., list[M]]:
    """What the queryset finds that `maak` makes, which Django writes once a process.

    Its arguments are values that are compared with a column. All else stays as it was at first.
    """

    @cache
    def geschreven() -> tuple[models.QuerySet[M], SQLCompiler, str, list[Any]]:
        qs = maak(*map(_Argument, range(len(signature(maak).parameters))))
        schrijver = qs.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = schrijver.as_sql()
        omzetters = schrijver.get_converters([kolom for kolom, *_ in schrijver.select])
        vast: Any = schrijver
        vast.get_converters = lambda _kolommen: omzetters
        return qs, schrijver, VAST_PLAN + sql, list(params)

    @wraps(maak)
    def vraag(*waarden: Any) -> list[M]:
        qs, schrijver, sql, params = geschreven()
        met = [waarden[p.nummer] if isinstance(p, _Argument) else p for p in params]
        eigen: Any = copy(schrijver)
        eigen.connection, eigen.as_sql = connections[DEFAULT_DB_ALIAS], lambda: (sql, met)
        qs = qs.all()
        cast(Any, qs.query).get_compiler = lambda using: eigen  # noqa: ARG005 (as Django asks)
        return list(qs)

    return vraag


def onthoud_plannen(connection: BaseDatabaseWrapper) -> None:
    """Have queries with `VAST_PLAN` planned once by `connection`.

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
