"""Kill workers and their connections to the database, without a word, while an edition goes out."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from django.db import connection

from bench.verzendproef import (
    Toezicht,
    nieuwe_editie,
    stand,
    toezicht,
    verzend,
    vraag,
    wacht_tot,
)
from bench.zandbak import LATER, WEG, Mail, Zandbak
from nieuwsbrieven.models import Abonnee, Editie, Levering

BESTAAN_NIET, EERST_VOL = 100, 5
HERVAT, GEDULD = 60.0, 240.0
SOORTEN = {"werker": 8, "werkers": 3, "verbinding": 6, "database": 3}
"""How often of each: one worker; all at once; one connection, ended; and a process of the database,
which ends all connections to it."""

KEREN = sum(SOORTEN.values())

NALOOP = 0.5
"""Seconds in which mail may still arrive that was under way when its sender was killed."""

_ZENDERS = """
SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE locktype = 'advisory' AND granted AND datname = current_database()"""


@dataclass
class Uitvaluitslag:
    """What was killed, with how many senders, how long nothing was sent, and what came."""

    gedood: Counter[str] = field(default_factory=Counter)
    zenders: int = 0
    stil: list[float] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)

    def heeft(self, zandbak: Zandbak, aantal: int) -> bool:
        """Add what came; whether there are `aantal` by now."""
        self.mails += zandbak.nieuwe()
        return len(self.mails) >= aantal

    def stilte(self, zandbak: Zandbak, na: float) -> float:
        """Seconds until the first mail that a sender of after `na` sent; 0 when there is none."""
        self.mails += zandbak.nieuwe()
        momenten = [mail.moment for mail in self.mails[-500:] if mail.moment > na + NALOOP]
        return min(momenten) - na if momenten else 0


def met_uitval(zandbak: Zandbak, lezers: int) -> tuple[Uitvaluitslag, list[str], int]:
    """Send an edition to all, some of whom refuse it, and kill meanwhile.

    What was killed and what came, what is wrong, and how many mails came twice.
    """
    pks = Abonnee.objects.order_by("pk").values_list("pk", flat=True)
    for voorzet, aantal in ((WEG, BESTAAN_NIET), (LATER, EERST_VOL)):
        gekozen = list(pks.filter(email__startswith="lezer")[:: lezers // aantal][:aantal])
        for abonnee in Abonnee.objects.filter(pk__in=gekozen):
            Abonnee.objects.filter(pk=abonnee.pk).update(email=f"{voorzet}{abonnee.email}")
    editie = nieuwe_editie("uitval")
    stil = {"LOG_LEVEL": "CRITICAL"}  # they complain, and rightly so
    with toezicht(zandbak.omgeving | stil) as houdt:
        verzend(editie)
        uitslag = dood(zandbak, houdt, lezers, random.Random(5))
        wacht_tot(lambda: alleen_later(editie), GEDULD, "bijna verzonden", 0.5)
        wachtend = Levering.objects.filter(editie=editie).wachtend()
        wachtend.update(volgende_op=editie.gemaakt_op)  # their turn was minutes away
        wacht_tot(lambda: stand(editie)[0] == "verzonden", GEDULD, "verzonden", 0.5)
    uitslag.mails += zandbak.nieuwe()
    return uitslag, *wat_niet_klopt(editie, lezers, uitslag.mails)


def alleen_later(editie: Editie) -> bool:
    """Whether only those wait that were refused for now."""
    status, totaal, wacht = stand(editie)
    return status == "verzonden" or (totaal > 0 and wacht <= EERST_VOL)


def dood(zandbak: Zandbak, houdt: Toezicht, lezers: int, kans: random.Random) -> Uitvaluitslag:
    """Kill at random numbers of mails, and then after a random part of the sending of one more."""
    uitslag = Uitvaluitslag()
    momenten = sorted(kans.sample(range(lezers // 50, lezers - lezers // 20), KEREN))
    soorten = [soort for soort, aantal in SOORTEN.items() for _ in range(aantal)]
    kans.shuffle(soorten)
    for moment, soort in zip(momenten, soorten, strict=True):
        zover = partial(uitslag.heeft, zandbak, moment)
        wacht_tot(zover, GEDULD, f"{moment} mails", 0.002)
        time.sleep(kans.uniform(0, 0.02))
        wacht_tot(lambda: vraag(_ZENDERS), GEDULD, "een verbinding die verzendt", 0.01)
        gedood = time.time()
        uitslag.zenders += _dood(soort, houdt, kans)
        uitslag.gedood[soort] += 1
        wacht_tot(partial(uitslag.stilte, zandbak, gedood), GEDULD, "de volgende mail", 0.005)
        uitslag.stil.append(uitslag.stilte(zandbak, gedood))
    connection.close()  # it died too, and tells so at the next question
    return uitslag


def _dood(soort: str, houdt: Toezicht, kans: random.Random) -> int:
    """End what `soort` says, at once; return how many workers or connections that were."""
    if soort in ("werker", "werkers"):
        draaien = [werker for werker in houdt.werkers if werker.poll() is None]
        if soort == "werker":
            draaien = [kans.choice(draaien)]
        for werker in draaien:
            os.killpg(werker.pid, signal.SIGKILL)
        return len(draaien)
    zenders = vraag(_ZENDERS)
    (verbinding,) = kans.choice(zenders)
    if soort == "verbinding":
        vraag("SELECT pg_terminate_backend(%s)", [verbinding])
        return 1
    os.kill(verbinding, signal.SIGKILL)
    return len(zenders)


def wat_niet_klopt(editie: Editie, lezers: int, mails: list[Mail]) -> tuple[list[str], int]:
    """What is lost or counted wrongly, and how many mails came twice."""
    editie.refresh_from_db()
    leveringen = dict(Levering.objects.filter(editie=editie).values_list("email", "status"))
    per_status = Counter(leveringen.values())
    ontvangen = {mail.email for mail in mails}
    gelijk = {
        "leveringen": (len(leveringen), lezers),
        "verzonden en mislukt samen": (editie.verzonden + editie.mislukt, lezers),
        "verzonden volgens de editie": (editie.verzonden, per_status["verzonden"]),
        "mislukt volgens de editie": (editie.mislukt, per_status["mislukt"]),
        "mislukt, en de adressen die niet bestaan": (editie.mislukt, BESTAAN_NIET),
        "Message-ID's, een per adres": (len({mail.message_id for mail in mails}), len(ontvangen)),
    }
    fouten = [
        f"{wat}: {een} en niet {ander}" for wat, (een, ander) in gelijk.items() if een != ander
    ]
    fouten += [
        f"{email} is {status}, en die mail {'is er' if email in ontvangen else 'kwam niet'}"
        for email, status in leveringen.items()
        if (status == "verzonden") != (email in ontvangen)
    ]
    return fouten, len(mails) - len(ontvangen)
