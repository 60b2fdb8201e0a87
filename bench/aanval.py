"""`python -m bench.aanval`: what a stranger can do to who reads, on this machine alone.

Serves the database of the environment and attacks it from all sides at once, for 90 seconds, while
a reader asks a page a second from a process of her own. Prints a table, and on the last line its
verdicts as JSON.
"""

from __future__ import annotations

import http.client
import json
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from multiprocessing import get_context
from urllib.parse import urlencode

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

import psutil
from django.conf import settings
from django.utils import timezone

from bench.belasting import verbind
from bench.masterclass import nieuwe, nieuwe_masterclass
from innovaties.models import Zoekdocument
from innovaties.uitvoer.vormen import VAN_LIJST
from kennisbank.server import HOST, free_port, serve
from masterclasses.actions.aanmelden import bevestig, meld_aan
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Masterclass
from post.models import Bericht

Aanvalskeuring = tuple[bool, str]

SECONDEN = 90
"""How long the attack lasts, and the reader reads."""

SOCKETS, AANMELDINGEN, DOWNLOADS, UPLOADS, UPLOAD_MIB = 200, 1_000, 200, 20, 20
"""How many are sent at least; who had an answer sends the next until the time is over."""

PLEKKEN, EERLIJK = 24, 12
TEGELIJK = 16
"""Connections that each kind of attack has open at once; of the slow sockets that is all."""

GEDULD = 20.0
MAX_P95, MAX_MIB, MAX_MIB_GROOT, GROOT = 300, 150, 200, 1_000
MAX_MAILS_UUR, MAX_MAILS_MINUUT = 6, 30
PADEN = ("/", "/innovaties/", "/masterclasses/", "/gezond", "/over/")
NAAM = "naam@example.nl"
"""The person whose address is filled in everywhere, with a plus and a number."""

FORMULIER = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Slag:
    """What one kind of attack got back: how often which status, or `geen` when there was none."""

    naam: str
    hoort: int
    statussen: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        gekregen = ", ".join(f"{keren}x {wat}" for wat, keren in self.statussen.most_common())
        hoeveel = f"{self.statussen.total():>6,} (≥ {self.hoort:,})"
        return f"{self.naam:<28}{hoeveel:<18}{gekregen}"


@dataclass
class Lezersgang:
    """Who asks a page a second: how long each took, in seconds, and which did not come."""

    duren: list[float] = field(default_factory=list)
    mis: Counter[str] = field(default_factory=Counter)

    @property
    def p95(self) -> float:
        """In milliseconds; a page that did not come took all patience."""
        alle = sorted(self.duren + [GEDULD] * self.mis.total())
        return alle[int(len(alle) * 0.95)] * 1000


def main() -> None:
    """Attack, measure, and print what it did."""
    aantal = Zoekdocument.objects.count()
    masterclass = nieuwe_masterclass(PLEKKEN)
    begin, port = timezone.now(), free_port()
    with serve(port, {}) as granian:
        lezer, slagen, mib = val_aan(port, granian.pid, masterclass)
    toon(f"\naanval op {aantal:,} beschrijvingen, {SECONDEN} s")
    for slag in slagen:
        toon(str(slag))
    p50 = statistics.median(lezer.duren or [GEDULD]) * 1000
    toon(f"{'lezer':<28}{len(lezer.duren):>6} pagina's, p50 {p50:.0f} ms, p95 {lezer.p95:.0f} ms")
    toon(json.dumps(list(oordeel(aantal, lezer, slagen, mib, masterclass, begin))))


def toon(tekst: str) -> None:
    """Write one line."""
    sys.stdout.write(f"{tekst}\n")
    sys.stdout.flush()


