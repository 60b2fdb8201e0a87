"""How a document is written, whichever kind of page it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from basis.tekst import sorteersleutel
from vinden.models import Document
from vinden.woorden import CONFIG

GEWICHTEN = "ABCD"
"""How much a word says, the most first."""

_SCHRIJF = f"""
    INSERT INTO {{tabel}}
        ({{sleutel}}, titel, sorteersleutel, gepubliceerd_op, facetten, tekst, zoek)
    VALUES (%(pk)s, %(titel)s, %(sleutel)s, %(op)s, %(facetten)s, %(tekst)s,
            {" || ".join(f"setweight(to_tsvector('{CONFIG}', %({g})s), '{g}')" for g in GEWICHTEN)})
    ON CONFLICT ({{sleutel}}) DO UPDATE SET
        titel = EXCLUDED.titel, sorteersleutel = EXCLUDED.sorteersleutel,
        gepubliceerd_op = EXCLUDED.gepubliceerd_op,
        facetten = EXCLUDED.facetten, tekst = EXCLUDED.tekst, zoek = EXCLUDED.zoek
"""  # noqa: S608 (only constants of this module)


@dataclass(frozen=True)
class Inhoud:
    """What the document of one page holds: its values, its running text, its words by weight."""

    pk: int
    titel: str
    gepubliceerd_op: datetime | None
    facetten: list[str]
    tekst: str
    woorden: Mapping[str, Iterable[str]]


def schrijf(model: type[Document], documenten: Iterable[Inhoud]) -> None:
    """Write `documenten` into the table of `model`, each in the place of what it was before."""
    tabel, sleutel = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.executemany(
            _SCHRIJF.format(tabel=tabel, sleutel=sleutel),
            [
                {
                    "pk": document.pk,
                    "titel": document.titel,
                    "sleutel": sorteersleutel(document.titel),
                    "op": document.gepubliceerd_op,
                    "facetten": document.facetten,
                    "tekst": document.tekst,
                    **{g: " . ".join(document.woorden.get(g, ())) for g in GEWICHTEN},
                }
                for document in documenten
            ],
        )
