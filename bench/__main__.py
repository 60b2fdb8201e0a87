"""`make bench`: pages, lists, search, registering and newsletters, against what the machine can."""

from __future__ import annotations

import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import psutil
import psycopg

from bench import kaal
from bench.belasting import AANLOOP, Meting, Taak, belast, verbind, vraag
from bench.databases import kopie, nieuw, run, zorg_voor
from bench.delen import Oordeel, begin, deel, toon, toon_oordelen
from kennisbank.server import HOST, free_port, serve

AANTALLEN = (5_000, 100_000)
MET_AANVAL, DEMO = 5_000, 36
"""At how many descriptions, and at how many of the demo, strangers attack the site."""

WEINIG, VEEL = 2, 8
RONDES, SECONDEN_BEWAARD, SECONDEN_NIEUW = 3, 1.5, 6.0
"""The middle of some rounds counts: other work on the machine then spoils a round, not a ratio."""

EIGEN_KOPPEN = ("content-type", "content-encoding", "content-length", "etag", "vary")
"""The headers of a page itself; middleware adds the others, to the bare view's answer too."""

LIJSTEN = ("lijst", "zoeken", "zwaarst")
DEEL_VAN_GRENS, MAX_QUERIES, MAX_MIB = 0.7, 10, 150
MAX_P95 = {5_000: 150, 100_000: 400}


@dataclass(frozen=True)
class Regel:
    """One row of the table. `delen` are the parts of the limits that a page from the cache gets."""

    pagina: str
    klanten: int
    meting: Meting
    queries: int
    delen: Sequence[float] = ()

    @property
    def nieuw(self) -> bool:
        return not self.delen

    def __str__(self) -> str:
        meting = self.meting
        return (
            f"{self.pagina:<13}{'nieuw' if self.nieuw else 'bewaard':<9}{self.klanten:>7}"
            f"{meting.per_seconde:>10,.1f}{meting.p50:>9,.1f}{meting.p95:>9,.1f}{self.queries:>9}"
            + "".join(f"{deel:>9.2f}" for deel in self.delen)
        )


KOP = (
    f"{'pagina':<13}{'antwoord':<9}{'klanten':>7}{'per sec':>10}{'p50 ms':>9}{'p95 ms':>9}"
    f"{'queries':>9}{'/grens':>9}{'/kaalst':>9}"
)
UITLEG = """
bewaard   dezelfde vraag opnieuw, zonder account; nieuw: elke vraag is anders, geen enkele bewaard
zoeken    de lijst met woorden en vier facetten, elke vraag met ten minste één antwoord
zwaarst   het woord en de vier facetten die het vaakst voorkomen: ter vergelijking, zonder doel
/grens    deel van wat een kale view haalt, die dezelfde bytes geeft achter dezelfde middleware
/kaalst   hetzelfde, maar de kale view antwoordt nog vóór alle middleware"""


def main() -> None:
    """Fill, serve, measure, and print the table and what it says about the aims."""
    server = begin()
    oordelen: list[Oordeel] = []
    with ProcessPoolExecutor(VEEL, get_context("spawn")) as pool:
        for aantal in AANTALLEN:
            os.environ["DATABASE_URL"] = zorg_voor(server, aantal, AANTALLEN)
            oordelen += meet(pool, aantal)
            if aantal == MET_AANVAL:
                oordelen += aanval(server, os.environ["DATABASE_URL"])
            if aantal == AANTALLEN[0]:
                oordelen += deel("bench.slechte_vragen", os.environ["DATABASE_URL"])
    for onderdeel in ("zoekmaat", "aanmelden", "rapport", "nieuwsbrief"):
        oordelen += deel(f"bench.{onderdeel}", nieuw(server, onderdeel))
    toon(UITLEG)
    toon_oordelen(oordelen)


def meet(pool: Executor, aantal: int) -> Iterator[Oordeel]:
    """Serve the database of the environment, print its rows, and yield what they say."""
    te_meten = json.loads(run("bench.vragen"))
    paden, queries = te_meten["paden"], te_meten["queries"]
    port = free_port()
    with tempfile.TemporaryDirectory() as map_, serve(port, {kaal.MAP: map_}) as granian:
        toon(f"\n{aantal:,} beschrijvingen\n{KOP}")
        regels = []
        for regel in (
            *bewaarde(pool, port, Path(map_), paden),
            *nieuwe(pool, port, paden, queries),
        ):
            toon(regel)
            regels.append(regel)
        workers = psutil.Process(granian.pid).children()
        mib = max(worker.memory_info().rss for worker in workers) / 2**20
        toon(f"geheugen per worker: {mib:.0f} MiB")
        vers = toont_wijziging(port, paden["beschrijving"][0])
    yield from oordeel(aantal, regels)
    for pagina in LIJSTEN:
        hoeveel = queries[pagina]
        yield hoeveel <= MAX_QUERIES, f"{aantal:>7,}  {pagina}: {hoeveel} queries (≤ {MAX_QUERIES})"
    yield mib <= MAX_MIB, f"{aantal:>7,}  een worker neemt {mib:.0f} MiB (≤ {MAX_MIB})"
    yield vers, f"{aantal:>7,}  na een wijziging toont elke worker meteen de nieuwe pagina"


