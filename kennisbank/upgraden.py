"""From one version to the next while people read: `manage.py upgrade` (ADR 35)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations import AddField, DeleteModel, Migration, RemoveField, RenameModel
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RenameField
from django.db.models import NOT_PROVIDED

GEDULD = 300.0
"""Seconds in which the workers of the old version are gone."""

SLOT_WACHT = "5s"
"""So long a migration waits for a table, while all who ask for that table wait behind it."""

WISSEL = "--respawn-interval"
"""How granian is told for how many seconds an old worker works on beside the new one. The new one
listens when it is warm; were the old ones gone before that, nobody would."""

WEB = ("granian", "kennisbank.rsgi:application")
WERKER = ("procrastinate", "worker")
ZELFDE_SITE = ("DATABASE_URL", "SITE_URL")
"""What in the environment of a process says that it serves our site, and not another's here."""


@contextmanager
def alleen() -> Iterator[None]:
    """One upgrade at a time, on all machines together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('upgrade'))")
        (vrij,) = cursor.fetchone()
    if not vrij:
        raise CommandError("Er is al een upgrade bezig.")
    try:
        yield
    finally:
        connection.close()


def te_migreren() -> list[Migration]:
    """The migrations that this version brings."""
    uitvoerder = MigrationExecutor(connection)
    plan = uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    return [migratie for migratie, _ in plan]


def breekt_oud(migraties: list[Migration]) -> list[str]:
    """What takes something away that the old version, which is still at work, asks for."""
    weg = (RemoveField, DeleteModel, RenameField, RenameModel)
    return [
        f"{migratie.app_label}.{migratie.name}: {stap.describe()}"
        for migratie in migraties
        for stap in migratie.operations
        if isinstance(stap, weg) or _moet_gevuld(stap)
    ]


def _moet_gevuld(stap: object) -> bool:
    """Whether the old version cannot add a row any more: it knows no value for this column."""
    if not isinstance(stap, AddField):
        return False
    veld = stap.field
    return not veld.null and not veld.many_to_many and veld.db_default is NOT_PROVIDED


def migreer() -> None:
    """Migrate. Raises CommandError when a table is in use for longer than readers should wait."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{SLOT_WACHT}'")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as fout:
        raise CommandError(
            f"Een migratie kon niet bij een tabel, omdat die in gebruik is ({fout}). Wat klaar is, "
            "blijft. Geef de opdracht nog eens, op een rustiger moment."
        ) from fout
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def zet_om(app: Path, naar: Path) -> None:
    """Let the link `app` lead to the folder `naar`, at once."""
    if app.exists() and not app.is_symlink():
        raise CommandError(f"{app} is geen link, maar een map. Zie docs/beheer/upgraden.md.")
    nieuw = app.with_name(f".{app.name}-nieuw")
    nieuw.unlink(missing_ok=True)
    nieuw.symlink_to(naar)
    nieuw.replace(app)


def processen(kenmerk: tuple[str, ...]) -> list[psutil.Process]:
    """The topmost processes of our site on this machine with these words in their command."""
    gevonden = {}
    for proces in psutil.process_iter():
        with suppress(psutil.Error):
            regel = " ".join(proces.cmdline())
            if all(woord in regel for woord in kenmerk) and _van_ons(proces):
                gevonden[proces.pid] = proces
    return [proces for proces in gevonden.values() if proces.ppid() not in gevonden]


def _van_ons(proces: psutil.Process) -> bool:
    zijn = proces.environ()
    return proces.uids().real == os.getuid() and all(
        zijn.get(naam) == os.environ.get(naam) for naam in ZELFDE_SITE
    )


def vereis_wissel() -> None:
    """Raise CommandError when a server of ours would let its old workers stop too soon."""
    if any(WISSEL not in server.cmdline() for server in processen(WEB)):
        raise CommandError(
            f"De dienst mist {WISSEL} 30: oude workers stoppen dan voordat de nieuwe klaar zijn. "
            "Zet dat erbij, start de dienst opnieuw, en geef de opdracht nog eens."
        )


def herlaad_web() -> int:
    """Have each server replace its workers one by one; return how many workers are new.

    The old one stops when the new one has begun, and ends what it was asked. Raises CommandError
    when that takes too long: the server then still runs, on workers old and new.
    """
    servers = processen(WEB)
    oud = [worker for server in servers for worker in server.children()]
    for server in servers:
        server.send_signal(signal.SIGHUP)
    _, blijft = psutil.wait_procs(oud, timeout=GEDULD)
    if blijft:
        raise CommandError(
            f"Na {GEDULD:.0f} seconden draaien er nog {len(blijft)} oude workers. Kijk in het "
            "logboek van de dienst; de site antwoordt nog."
        )
    return sum(len(server.children()) for server in servers)


def herstart_werker() -> int:
    """End the processes that send mail and keep time; the system starts them anew. How many."""
    werkers = processen(WERKER)
    for werker in werkers:
        werker.terminate()
    psutil.wait_procs(werkers, timeout=GEDULD)
    return len(werkers)


def duur(sinds: float) -> str:
    """How long ago that is."""
    return f"{time.monotonic() - sinds:.0f} seconden"