def oordeel(
    aantal: int,
    lezer: Lezersgang,
    slagen: Sequence[Slag],
    mib: float,
    masterclass: Masterclass,
    begin: datetime,
) -> Iterator[Aanvalskeuring]:
    """Compare with the aims."""
    wie = f"aanval, {aantal:,}"
    mis = f", {lezer.mis.total()} niet gekregen" if lezer.mis else ""
    tekst = f"{wie}: een lezer wacht p95 {lezer.p95:.0f} ms (≤ {MAX_P95}){mis}"
    yield lezer.p95 <= MAX_P95 and not lezer.mis, tekst
    te_kort = ", ".join(slag.naam for slag in slagen if slag.statussen.total() < slag.hoort)
    yield not te_kort, f"{wie}: de aanval was zo zwaar als bedoeld {te_kort and f'({te_kort})'}"
    grens = MAX_MIB_GROOT if aantal > GROOT else MAX_MIB
    yield mib <= grens, f"{wie}: een worker neemt hoogstens {mib:.0f} MiB (≤ {grens})"
    mails = list(
        Bericht.objects.filter(klaargezet_op__gte=begin).values_list("aan", "klaargezet_op")
    )
    uur = sum(_persoon(aan) == NAAM for aan, _ in mails)
    yield uur <= MAX_MAILS_UUR, f"{wie}: {uur} mails in een uur aan één persoon (≤ {MAX_MAILS_UUR})"
    minuut = _meeste_in_een_minuut([op for _, op in mails])
    tekst = f"{wie}: {minuut} mails in een minuut door één netwerkadres (≤ {MAX_MAILS_MINUUT})"
    yield minuut <= MAX_MAILS_MINUUT, tekst
    kwijt = sum(not _krijgt_plek(masterclass, f"eerlijk{nummer}") for nummer in range(EERLIJK))
    yield not kwijt, f"{wie}: {kwijt} plekken kwijt aan wie niet bevestigde (0)"


def _krijgt_plek(masterclass: Masterclass, naam: str) -> bool:
    """Whether somebody who registers after the attack and confirms, has a seat."""
    aanmelding = bevestig(aanmelding=meld_aan(aanmelding=nieuwe(masterclass, naam)))
    return aanmelding.status == Aanmeldstatus.BEVESTIGD


def _persoon(adres: str) -> str:
    """Whose address it is: what stands behind a plus is the same person."""
    naam, _, domein = adres.casefold().rpartition("@")
    return f"{naam.partition('+')[0]}@{domein}"


def _meeste_in_een_minuut(momenten: Sequence[datetime]) -> int:
    """The most of `momenten` that lie within one minute."""
    tijden = sorted(moment.timestamp() for moment in momenten)
    return max((sum(t <= ander < t + 60 for ander in tijden) for t in tijden), default=0)


