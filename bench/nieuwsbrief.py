"""`python -m bench.nieuwsbrief`: newsletters to a mail server on this machine.

How fast they are made, and sent beside a bare loop with the same libraries; and the memory.
Prints a table, and on the last line its verdicts as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import smtplib
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from email import message_from_bytes, policy
from email.message import EmailMessage
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench.verzendproef import (
    WERKERS,
    Proefkeuring,
    Toezicht,
    nieuwe_editie,
    stand,
    toezicht,
    verzend,
    wacht_tot,
    zorg_voor_abonnees,
)

# isort: split

import psutil
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.mail import EmailMultiAlternatives

from bench import nieuwsbriefopmaak
from bench.zandbak import BEWAAR, Mail, Zandbak, open_zandbak
from kennisbank.server import HOST
from nieuwsbrieven.models import Abonnee
from post.uitvoer.brief import als_bytes

RONDES, PER_RONDE, VEEL_LEZERS = 3, 3_334, 100_000
DEEL_VAN_KAAL, MAX_MIB, GROEI = 0.7, 200, 0.1
GENOEG = 6_000
"""So many of the many mails are sent; the rows are made for all."""

GEDULD = 300


def main() -> None:
    """Measure on the database of the environment, which has no readers yet."""
    oordelen: list[Proefkeuring] = [*nieuwsbriefopmaak.meet()]
    os.environ |= {
        "DKIM_SLEUTEL": een_sleutel(),
        "DKIM_SELECTOR": "kb",
        "DKIM_DOMEIN": "example.nl",
    }
    with tempfile.TemporaryDirectory() as map_, open_zandbak(Path(map_)) as zandbak:
        voorbeeld = een_mail(zandbak)
        zorg_voor_abonnees(PER_RONDE)
        with ProcessPoolExecutor(WERKERS, get_context("spawn")) as pool:
            oordelen += snelheid(zandbak, pool, voorbeeld)
        oordelen += geheugen(zandbak)
    toon(json.dumps(oordelen))


def een_sleutel() -> str:
    """A private key to sign with, as most have it."""
    sleutel = rsa.generate_private_key(65537, 2048)
    return sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def toon(tekst: str) -> None:
    """Write one line."""
    sys.stdout.write(f"{tekst}\n")
    sys.stdout.flush()


class Mailvoorbeeld(NamedTuple):
    """What a reader gets."""

    onderwerp: str
    tekst: str
    html: str
    koppen: dict[str, str]


def een_mail(zandbak: Zandbak) -> Mailvoorbeeld:
    """The mail that the bare loop makes, as it came here from the real sender."""
    Abonnee.objects.all().delete()
    wie = Abonnee.objects.create(
        email=f"{BEWAAR}voorbeeld@example.nl", aangemeld_op="2026-01-01T12:00Z"
    )
    Abonnee.objects.update(bevestigd_op="2026-01-01T12:00Z")
    with toezicht(zandbak.omgeving):
        verzend(nieuwe_editie("voorbeeld"))
        wacht_tot(zandbak.bewaarde, GEDULD, "de eerste nieuwsbrief")
    wie.delete()
    (bron,) = zandbak.bewaarde()
    mail = message_from_bytes(bron, _class=EmailMessage, policy=policy.default)
    tekst, html = (deel.get_content() for deel in mail.iter_parts())
    namen = ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post")
    return Mailvoorbeeld(str(mail["Subject"]), tekst, html, {naam: mail[naam] for naam in namen})


def snelheid(zandbak: Zandbak, pool: Executor, voorbeeld: Mailvoorbeeld) -> Iterator[Proefkeuring]:
    """Editions, each in turn with a bare loop over connections that stay open."""
    toon(
        f"\n{RONDES} rondes van {PER_RONDE:,} nieuwsbrieven, ondertekend\n"
        f"{'verzenden':<28}{'processen':>10}{'per sec':>10}"
    )
    eigen, kaal = [], []
    for ronde in range(RONDES):
        eigen.append(per_seconde(editie_naar(zandbak, f"ronde {ronde}")))
        kaal.append(per_seconde(kale_lus(zandbak, pool, voorbeeld)))
    for naam, metingen in (("nieuwsbrief", eigen), ("lus met dezelfde pakketten", kaal)):
        toon(f"{naam:<28}{WERKERS:>10}{statistics.median(metingen):>10,.0f}")
    deel = statistics.median(een / ander for een, ander in zip(eigen, kaal, strict=True))
    tekst = f"nieuwsbrief haalt {deel:.2f} van een lus die ook maakt en tekent (≥ {DEEL_VAN_KAAL})"
    yield deel >= DEEL_VAN_KAAL, tekst


def per_seconde(mails: Sequence[Mail]) -> float:
    """The rate from the first to the last, as the mail server saw them."""
    momenten = [mail.moment for mail in mails]
    return (len(momenten) - 1) / (max(momenten) - min(momenten))


def editie_naar(zandbak: Zandbak, wat: str) -> list[Mail]:
    """Send an edition to all; return what came. Raises when that is not one to each."""
    zandbak.nieuwe()
    editie = nieuwe_editie(wat)
    with toezicht(zandbak.omgeving):
        verzend(editie)
        wacht_tot(lambda: stand(editie)[0] == "verzonden", GEDULD, "verzonden", 0.5)
    mails = zandbak.nieuwe()
    if len(mails) != PER_RONDE or len({mail.email for mail in mails}) != PER_RONDE:
        raise RuntimeError(f"Er kwamen {len(mails)} mails voor {PER_RONDE} lezers.")
    return mails


def kale_lus(zandbak: Zandbak, pool: Executor, voorbeeld: Mailvoorbeeld) -> list[Mail]:
    """Make, sign and send as many; return what came."""
    zandbak.nieuwe()
    per_proces = PER_RONDE // WERKERS
    begin = time.time() + 0.5
    taken = [
        (zandbak.port, voorbeeld, wie * per_proces, per_proces, begin) for wie in range(WERKERS)
    ]
    list(pool.map(verstuur_kaal, taken))
    return zandbak.nieuwe()


def verstuur_kaal(taak: tuple[int, Mailvoorbeeld, int, int, float]) -> None:
    """Make `voorbeeld` for so many addresses, sign it, and send it over one connection."""
    port, voorbeeld, eerste, aantal, begin = taak
    with smtplib.SMTP(HOST, port) as verbinding:
        verbinding.ehlo()
        time.sleep(max(0, begin - time.time()))
        for nummer in range(eerste, eerste + aantal):
            aan = f"kaal{nummer}@example.nl"
            mail = EmailMultiAlternatives(
                voorbeeld.onderwerp, voorbeeld.tekst, to=[aan], headers=voorbeeld.koppen
            )
            mail.attach_alternative(voorbeeld.html, "text/html")
            verbinding.sendmail("kaal@example.nl", [aan], als_bytes(mail))


def geheugen(zandbak: Zandbak) -> Iterator[Proefkeuring]:
    """An edition to very many: what a worker takes while it makes the rows, and while it sends."""
    zorg_voor_abonnees(VEEL_LEZERS)
    editie = nieuwe_editie("geheugen")
    with toezicht(zandbak.omgeving) as houdt:
        klaar = threading.Event()
        metingen: list[tuple[float, float]] = []
        meter = threading.Thread(target=meet_geheugen, args=[houdt, klaar, metingen])
        meter.start()
        try:
            klok = time.monotonic()
            verzend(editie)
            wacht_tot(lambda: stand(editie)[1], GEDULD, "leveringen")
            gemaakt = time.monotonic()
            wacht_tot(
                lambda: (rest := stand(editie))[1] - rest[2] >= GENOEG, GEDULD, "genoeg mails", 0.5
            )
        finally:
            klaar.set()
            meter.join()
    hoogste = max(mib for _, mib in metingen)
    zendend = [mib for moment, mib in metingen if moment > gemaakt]
    kwart = len(zendend) // 4
    begin, einde = statistics.median(zendend[:kwart]), statistics.median(zendend[-kwart:])
    _, totaal, wacht = stand(editie)
    toon(
        f"\ngeheugen: {totaal:,} leveringen gemaakt in {gemaakt - klok:.0f} s, waarvan"
        f" {totaal - wacht:,} verzonden (de rest niet, om de tijd)\n"
        f"de grootste werker: hoogstens {hoogste:.0f} MiB, bij het verzenden eerst {begin:.0f},"
        f" later {einde:.0f} MiB"
    )
    tekst = f"een werker neemt bij {VEEL_LEZERS:,} lezers {hoogste:.0f} MiB (≤ {MAX_MIB})"
    yield hoogste <= MAX_MIB, tekst
    tekst = f"en gaat bij het verzenden van {begin:.0f} naar {einde:.0f} MiB (≤ {GROEI:.0%} erbij)"
    yield einde <= begin * (1 + GROEI), tekst


def meet_geheugen(
    houdt: Toezicht, klaar: threading.Event, metingen: list[tuple[float, float]]
) -> None:
    """Note again and again when, and the MiB of the largest worker."""
    while not klaar.wait(0.1):
        with contextlib.suppress(psutil.Error):
            rss = max(psutil.Process(werker.pid).memory_info().rss for werker in houdt.werkers)
            metingen.append((time.monotonic(), rss / 2**20))


if __name__ == "__main__":
    main()
