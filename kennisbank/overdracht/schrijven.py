"""Write all of the site to one zip: JSON Lines, the uploads, and what explains them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg.sql import SQL, Identifier

from kennisbank import uploads
from kennisbank.overdracht.keuze import bestandsnaam, kolommen, modellen
from kennisbank.overdracht.schema import leesmij, schema

VORM = 1
"""The shape of the zip; it rises when an older `importeer` could not read it."""

INHOUDSOPGAVE = "inhoudsopgave.json"
BLOK = 1 << 20


def versie() -> str:
    """The version of this software."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def migraties() -> list[str]:
    """The migrations of this database, which say what its tables look like."""
    return sorted(".".join(een) for een in MigrationRecorder(connection).applied_migrations())


def exporteer(naar: Path, *, personen: bool) -> dict[str, int]:
    """Write the zip `naar`; return how many rows of each kind there are, and uploads.

    All of it is of one moment; a half one does not stay. `personen` brings along what is kept of
    people. Raises FileExistsError when the file is there, and FileNotFoundError for an upload that
    is gone.
    """
    naar.touch(0o600, exist_ok=False)
    try:
        return _schrijf_alles(naar, personen=personen)
    except BaseException:
        naar.unlink()
        raise


def _schrijf_alles(naar: Path, *, personen: bool) -> dict[str, int]:
    mee = modellen(personen=personen)
    inhoud: dict[str, dict[str, Any]] = {}
    with naar.open("wb") as bestand, ZipFile(bestand, "w", ZIP_DEFLATED) as zip_, _een_moment():
        for model in mee:
            pad = f"gegevens/{bestandsnaam(model)}.jsonl"
            inhoud[pad] = _schrijf(zip_, pad, _regels(model, personen=personen))
        for pad, stukken in _uploads():
            inhoud[pad] = _schrijf(zip_, pad, stukken)
        zip_.writestr("schema.json", _json(schema(mee)))
        zip_.writestr("LEESMIJ.md", leesmij(mee, versie=versie(), personen=personen))
        kop = {"vorm": VORM, "versie": versie(), "migraties": migraties(), "personen": personen}
        zip_.writestr(INHOUDSOPGAVE, _json({**kop, "bestanden": inhoud}))
    aantallen = {bestandsnaam(een): 0 for een in mee} | {"bestanden": 0}
    for pad, een in inhoud.items():
        naam = Path(pad).stem if pad.startswith("gegevens/") else "bestanden"
        aantallen[naam] += een["aantal"]
    return aantallen


@contextmanager
def _een_moment() -> Iterator[None]:
    """A transaction that sees the database as it is now, whatever others write meanwhile."""
    buiten = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not buiten:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        yield


def _json(wat: object) -> str:
    return json.dumps(wat, ensure_ascii=False, indent=2) + "\n"


def _schrijf(zip_: ZipFile, pad: str, stukken: Iterator[bytes]) -> dict[str, Any]:
    """Write `stukken` as one file; return how many there were, and their SHA-256."""
    afdruk, aantal = hashlib.sha256(), 0
    with zip_.open(pad, "w", force_zip64=True) as bestand:
        for stuk in stukken:
            bestand.write(stuk)
            afdruk.update(stuk)
            aantal += 1
    return {"aantal": aantal, "sha256": afdruk.hexdigest()}


def _regels(model: type[models.Model], *, personen: bool) -> Iterator[bytes]:
    lijst = SQL(", ").join(
        SQL("{} AS {}").format(SQL(uit), Identifier(naam))
        for naam, uit in kolommen(model, personen=personen).items()
    )
    query = SQL(
        "SELECT row_to_json(_rij)::text FROM (SELECT {} FROM {} ORDER BY {}) AS _rij"
    ).format(lijst, Identifier(model._meta.db_table), Identifier(str(model._meta.pk.column)))
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        for (regel,) in cursor:
            yield f"{regel}\n".encode()


def _uploads() -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each upload that a row names, once."""
    for model, veld in uploads.kolommen():
        namen = model._default_manager.exclude(**{veld.name: ""}).order_by(veld.name)
        for naam in namen.values_list(veld.name, flat=True).distinct():
            with veld.storage.open(naam) as bestand:
                yield f"bestanden/{naam}", iter([bestand.read()])
