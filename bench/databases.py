"""The databases that are measured: kept in `var/bench`, made anew when their sources change."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from basis.local import VAR
from kennisbank.server import ROOT

MAP = VAR / "bench"
BRONNEN = (
    *("bench/maken.py", "bench/vullen.py", "inhoud/**/*.yaml", "*/migrations/*.py"),
    *(
        "innovaties/models/*.py",
        "innovaties/formaat/__init__.py",
        "innovaties/formaat/onderdelen.py",
    ),
    *(
        "innovaties/lezen/facetten.py",
        "innovaties/actions/indexeren.py",
        "innovaties/lezen/weergave.py",
    ),
    *("vinden/facetten.py", "vinden/indexeren.py", "vinden/models/*.py", "basis/tekst.py"),
    *("vinden/tekens.py", "vinden/woorden.py", "vinden/woordenboek*.py"),
)
"""What the made rows and their search documents follow from."""


def zorg_voor(server: str, aantal: int, alle: Sequence[int]) -> str:
    """Return the URL of a database with `aantal` descriptions, grown from a smaller of `alle`."""
    som = hashlib.sha256()
    for patroon in BRONNEN:
        for pad in sorted(ROOT.glob(patroon)):
            som.update(pad.read_bytes())
    kenmerk = som.hexdigest()[:10]
    naam, half = f"bench_{aantal}_{kenmerk}", f"half_{aantal}_{kenmerk}"
    with psycopg.connect(server, autocommit=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^(bench|half)_'"
        )
        bestaand = {str(datname) for (datname,) in rijen.fetchall()}
        for oud in bestaand:
            if oud.startswith("half_") or not oud.endswith(kenmerk):
                verbinding.execute(SQL("DROP DATABASE {}").format(Identifier(oud)))
        if naam not in bestaand:
            sys.stderr.write(f"{aantal:,} beschrijvingen maken …\n")
            kleinere = [f"bench_{n}_{kenmerk}" for n in alle if n < aantal]
            begin = next((n for n in reversed(kleinere) if n in bestaand), "template1")
            maak = SQL("CREATE DATABASE {} TEMPLATE {}")
            verbinding.execute(maak.format(Identifier(half), Identifier(begin)))
            run("bench.vullen", str(aantal), DATABASE_URL=_bij(server, half))
            noem = SQL("ALTER DATABASE {} RENAME TO {}")
            verbinding.execute(noem.format(Identifier(half), Identifier(naam)))
    return _bij(server, naam)


def nieuw(server: str, naam: str) -> str:
    """Return the URL of an empty database with our tables, in the place of an earlier `naam`."""
    with psycopg.connect(server, autocommit=True) as verbinding:
        verbinding.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(naam)))
        verbinding.execute(SQL("CREATE DATABASE {}").format(Identifier(naam)))
    url = _bij(server, naam)
    run("django", "migrate", "-v0", DATABASE_URL=url)
    return url


def kopie(server: str, bron: str, naam: str) -> str:
    """Return the URL of a copy of the database at `bron`, in the place of an earlier `naam`."""
    with psycopg.connect(server, autocommit=True) as verbinding:
        verbinding.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(naam)))
        maak = SQL("CREATE DATABASE {} TEMPLATE {}")
        van = urlsplit(bron).path.removeprefix("/")
        verbinding.execute(maak.format(Identifier(naam), Identifier(van)))
    return _bij(server, naam)


def _bij(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


def run(module: str, *argumenten: str, **omgeving: str) -> str:
    """Run a part that needs Django in a process of its own, so that each has its own database.

    It ends by itself when we are ended, and so does the server that it may have started.
    """
    opdracht = [sys.executable, "-m", module, *argumenten]
    omgeving = os.environ | omgeving
    with subprocess.Popen(
        opdracht, cwd=ROOT, env=omgeving, stdout=subprocess.PIPE, text=True
    ) as proces:
        try:
            uitvoer, _ = proces.communicate()
        except BaseException:
            proces.terminate()
            raise
    if proces.returncode:
        raise subprocess.CalledProcessError(proces.returncode, opdracht)
    return uitvoer
