"""The server as it is: who sends slowly or too much holds up nobody."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from gebruikers.models import Teller
from kennisbank.server import HOST, ROOT
from tests import databases
from tests.browser.conftest import DATABASE

TRAGEN = 200
GEDULD = 30
"""Seconds that a socket waits: only a site that stands still takes so long."""

TRAAG = (
    b"POST /nieuwsbrieven/aanmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\ne"
)

LEEG = (
    b"POST /nieuwsbrieven/aanmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)

WARM = """
import sys
from kennisbank.rsgi import vraag_zelf, word_warm
word_warm()
eerder = set(sys.modules)
print(vraag_zelf("/programma/"), vraag_zelf("/vergelijk/"), sorted(set(sys.modules) - eerder))
"""


@pytest.fixture
def server(site: str) -> int:
    """The port of the site."""
    return urlsplit(site).port or 0


def stuur(port: int, verzoek: bytes) -> socket.socket:
    verbinding = socket.create_connection((HOST, port), timeout=GEDULD)
    verbinding.sendall(verzoek)
    return verbinding


def alles(verbinding: socket.socket) -> bytes:
    """What the server says before it hangs up."""
    gelezen = b""
    try:
        while stuk := verbinding.recv(65536):
            gelezen += stuk
    except ConnectionResetError:
        pass
    return gelezen


def haal(port: int, pad: str, lichaam: bytes | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}{pad}", lichaam, GEDULD) as antwoord:
            return antwoord.status, antwoord.read().decode()
    except urllib.error.HTTPError as fout:
        with fout:
            return fout.code, fout.read().decode()


def test_wie_druppelt_houdt_niemand_op_en_valt_eruit(server: int) -> None:
    tragen = [stuur(server, TRAAG) for _ in range(TRAGEN)]

    assert haal(server, "/gezond") == (200, "gezond\n")
    assert haal(server, "/over/")[0] == 200
    for traag in tragen:
        traag.sendall(b"m")  # all are still there
    assert haal(server, "/privacy/")[0] == 200

    for traag in tragen:
        with traag:
            assert b" 408 " in alles(traag).split(b"\r\n")[0]


def test_wie_leest_vindt_een_draad_hoeveel_er_ook_sturen(
    server: int, database: Callable[[], AbstractContextManager[None]]
) -> None:
    """What is sent waits for a table that we hold; what is read does not."""
    with database(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Teller._meta.db_table}")
        sturen = [stuur(server, LEEG) for _ in range(16)]
        wacht_tot_er_staan(2, Teller._meta.db_table)

        gelezen = [haal(server, "/over/")[0] for _ in range(8)]

    for verbinding in sturen:
        with verbinding:
            assert alles(verbinding).startswith(b"HTTP/1.1 200 ")
    with database():
        Teller.objects.all().delete()
    assert gelezen == [200] * 8


def wacht_tot_er_staan(aantal: int, tabel: str) -> None:
    """Until so many processes of the database wait for `tabel`."""
    uiterlijk = time.monotonic() + GEDULD
    wachtend = 0
    while wachtend < aantal:
        assert time.monotonic() < uiterlijk
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted",
                [tabel],
            )
            (wachtend,) = cursor.fetchone()


@pytest.mark.usefixtures("site")
def test_een_worker_heeft_alles_geladen_voordat_er_iemand_komt(statisch: Path) -> None:
    omgeving = {"DATABASE_URL": databases.adres(DATABASE), "STATIC_ROOT": str(statisch)}

    zegt = subprocess.run(
        [sys.executable, "-c", WARM],
        cwd=ROOT,
        env={**os.environ, **omgeving},
        check=True,
        capture_output=True,
        text=True,
    )

    assert zegt.stdout == "200 200 []\n"


def test_zonder_account_mag_er_niet_meer_dan_een_formulier_door(server: int) -> None:
    status, pagina = haal(server, "/nieuwsbrieven/aanmelden/", b"email=" + b"a" * 70_000)

    assert status == 413
    assert "Dit is te groot om te versturen" in pagina
    assert "Stuurt u tekst? Maak die korter." in pagina


def test_een_groot_bestand_dat_wordt_beloofd_wordt_niet_gelezen(server: int) -> None:
    kop = (
        b"POST /redactie/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid=%s\r\nContent-Length: %d"
    )

    with stuur(server, kop % (b"verzonnen", 400 * 2**20) + b"\r\n\r\n" + b"a" * 1000) as verbinding:
        assert b" 413 " in alles(verbinding).split(b"\r\n")[0]


def test_een_verzoek_in_stukken_komt_heel_aan(server: int) -> None:
    kop = (
        b"POST /nieuwsbrieven/aanmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    )

    with stuur(server, kop + b"8\r\nadres=ab\r\n9\r\n%40c.nl&x=\r\n0\r\n\r\n") as verbinding:
        assert b'value="ab@c.nl"' in alles(verbinding)


@pytest.mark.parametrize("pad", ["/%FF/", "/over/%00", "/?q=%FF"])
def test_een_adres_dat_geen_tekst_is_krijgt_onze_pagina(server: int, pad: str) -> None:
    status, pagina = haal(server, pad)

    assert status == 400
    assert "Dit adres klopt niet" in pagina


def test_een_kop_met_een_streepje_onderaan_telt_niet(server: int) -> None:
    """It would pass for the one with hyphens: only a proxy of ours sets X-Forwarded-Proto."""
    kop = (
        b"GET /over/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent_Length: 5\r\nConnection: close\r\n\r\n"
    )

    with stuur(server, kop) as verbinding:
        assert alles(verbinding).startswith(b"HTTP/1.1 200 ")


def test_een_groot_antwoord_komt_heel(server: int) -> None:
    _, pagina = haal(server, "/innovaties.json")

    assert len(pagina) > 65536
    assert json.loads(pagina)["innovaties"]


def test_een_vraag_naar_de_kop_heeft_geen_inhoud(server: int) -> None:
    with stuur(
        server, b"HEAD /over/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    ) as kop:
        antwoord = alles(kop)

    assert antwoord.startswith(b"HTTP/1.1 200 ")
    assert antwoord.endswith(b"\r\n\r\n")


def test_achter_een_link_uit_een_mail_mag_een_lang_antwoord(server: int) -> None:
    status, _ = haal(server, "/vragenlijst/onzin/", b"opmerking=" + b"a" * 70_000)

    assert status == 410


def test_wie_is_ingelogd_stuurt_een_bestand(
    server: int, database: Callable[[], AbstractContextManager[None]]
) -> None:
    with database():
        sessie = SessionStore()
        sessie[SESSION_KEY] = "1"
        sessie.create()
    kop = (
        "POST /nieuwsbrieven/aanmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: sessionid={sessie.session_key}\r\nContent-Length: 1000006\r\n\r\n"
    )

    with stuur(server, kop.encode() + b"email=" + b"a" * 1_000_000) as verbinding:
        assert alles(verbinding).startswith(b"HTTP/1.1 200 ")
