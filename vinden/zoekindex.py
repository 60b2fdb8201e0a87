"""Which documents have which facet value: for each value one large number with a bit a document.

With it, counting every value of every facet is an AND and a count of bits (12 kB a value at
100,000 documents), where SQL would read the whole result anew for each chosen facet.
A worker keeps one index of each kind of documents, until a document changes.
"""

from __future__ import annotations

import sys
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice

from django.db import connection

from vinden.models import Document, Woord
from vinden.stand import stand

MEESTE_EINDELOZE = 200
"""Of a facet whose values have no end, such as free keywords, the index has the most used."""

KORTST = 4
"""Of a shorter word nobody can tell what it was meant as."""

Bits = int

_NAAR_CIJFERS = bytes.maketrans(b"\0\1", b"01")
_VAN_CIJFERS = bytes.maketrans(b"01", b"\0\1")

# One statement, and so one moment: a bit must mean the same document in every row.
_LEES = """
    WITH document AS MATERIALIZED (
        SELECT {sleutel}, sorteersleutel, facetten,
            (row_number() OVER (ORDER BY gepubliceerd_op DESC, {sleutel} DESC))::int - 1 AS plek
        FROM {tabel}
    ), waarde AS (
        SELECT code, count(*) AS aantal, string_agg(int4send(plek), '') AS plekken
        FROM document, unnest(facetten) AS code
        WHERE split_part(code, ':', 1) = ANY(%(facetten)s) GROUP BY code
    ), rang AS (
        SELECT *, row_number() OVER (
            PARTITION BY split_part(code, ':', 1) ORDER BY aantal DESC, code
        ) AS rang FROM waarde
    )
    SELECT 1 AS rij, '', string_agg(int4send({sleutel}::int), '' ORDER BY plek) FROM document
    UNION ALL
    SELECT 2, '', string_agg(int4send({sleutel}::int), '' ORDER BY sorteersleutel, {sleutel})
    FROM document
    UNION ALL
    SELECT 3, code, plekken FROM rang
    WHERE split_part(code, ':', 1) <> %(eindeloos)s OR rang <= %(meeste)s
    ORDER BY rij
"""


@dataclass(frozen=True)
class Zoekindex:
    """`nieuwste` and `op_titel` are the keys of all documents in order; bit n is `nieuwste[n]`.

    `plekken` is the way back, from a key to the number of its bit, or -1.
    """

    nieuwste: array[int]
    op_titel: array[int]
    plekken: array[int]
    waarden: Mapping[str, Mapping[str, Bits]]
    lexemen: dict[str, Bits] = field(default_factory=dict)
    """What was asked before; emptied when it grows too large."""

    @property
    def alle(self) -> Bits:
        return (1 << len(self.nieuwste)) - 1

    def bits(self, pks: array[int]) -> Bits:
        """The bits of `pks`; a document that was published after the index was made has none."""
        if pks and max(pks) >= len(self.plekken):
            pks = array("i", (pk for pk in pks if pk < len(self.plekken)))
        return _bits(map(self.plekken.__getitem__, pks), len(self.nieuwste))

    def pks(self, bits: Bits) -> Iterator[int]:
        """The documents of `bits`, the newest first."""
        return compress(self.nieuwste, _vlaggen(bits))

    def pks_op_titel(self, bits: Bits) -> Iterator[int]:
        """The documents of `bits`, by title."""
        vlaggen = _vlaggen(bits).ljust(len(self.nieuwste), b"\0")
        return (pk for pk in self.op_titel if vlaggen[self.plekken[pk]])


def _vlaggen(bits: Bits) -> bytes:
    """A byte for each bit, the lowest first: 1 or 0."""
    return bin(bits)[:1:-1].encode().translate(_VAN_CIJFERS)  # the text has its lowest bit last


def _bits(plekken: Iterable[int], aantal: int) -> Bits:
    vlaggen = bytearray(aantal + 1)  # one more, for the place -1
    for plek in plekken:
        vlaggen[plek] = 1
    return int(vlaggen[-2::-1].translate(_NAAR_CIJFERS) or b"0", 2)


def getallen(bytes_: bytes | memoryview | None) -> array[int]:
    """The numbers that `string_agg(int4send(…))` puts in one value; none for NULL."""
    gelezen = array("i", bytes(bytes_ or b""))
    if sys.byteorder == "little":
        gelezen.byteswap()
    return gelezen


_slot = threading.Lock()
bewaard: dict[type[Document], tuple[int, Zoekindex]] = {}
"""The last index of each kind, with how often documents had changed when it was read."""


def zoekindex(model: type[Document], facetten: Sequence[str], eindeloos: str) -> Zoekindex:
    """The index of the documents of `model` as they are now, for the keys of its `facetten`.

    A query for how often documents changed, and one to read them anew.
    """
    with _slot:
        gewijzigd = stand().documenten
        if model not in bewaard or bewaard[model][0] != gewijzigd:
            bewaard[model] = gewijzigd, verse_index(model, facetten, eindeloos)
        return bewaard[model][1]


def verse_index(model: type[Document], facetten: Sequence[str], eindeloos: str) -> Zoekindex:
    """The index of the documents of `model`, read now. One query."""
    waarden: dict[str, dict[str, Bits]] = {facet: {} for facet in facetten}
    vraag = _LEES.format(tabel=model._meta.db_table, sleutel=model._meta.pk.column)
    wat = {"facetten": list(facetten), "eindeloos": eindeloos, "meeste": MEESTE_EINDELOZE}
    with connection.cursor() as cursor:
        # Row by row: at once they would take more memory than the index itself.
        rijen = cursor.stream(vraag, wat)
        nieuwste, op_titel = (getallen(pks) for _, _, pks in islice(rijen, 2))
        for _, code, met_waarde in rijen:
            facet, _, slug = code.partition(":")
            waarden[facet][slug] = _bits(getallen(met_waarde), len(nieuwste))
    plekken = array("i", [-1]) * (max(nieuwste, default=-1) + 1)
    for plek, pk in enumerate(nieuwste):
        plekken[pk] = plek
    return Zoekindex(nieuwste, op_titel, plekken, waarden)


woorden: dict[int, tuple[str, ...]] = {}
"""The words of all texts, by how often documents had changed when they were read."""


def woorden_van_teksten() -> tuple[str, ...]:
    """Every word that some document has or had. A query when documents changed."""
    gewijzigd = stand().documenten
    with _slot:
        if gewijzigd not in woorden:
            woorden.clear()
            woorden[gewijzigd] = tuple(Woord.objects.values_list("woord", flat=True))
        return woorden[gewijzigd]


_WOORDEN = """
    SELECT word FROM ts_stat('SELECT zoek FROM {tabel}')
    WHERE word ~ '^[[:alpha:]]+$' AND length(word) >= %s
"""


def woorden_van(model: type[Document]) -> tuple[str, ...]:
    """Every word that some document of `model` has, read from all of them. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_WOORDEN.format(tabel=model._meta.db_table), [KORTST])
        return tuple(woord for (woord,) in cursor)
