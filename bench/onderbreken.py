"""Kill the site and the worker, without a word, while people register and answer."""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

import psutil
from django.db import connection

from bench.stormloop import Deel, na_afloop, nieuwe_masterclass, wat_niet_klopt
from kennisbank.server import HOST, free_port, serve, work
from masterclasses import links
from masterclasses.models import Aanmelding, Masterclass
from post.models import Bericht

PLEKKEN, DRADEN, MENSEN, KEREN = 20, 8, 200, 2
TOT_DE_DOOD = (0.3, 1.5)
"""Seconds after which all is killed, between these."""

GEDULD = 60
"""Seconds within which the worker must have sent what waits."""


def onderbreek(rondes: int) -> Iterator[tuple[bool, str]]:
    """Rounds over HTTP in which all is killed and begun again, a few times each."""
    Bericht.objects.all().delete()  # of the storms before, which no worker sent
    fouten: list[str] = []
    aangenomen = doden = 0
    for ronde in range(rondes):
        uitslag, gelukt, gedood = _ronde(random.Random(ronde))  # noqa: S311 (can be repeated)
        fouten += uitslag
        aangenomen += gelukt
        doden += gedood
    tekst = (
        f"kill -9: {rondes} rondes, site en werker {doden} keer gedood, {aangenomen:,} aangenomen "
        f"verzoeken: {len(fouten)} keer klopte iets niet {fouten[:3] or ''}"
    )
    yield not fouten and aangenomen > 0, tekst


class Bezoek:
    """The visitors of one round, and what the site told them."""

    def __init__(self, masterclass: Masterclass, port: int, kans: random.Random) -> None:
        self.masterclass, self.port, self.kans = masterclass, port, kans
        self.aangemeld: set[str] = set()
        self.gestapt: dict[str, str] = {}
        self.slot = threading.Lock()
        self.te_doen = [f"kill{masterclass.pk}.{nummer}@example.nl" for nummer in range(MENSEN)]

    def loop(self) -> None:
        """One visitor after the other, until all are done."""
        try:
            while self.te_doen:
                with self.slot:
                    email = self.te_doen.pop() if self.te_doen else ""
                if email:
                    self._doe(email)
        finally:
            connection.close()

    def _doe(self, email: str) -> None:
        if not meld_aan_op_site(self.port, self.masterclass, email):
            return
        self.aangemeld.add(email)
        if self.kans.random() < 0.6:
            self._stap(email, "bevestigen")
        if self.kans.random() < 0.4:
            self._stap(email, "afmelden")

    def _stap(self, email: str, stap: str) -> None:
        aanmelding = Aanmelding.objects.get(masterclass=self.masterclass, email=email)
        pad = urlsplit(links.persoonlijk(aanmelding)).path
        if post(self.port, pad, {"stap": stap}):
            self.gestapt[email] = stap
        else:
            self.gestapt.pop(email, None)  # it may have been done, and may not


def meld_aan_op_site(port: int, masterclass: Masterclass, email: str) -> bool:
    """Send the form; whether the site took it."""
    velden = {
        "naam": "Deelnemer",
        "email": email,
        "organisatie": "Een organisatie",
        "publiek": "professionals",
        "wijze": "zaal",
        "akkoord": "on",
    }
    return post(port, f"/masterclasses/{masterclass.slug}/aanmelden/", velden)


def post(port: int, pad: str, velden: dict[str, str]) -> bool:
    """Whether the site said that it was done. Waits while it is not there; nobody sends twice."""
    koppen = {
        "Content-Type": "application/x-www-form-urlencoded",
        # Everybody from a network of their own, as the proxy that PROXIES names would tell.
        "X-Forwarded-For": str(ip_address(random.getrandbits(32))),
    }
    with closing(_verbind(port)) as verbinding:
        try:
            verbinding.request("POST", pad, urlencode(velden), koppen)
            return verbinding.getresponse().status == 302
        except (OSError, http.client.HTTPException):  # killed meanwhile
            return False


def _verbind(port: int) -> http.client.HTTPConnection:
    einde = time.monotonic() + GEDULD
    while True:
        verbinding = http.client.HTTPConnection(HOST, port, timeout=20)
        try:
            verbinding.connect()
        except OSError:
            if time.monotonic() > einde:
                raise
            time.sleep(0.1)  # the site begins again, and tells no one when it listens
        else:
            return verbinding


def _ronde(kans: random.Random) -> tuple[list[str], int, int]:
    masterclass, port = nieuwe_masterclass(PLEKKEN), free_port()
    bezoek = Bezoek(masterclass, port, kans)
    draden = [threading.Thread(target=bezoek.loop) for _ in range(DRADEN)]
    fouten: list[str] = []
    gedood = 0
    for keer in range(KEREN + 1):
        with ExitStack() as stapel:
            omgeving = {"DEMO": "1", "PROXIES": "1"}  # mail goes nowhere, and is noted as sent
            processen = [
                stapel.enter_context(work(omgeving)),
                stapel.enter_context(serve(port, omgeving)),
            ]
            for draad in draden if keer == 0 else []:
                draad.start()
            if keer < KEREN:
                time.sleep(kans.uniform(*TOT_DE_DOOD))
                for process in processen:
                    _dood(process)
                gedood += 1
            else:
                for draad in draden:
                    draad.join()
                fouten += _wacht_op_mail()
        with connection.cursor() as cursor:
            fouten += wat_niet_klopt(cursor, masterclass.pk)
    return fouten + _wat_er_mist(bezoek), len(bezoek.aangemeld) + len(bezoek.gestapt), gedood


def _dood(process: subprocess.Popen[bytes]) -> None:
    """End it and its workers at once; none of them can do anything more."""
    groep = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    psutil.wait_procs(groep, timeout=10)


def _wacht_op_mail() -> list[str]:
    """Nothing stays behind in the outbox."""
    einde = time.monotonic() + GEDULD
    while time.monotonic() < einde:
        if not Bericht.objects.wachtend().exists():
            return []
        time.sleep(0.2)
    return [f"{Bericht.objects.wachtend().count()} berichten bleven liggen"]


def _wat_er_mist(bezoek: Bezoek) -> list[str]:
    """What the site said was done, and is not there."""
    statussen = dict(bezoek.masterclass.aanmeldingen.values_list("email", "status"))
    fouten = [f"{email} is kwijt" for email in bezoek.aangemeld if email not in statussen]
    fouten += [
        f"{email} is afgemeld en toch {statussen[email]}"
        for email, stap in bezoek.gestapt.items()
        if stap == "afmelden" and statussen[email] != "ingetrokken"
    ]
    bevestigd = set(
        bezoek.masterclass.aanmeldingen.exclude(bevestigd_op=None).values_list("email", flat=True)
    )
    fouten += [
        f"{email} bevestigde, en dat is weg"
        for email, stap in bezoek.gestapt.items()
        if stap == "bevestigen" and email not in bevestigd
    ]
    return fouten + na_afloop(bezoek.masterclass, [Deel()], PLEKKEN)
