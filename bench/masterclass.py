"""A masterclass with few seats, and who registers for it: by the step, and over HTTP."""

from __future__ import annotations

import http.client
import random
import time
from contextlib import closing
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlencode
from uuid import uuid4

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.utils import timezone

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from innovaties.models import Thema
from kennisbank.server import HOST
from masterclasses.keuzelijsten import Masterclassfase, Publiek, Wijze
from masterclasses.models import Aanmelding, Masterclass, Plek
from organisaties.keuzelijsten import Persoonsrol

GEDULD = 60
"""Seconds that a site may take to begin again."""


def nieuwe_masterclass(plekken: int) -> Masterclass:
    """An announced masterclass with so many seats in the room, by an organiser of the bench."""
    naam = f"storm-{uuid4().hex[:12]}"
    wie, _ = Gebruiker.objects.get_or_create(
        email="storm@example.nl", defaults={"naam": "Storm", "rollen": ["kennismakelaar"]}
    )
    thema = Thema.objects.first() or Thema.objects.create(
        slug="storm", name="Storm", tekst="Storm.", kleur="herstel", icoon="plant"
    )
    begin = begin_van_dag(timezone.localdate() + timedelta(days=30)) + timedelta(hours=10)
    masterclass = Masterclass.objects.create(
        slug=naam,
        titel="Stormloop",
        thema=thema,
        publiek=[Publiek.PROFESSIONALS],
        begin=begin,
        einde=begin + timedelta(hours=6),
        locatie="De Plek",
        organisator=wie,
        fase=Masterclassfase.AANGEKONDIGD,
        aangekondigd_op=timezone.now(),
        aangekondigd_door=wie,
    )
    Plek.objects.bulk_create(
        Plek(masterclass=masterclass, wijze=Wijze.ZAAL) for _ in range(plekken)
    )
    return masterclass


def nieuwe(masterclass: Masterclass, wie: str) -> Aanmelding:
    """What the form makes."""
    return Aanmelding(
        masterclass=masterclass,
        wijze=Wijze.ZAAL,
        naam=f"Deelnemer {wie}",
        email=f"{wie}@example.nl",
        organisatie="Een organisatie",
        rol=Persoonsrol.PROFESSIONAL,
    )


def meld_aan_op_site(port: int, masterclass: Masterclass, email: str) -> bool:
    """Send the form; whether the site took it."""
    velden = {
        "naam": "Deelnemer",
        "email": email,
        "organisatie": "Een organisatie",
        "rol": "professional",
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
