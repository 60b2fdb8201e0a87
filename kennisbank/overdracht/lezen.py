"""Read a transfer into an installation that has nothing yet, all or nothing."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from io import StringIO
from itertools import batched
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from psycopg.sql import SQL, Identifier

from basis.slot import een_tegelijk
from kennisbank.overdracht.keuze import bestandsnaam, kolommen, modellen
from kennisbank.overdracht.schrijven import BLOK, INHOUDSOPGAVE, VORM, migraties

PER_KEER = 500


class OverdrachtFout(Exception):
    """The zip cannot be read here; nothing was changed. Its text is Dutch."""


def importeer(pad: Path) -> dict[str, int]:
    """Read the zip `pad`; return how many rows of each kind there were, and uploads.

    Raises OverdrachtFout for a newer shape, another version, damage, or a database that has rows.
    """
    if not pad.is_file():
        raise OverdrachtFout(f"{pad} is er niet.")
    try:
        with ZipFile(pad) as zip_:
            return _laad(zip_, _lees_heel(zip_))
    except KeyError as fout:
        raise OverdrachtFout(f"Dit bestand is niet heel: {fout.args[0]}") from fout
    except (BadZipFile, EOFError, NotImplementedError, zlib.error) as fout:
        raise OverdrachtFout(f"{pad.name} is beschadigd, of is geen zip.") from fout
    except OSError as fout:
        raise OverdrachtFout(f"Lezen of schrijven lukt hier niet: {fout}") from fout


def _lees_heel(zip_: ZipFile) -> dict[str, Any]:
    """What the zip says that is in it, when all of that is in it as it was written."""
    try:
        opgave = _lees_opgave(zip_)
        _vereis_heel(zip_, opgave["bestanden"])
    except RuntimeError as fout:  # a byte says that it is encrypted, or packed otherwise
        raise BadZipFile(str(fout)) from fout
    return opgave


def _lees_opgave(zip_: ZipFile) -> dict[str, Any]:
    """What the zip says that is in it. Raises OverdrachtFout when we cannot read that."""
    try:
        opgave = json.loads(zip_.read(INHOUDSOPGAVE))
        vorm, versie, eigen = opgave["vorm"], opgave["versie"], set(opgave["migraties"])
    except (KeyError, TypeError, ValueError) as fout:
        raise OverdrachtFout(
            f"Hierin staat geen {INHOUDSOPGAVE} van ‘exporteer’. Kies een ander bestand."
        ) from fout
    if not migraties():
        raise OverdrachtFout(
            "Deze database heeft nog geen tabellen. Geef eerst ‘manage.py migrate’."
        )
    if vorm != VORM or eigen != set(migraties()):
        raise OverdrachtFout(
            f"Dit bestand is van versie {versie}, met andere tabellen dan hier. Lees het in met "
            "die versie, en werk daarna bij."
        )
    return dict(opgave)


def _vereis_heel(zip_: ZipFile, bestanden: dict[str, Any]) -> None:
    """Raise OverdrachtFout unless each file is there, and as it was written."""
    for naam, een in bestanden.items():
        afdruk = hashlib.sha256()
        try:
            with zip_.open(naam) as bestand:
                while stuk := bestand.read(BLOK):
                    afdruk.update(stuk)
        except KeyError as fout:
            raise OverdrachtFout(f"{naam} ontbreekt in dit bestand.") from fout
        if afdruk.hexdigest() != een["sha256"]:
            raise OverdrachtFout(f"{naam} is beschadigd: het is anders dan toen het werd gemaakt.")


def _laad(zip_: ZipFile, opgave: dict[str, Any]) -> dict[str, int]:
    mee = modellen(personen=opgave["personen"])
    aantallen = {}
    with transaction.atomic():
        een_tegelijk("kennisbank.importeer")  # who reads in second waits, and meets our rows
        _vereis_leeg()
        with connection.cursor() as cursor:
            # What changed when came along; this trigger would say that all of it is of today.
            cursor.execute("ALTER TABLE innovaties_innovatie DISABLE TRIGGER veranderd_erbij")
        try:
            for model in mee:
                aantallen[bestandsnaam(model)] = _vul(zip_, model)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except DatabaseError as fout:
            raise OverdrachtFout(f"De gegevens kloppen niet met elkaar: {fout}") from fout
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE innovaties_innovatie ENABLE TRIGGER veranderd_erbij")
            for opdracht in connection.ops.sequence_reset_sql(no_style(), mee):
                cursor.execute(opdracht)
        aantallen["bestanden"] = _zet_bestanden(zip_, opgave["bestanden"])
        call_command("indexeer", verbosity=0, stdout=StringIO())
    return aantallen


def _vereis_leeg() -> None:
    """Raise OverdrachtFout when somebody already works here."""
    for model in modellen(personen=True):
        if model._default_manager.exists():
            raise OverdrachtFout(
                f"Deze database is niet leeg: er zijn al {model._meta.verbose_name_plural}. Lees "
                "in na ‘migrate’, voordat u iets anders doet."
            )


def _vul(zip_: ZipFile, model: type[models.Model]) -> int:
    """Put the rows of `model` in; return how many."""
    namen = SQL(", ").join(map(Identifier, kolommen(model, personen=True)))
    tabel = Identifier(model._meta.db_table)
    opdracht = SQL(
        "INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb)"
    ).format(tabel, namen)
    aantal = 0
    with connection.cursor() as cursor:
        for regels in batched(_regels(zip_, model), PER_KEER, strict=False):
            cursor.execute(opdracht, [f"[{','.join(regels)}]"])
            aantal += len(regels)
    return aantal


def _regels(zip_: ZipFile, model: type[models.Model]) -> Iterator[str]:
    with zip_.open(f"gegevens/{bestandsnaam(model)}.jsonl") as bestand:
        yield from (regel.decode().rstrip("\n") for regel in bestand)


def _zet_bestanden(zip_: ZipFile, bestanden: dict[str, Any]) -> int:
    """Store the uploads under their own names; return how many."""
    namen = [naam for naam in bestanden if naam.startswith("bestanden/")]
    for pad in namen:
        naam, inhoud = pad.removeprefix("bestanden/"), zip_.read(pad)
        try:
            _zet_bestand(naam, inhoud)
        except OSError as fout:
            raise OverdrachtFout(
                f"{naam} kan niet bij de uploads: {fout.strerror or fout}."
            ) from fout
    return len(namen)


def _zet_bestand(naam: str, inhoud: bytes) -> None:
    if default_storage.exists(naam):
        with default_storage.open(naam) as er:
            if er.read() != inhoud:
                raise OverdrachtFout(f"{naam} staat al bij de uploads, met iets anders erin.")
    elif default_storage.save(naam, ContentFile(inhoud)) != naam:
        raise OverdrachtFout(f"{naam} kan niet onder die naam bij de uploads.")
