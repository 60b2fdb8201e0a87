"""Rows of many querysets, read in one trip to the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def lees_ineens(vragen: Iterable[QuerySet[Any, Any]]) -> None:
    """Let each of `vragen` have its rows, as if it were asked by itself.

    For a page of many parts: there the ways to the database and back count. What such a queryset
    prefetches it still asks by itself.
    """
    makers, sqls, waarden = list[Any](), list[str](), list[Any]()
    for vraag in vragen:
        maker: Any = vraag.query.get_compiler(connection=connection)
        try:
            sql, parameters = maker.as_sql()
        except EmptyResultSet:  # by itself it asks nothing either
            continue
        vraag.query.get_compiler = _altijd(maker)  # type: ignore[method-assign]
        makers.append(maker)
        sqls.append(sql)
        waarden += parameters
    if not makers:
        return
    with connection.cursor() as cursor:
        cursor.execute("; ".join(sqls), waarden)
        for maker in makers:
            maker.execute_sql = _altijd([cursor.fetchall()])
            cursor.nextset()


def _altijd(wat: Any) -> Any:
    return lambda *_, **__: wat
