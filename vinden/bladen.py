"""A page of a long list, whose number of rows is known already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from vinden.zoeken import Volgorde

PER_PAGINA = 20


class GeteldePaginator(Paginator):  # type: ignore[type-arg]
    """A paginator that is told the number of rows instead of counting them again."""

    def __init__(self, rijen: Volgorde | QuerySet[Any, Any] | Sequence[Any], aantal: int) -> None:
        super().__init__(rijen, PER_PAGINA)  # type: ignore[arg-type]  # `count` stands in for len
        self.count = aantal