def bewaarde(
    pool: Executor, port: int, map_: Path, paden: Mapping[str, list[str]]
) -> Iterator[Regel]:
    """Measure pages that the cache has, each in turn with the bare views of the same bytes."""
    for pagina in ("home", "beschrijving", "lijst", "zoeken"):
        pad = paden[pagina][0]
        with verbind(port) as verbinding:
            koppen, inhoud = vraag(verbinding, pad)
        eigen = {naam: koppen[naam] for naam in EIGEN_KOPPEN if naam in koppen}
        (map_ / pagina).write_bytes(inhoud)
        (map_ / f"{pagina}.json").write_text(json.dumps(eigen))
        taken = [
            Taak(port, [adres], SECONDEN_BEWAARD)
            for adres in (pad, f"{kaal.GRENS}{pagina}", f"{kaal.KAALST}{pagina}")
        ]
        for taak in taken:
            belast(pool, replace(taak, seconden=AANLOOP), VEEL)
        rondes = [[belast(pool, taak, VEEL) for taak in taken] for _ in range(RONDES)]
        zelf, *grenzen = (
            sorted(metingen, key=lambda meting: meting.per_seconde)[RONDES // 2]
            for metingen in zip(*rondes, strict=True)
        )
        delen = [zelf.per_seconde / grens.per_seconde for grens in grenzen]
        yield Regel(pagina, VEEL, zelf, 1, delen)


def nieuwe(
    pool: Executor, port: int, paden: Mapping[str, list[str]], queries: Mapping[str, int]
) -> Iterator[Regel]:
    """Measure the same pages with questions that no cache has."""
    for pagina, adressen in paden.items():
        taak = Taak(port, adressen, SECONDEN_NIEUW, nieuw=True)
        for klanten in (WEINIG, VEEL):
            yield Regel(pagina, klanten, belast(pool, taak, klanten), queries[pagina])


def aanval(server: str, database: str) -> Iterator[Oordeel]:
    """Let strangers attack a site with few descriptions, and a copy of `database`."""
    klein = nieuw(server, "aanval")
    run("bench.vullen", str(DEMO), DATABASE_URL=klein)
    yield from deel("bench.aanval", klein)
    yield from deel("bench.aanval", kopie(server, database, "aanval"))


def toont_wijziging(port: int, pad: str) -> bool:
    """Whether each worker shows a changed title at the next request, though it had the page."""
    titel = f"Gewijzigd op tik {time.monotonic_ns()}"

    def staat_er() -> set[bool]:
        antwoorden = [urllib.request.urlopen(f"http://{HOST}:{port}{pad}") for _ in range(4 * VEEL)]
        return {titel in antwoord.read().decode() for antwoord in antwoorden}

    eerder = staat_er()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
        wijzig = (
            "UPDATE innovaties_beschrijving b SET titel = %s FROM innovaties_innovatie i"
            " WHERE i.gepubliceerd_id = b.id AND i.slug = %s RETURNING old.titel"
        )
        slug = pad.strip("/").rpartition("/")[2]
        (oud,) = verbinding.execute(wijzig, [titel, slug]).fetchone() or ("",)
        later = staat_er()
        verbinding.execute(wijzig, [oud, slug])
    return eerder == {False} and later == {True} and staat_er() == {False}


def oordeel(aantal: int, regels: list[Regel]) -> Iterator[Oordeel]:
    """Compare the rows with the aims of the issue."""
    for regel in regels:
        if not regel.nieuw and regel.pagina in ("home", "beschrijving"):
            deel = regel.delen[0]
            tekst = f"{regel.pagina} haalt {deel:.2f} van de grens (≥ {DEEL_VAN_GRENS})"
            yield deel >= DEEL_VAN_GRENS, f"{aantal:>7,}  {tekst}"
        if regel.nieuw and regel.pagina == "zoeken" and regel.klanten == WEINIG:
            p95, doel = regel.meting.p95, MAX_P95[aantal]
            tekst = f"{regel.pagina}, {regel.klanten} klanten: p95 {p95:.0f} ms (≤ {doel})"
            yield p95 <= doel, f"{aantal:>7,}  {tekst}"


if __name__ == "__main__":
    main()
