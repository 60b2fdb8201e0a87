"""The passages of documents: which must be read, and reading them."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest

from django.db import connection, transaction

from post.actions.klaarzetten import wek
from vinden import encoder
from vinden.models import Document, Leesopdracht, Passage, Passagevorm, Wegwijzer
from vinden.passagetabel import bestaat

logger = logging.getLogger(__name__)

INLEZEN = "vinden.lees_in"
"""The name of the job that reads passages, and of its lock."""

LANGSTE_SECTIE, LANGSTE_VENSTER = 1500, 400
"""Signs of a passage; the encoder reads some five hundred tokens at once."""

KORTSTE_ZIN = 20
"""What is shorter says nothing by itself."""

Teksten = Mapping[Passagevorm, Sequence[str]]
"""The passages of one document, in order."""

_NA_ZIN = re.compile(r"(?<=[.!?:;])\s+")

_SCHRIJF = """
    INSERT INTO vinden_passage (soort, sleutel, vorm, nummer, kenmerk, vector)
    SELECT %s, %s, * FROM unnest(%s::text[], %s::int[], %s::bytea[], %s::text[]::halfvec[])
"""
_BEKEND = """
    SELECT DISTINCT ON (kenmerk) kenmerk, vector::text FROM vinden_passage
    WHERE kenmerk = ANY(%s) ORDER BY kenmerk
"""
_RUIM_OP = """
    DELETE FROM vinden_passage AS p
    WHERE soort = %s AND NOT EXISTS (SELECT FROM {tabel} WHERE {sleutel} = p.sleutel)
"""


def meld(model: type[Document], pks: Iterable[int]) -> None:
    """Have the worker read these documents of `model` after the commit, or clear them away.

    Nothing where passages cannot be kept.
    """
    opdrachten = [Leesopdracht(soort=model._meta.label_lower, sleutel=pk) for pk in pks]
    if opdrachten and bestaat():
        Leesopdracht.objects.bulk_create(opdrachten)
        transaction.on_commit(partial(wek, INLEZEN), robust=True)


def zinnen(tekst: str) -> list[str]:
    """The sentences of `tekst` that say something by themselves."""
    return [zin for zin in _NA_ZIN.split(tekst) if len(zin) >= KORTSTE_ZIN]


def vensters(tekst: str) -> Iterator[str]:
    """Each sentence of `tekst` with the one that follows it."""
    alle = zinnen(tekst)
    for eerste, tweede in zip_longest(alle, alle[1:], fillvalue=""):
        yield f"{eerste} {tweede}"[:LANGSTE_VENSTER].strip()


def passages_van_pagina(pk: int) -> Teksten | None:
    """The passages of a page that is no description; None when it is gone.

    A page without running text, as of a region or an organisation, has none: what is near to its
    name is chance.
    """
    pagina = Wegwijzer.objects.filter(pk=pk).first()
    if pagina is None:
        return None
    if not pagina.tekst:
        return {}
    secties = [f"{pagina.titel}. {tekst}" for tekst in (pagina.samenvatting, pagina.tekst) if tekst]
    return {
        Passagevorm.SECTIE: [sectie[:LANGSTE_SECTIE] for sectie in secties],
        Passagevorm.VENSTER: [
            pagina.titel,
            *vensters(pagina.samenvatting),
            *vensters(pagina.tekst),
        ],
    }


def lees_volgende(
    model: type[Document], teksten_van: Callable[[int], Teksten | None], stop: Callable[[], bool]
) -> bool:
    """Read the document of `model` that waits longest; False when none does, or on `stop`.

    `teksten_van` gives the passages of a document, or None when it is no longer there. What is
    known already, also of an older version, is not read again. A document that cannot be read holds
    up no other. Where nothing waits any more, the passages of documents that are gone go.
    """
    soort = model._meta.label_lower
    opdracht = Leesopdracht.objects.filter(soort=soort).first()
    if opdracht is None:
        return False
    van_deze = Leesopdracht.objects.filter(soort=soort, sleutel=opdracht.sleutel)
    gezien = list(van_deze.values_list("pk", flat=True))
    try:
        teksten = teksten_van(opdracht.sleutel)
        if teksten is not None and not _schrijf(soort, opdracht.sleutel, teksten, stop):
            return False
    except Exception:
        logger.exception("De passages van %s zijn niet gelezen.", opdracht)
    Leesopdracht.objects.filter(pk__in=gezien).delete()
    if not Leesopdracht.objects.filter(soort=soort).exists():
        _ruim_op(model)
    return True


def _schrijf(soort: str, sleutel: int, teksten: Teksten, stop: Callable[[], bool]) -> bool:
    """Write the passages of one document; False when `stop` came before all were read."""
    plekken = [
        (vorm, nummer, _kenmerk(tekst), tekst)
        for vorm, lijst in teksten.items()
        for nummer, tekst in enumerate(lijst)
    ]
    passages = Passage.objects.filter(soort=soort, sleutel=sleutel)
    nu = [(p.vorm, p.nummer, bytes(p.kenmerk)) for p in passages]
    if sorted(nu) == sorted((vorm.value, nummer, kenmerk) for vorm, nummer, kenmerk, _ in plekken):
        return True
    vectoren = _bekend([kenmerk for _, _, kenmerk, _ in plekken])
    for _, _, kenmerk, tekst in plekken:
        if kenmerk not in vectoren:
            if stop():
                return False
            vectoren[kenmerk] = encoder.lees_passage(tekst)
    kolommen = (
        [vorm.value for vorm, _, _, _ in plekken],
        [nummer for _, nummer, _, _ in plekken],
        [kenmerk for _, _, kenmerk, _ in plekken],
        [vectoren[kenmerk] for _, _, kenmerk, _ in plekken],
    )
    with transaction.atomic():
        passages.delete()
        with connection.cursor() as cursor:
            cursor.execute(_SCHRIJF, [soort, sleutel, *kolommen])
    return True


def _kenmerk(tekst: str) -> bytes:
    """Which text was read, and by which encoder."""
    return hashlib.sha256(f"{encoder.UITGAVE} {tekst}".encode()).digest()[:16]


def _bekend(kenmerken: list[bytes]) -> dict[bytes, str]:
    with connection.cursor() as cursor:
        cursor.execute(_BEKEND, [kenmerken])
        return {bytes(kenmerk): vector for kenmerk, vector in cursor}


def _ruim_op(model: type[Document]) -> None:
    meta = model._meta
    sql = _RUIM_OP.format(tabel=meta.db_table, sleutel=meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(sql, [meta.label_lower])


@contextmanager
def als_enige(taak: str) -> Iterator[bool]:
    """Be the only job `taak` that reads; False when another does.

    PostgreSQL frees the lock of a worker that is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [taak])
        (vrij,) = cursor.fetchone()
        try:
            yield vrij
        finally:
            if vrij:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [taak])
