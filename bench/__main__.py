"""`make bench`: pages and lists at 5,000 and at 100,000 descriptions, against what the server can do at most."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import psutil
import psycopg
from psycopg.sql import SQL, Identifier

from basis import postgres
from basis.local import VAR
from basis.server import HOST, ROOT, free_port, serve
from bench.belasting import Meting, belast, vraag
from bench.kaal import MAP

MAP_BENCH = VAR / "bench"
AANTALLEN = (5_000, 100_000)
VEEL, WEINIG = 8, 2
RONDES, SECONDEN = 3, 2.0
SECONDEN_NIEUW = 8.0
INHOUD = (
    "bench/maken.py",
    "bench/vullen.py",
    "innovaties/models",
    "innovaties/migrations",
    "innovaties/*.py",
)
"""What the made descriptions depend on: when it changes, they are made anew."""

BEWAARD = ("content-type", "content-encoding", "etag", "vary")
"""The headers that the page itself sets; the rest comes from middleware, around the bare view too."""

BEWAARD_ANTWOORD, NIEUW_ANTWOORD = "bewaard", "nieuw"
DEEL_VAN_GRENS, MAX_QUERIES, MAX_MIB = 0.7, 10, 150
MAX_P95 = {5_000: 150, 100_000: 400}


@dataclass(frozen=True)
class Regel:
    """One row of the table."""

    pagina: str
    hoe: str
    klanten: int
    meting: Meting
    queries: int
    grens: float = 0
    naakt: float = 0

    def __str__(self) -> str:
        m = self.meting
        delen = [f"{deel:6.2f}" if deel else "     –" for deel in (self.grens, self.naakt)]
        return (
            f"{self.pagina:<14}{self.hoe:<14}{self.klanten:>7}{m.per_seconde:>9,.1f}{m.p50:>9,.1f}{m.p95:>9,.1f}"
            f"{self.queries:>9}   {'   '.join(delen)}"
        )


KOP = (
    f"{'pagina':<14}{'antwoord':<14}{'klanten':>7}{'per s':>9}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}"
    "    grens    kaalst"
)


def main() -> None:
    """Fill, serve, measure, and print the table with the verdict."""
    os.environ["SECRET_KEY"] = "bench"
    os.environ["STATIC_ROOT"] = str(MAP_BENCH / "static")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    server = postgres.start(MAP_BENCH / "postgres", ["max_wal_size=4GB"])
    oordelen: list[tuple[bool, str]] = []
    with ProcessPoolExecutor(VEEL, get_context("spawn")) as pool:
        for aantal in AANTALLEN:
            os.environ["DATABASE_URL"] = database(server, aantal)
            run("django", "collectstatic", "--noinput", "-v0")
            gevraagd = json.loads(run("bench.vragen"))
            with tempfile.TemporaryDirectory(dir=MAP_BENCH) as map_, ExitStack() as stapel:
                port = free_port()
                granian = stapel.enter_context(serve(port, {MAP: map_}))
                print(f"\n{aantal:,} beschrijvingen\n{KOP}", flush=True)
                regels = []
                for regel in meet(pool, port, Path(map_), gevraagd["paden"], gevraagd["queries"]):
                    print(regel, flush=True)
                    regels.append(regel)
                mib = (
                    max(kind.memory_info().rss for kind in psutil.Process(granian.pid).children())
                    / 2**20
                )
                vers = toont_wijziging(port, gevraagd["paden"]["beschrijving"][0])
            oordelen += oordeel(aantal, regels, mib, vers=vers)
    print("\nOordeel")
    for gehaald, tekst in oordelen:
        print(f"  {'gehaald' if gehaald else 'GEMIST '}  {tekst}")


def database(server: str, aantal: int) -> str:
    """Return the URL of a database with `aantal` descriptions; made once, and anew when their code changes."""
    som = hashlib.sha256()
    for patroon in INHOUD:
        for pad in sorted(ROOT.glob(patroon if patroon.endswith(".py") else f"{patroon}/*.py")):
            som.update(pad.read_bytes())
    for pad in sorted((ROOT / "inhoud").rglob("*.yaml")):
        som.update(pad.read_bytes())
    kenmerk = som.hexdigest()[:10]
    naam, half = f"bench_{aantal}_{kenmerk}", f"half_{aantal}_{kenmerk}"
    with psycopg.connect(server, autocommit=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^(bench|half)_'"
        ).fetchall()
        bestaand = {str(datname) for (datname,) in rijen}
        for oud in bestaand:
            if not oud.startswith("bench_") or not oud.endswith(kenmerk):
                verbinding.execute(SQL("DROP DATABASE {}").format(Identifier(oud)))
        if naam not in bestaand:
            print(f"{aantal:,} beschrijvingen maken …", file=sys.stderr, flush=True)
            kleiner = [
                f"bench_{n}_{kenmerk}"
                for n in AANTALLEN
                if f"bench_{n}_{kenmerk}" in bestaand and n < aantal
            ]
            verbinding.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    Identifier(half), Identifier([*kleiner, "template1"][0])
                )
            )
            run("bench.vullen", str(aantal), DATABASE_URL=server.replace("/postgres?", f"/{half}?"))
            verbinding.execute(
                SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(half), Identifier(naam))
            )
    return server.replace("/postgres?", f"/{naam}?")


def run(module: str, *argumenten: str, **omgeving: str) -> str:
    """Run a part that needs Django in a process of its own, so that each has its own database."""
    return subprocess.run(
        [sys.executable, "-m", module, *argumenten],
        cwd=ROOT,
        env=os.environ | omgeving,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def meet(
    pool: Executor,
    port: int,
    map_: Path,
    paden: Mapping[str, list[str]],
    queries: Mapping[str, int],
) -> Iterator[Regel]:
    """Measure each page from the cache against its limits, and then with questions that no cache knows."""
    for pagina in ("home", "beschrijving", "lijst", "zoeken"):
        bewaar(port, paden[pagina][0], map_ / pagina)
        adressen = (paden[pagina][0], f"/kaal/{pagina}", f"/naakt/{pagina}")
        rondes = [
            [
                belast(pool, port, [adres], klanten=VEEL, seconden=SECONDEN, uniek=False)
                for adres in adressen
            ]
            for _ in range(RONDES)
        ]
        # The middle of the rounds: other work on the machine then spoils one round, not the ratio.
        zelf, kaal, naakt = (
            sorted(metingen, key=lambda meting: meting.per_seconde)[RONDES // 2]
            for metingen in zip(*rondes, strict=True)
        )
        deel = [zelf.per_seconde / grens.per_seconde for grens in (kaal, naakt)]
        yield Regel(pagina, BEWAARD_ANTWOORD, VEEL, zelf, 1, *deel)
    for pagina in paden:
        for klanten in (WEINIG, VEEL):
            meting = belast(
                pool, port, paden[pagina], klanten=klanten, seconden=SECONDEN_NIEUW, uniek=True
            )
            yield Regel(pagina, NIEUW_ANTWOORD, klanten, meting, queries[pagina])


def bewaar(port: int, pad: str, bestand: Path) -> None:
    """Keep the bytes of `pad` for the bare views."""
    with socket.create_connection((HOST, port)) as verbinding:
        koppen, inhoud = vraag(verbinding, pad)
    eigen = {naam: koppen[naam] for naam in BEWAARD if naam in koppen}
    bestand.write_bytes(inhoud)
    bestand.with_suffix(".json").write_text(json.dumps(eigen))


def toont_wijziging(port: int, pad: str) -> bool:
    """Whether every worker shows a changed title at the next request, though it had the page at hand."""

    def gelezen() -> set[bool]:
        antwoorden = [urllib.request.urlopen(f"http://{HOST}:{port}{pad}") for _ in range(VEEL)]
        return {titel in antwoord.read().decode() for antwoord in antwoorden}

    titel = f"Gewijzigd op tik {time.monotonic_ns()}"
    eerder = gelezen()
    with psycopg.connect(os.environ["DATABASE_URL"]) as verbinding:
        zet = (
            "UPDATE innovaties_beschrijving SET titel = %s WHERE id ="
            " (SELECT gepubliceerd_id FROM innovaties_innovatie WHERE slug = %s) RETURNING titel"
        )
        was = "SELECT titel FROM innovaties_beschrijving b JOIN innovaties_innovatie i ON i.gepubliceerd_id = b.id"
        slug = pad.strip("/").rpartition("/")[2]
        (oud,) = verbinding.execute(f"{was} WHERE slug = %s", [slug]).fetchone() or ("",)
        verbinding.execute(zet, [titel, slug])
        verbinding.commit()
        later = gelezen()
        verbinding.execute(zet, [oud, slug])
    return eerder == {False} and later == {True}


def oordeel(
    aantal: int, regels: list[Regel], mib: float, *, vers: bool
) -> Iterator[tuple[bool, str]]:
    """Compare what was measured with the aims of the issue."""
    for regel in regels:
        m = regel.meting
        if regel.hoe == BEWAARD_ANTWOORD and regel.pagina in ("home", "beschrijving"):
            tekst = f"{regel.pagina} haalt {regel.grens:.2f} van de grens (doel ≥ {DEEL_VAN_GRENS})"
            yield regel.grens >= DEEL_VAN_GRENS, f"{aantal:>7,}  {tekst}"
        if regel.hoe == NIEUW_ANTWOORD and regel.pagina in ("zoeken", "zwaarst"):
            tekst = f"{regel.pagina}, {regel.klanten} klanten: p95 {m.p95:.0f} ms (doel ≤ {MAX_P95[aantal]})"
            yield m.p95 <= MAX_P95[aantal], f"{aantal:>7,}  {tekst}"
    for pagina, queries in {regel.pagina: regel.queries for regel in regels}.items():
        yield (
            queries <= MAX_QUERIES,
            f"{aantal:>7,}  {pagina}: {queries} queries (doel ≤ {MAX_QUERIES})",
        )
    yield mib <= MAX_MIB, f"{aantal:>7,}  een worker neemt {mib:.0f} MiB (doel ≤ {MAX_MIB})"
    yield vers, f"{aantal:>7,}  een gewijzigde beschrijving staat er bij de eerstvolgende vraag"


if __name__ == "__main__":
    main()
