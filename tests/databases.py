"""Databases that tests begin with: made once a run, and copied by each worker."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import django
import psycopg
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.state import ModelState, ProjectState

from kennisbank.server import ROOT

LADERS = ("laad_inhoud", "laad_masterclasses", "laad_programma", "laad_nieuwsbrieven")

GEVULD = ("auth_permission", "django_content_type")

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]


def leeg() -> str:
    """The name of the database that has all tables, and nothing in them."""
    return _eenmaal(f"kennisbank_leeg_{_RUN}", "template1", ["migrate"])


def vol() -> str:
    """The name of the database that has all content."""
    return _eenmaal(f"kennisbank_vol_{_RUN}", leeg(), LADERS)


def kopieer(uit: str, naam: str) -> None:
    """Make database `naam` anew, as a copy of `uit`."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        _kopieer(connection, uit, naam)


def adres(naam: str) -> str:
    """The URL of database `naam`."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{naam}").geturl()


def maak_leeg(_operations: object, _style: object, tables: Sequence[str], **_: bool) -> list[str]:
    """The SQL that empties `tables` after a test that committed, but for what `migrate` fills.

    TRUNCATE makes a new file for each table and index, hundreds, where a few rows were written.
    Django names only the tables that it manages: the jobs of procrastinate would stay.
    """
    beheerd_elders = (m._meta.db_table for m in apps.get_models() if not m._meta.managed)
    alle = (*tables, *beheerd_elders)
    leeg = (f'DELETE FROM "{tabel}"' for tabel in alle if tabel not in GEVULD)
    return [";".join(["SET LOCAL session_replication_role = replica", *leeg])]


def verwijder(naam: str) -> None:
    """Remove database `naam`."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")


def manage(*arguments: str, environment: dict[str, str]) -> None:
    """Run `manage.py` and show what it says only when it fails."""
    _draai("manage.py", *arguments, environment=environment)


def _draai(*arguments: str, environment: dict[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def _eenmaal(naam: str, uit: str, opdrachten: Sequence[str]) -> str:
    """Who comes first makes it, and who comes meanwhile waits."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [naam])
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [naam]
        ).fetchone():
            half = f"{naam}_half"
            _kopieer(connection, uit, half)
            nu = datetime.now(UTC).isoformat()  # the moment that the tests run at
            omgeving = {"DATABASE_URL": adres(half)}
            _draai("-m", "tests.databases", nu, *opdrachten, environment=omgeving)
            connection.execute(f"ALTER DATABASE {half} RENAME TO {naam}")
    return naam


def _kopieer(connection: psycopg.Connection, uit: str, naam: str) -> None:
    connection.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
    connection.execute(f"CREATE DATABASE {naam} TEMPLATE {uit}")


def _voeg_toe(staat: ProjectState, model: ModelState) -> None:
    """As `add_model`, which also renders anew all that is related to `model`: nearly every model.

    Eight seconds of the ten that `migrate` takes, for who still looks at the state before, and in
    a database that begins empty nobody does. `tests/storm` compares what comes of it.
    """
    sleutel = model.app_label, model.name_lower
    staat.models[sleutel] = model
    if staat._relations is not None:  # type: ignore[attr-defined]
        staat.resolve_model_relations(sleutel)
    if "apps" in staat.__dict__:  # else it would be made here
        staat.apps.render_multiple([model])


if __name__ == "__main__":
    ProjectState.add_model = _voeg_toe  # type: ignore[method-assign, assignment]
    with time_machine.travel(datetime.fromisoformat(sys.argv[1])):
        django.setup()
        for opdracht in sys.argv[2:]:
            call_command(opdracht)
        # A worker that a test starts would read for two minutes what all this means.
        apps.get_model("vinden", "Leesopdracht")._default_manager.all().delete()
