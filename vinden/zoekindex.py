"""Which documents have which facet value: for each value one large number with a bit a document.

With it, counting every value of every facet is an AND and a count of bits (12 kB a value at
100,000 documents), where SQL would read the whole result anew for each chosen facet.
A worker reads the index of each kind of documents once, and after that what changed of them.
"""

from __future__ import annotations

import re
import sys
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from django.db import connection

from vinden.models import Document
from vinden.stand import stand
from vinden.wijzigingen import MEESTE

MEESTE_EINDELOZE = 200
"""Of a facet whose values have no end, such as free keywords, the most used are counted."""

WEINIG = 32
"""Of fewer documents than one in so many the bits are set one by one."""

Bits = int

_NAAR_CIJFERS = bytes.maketrans(b"\0\1", b"01")
_GEVULD = re.compile(rb"[^\0]")
_PLEKKEN = [[plek for plek in range(8) if byte >> plek & 1] for byte in range(256)]
"""Of each byte the places of its bits."""

# One statement, and so one moment: a bit must mean the same document in every row.
_LEES = """
    WITH document AS MATERIALIZED (
        SELECT {sleutel}, sorteersleutel, facetten,
            (row_number() OVER (ORDER BY gepubliceerd_op DESC, {sleutel} DESC))::int - 1 AS plek
        FROM {tabel}
    )
    SELECT 0 AS rij, coalesce(max(documenten), 0)::text, NULL FROM vinden_stand
    UNION ALL
    SELECT 1, '', string_agg(int4send({sleutel}::int), '' ORDER BY plek) FROM document
    UNION ALL
    SELECT 2, '', string_agg(int4send({sleutel}::int), '' ORDER BY sorteersleutel, {sleutel})
    FROM document
    UNION ALL
    SELECT 3, code, string_agg(int4send({sleutel}::int), '') FROM document, unnest(facetten) AS code
    GROUP BY code
    ORDER BY rij
"""
# Where a document stands is told by the one before it, which an index of the table finds.
_LEES_ANDERS = """
    WITH anders AS MATERIALIZED (
        SELECT sleutel FROM vinden_wijziging
        WHERE tabel = %(tabel)s AND nummer > %(sinds)s LIMIT %(hoogstens)s + 1
    )
    SELECT (SELECT coalesce(max(documenten), 0) FROM vinden_stand),
        (SELECT count(*) FROM {tabel}), anders.sleutel, d.facetten, tsvector_to_array(d.zoek),
        (
            SELECT {sleutel} FROM {tabel} AS v
            WHERE (v.gepubliceerd_op, v.{sleutel}) > (d.gepubliceerd_op, d.{sleutel})
            ORDER BY v.gepubliceerd_op, v.{sleutel} LIMIT 1
        ),
        (
            SELECT {sleutel} FROM {tabel} AS v
            WHERE (v.sorteersleutel, v.{sleutel}) < (d.sorteersleutel, d.{sleutel})
            ORDER BY v.sorteersleutel DESC, v.{sleutel} DESC LIMIT 1
        ),
        row_number() OVER (ORDER BY d.sorteersleutel, d.{sleutel})
    FROM (SELECT) AS altijd LEFT JOIN anders ON true
    LEFT JOIN {tabel} AS d ON d.{sleutel} = anders.sleutel
    ORDER BY d.gepubliceerd_op DESC, d.{sleutel} DESC
"""


