"""Parts of the benchmark: each in a process and on a database of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator

from basis import postgres
from bench.databases import MAP, run

Deelkeuring = tuple[bool, str]


def begin() -> str:
    """Set the environment of the parts, with its static files; start the server, return its URL."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "bench",
        "STATIC_ROOT": str(MAP / "static"),
    }
    server = postgres.start(MAP / "postgres", ["max_wal_size=4GB"])
    run("django", "collectstatic", "--noinput", "-v0")
    return server


def deel(module: str, database: str, *argumenten: str) -> Iterator[Deelkeuring]:
    """Run a part that prints a table and then its verdicts; print the table, yield the verdicts."""
    *tabel, oordelen = run(module, *argumenten, DATABASE_URL=database).splitlines()
    for regel in tabel:
        toon(regel)
    yield from json.loads(oordelen)


def toon(tekst: object) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(f"{tekst}\n")
    sys.stdout.flush()


def toon_oordelen(oordelen: Iterable[Deelkeuring]) -> None:
    """Print what was reached and what was not."""
    toon("\nOordeel")
    for gehaald, tekst in oordelen:
        toon(f"  {'gehaald' if gehaald else 'GEMIST '}  {tekst}")
