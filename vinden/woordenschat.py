"""The words that our texts hold: to find what somebody meant who made a typing error."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from rapidfuzz import process
from rapidfuzz.distance import OSA

from vinden.models import Document, DocumentQuerySet, Woord
from vinden.stand import stand
from vinden.wijzigingen import gewijzigd
from vinden.woorden import te_leren

_WOORDEN = "SELECT word FROM ts_stat('SELECT zoek FROM {tabel}')"
_LEXEMEN = RawSQL("tsvector_to_array(zoek)", [], ArrayField(TextField()))


class Woordenschat:
    """Words by their length, since those that differ by a sign or two are as long, nearly."""

    def __init__(self, woorden: Iterable[str]) -> None:
        self._van_lengte: dict[int, list[str]] = defaultdict(list)
        for woord in woorden:
            self._van_lengte[len(woord)].append(woord)

    def __contains__(self, woord: object) -> bool:
        return isinstance(woord, str) and woord in self._van_lengte.get(len(woord), ())

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._van_lengte.values())

    def met(self, woorden: Iterable[str]) -> Woordenschat:
        """These words and `woorden`, apart from one who reads these meanwhile."""
        samen = Woordenschat(set(woorden).difference(*self._van_lengte.values()))
        for lengte, lijst in self._van_lengte.items():
            samen._van_lengte[lengte] = lijst + samen._van_lengte.get(lengte, [])
        return samen

    def rond(self, woord: str, hoogstens: int) -> dict[str, int]:
        """The words that differ from `woord` by `hoogstens` signs, and by how many."""
        lijsten = (
            self._van_lengte.get(lengte, ())
            for lengte in range(len(woord) - hoogstens, len(woord) + hoogstens + 1)
        )
        return {
            een: afstand
            for lijst in lijsten
            for een, afstand, _ in process.extract(
                woord, lijst, scorer=OSA.distance, score_cutoff=hoogstens, limit=None
            )
        }


_slot = threading.Lock()
bewaard: list[tuple[int, Woordenschat]] = []
"""The words with how often documents had changed when they were read."""


def woordenschat() -> Woordenschat:
    """Every word that some document has or had.

    A few queries when documents changed: for the words of those that did, or else for all.
    """
    with _slot:
        nu = stand("documenten")
        if nu.eigen:
            return _alle()
        if not bewaard or bewaard[0][0] < nu.documenten:
            erbij = _erbij(bewaard[0][0]) if bewaard else None
            schat = _alle() if erbij is None else bewaard[0][1].met(erbij)
            bewaard[:] = [(nu.documenten, schat)]
        return bewaard[0][1]


def _alle() -> Woordenschat:
    return Woordenschat(Woord.objects.values_list("woord", flat=True))


def woordenschat_van(model: type[Document]) -> Woordenschat:
    """Every word that some document of `model` has, read from all of them. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_WOORDEN.format(tabel=model._meta.db_table))
        return Woordenschat(te_leren(woord for (woord,) in cursor))


def _erbij(sinds: int) -> set[str] | None:
    """The words of the documents that changed; None when these are many."""
    anders = gewijzigd(sinds)
    if anders is None:
        return None
    lexemen = set[str]()
    for model in Document.__subclasses__():
        if pks := anders.get(model._meta.db_table):
            documenten = DocumentQuerySet[Document](model).onder(pks)
            lexemen.update(*documenten.values_list(_LEXEMEN, flat=True))
    return te_leren(lexemen)
