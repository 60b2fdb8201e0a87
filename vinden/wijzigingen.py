"""Which search documents changed since a worker read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from vinden.models import Wijziging

MEESTE = 50
"""With more changes than these it takes less time to read all."""


def gewijzigd(sinds: int) -> Mapping[str, set[int]] | None:
    """The documents of each table that changed after `Stand.documenten` was `sinds`; one query.

    None when they are many.
    """
    rijen = Wijziging.objects.filter(nummer__gt=sinds).values_list("tabel", "sleutel")
    gevonden = list(rijen[: MEESTE + 1])
    if len(gevonden) > MEESTE:
        return None
    van_tabel = defaultdict[str, set[int]](set)
    for tabel, sleutel in gevonden:
        van_tabel[tabel].add(sleutel)
    return van_tabel
