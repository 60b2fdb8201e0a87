"""`make bench`: pages, lists, search, registering and newsletters, against what the machine can.

`make bench ARGS="aanval rapport"` measures those parts only.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil
import psycopg

from bench import kaal
from bench.belasting import AANLOOP, Drukmeting, Vraagronde, belast, verbind, vraag
from bench.databases import kopie, nieuw, run, zorg_voor
from bench.delen import Deelkeuring, begin, deel, toon, toon_oordelen
from kennisbank.server import HOST, free_port, serve

AANTALLEN = (5_000, 100_000)
MET_AANVAL, DEMO = 5_000, 36
"""At how many descriptions, and at how many of the demo, strangers attack the site."""

WEINIG, VEEL = 2, 8
RONDES, SECONDEN_BEWAARD, SECONDEN_NIEUW = 3, 1.5, 6.0
"""The middle of some rounds counts: other work on the machine then spoils a round, not a ratio."""

EIGEN_KOPPEN = ("content-type", "content-encoding", "content-length", "etag", "vary")
"""The headers of a page itself; middleware adds the others, to the bare view's answer too."""

LIJSTEN = ("lijst", "zoeken", "zwaarst", "site")
DEEL_VAN_GRENS, MAX_QUERIES, MAX_MIB = 0.7, 10, 150
MAX_P95 = {
    5_000: {"zoeken": 150, "suggesties": 50},
    100_000: {"zoeken": 400, "suggesties": 50},
}
MAX_WACHT = 200
"""Milliseconds that a publication may add to the answer of who asks first after it."""


