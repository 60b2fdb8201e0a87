"""A site with a database of its own that is restarted, frozen or killed while people use it."""

from __future__ import annotations

import http.client
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import psutil
import psycopg

from basis import postgres
from kennisbank.server import HOST
from tests import databases

PAGINAS = ("/", "/innovaties/", "/masterclasses/", "/programma/", "/over/")
"""What readers asked before; home and the lists, whole pages, and one that asks the database."""

KEUZES = {"welke_themas": "alles", "welke_regios": "alles", "frequentie": "elke"}
LEZERS = 4
REGEL = "Door een storing kunnen wij niet zien of er daarna iets is veranderd."


class Cluster:
    """A PostgreSQL of one's own, with all content, that may go at any moment."""

    def __init__(self, map_: Path, opties: Sequence[str] = ()) -> None:
        self.data = map_ / "postgres"
        self.adres = postgres.start(self.data, ["fsync=off", *opties])
        dump = map_ / "vol.dump"
        postgres._run("pg_dump", "-Fc", "-f", dump, "-d", databases.adres(databases.vol()))
        postgres._run("pg_restore", "--no-owner", "-d", self.adres, dump)
        self.hoofd = self._hoofd()

    def _hoofd(self) -> psutil.Process:
        return psutil.Process(int((self.data / "postmaster.pid").read_text().splitlines()[0]))

    def herstart(self) -> None:
        """As an upgrade of the machine does."""
        postgres._run("pg_ctl", "restart", "-D", self.data, "-w", "-m", "fast", "-l", self._log)
        self.hoofd = self._hoofd()

    def bevries(self, seconden: float) -> None:
        """It answers nobody, and tells nobody so."""
        alle = [self.hoofd, *self.hoofd.children(recursive=True)]
        for proces in alle:
            proces.send_signal(signal.SIGSTOP)
        time.sleep(seconden)
        for proces in alle:
            proces.send_signal(signal.SIGCONT)

    def dood(self, seconden: float) -> None:
        """All its processes at once, and it begins again after `seconden`."""
        with self.weg():
            time.sleep(seconden)

    @contextmanager
    def weg(self) -> Iterator[None]:
        """Within this its processes are dead; after it, it is there again."""
        alle = [self.hoofd, *self.hoofd.children(recursive=True)]
        for proces in alle:
            proces.kill()
        psutil.wait_procs(alle, timeout=10)
        try:
            yield
        finally:
            self.herstart()

    def abonnees(self) -> set[str]:
        """Who is on the list."""
        with psycopg.connect(self.adres) as verbinding:
            rijen = verbinding.execute("SELECT email FROM nieuwsbrieven_abonnee").fetchall()
        return {email for (email,) in rijen}

    @property
    def _log(self) -> Path:
        return self.data / "log"


@dataclass(frozen=True)
class Gekregen:
    """One answer: when it was asked, after how many seconds it came, and what it was."""

    moment: float
    duur: float
    status: int
    inhoud: str


def vraag(port: int, pad: str, velden: dict[str, str] | None = None) -> Gekregen:
    """The answer, whatever it is; status 0 when the line was broken."""
    begin = time.monotonic()
    with closing(http.client.HTTPConnection(HOST, port, timeout=60)) as verbinding:
        try:
            if velden is None:
                verbinding.request("GET", pad)
            else:
                koppen = {"Content-Type": "application/x-www-form-urlencoded"}
                # Everybody from a network of their own, as the proxy that PROXIES names would tell.
                koppen["X-Forwarded-For"] = f"10.{begin * 1000 % 250:.0f}.{begin % 250:.0f}.1"
                verbinding.request("POST", pad, urlencode(velden), koppen)
            antwoord = verbinding.getresponse()
            status, inhoud = antwoord.status, antwoord.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as fout:
            status, inhoud = 0, repr(fout)
    return Gekregen(begin, time.monotonic() - begin, status, inhoud)


@dataclass
class Toestroom:
    """People who read, and who subscribe, until they are told to stop."""

    port: int
    gelezen: list[Gekregen] = field(default_factory=list)
    gestuurd: dict[str, Gekregen] = field(default_factory=dict)
    leeft: list[Gekregen] = field(default_factory=list)
    klaar: threading.Event = field(default_factory=threading.Event)

    def lees(self, wie: int) -> None:
        for keer in count(wie):
            if self.klaar.wait(0.02):
                return
            self.gelezen.append(vraag(self.port, PAGINAS[keer % len(PAGINAS)]))

    def stuur(self) -> None:
        for keer in count():
            if self.klaar.wait(0.3):
                return
            email = f"storing{time.time_ns()}.{keer}@example.nl"
            velden = {"email": email, "akkoord": "on", **KEUZES}
            self.gestuurd[email] = vraag(self.port, "/nieuwsbrieven/aanmelden/", velden)

    def kijk(self) -> None:
        while not self.klaar.wait(0.25):
            self.leeft.append(vraag(self.port, "/gezond"))

    @contextmanager
    def bezig(self) -> Iterator[None]:
        """Within this they come."""
        taken: list[Callable[[], None]] = [self.stuur, self.kijk]
        draden = [threading.Thread(target=taak) for taak in taken]
        draden += [threading.Thread(target=self.lees, args=[wie]) for wie in range(LEZERS)]
        for draad in draden:
            draad.start()
        try:
            yield
        finally:
            self.klaar.set()
            for draad in draden:
                draad.join()

    def p95(self) -> float:
        return quantiles([een.duur for een in self.gelezen], n=20)[-1]

    def alles(self) -> list[Gekregen]:
        """What readers and senders got."""
        return [*self.gelezen, *self.gestuurd.values()]

    def aangenomen(self) -> set[str]:
        """Who read that the site has their address."""
        return {email for email, een in self.gestuurd.items() if een.status == 302}

    def hersteld_sinds(self, moment: float) -> bool:
        """Whether a page and a form that came after `moment` are as they always are."""
        sinds = [een for een in self.alles() if een.moment > moment]
        pagina = any(een.status == 200 and REGEL not in een.inhoud for een in sinds)
        return pagina and any(een.status == 302 for een in sinds)
