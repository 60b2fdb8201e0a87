"""A database of its own with the real content, that a back-up is made of and put back in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from tests import databases

VERANDERT = {
    *("django_session", "usersessions_usersession", "procrastinate_workers"),
    *("vinden_stand", "post_postsluiting", "post_eerderverzonden"),
}
"""What a restore does not leave as it was."""


@contextmanager
def in_database(naam: str) -> Iterator[None]:
    """Let our models and commands use database `naam`, and hang up after it."""
    eigen = connections["default"]
    ander = eigen.copy()
    ander.settings_dict["NAME"] = naam
    connections["default"] = ander
    try:
        yield
    finally:
        ander.close()
        connections["default"] = eigen


@contextmanager
def eigen_database(uit: str) -> Iterator[str]:
    """A copy of `uit` that is used, and is gone after it."""
    naam = f"{connection.settings_dict['NAME']}_reserve"
    databases.kopieer(uit, naam)
    try:
        with in_database(naam):
            yield naam
    finally:
        databases.verwijder(naam)


def draai(opdracht: str, *argumenten: str | Path) -> str:
    """What a command prints."""
    uit = StringIO()
    call_command(opdracht, *map(str, argumenten), stdout=uit, stderr=uit)
    return uit.getvalue()


def maak_backup() -> Path:
    """Make one; where it is."""
    return Path(draai("backup").splitlines()[0])


def maak_leeg() -> None:
    """Take all tables away, as in a new database."""
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f'DROP TABLE IF EXISTS "{tabel}" CASCADE')


def sommen() -> dict[str, str]:
    """A checksum of all rows, for each table that a restore leaves as it was."""
    with connection.cursor() as cursor:
        gevonden = {}
        for tabel in set(connection.introspection.table_names(cursor)) - VERANDERT:
            cursor.execute(
                f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{tabel}" t'
            )
            gevonden[tabel] = cursor.fetchone()[0]
    return gevonden


def bestanden(map_: Path) -> dict[str, bytes]:
    """What lies in a folder, byte by byte."""
    return {str(p.relative_to(map_)): p.read_bytes() for p in map_.rglob("*") if p.is_file()}
