"""Kill the site and the worker, without a word, while people register and answer."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import psutil
from django.db import connection

from bench.masterclass import GEDULD, meld_aan_op_site, nieuwe_masterclass, post
from kennisbank.server import free_port, serve, work
from masterclasses import links
from masterclasses.models import Aanmelding, Masterclass
from post.models import Bericht
from tests.masterclasses.stormloop import Stormdeel, na_afloop, wat_niet_klopt

PLEKKEN, DRADEN, MENSEN, KEREN = 20, 8, 200, 2
TOT_DE_DOOD = (0.3, 1.5)
"""Seconds after which all is killed, between these."""


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


def onderbreek(kans: random.Random) -> tuple[list[str], int, int]:
    """A round over HTTP in which all is killed and begun again, a few times.

    What was wrong after it, how many requests the site took, and how often it was killed.
    """
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
    return fouten + na_afloop(bezoek.masterclass, [Stormdeel()], PLEKKEN)
