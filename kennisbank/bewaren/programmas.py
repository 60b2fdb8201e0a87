"""The programs of PostgreSQL that copy a database: those of the version that the server has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from basis.postgres import path_of

DEBIAN = "/usr/lib/postgresql/{versie}/bin"
"""Where Debian has them; in the path is a wrapper that chooses one."""


def versie() -> int:
    """The number of the server, such as 18."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def programma(naam: str) -> str:
    """Where `naam` is, of the server's own version.

    Raises CommandError where that version is not on this machine: an older one refuses, and what
    a newer one writes the server may not know.
    """
    nummer = versie()
    plekken = [
        Path(DEBIAN.format(versie=nummer)) / naam,
        Path(shutil.which(naam) or naam),
        path_of(naam),
    ]
    gevonden = next((plek for plek in plekken if _versie_van(plek) == nummer), None)
    if gevonden is None:
        raise CommandError(
            f"Er is geen {naam} van PostgreSQL {nummer} op deze machine, en dat is wat de server "
            f"draait. Installeer postgresql-client-{nummer}."
        )
    return str(gevonden)


def _versie_van(plek: Path) -> int:
    """The number of the program there; 0 when it does not run."""
    try:
        zegt = subprocess.run([plek, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    getal = re.search(r"\) (\d+)", zegt.stdout)
    return int(getal[1]) if getal else 0


def opdracht(naam: str, *opties: str) -> tuple[list[str], dict[str, str]]:
    """The command for `naam` on our database, with an environment that holds the password.

    As an argument it would stand in the list of processes.
    """
    connection.ensure_connection()
    bekend = connection.connection.info
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PG")}
    return [programma(naam), f"--dbname={bekend.dsn}", *opties], {
        **omgeving,
        "PGPASSWORD": bekend.password,
    }


def draai(naam: str, *opties: str, bestand: Path) -> None:
    """Run `naam` on `bestand`, without a database. Raises CommandError with what it says."""
    klaar = subprocess.run(
        [programma(naam), *opties, bestand], capture_output=True, text=True, check=False
    )
    if klaar.returncode:
        raise CommandError(f"{naam} leest de database in de back-up niet: {zegt(klaar.stderr)}")


def zegt(fouten: str) -> str:
    """What a program said, in one line."""
    return " ".join(fouten.split())[:500] or "het programma stopte zonder uitleg"
