"""`python -m bench.geheugen`: what a worker weighs after ten thousand requests of all kinds.

Goes from link to link as readers, colleagues of each role and programs do together, each kind of
address in its turn, so that what is asked seldom is asked as often as what is asked most.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape
from itertools import cycle, islice
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

import brotli
import psutil
from django.urls import Resolver404, resolve

from bench.delen import Deelkeuring, toon
from bench.lezers import koekje
from bench.vragen import vragen
from gebruikers.rollen import Rol
from innovaties.models import Zoekdocument
from innovaties.uitvoer.vormen import VAN_LIJST
from kennisbank.server import HOST, free_port, serve

VERZOEKEN, TUSSENSTAND = 10_000, 2_500
MAX_MIB = 150
BEGIN = ("/", "/redactie/", "/sitemap.xml", "/api/", "/oai?verb=ListRecords&metadataPrefix=oai_dc")
NIET = ("/static/",)
PER_SOORT = 200
"""How many addresses of a kind wait at most: of descriptions there are many."""

LIJST_ALS_BESTAND = 500
"""In how many requests a list is asked once as a file: it is made whole."""

REGEL = "{:>10,}{:>9.0f}{:>9.0f}{:>9.0f}"
LINK = re.compile(r'(?:href="|<loc>|": ?")((?:http://127\.0\.0\.1|/)[^"<\s]*)')


class Wandeling:
    """Which address comes next, with the links that were seen so far."""

    def __init__(self, port: int) -> None:
        self.eigen = f"{HOST}:{port}"
        self.wachtend: dict[str, deque[str]] = defaultdict(deque)
        self.gezien: set[str] = set()
        for pad in BEGIN:
            self.zag(pad, "/")
        for soort, paden in vragen().items():
            self.wachtend[f"gevraagd: {soort}"] = deque(paden)

    def zag(self, href: str, op: str) -> None:
        """Put the address in its row, when it is ours and new."""
        delen = urlsplit(urljoin(f"http://{self.eigen}{op}", unescape(href)))
        pad = f"{delen.path}?{delen.query}" if delen.query else delen.path
        if delen.netloc != self.eigen or pad in self.gezien or pad.startswith(NIET):
            return
        try:
            gevonden = resolve(delen.path)
        except Resolver404:
            return
        soort = f"{gevonden.view_name}{PurePosixPath(delen.path).suffix}{'?' * bool(delen.query)}"
        if len(self.wachtend[soort]) < PER_SOORT:
            self.gezien.add(pad)
            self.wachtend[soort].append(pad)

    def __iter__(self) -> Iterator[str]:
        """The addresses: of each kind one in its turn, the first again after the last."""
        lijsten = cycle(f"/innovaties.{vorm}" for vorm in VAN_LIJST)
        nummer = 0
        while True:
            for rij in list(self.wachtend.values()):
                nummer += 1
                if nummer % LIJST_ALS_BESTAND == 0:
                    yield next(lijsten)
                rij.rotate(-1)
                if not rij[-1].startswith("/innovaties."):
                    yield rij[-1]


def weeg(pid: int) -> tuple[float, float, float]:
    """MiB that the worker takes, and with what it shares counted for its part.

    Then those of the process that makes files beside it (`basis.apart`).
    """
    (worker,) = psutil.Process(pid).children()
    zelf = worker.memory_full_info()
    ernaast = sum(proces.memory_info().rss for proces in worker.children())
    return zelf.rss / 2**20, zelf.pss / 2**20, ernaast / 2**20


def vraag(port: int, pad: str, wie: str) -> tuple[int, str]:
    """The status of the answer, and its text; of a file that text is of no use."""
    verbinding = http.client.HTTPConnection(HOST, port, timeout=120)
    koppen = {"Accept-Encoding": "br", "Accept": "*/*"} | ({"Cookie": wie} if wie else {})
    verbinding.request("GET", pad, headers=koppen)
    antwoord = verbinding.getresponse()
    inhoud = antwoord.read()
    verbinding.close()
    if antwoord.headers.get("Content-Encoding") == "br":
        inhoud = brotli.decompress(inhoud)
    leesbaar = re.search("html|json|xml", antwoord.headers.get("Content-Type", ""))
    return antwoord.status, inhoud.decode(errors="replace") if leesbaar else ""


def wandel(port: int, pid: int) -> list[Deelkeuring]:
    """Ask it all, print what the worker weighed meanwhile, and return what that says."""
    wandeling, mis = Wandeling(port), set()
    wie = cycle([koekje(rol) for rol in Rol])
    toon(f"{'verzoeken':>10}{'MiB rss':>9}{'MiB pss':>9}")
    toon("{:>10,}{:>9.0f}{:>9.0f}".format(0, *weeg(pid)))
    for nummer, pad in enumerate(islice(wandeling, VERZOEKEN), 1):
        status, tekst = vraag(
            port, pad, next(wie) if pad.startswith("/redactie") or nummer % 4 == 0 else ""
        )
        if status >= 500:
            mis.add(f"{pad}: {status}")
        for href in LINK.findall(tekst):
            wandeling.zag(href, pad)
        if nummer % TUSSENSTAND == 0:
            toon(REGEL.format(nummer, *weeg(pid)))
    rss, *_ = weeg(pid)
    aantal = f"geheugen, {Zoekdocument.objects.count():,}"
    soorten = f"na {VERZOEKEN:,} verzoeken van {len(wandeling.wachtend)} soorten"
    return [
        (rss <= MAX_MIB, f"{aantal}: een worker neemt {rss:.0f} MiB {soorten} (≤ {MAX_MIB})"),
        (not mis, f"{aantal}: alles antwoordt {' '.join(sorted(mis))}"),
    ]


def main() -> None:
    """Serve with one worker, ask, and print the verdicts last."""
    port = free_port()
    with serve(port, {"DEMO": "1"}, workers=1) as granian:  # no role waits for a second step
        oordelen = wandel(port, granian.pid)
    sys.stdout.write(json.dumps(oordelen))


if __name__ == "__main__":
    main()
