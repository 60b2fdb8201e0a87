"""`python -m bench.lezers`: a week of readers, in processor time, which other work spoils least.

A long tail of pages, the same for who is logged in, files to take along, and the moments after a
start and after a publication; beside a bare view that answers before all middleware.
"""

from __future__ import annotations

import http.client
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client

from bench import kaal
from bench.delen import Deelkeuring, toon
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from innovaties.actions.publiceren import zet_live
from innovaties.models import Beschrijving, Innovatie, Thema
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING
from kennisbank.server import HOST, free_port, serve

VERZOEKEN, PAGINAS, BESTANDEN = 600, 200, 20
GEWOON = ("/", "/innovaties/", "/innovaties/?q=wonen", "/zoeken/?q=herstel", "/vergelijk/")
"""Pages that many readers pass, as often as the ten most read descriptions together."""

KAALST, NIEUW, INGELOGD, NA_PUBLICATIE = (
    *("kaalste view", "beschrijving, nieuw", "ingelogd, nieuw", "na een publicatie"),
)
HOOGSTENS = {INGELOGD: 1.3, NA_PUBLICATIE: 0.5}
"""Of what a description costs that is made anew."""

MAX_EERSTE = 1.5


@dataclass(frozen=True)
class Site:
    """A server with one worker: what its answers cost, in it and in the database."""

    port: int
    pid: int

    def kost(self, paden: Sequence[str], koekje: str = "") -> float:
        """Milliseconds of processor an answer, over all of `paden`, asked one after another."""
        voor = self._processortijd()
        for pad in paden:
            self.vraag(pad, koekje)
        return (self._processortijd() - voor) / len(paden) * 1000

    def vraag(self, pad: str, koekje: str = "") -> float:
        """Ask for `pad` over a connection of its own; how many milliseconds that took."""
        begin = time.perf_counter()
        verbinding = http.client.HTTPConnection(HOST, self.port, timeout=60)
        koppen = {"Accept-Encoding": "br"} | ({"Cookie": koekje} if koekje else {})
        verbinding.request("GET", pad, headers=koppen)
        antwoord = verbinding.getresponse()
        antwoord.read()
        verbinding.close()
        if antwoord.status != 200:
            raise RuntimeError(f"{pad}: {antwoord.status}")
        return (time.perf_counter() - begin) * 1000

    def _processortijd(self) -> float:
        database = f" {connection.settings_dict['NAME']} "
        workers = {proces.pid for proces in psutil.Process(self.pid).children(recursive=True)}
        som = 0.0
        for proces in psutil.process_iter(["cmdline", "cpu_times"]):
            opdracht = " ".join(proces.info["cmdline"] or ())
            van_de_database = opdracht.startswith("postgres") and database in opdracht
            if van_de_database or proces.pid in workers:
                som += proces.info["cpu_times"].user + proces.info["cpu_times"].system
        return som


def mengsel(slugs: Sequence[str], toeval: random.Random) -> list[str]:
    """What readers and robots ask: every description, the n-th 1/n as often as the first."""
    gewichten = [1 / (plek + 1) for plek in range(len(slugs))]
    gelezen = toeval.choices(slugs, gewichten, k=VERZOEKEN)
    paden = [f"/innovaties/{slug}/" for slug in gelezen]
    thema = [f"/thema/{slug}/" for slug in Thema.objects.values_list("slug", flat=True)]
    erbij = toeval.choices([*GEWOON, *thema], k=VERZOEKEN // 2)
    gemengd = [*paden, *erbij]
    toeval.shuffle(gemengd)
    return gemengd


def koekje(rol: str = Rol.KENNISMAKELAAR) -> str:
    """The session of somebody with this role."""
    wie, _ = Gebruiker.objects.get_or_create(
        email=f"{rol}@example.org", defaults={"naam": "Lezer", "rollen": [rol]}
    )
    client = Client()
    client.force_login(wie)
    naam = settings.SESSION_COOKIE_NAME
    return f"{naam}={client.cookies[naam].value}"


def publiceer() -> None:
    """Publish a change of a description, as the redactie does."""
    versie = Beschrijving.objects.zichtbaar().order_by("-pk")[0]
    versie.kern = versie.kern[:200] + "."
    versie.save(update_fields=["kern"])
    zet_live(versie=versie)


def kosten(site: Site, slugs: Sequence[str]) -> dict[str, float]:
    """What an answer costs, in the order in which they are asked: each leaves pages behind."""
    paden, wie = [f"/innovaties/{slug}/" for slug in slugs[:PAGINAS]], koekje()
    gemengd = mengsel(slugs, random.Random(1))  # noqa: S311 (the same readers in each run)
    bestanden = [f"/innovaties/{s}.{v}" for s in slugs[-BESTANDEN:] for v in VAN_BESCHRIJVING]
    gemeten = {
        KAALST: site.kost([f"{kaal.KAALST}lezers"] * PAGINAS),
        NIEUW: site.kost(paden),
        "bewaard": site.kost(paden),
        INGELOGD: site.kost(paden, wie),
        "ingelogd, bewaard": site.kost(paden, wie),
    }
    publiceer()
    return gemeten | {
        NA_PUBLICATIE: site.kost(paden),
        "mengsel, eerste keer": site.kost(gemengd),
        "mengsel": site.kost(gemengd),
        "bestanden": site.kost(bestanden),
    }


def meet(site: Site) -> list[Deelkeuring]:
    """Ask all of it, print what it cost, and return what that says of the aims."""
    beschreven = Beschrijving.objects.zichtbaar().beschreven()
    gevonden = Innovatie.objects.filter(gepubliceerd__in=beschreven).order_by("?")
    slugs = list(gevonden.values_list("slug", flat=True))
    eerste, *rest = (site.vraag(f"/innovaties/{slug}/") for slug in slugs[-20:])
    later = statistics.median(rest)
    gemeten = kosten(site, slugs)
    toon(f"{'':<22}{'ms processor':>13}{'/kaalst':>9}")
    for wat, ms in gemeten.items():
        toon(f"{wat:<22}{ms:>13.2f}{ms / gemeten[KAALST]:>9.1f}")
    wacht = f"de eerste lezer wacht {eerste / later:.1f} maal de latere (≤ {MAX_EERSTE})"
    oordelen: list[Deelkeuring] = [(eerste <= MAX_EERSTE * later, wacht)]
    for wat, hoogstens in HOOGSTENS.items():
        deel = gemeten[wat] / gemeten[NIEUW]
        oordelen.append((deel <= hoogstens, f"{wat}: {deel:.2f} van {NIEUW} (≤ {hoogstens})"))
    return oordelen


def main() -> None:
    """Serve with one worker, measure, and print the verdicts last."""
    with tempfile.TemporaryDirectory() as map_:
        pagina = Client(SERVER_NAME=HOST).get("/toegankelijkheid/").content
        (Path(map_) / "lezers").write_bytes(pagina)
        (Path(map_) / "lezers.json").write_text(json.dumps({"content-type": "text/html"}))
        port = free_port()
        with serve(port, {kaal.MAP: map_}, workers=1) as granian:
            oordelen = meet(Site(port, granian.pid))
    sys.stdout.write(json.dumps(oordelen))


if __name__ == "__main__":
    main()