def val_aan(port: int, pid: int, masterclass: Masterclass) -> tuple[Lezersgang, list[Slag], float]:
    """All attacks at once beside a reader; also the most MiB that a worker had."""
    einde = time.monotonic() + SECONDEN
    klaar = threading.Event()
    slagen: dict[Callable[[int, int], str], Slag] = {
        meld_aan_voor_nieuwsbrief: Slag("aanmeldingen nieuwsbrief", AANMELDINGEN // 2),
        lambda port, wie: meld_aan_voor_dag(port, wie, masterclass): Slag(
            "aanmeldingen masterclass", AANMELDINGEN - AANMELDINGEN // 2
        ),
        download: Slag("vreemde downloads", DOWNLOADS),
        upload: Slag(f"uploads van {UPLOAD_MIB} MB", UPLOADS),
    }
    traag, hoogste = Slag("trage sockets", SOCKETS), [0.0]
    # The reader is forked off before there are threads: those of the attack do not hold her up.
    with (
        ProcessPoolExecutor(1, get_context("fork")) as apart,
        ThreadPoolExecutor(2 + TEGELIJK * len(slagen)) as pool,
    ):
        leest = apart.submit(lees, port, einde)
        taken = [
            pool.submit(houd_vast, port, einde, traag),
            *(
                pool.submit(herhaal, doe, port, count(deel, TEGELIJK), einde, slag)
                for doe, slag in slagen.items()
                for deel in range(TEGELIJK)
            ),
        ]
        weegt = pool.submit(weeg, pid, klaar, hoogste)
        try:
            for taak in taken:
                taak.result()
            lezer = leest.result()
        finally:
            klaar.set()
        weegt.result()
    return lezer, [traag, *slagen.values()], hoogste[0]


def herhaal(
    doe: Callable[[int, int], str], port: int, nummers: Iterable[int], einde: float, slag: Slag
) -> None:
    """Do `doe` for each number until the time is over, and count what came back."""
    for nummer in nummers:
        if time.monotonic() > einde:
            return
        slag.statussen[doe(port, nummer)] += 1


def lees(port: int, einde: float) -> Lezersgang:
    """Ask a page a second, each time as a new visitor."""
    lezer = Lezersgang()
    for nummer in range(SECONDEN):
        # Not a second after the answer: who waits long would ask less.
        time.sleep(max(0, einde - SECONDEN + nummer - time.monotonic()))
        pad = PADEN[nummer % len(PADEN)]
        klok = time.perf_counter()
        status = _vraag(port, "GET", pad)
        if status == "200":
            lezer.duren.append(time.perf_counter() - klok)
        else:
            lezer.mis[f"{pad}: {status}"] += 1
    return lezer


def weeg(pid: int, klaar: threading.Event, hoogste: list[float]) -> None:
    """Look often how much memory the workers have, and keep the most."""
    while True:
        with suppress(psutil.Error):
            workers = psutil.Process(pid).children()
            hoogste[0] = max([hoogste[0], *(w.memory_info().rss / 2**20 for w in workers)])
        if klaar.wait(0.2):
            return


def houd_vast(port: int, einde: float, slag: Slag) -> None:
    """Promise 5,000 bytes on many sockets, and send each a byte every second."""
    kop = (
        f"POST /nieuwsbrieven/aanmelden/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 5000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with ExitStack() as stapel:
        open_: list[socket.socket] = []
        for _ in range(SOCKETS):
            with suppress(OSError):
                verbinding = stapel.enter_context(verbind(port))
                verbinding.sendall(kop.encode())
                open_.append(verbinding)
        while time.monotonic() < einde and open_:
            time.sleep(1)  # that is what makes them slow
            for verbinding in list(open_):
                try:
                    verbinding.sendall(b"a")
                except OSError:
                    open_.remove(verbinding)
                    slag.statussen["afgebroken"] += 1
        slag.statussen["vastgehouden"] += len(open_)


def meld_aan_voor_nieuwsbrief(port: int, wie: int) -> str:
    """The same person again, with another plus-address."""
    keuzes = {"welke_themas": "alles", "welke_regios": "alles", "frequentie": "elke"}
    velden = {"email": f"naam+{wie}@example.nl", "akkoord": "on", **keuzes}
    return _vraag(port, "POST", "/nieuwsbrieven/aanmelden/", urlencode(velden).encode(), FORMULIER)


def meld_aan_voor_dag(port: int, wie: int, masterclass: Masterclass) -> str:
    """Another person each time, who never confirms; and each tenth time the same one."""
    velden = {
        "naam": "Deelnemer",
        "email": f"dag{wie}@example.nl" if wie % 10 else f"naam+dag{wie}@example.nl",
        "organisatie": "Een organisatie",
        "rol": "professional",
        "wijze": "zaal",
        "akkoord": "on",
    }
    pad = f"/masterclasses/{masterclass.slug}/aanmelden/"
    return _vraag(port, "POST", pad, urlencode(velden).encode(), FORMULIER)


def download(port: int, wie: int) -> str:
    """The list as a file, with a parameter that nobody asked before; a redirect is followed."""
    soort = list(VAN_LIJST)[wie % len(VAN_LIJST)]
    return _vraag(port, "GET", f"/innovaties.{soort}?y={wie}")


def upload(port: int, _wie: int) -> str:
    """A large file to a form of anyone."""
    kop = b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="a.pdf"\r\n\r\n'
    inhoud = kop + bytes(UPLOAD_MIB * 2**20) + b"\r\n--x--\r\n"
    soort = {"Content-Type": "multipart/form-data; boundary=x"}
    return _vraag(port, "POST", "/nieuwsbrieven/aanmelden/", inhoud, soort)


def _vraag(
    port: int,
    methode: str,
    pad: str,
    inhoud: bytes | None = None,
    koppen: dict[str, str] | None = None,
) -> str:
    """The status of the answer once it is there whole; 'geen' when it does not come in time."""
    verbinding = http.client.HTTPConnection(HOST, port, timeout=GEDULD)
    try:
        verbinding.request(methode, pad, inhoud, koppen or {})
        antwoord = verbinding.getresponse()
        while antwoord.read(2**16):
            pass
        waar = antwoord.headers.get("Location", "")
        if methode == "GET" and waar.startswith("/"):
            return _vraag(port, "GET", waar)
    except (OSError, http.client.HTTPException):
        return "geen"
    else:
        return str(antwoord.status)
    finally:
        verbinding.close()


if __name__ == "__main__":
    if not settings.SITE_URL.startswith(f"http://{HOST}"):
        sys.exit("De aanval is alleen voor deze machine.")
    main()