@dataclass(frozen=True)
class Maatregel:
    """One row of the table. `delen` are the parts of the limits that a page from the cache gets."""

    pagina: str
    klanten: int
    meting: Drukmeting
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
zoeken    de lijst met woorden en vier facetten; ook zinnen, tikfouten, samenstellingen en 'of'
zwaarst   het woord en de vier facetten die het vaakst voorkomen: ter vergelijking, zonder doel
site      dezelfde woorden op de zoekpagina van de hele site
suggesties  hun eerste letters, zoals iemand ze typt
/grens    deel van wat een kale view haalt, die dezelfde bytes geeft achter dezelfde middleware
/kaalst   hetzelfde, maar de kale view antwoordt nog vóór alle middleware"""


def main() -> None:
    """Fill, serve, measure, and print the table and what it says about the aims."""
    namen = sys.argv[1:] or list(ONDERDELEN)
    if vreemd := set(namen) - ONDERDELEN.keys():
        sys.exit(f"Onbekend: {', '.join(vreemd)}. Kies uit: {', '.join(ONDERDELEN)}.")
    server = begin()
    oordelen = [oordeel for naam in namen for oordeel in ONDERDELEN[naam](server)]
    toon(UITLEG if "paginas" in namen else "")
    toon_oordelen(oordelen)


def paginas(server: str) -> Iterator[Deelkeuring]:
    """Pages and lists of few and of many descriptions."""
    with ProcessPoolExecutor(VEEL, get_context("spawn")) as pool:
        for aantal in AANTALLEN:
            os.environ["DATABASE_URL"] = zorg_voor(server, aantal, AANTALLEN)
            yield from meet(pool, aantal)


def meet(pool: Executor, aantal: int) -> Iterator[Deelkeuring]:
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
        gevonden, wacht = vindt_wijziging(port)
    yield from oordeel(aantal, regels)
    for pagina in LIJSTEN:
        hoeveel = queries[pagina]
        yield hoeveel <= MAX_QUERIES, f"{aantal:>7,}  {pagina}: {hoeveel} queries (≤ {MAX_QUERIES})"
    yield mib <= MAX_MIB, f"{aantal:>7,}  een worker neemt {mib:.0f} MiB (≤ {MAX_MIB})"
    yield vers, f"{aantal:>7,}  na een wijziging toont elke worker meteen de nieuwe pagina"
    yield gevonden, f"{aantal:>7,}  na een wijziging vindt elke worker meteen wat er staat"
    yield wacht <= MAX_WACHT, f"{aantal:>7,}  wie dan vraagt, wacht {wacht:.0f} ms (≤ {MAX_WACHT})"


def bewaarde(
    pool: Executor, port: int, map_: Path, paden: Mapping[str, list[str]]
) -> Iterator[Maatregel]:
    """Measure pages that the cache has, each in turn with the bare views of the same bytes."""
    for pagina in ("home", "beschrijving", "lijst", "zoeken"):
        pad = paden[pagina][0]
        with verbind(port) as verbinding:
            koppen, inhoud = vraag(verbinding, pad)
        eigen = {naam: koppen[naam] for naam in EIGEN_KOPPEN if naam in koppen}
        (map_ / pagina).write_bytes(inhoud)
        (map_ / f"{pagina}.json").write_text(json.dumps(eigen))
        taken = [
            Vraagronde(port, [adres], SECONDEN_BEWAARD)
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
        yield Maatregel(pagina, VEEL, zelf, 1, delen)


def nieuwe(
    pool: Executor, port: int, paden: Mapping[str, list[str]], queries: Mapping[str, int]
) -> Iterator[Maatregel]:
    """Measure the same pages with questions that no cache has."""
    for pagina, adressen in paden.items():
        taak = Vraagronde(port, adressen, SECONDEN_NIEUW, nieuw=True)
        for klanten in (WEINIG, VEEL):
            yield Maatregel(pagina, klanten, belast(pool, taak, klanten), queries[pagina])


def slechte_vragen(server: str) -> Iterator[Deelkeuring]:
    """Questions that mean harm, on few descriptions."""
    yield from deel("bench.slechte_vragen", zorg_voor(server, AANTALLEN[0], AANTALLEN))


def koppelvlak(server: str) -> Iterator[Deelkeuring]:
    """What programs read, on few descriptions: a copy, in which some change."""
    bron = zorg_voor(server, AANTALLEN[0], AANTALLEN)
    yield from deel("bench.koppelvlak", kopie(server, bron, "koppelvlak"))


def aanval(server: str) -> Iterator[Deelkeuring]:
    """Let strangers attack a site with as few descriptions as the demo, and one with more."""
    klein = nieuw(server, "aanval")
    run("bench.vullen", str(DEMO), DATABASE_URL=klein)
    yield from deel("bench.aanval", klein)
    groot = zorg_voor(server, MET_AANVAL, AANTALLEN)
    yield from deel("bench.aanval", kopie(server, groot, "aanval"))


def geheugen(server: str) -> Iterator[Deelkeuring]:
    """What a worker weighs after requests of all kinds, at each number of descriptions."""
    klein = nieuw(server, "geheugen")
    run("bench.vullen", str(DEMO), DATABASE_URL=klein)
    yield from deel("bench.geheugen", klein)
    for aantal in AANTALLEN:
        yield from deel("bench.geheugen", zorg_voor(server, aantal, AANTALLEN))


def lezers(server: str) -> Iterator[Deelkeuring]:
    """A week of readers, on few descriptions: a copy, in which one is published anew."""
    bron = zorg_voor(server, AANTALLEN[0], AANTALLEN)
    yield from deel("bench.lezers", kopie(server, bron, "lezers"))


def in_leeg(onderdeel: str, server: str) -> Iterator[Deelkeuring]:
    """A part that fills an empty database by itself."""
    yield from deel(f"bench.{onderdeel}", nieuw(server, onderdeel))


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


def vindt_wijziging(port: int) -> tuple[bool, float]:
    """Whether each worker finds a new word of a document at the next question.

    And how many milliseconds the slowest of these answers takes more than the middle one.
    """
    duren, gevonden = list[float](), True
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
        pk, slug = verbinding.execute(
            "SELECT b.id, i.slug FROM innovaties_innovatie i JOIN innovaties_beschrijving b"
            " ON i.gepubliceerd_id = b.id ORDER BY b.id LIMIT 1"
        ).fetchone() or (0, "")
        for nummer in range(RONDES):
            woord = f"tik{time.monotonic_ns()}{nummer}"
            wijzig = "UPDATE innovaties_zoekdocument SET zoek = {} WHERE beschrijving_id = %s"
            verbinding.execute(wijzig.format("zoek || %s::tsvector"), [woord, pk])
            for klant in range(2 * VEEL):
                adres = f"http://{HOST}:{port}/innovaties/?q={woord}+{klant}"
                begin = time.perf_counter()
                pagina = urllib.request.urlopen(adres).read().decode()
                duren.append((time.perf_counter() - begin) * 1000)
                gevonden &= f"/innovaties/{slug}/" in pagina
            verbinding.execute(wijzig.format("ts_delete(zoek, %s)"), [woord, pk])
    return gevonden, max(duren) - statistics.median(duren)


def oordeel(aantal: int, regels: list[Maatregel]) -> Iterator[Deelkeuring]:
    """Compare the rows with the aims of the issue."""
    for regel in regels:
        if not regel.nieuw and regel.pagina in ("home", "beschrijving"):
            deel = regel.delen[0]
            tekst = f"{regel.pagina} haalt {deel:.2f} van de grens (≥ {DEEL_VAN_GRENS})"
            yield deel >= DEEL_VAN_GRENS, f"{aantal:>7,}  {tekst}"
        if regel.nieuw and regel.pagina in MAX_P95[aantal] and regel.klanten == WEINIG:
            p95, doel = regel.meting.p95, MAX_P95[aantal][regel.pagina]
            tekst = f"{regel.pagina}, {regel.klanten} klanten: p95 {p95:.0f} ms (≤ {doel})"
            yield p95 <= doel, f"{aantal:>7,}  {tekst}"


LEEG = ("zoekmaat", "aanmelden", "rapport", "nieuwsbrief", "bureau")
ONDERDELEN: Mapping[str, Callable[[str], Iterator[Deelkeuring]]] = {
    "paginas": paginas,
    "geheugen": geheugen,
    "lezers": lezers,
    "aanval": aanval,
    "slechte_vragen": slechte_vragen,
    "koppelvlak": koppelvlak,
    **{onderdeel: partial(in_leeg, onderdeel) for onderdeel in LEEG},
}
"""Each part by its name: it measures in databases of `server`, and yields what it found."""


if __name__ == "__main__":
    main()
