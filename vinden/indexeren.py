"""How a document is written, whichever kind of page it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from basis.register import Register
from basis.tekst import sorteersleutel
from vinden.models import Document, Woord
from vinden.woorden import DEEL, STAM, heel, lexemen, te_leren

GEWICHTEN = "ABCD"
"""How much a word says, the most first."""

OPNIEUW: Register[Callable[[], object]] = Register()
"""What apps above do when all documents are to be written anew."""

_SCHRIJF = """
    INSERT INTO {tabel}
        ({sleutel}, titel, sorteersleutel, gepubliceerd_op, facetten, tekst, zoek, zinnen)
    VALUES (
        %(pk)s, %(titel)s, %(sorteer)s, %(op)s, %(facetten)s, %(tekst)s,
        %(zoek)s::tsvector, %(zinnen)s::tsvector
    )
    ON CONFLICT ({sleutel}) DO UPDATE SET
        titel = EXCLUDED.titel, sorteersleutel = EXCLUDED.sorteersleutel,
        gepubliceerd_op = EXCLUDED.gepubliceerd_op,
        facetten = EXCLUDED.facetten, tekst = EXCLUDED.tekst, zoek = EXCLUDED.zoek,
        zinnen = EXCLUDED.zinnen
"""


@dataclass(frozen=True)
class Inhoud:
    """What the document of one page holds: its values, its running text, its words by weight."""

    pk: int
    titel: str
    gepubliceerd_op: datetime | None
    facetten: list[str]
    tekst: str
    woorden: Mapping[str, Iterable[str]]


def schrijf(model: type[Document], documenten: Iterable[Inhoud], *, openbaar: bool = True) -> None:
    """Write `documenten` into the table of `model`, each in the place of what it was before.

    Words that visitors do not read are not learnt: what we write ourselves is no name of somebody
    (`vinden.gemist`), and a draft may hold one.
    """
    tabel, sleutel = model._meta.db_table, model._meta.pk.column
    rijen: list[dict[str, Any]] = []
    for document in documenten:
        gevonden = lexemen(document.woorden)
        if openbaar:
            leer(gevonden)
        gevonden[heel(document.titel)] = set()
        rijen.append(
            {
                "pk": document.pk,
                "titel": document.titel,
                "sorteer": sorteersleutel(document.titel),
                "op": document.gepubliceerd_op,
                "facetten": document.facetten,
                "tekst": document.tekst,
                "zoek": als_tsvector(gevonden),
                "zinnen": met_plekken(gevonden),
            }
        )
    with connection.cursor() as cursor:
        cursor.executemany(_SCHRIJF.format(tabel=tabel, sleutel=sleutel), rijen)


def leer(gevonden: Iterable[str]) -> None:
    """Know the words among lexemes from now on, for who makes a typing error."""
    nieuw = sorted(te_leren(gevonden))
    Woord.objects.bulk_create((Woord(woord=een) for een in nieuw), ignore_conflicts=True)


def als_tsvector(gevonden: Iterable[str]) -> str:
    """Lexemes as PostgreSQL reads them; none of them holds a quote."""
    return " ".join(f"'{een}'" for een in gevonden)


def met_plekken(gevonden: Mapping[str, Iterable[int]]) -> str:
    """The words among lexemes, with their places."""
    return " ".join(
        f"'{een}':{','.join(map(str, sorted(plekken)))}"
        for een, plekken in gevonden.items()
        if plekken and een[0] not in (STAM, DEEL)
    )
