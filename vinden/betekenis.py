"""Which documents are near in meaning to a question, whatever words they use.

The worker reads questions (`vinden.vraagvectoren`): a web process asks it and waits a moment. The
answer is kept, so that who asks the same has it at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from basis.tekst import schoon
from post.actions.klaarzetten import wek
from vinden.encoder import UITGAVE
from vinden.models import Document, Vraagvector
from vinden.vraagvectoren import BEANTWOORDEN, KANAAL, LEEFT

WACHT = 0.15
"""Seconds that an answer waits for the worker, at most."""

MEESTE = 50
"""How many documents are near, at most."""

MEESTE_WACHTENDEN = 8
"""With so many questions before this one it would be late: then nobody waits."""

BIJ_STEEKPROEF, VAN_ALLE = "vinden_dichtbij", "vinden_dichtbij_van_alle"
"""The functions that tell: among any number of documents, and by reading the passages of all."""

LANGST = 200
"""Signs of a question that are read."""

_STAND = """
    SELECT to_regclass('vinden_passage') IS NOT NULL,
        (SELECT max(laatst_gezien) FROM vinden_encoder),
        (SELECT count(*) FROM vinden_vraagvector WHERE vector = ''), v.vector, v.laatst_gevraagd
    FROM (SELECT 1) AS altijd LEFT JOIN vinden_vraagvector AS v ON v.sleutel = %s
"""
# What was taken off the site since its passages were read is left out.
_DICHTBIJ = """
    SELECT d.sleutel, d.gelijkenis, d.cosinus FROM {functie}(%s, %s::halfvec) AS d
    JOIN {tabel} ON {sleutel} = d.sleutel ORDER BY d.gelijkenis DESC, d.sleutel LIMIT %s
"""


@dataclass(frozen=True)
class Dichtbij:
    """The documents that are near, the nearest first, and how near each is.

    0 is as near as any document is, 1 a standard deviation nearer. With `laat` there would be more
    a moment later, so that this answer is not to be kept (`vinden.paginacache.voorlopig`). Nothing
    at all where the site cannot tell: without pgvector, or without a worker that reads.
    """

    documenten: tuple[tuple[int, float], ...] = ()
    laat: bool = False
    cosinus: float = 0.0
    """How near the nearest passage of any is, whatever others are."""


def dichtbij(
    model: type[Document], tekst: str, *, functie: str = BIJ_STEEKPROEF, wacht: float = WACHT
) -> Dichtbij:
    """What is near in meaning to `tekst` among the documents of `model`.

    `functie` says beside what they are near: BIJ_STEEKPROEF, or of few documents VAN_ALLE.

    Two queries for a question that was asked before, some more for a new one; waits at most
    `wacht` seconds, and never where nobody would answer.
    """
    vraag = _vlak(tekst)
    if not vraag:
        return Dichtbij()
    sleutel = salted_hmac("vinden.betekenis", f"{UITGAVE} {vraag}", algorithm="sha256").hexdigest()
    stand = _stand(sleutel)
    if not stand.kan:
        return Dichtbij()
    vector = stand.vector
    if vector:
        _gebruikt(sleutel, stand.laatst_gevraagd)
    else:
        if not stand.leeft(timezone.now()):
            return Dichtbij()
        if stand.wachtenden < MEESTE_WACHTENDEN:
            vector = _vraag_na(sleutel, vraag, wacht)
        if not vector:
            return Dichtbij(laat=True)
    return _zoek(model, vector, functie)


class _Stand(NamedTuple):
    """What is known of a question, and of who could read it."""

    kan: bool
    laatst_gezien: datetime | None
    wachtenden: int
    vector: str | None
    laatst_gevraagd: date | None

    def leeft(self, nu: datetime) -> bool:
        return self.laatst_gezien is not None and nu - self.laatst_gezien < LEEFT


def _stand(sleutel: str) -> _Stand:
    with connection.cursor() as cursor:
        cursor.execute(_STAND, [sleutel])
        return _Stand(*cursor.fetchone())


def _vlak(tekst: str) -> str:
    """`tekst` as it is read and known again: whoever types it with capitals asks the same."""
    return " ".join(unicodedata.normalize("NFC", schoon(tekst)).lower().split())[:LANGST].strip()


def _gebruikt(sleutel: str, vorige: date | None) -> None:
    """Note that the question was asked today; once a day, so that asking writes nothing else."""
    vandaag = timezone.localdate()
    if vorige != vandaag:
        Vraagvector.objects.filter(sleutel=sleutel).update(laatst_gevraagd=vandaag)


def _vraag_na(sleutel: str, vraag: str, wacht: float) -> str:
    """Have a worker read the question; its vector, or nothing when that takes too long."""
    rij = Vraagvector(sleutel=sleutel, tekst=vraag, laatst_gevraagd=timezone.localdate())
    with _luister():
        Vraagvector.objects.bulk_create([rij], ignore_conflicts=True)
        wek(BEANTWOORDEN)
        if not connection.in_atomic_block:  # there nobody sees the question before the commit
            _wacht_op(sleutel, wacht)
    gevonden = Vraagvector.objects.filter(sleutel=sleutel).values_list("vector", flat=True)
    return gevonden.first() or ""


@contextmanager
def _luister() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {KANAAL}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"UNLISTEN {KANAAL}")


def _wacht_op(sleutel: str, wacht: float) -> None:
    """Return when the worker says that it read the question, or after `wacht` seconds."""
    einde = monotonic() + wacht
    with closing(connection.connection.notifies(timeout=wacht)) as meldingen:
        for melding in meldingen:
            if melding.payload == sleutel or monotonic() > einde:
                return


def _zoek(model: type[Document], vector: str, functie: str) -> Dichtbij:
    meta = model._meta
    sql = _DICHTBIJ.format(functie=functie, tabel=meta.db_table, sleutel=meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(sql, [meta.label_lower, vector, MEESTE])
        rijen = cursor.fetchall()
    documenten = tuple((pk, gelijkenis) for pk, gelijkenis, _ in rijen)
    return Dichtbij(documenten, cosinus=max((cosinus for *_, cosinus in rijen), default=0.0))
