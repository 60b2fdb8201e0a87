"""`python -m bench.koppelvlak`: what programs read, and a harvest of all while others publish.

Asks the database of the environment, in which it publishes; prints what it measured and, last, its
verdicts as JSON. Each answer is made anew: what is kept costs less.
"""

from __future__ import annotations

import gc
import json
import re
import statistics
import time
from collections.abc import Iterator
from itertools import count

import psutil

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import connection
from django.test import Client

from bench.belasting import VERS
from bench.delen import Deelkeuring, toon
from innovaties.models import Beschrijving, Innovatie
from kennisbank.server import HOST
from koppelvlak.lezen.oogst import PER_KEER
from koppelvlak.lezen.vraag import MEESTE
from vinden.gegevens import GEGEVENSSETS

KEREN, MAX_P95, MAX_MIB = 20, 100, 150
VORMEN = ("oai_dc", "nieuwewegen")
PER_PUBLICATIE = 5
"""Pages of a harvest between two publications."""

_programma = count(1)
_TOKEN = re.compile(r"<resumptionToken[^>]*>([^<]+)<")
_NAAM = re.compile(r"<identifier>([^<]+)</identifier><datestamp>")


def main() -> None:
    """Ask each address, harvest in each form, and print what was found."""
    client = Client(headers={"host": HOST})
    haal(client, "/api/v1")
    gc.collect()
    gc.freeze()  # as a worker that is warm
    oordelen = [*vraag(client), *(een for vorm in VORMEN for een in oogst(client, vorm))]
    mib = psutil.Process().memory_info().rss / 2**20
    oordelen.append((mib <= MAX_MIB, f"wie dit alles gaf, neemt {mib:.0f} MiB (≤ {MAX_MIB})"))
    toon(json.dumps(oordelen))


def haal(client: Client, adres: str) -> str:
    """Its answer to a program of another network each time: here nobody asks too much.

    Raises RuntimeError for another answer than 200.
    """
    nummer = next(_programma)
    antwoord = client.get(adres, REMOTE_ADDR=f"10.{nummer >> 8}.{nummer & 255}.1")
    if antwoord.status_code != 200:
        raise RuntimeError(f"{adres}: {antwoord.status_code}")
    return antwoord.text


def adressen(client: Client) -> Iterator[str]:
    """The first page of each set, its largest, its last, and one row."""
    yield from ("/api/v1", "/api/v1/openapi.json")
    for gset in GEGEVENSSETS:
        pad = f"/api/v1/{gset.naam}"
        eerste = json.loads(haal(client, f"{pad}?per_pagina={MEESTE}"))
        yield from (pad, f"{pad}?per_pagina={MEESTE}")
        if eerste["aantal"] > MEESTE:
            yield f"{pad}?per_pagina={MEESTE}&pagina={-(-eerste['aantal'] // MEESTE)}"
        if rij := gset.rijen().values_list(gset.sleutel, flat=True).first():
            yield f"{pad}/{rij}"


def vraag(client: Client) -> Iterator[Deelkeuring]:
    """Ask each address some times over; yield whether its slowest answers are fast enough."""
    for adres in adressen(client):
        duren, rekent, begon = list[float](), list[float](), _rekentijd_postgres()
        for _ in range(KEREN):
            vers = f"{adres}{'&' if '?' in adres else '?'}{VERS}={time.monotonic_ns()}"
            begin, rekende = time.perf_counter(), time.process_time()
            haal(client, vers)
            duren.append((time.perf_counter() - begin) * 1000)
            rekent.append((time.process_time() - rekende) * 1000)
        p95 = statistics.quantiles(duren, n=20)[-1]
        toon(
            f"{adres}: p50 {statistics.median(duren):.0f} ms, p95 {p95:.0f} ms, waarvan rekenen "
            f"in Python {statistics.median(rekent):.0f} en in PostgreSQL "
            f"{(_rekentijd_postgres() - begon) / KEREN:.0f} ms"
        )
        yield p95 <= MAX_P95, f"{adres}: p95 {p95:.0f} ms (≤ {MAX_P95})"


def _rekentijd_postgres() -> float:
    """Milliseconds that the process which answers us took until now."""
    connection.ensure_connection()
    tijden = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return float(tijden.user + tijden.system) * 1000


def oogst(client: Client, vorm: str) -> Iterator[Deelkeuring]:
    """Harvest all in this form, while now and then one changes; yield whether nothing is missed."""
    gezien, duren, vraag = set[str](), list[float](), f"metadataPrefix={vorm}"
    er_zijn = Innovatie.objects.filter(gepubliceerd__isnull=False)
    te_wijzigen = iter(Beschrijving.objects.zichtbaar().order_by("innovatie__veranderd_op"))
    while vraag:
        begin = time.perf_counter()
        tekst = haal(client, f"/oai?verb=ListRecords&{vraag}")
        duren.append((time.perf_counter() - begin) * 1000)
        gezien.update(naam.rpartition(":")[2] for naam in _NAAM.findall(tekst))
        token = _TOKEN.search(tekst)
        vraag = f"resumptionToken={token[1]}" if token else ""
        if len(duren) % PER_PUBLICATIE == 0:
            versie = next(te_wijzigen)
            versie.titel += " (veranderd)"
            versie.save()
    gemist = set(er_zijn.values_list("slug", flat=True)) - gezien
    toon(
        f"oogst, {vorm}: {len(gezien)} in {len(duren)} keer {PER_KEER}, "
        f"p50 {statistics.median(duren):.0f} ms"
    )
    yield not gemist, f"oogst, {vorm}: {len(gemist)} gemist"


if __name__ == "__main__":
    main()