@dataclass(frozen=True)
class Zoekindex:
    """`nieuwste` and `op_titel` are the keys of all documents in order; bit n is `nieuwste[n]`.

    `plekken` is the way back, from a key to the number of its bit, or -1. `waarden` are those of
    facets that are counted; of all others `sleutels` has the keys, by code. `stand` is how often
    documents had changed.
    """

    stand: int
    nieuwste: array[int]
    op_titel: array[int]
    plekken: array[int]
    waarden: Mapping[str, Mapping[str, Bits]]
    sleutels: Mapping[str, array[int]]
    lexemen: dict[str, Bits] = field(default_factory=dict)
    """What was asked before; emptied when it grows too large."""

    @property
    def alle(self) -> Bits:
        return (1 << len(self.nieuwste)) - 1

    def plek(self, pk: int) -> int:
        """The number of the bit of `pk`, or -1."""
        return self.plekken[pk] if pk < len(self.plekken) else -1

    def met(self, facet: str, slug: str) -> Bits:
        """The documents that have a value."""
        bits = self.waarden.get(facet, {}).get(slug)
        return self.bits(self.sleutels.get(f"{facet}:{slug}", array("i"))) if bits is None else bits

    def bits(self, pks: array[int]) -> Bits:
        """The bits of `pks`; a document that was published after the index was made has none."""
        if pks and max(pks) >= len(self.plekken):
            pks = array("i", (pk for pk in pks if pk < len(self.plekken)))
        return _bits(list(map(self.plekken.__getitem__, pks)), len(self.nieuwste))

    def pks(self, bits: Bits) -> Iterator[int]:
        """The documents of `bits`, the newest first."""
        for gevuld in _GEVULD.finditer(_bytes(bits)):
            begin = gevuld.start() * 8
            for plek in _PLEKKEN[gevuld[0][0]]:
                yield self.nieuwste[begin + plek]

    def pks_op_titel(self, bits: Bits) -> Iterator[int]:
        """The documents of `bits`, by title."""
        deel = _bytes(bits).ljust(len(self.nieuwste) // 8 + 1, b"\0")
        for pk in self.op_titel:
            plek = self.plekken[pk]
            if deel[plek >> 3] >> (plek & 7) & 1:
                yield pk


def _bytes(bits: Bits) -> bytes:
    """Eight documents a byte, the newest first."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def _bits(plekken: Sequence[int], aantal: int) -> Bits:
    """A bit for each of `plekken`, but for those that are -1; `aantal` are all."""
    if len(plekken) < aantal // WEINIG:
        deel = bytearray(aantal // 8 + 1)
        for plek in plekken:
            if plek >= 0:
                deel[plek >> 3] |= 1 << (plek & 7)
        return int.from_bytes(deel, "little")
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


_STEMPEL = """
    SELECT count(*), sum({sleutel}), sum(extract(epoch FROM gepubliceerd_op)) FROM {tabel}
"""

op_stempel: dict[type[Document], tuple[object, Zoekindex]] = {}
"""The last index of each kind without a stand, with what told that it was the last."""

_slot = threading.Lock()
bewaard: dict[type[Document], Zoekindex] = {}
"""The last index of each kind."""


def zoekindex(model: type[Document], geteld: Sequence[str], eindeloos: str) -> Zoekindex:
    """The index of the documents of `model` as they are now; the facets `geteld` are counted.

    A query for how often documents changed, and one where they did: for what changed since this
    worker read them, or for all of them.
    """
    if stand("documenten").eigen:
        return verse_index(model, geteld, eindeloos)
    index = _vers(model)
    if index is None:
        with _slot:
            index = _vers(model)
            if index is None:
                oud = bewaard.get(model)
                index = (oud and _werk_bij(oud, model, eindeloos)) or verse_index(
                    model, geteld, eindeloos
                )
                bewaard[model] = index
    return index


def _vers(model: type[Document]) -> Zoekindex | None:
    nu, index = stand("documenten").documenten, bewaard.get(model)
    return index if index and index.stand == nu else None


def verse_index(model: type[Document], geteld: Sequence[str], eindeloos: str) -> Zoekindex:
    """The index of the documents of `model`, read now. One query."""
    waarden: dict[str, dict[str, Bits]] = {facet: {} for facet in geteld}
    sleutels: dict[str, array[int]] = {}
    vraag = _LEES.format(tabel=model._meta.db_table, sleutel=model._meta.pk.column)
    with connection.cursor() as cursor:
        # Row by row: at once they would take more memory than the index itself.
        rijen = cursor.stream(vraag)
        (_, nummer, _), (_, _, eerst), (_, _, daarna) = islice(rijen, 3)
        nieuwste, op_titel = getallen(eerst), getallen(daarna)
        plekken = _plekken(nieuwste)
        for _, code, pks in rijen:
            facet, _, slug = code.partition(":")
            met_waarde = getallen(pks)
            if facet in waarden and facet != eindeloos:
                plek_van = plekken.__getitem__
                waarden[facet][slug] = _bits(list(map(plek_van, met_waarde)), len(nieuwste))
            else:
                sleutels[code] = met_waarde
    index = Zoekindex(int(nummer), nieuwste, op_titel, plekken, waarden, sleutels)
    return _tel_vaakste(index, eindeloos)


def index_op_stempel(model: type[Document], geteld: Sequence[str], eindeloos: str) -> Zoekindex:
    """The index of documents of which no stand says that they changed; read anew when one did.

    What tells so is how many there are, which, and when each changed, its `gepubliceerd_op`: not
    the last of these alone, for what changed earlier may be written later. A query for that, and
    one where they changed.
    """
    tabel, sleutel = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(_STEMPEL.format(tabel=tabel, sleutel=sleutel))
        stempel = cursor.fetchone()
    eerder, index = op_stempel.get(model, (None, None))
    if index is None or eerder != stempel:
        index = verse_index(model, geteld, eindeloos)
        op_stempel[model] = stempel, index
    return index


def _plekken(nieuwste: array[int]) -> array[int]:
    plekken = array("i", [-1]) * (max(nieuwste, default=-1) + 1)
    for plek, pk in enumerate(nieuwste):
        plekken[pk] = plek
    return plekken


def _tel_vaakste(index: Zoekindex, eindeloos: str) -> Zoekindex:
    """`index` with the most used values of the facet `eindeloos` among those that are counted."""
    if eindeloos not in index.waarden:
        return index
    codes = (code for code in index.sleutels if code.startswith(f"{eindeloos}:"))
    vaakste = nsmallest(
        MEESTE_EINDELOZE, codes, key=lambda code: (-len(index.sleutels[code]), code)
    )
    al = index.waarden[eindeloos]
    bits = {
        slug: al[slug] if slug in al else index.bits(index.sleutels[code])
        for code in vaakste
        for slug in (code.partition(":")[2],)
    }
    return replace(index, waarden={**index.waarden, eindeloos: bits})


class _Anders(NamedTuple):
    """A document that changed: what it has now, or None, and which documents it comes after."""

    pk: int
    facetten: list[str] | None
    lexemen: list[str] | None
    na_in_tijd: int | None
    na_op_titel: int | None
    rang_op_titel: int


def _werk_bij(oud: Zoekindex, model: type[Document], eindeloos: str) -> Zoekindex | None:
    """`oud` with what changed since; None when that was too much, or is not known.

    Tells so by the number of documents, which is another when a table was emptied at once.
    """
    nummer, aantal, anders = _lees_anders(model, oud.stand)
    if nummer < oud.stand or len(anders) > MEESTE:
        return None
    blijft = len(oud.nieuwste) - sum(oud.plek(een.pk) >= 0 for een in anders)
    if aantal != blijft + sum(een.facetten is not None for een in anders):
        return None
    if not anders:
        return replace(oud, stand=nummer)
    return _tel_vaakste(_vervang(oud, nummer, anders, eindeloos), eindeloos)


def _lees_anders(model: type[Document], sinds: int) -> tuple[int, int, list[_Anders]]:
    """How often documents had changed, how many there are, and those that did after `sinds`."""
    tabel = model._meta.db_table
    vraag = _LEES_ANDERS.format(tabel=tabel, sleutel=model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(vraag, {"tabel": tabel, "sinds": sinds, "hoogstens": MEESTE})
        rijen = cursor.fetchall()
    nummer, aantal = rijen[0][:2]
    return nummer, aantal, [_Anders(*rij[2:]) for rij in rijen if rij[2] is not None]


def _vervang(oud: Zoekindex, nummer: int, anders: Sequence[_Anders], eindeloos: str) -> Zoekindex:
    """`oud` with these documents, the newest first, in the place of what they were."""
    er = [een for een in anders if een.facetten is not None]
    gewijzigd = {een.pk for een in anders}
    nieuwste, op_titel = oud.nieuwste[:], oud.op_titel[:]
    weg = _met_masker(sorted(oud.plek(pk) for pk in gewijzigd if oud.plek(pk) >= 0))
    for plek, _ in reversed(weg):
        op_titel.remove(nieuwste.pop(plek))
    erbij = _met_masker(_voeg_in(nieuwste, een.pk, een.na_in_tijd) for een in er)
    for een in sorted(er, key=lambda een: een.rang_op_titel):
        _voeg_in(op_titel, een.pk, een.na_op_titel)
    waarden = {
        facet: {slug: _verschuif(bits, weg, erbij) for slug, bits in van_facet.items()}
        for facet, van_facet in oud.waarden.items()
    }
    sleutels = {
        code: pks
        if gewijzigd.isdisjoint(pks)
        else array("i", (pk for pk in pks if pk not in gewijzigd))
        for code, pks in oud.sleutels.items()
    }
    lexemen = {een: _verschuif(bits, weg, erbij) for een, bits in list(oud.lexemen.items())}
    for (plek, _), een in zip(erbij, er, strict=True):
        for lexeem in lexemen.keys() & (een.lexemen or ()):
            lexemen[lexeem] |= 1 << plek
        for code in een.facetten or ():
            facet, _, slug = code.partition(":")
            if facet in waarden and (facet != eindeloos or slug in waarden[facet]):
                waarden[facet][slug] = waarden[facet].get(slug, 0) | 1 << plek
            if facet not in waarden or facet == eindeloos:
                sleutels[code] = sleutels.get(code, array("i")) + array("i", [een.pk])
    waarden = {
        facet: {slug: bits for slug, bits in van_facet.items() if bits}
        for facet, van_facet in waarden.items()
    }
    sleutels = {code: pks for code, pks in sleutels.items() if pks}
    plekken = _plekken(nieuwste)
    return Zoekindex(nummer, nieuwste, op_titel, plekken, waarden, sleutels, lexemen)


def _voeg_in(lijst: array[int], pk: int, na: int | None) -> int:
    """Put `pk` behind `na` in `lijst`, or in front without one; its place there."""
    plek = 0 if na is None else lijst.index(na) + 1
    lijst.insert(plek, pk)
    return plek


Indexplek = tuple[int, Bits]
"""A place, and all bits below it."""


def _met_masker(plekken: Iterable[int]) -> list[Indexplek]:
    return [(plek, (1 << plek) - 1) for plek in plekken]


def _verschuif(bits: Bits, weg: Sequence[Indexplek], erbij: Sequence[Indexplek]) -> Bits:
    """`bits` without the places `weg`, and with empty ones at `erbij`, both in rising order."""
    if not bits:
        return 0
    for plek, eronder in reversed(weg):
        bits = bits >> plek + 1 << plek | bits & eronder
    for plek, eronder in erbij:
        bits = bits >> plek << plek + 1 | bits & eronder
    return bits
