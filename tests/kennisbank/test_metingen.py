"""A monitor reads how busy the site is and what waits, and nothing of persons."""

from __future__ import annotations

import re
import threading
from http.client import HTTPConnection
from http.server import HTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kennisbank import tellers
from kennisbank.management.commands.metingen import Loket
from post.models import Bericht

REGEL = re.compile(r'[a-z_]+(\{([a-z]+="[^"]*",?)*\})? -?[0-9.]+')


@pytest.fixture
def vers(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> tellers.Tellers:
    """Counts that begin now, and are written at once."""
    settings.METINGEN_ROOT = tmp_path / "metingen"
    monkeypatch.setattr(tellers, "ELKE", 0.0)
    nieuw = tellers.Tellers()
    monkeypatch.setattr("kennisbank.log.tellers", nieuw)
    return nieuw


def meet() -> dict[str, float]:
    """Each line that counts, by its name; all lines have the form of Prometheus."""
    uit = StringIO()
    call_command("metingen", "--eenmaal", stdout=uit)
    regels = [regel for regel in uit.getvalue().splitlines() if not regel.startswith("#")]
    assert [regel for regel in regels if not REGEL.fullmatch(regel)] == []
    return {naam: float(getal) for naam, getal in (een.rsplit(" ", 1) for een in regels)}


def zonder_proces(metingen: dict[str, float]) -> dict[str, float]:
    return {re.sub('proces="[0-9]+",?', "", naam): getal for naam, getal in metingen.items()}


@pytest.mark.eigen_klok
@pytest.mark.django_db
def test_elke_pagina_telt_onder_haar_naam_en_niet_onder_haar_adres(
    vers: tellers.Tellers, client: Client
) -> None:
    client.get("/privacy/")
    client.get("/masterclasses/aanmelding/geheim-van-noor/")
    vers.tel_verzoek("traag", 200, 3.0)
    vers.tel_bewaarde()

    metingen = zonder_proces(meet())

    naam = "kennisbank_verzoek_seconden"
    assert metingen[f'{naam}_count{{pagina="privacy",status="2xx"}}'] == 1
    assert metingen[f'{naam}_bucket{{pagina="traag",status="2xx",le="2.5"}}'] == 0
    assert metingen[f'{naam}_bucket{{pagina="traag",status="2xx",le="5.0"}}'] == 1
    assert metingen[f'{naam}_bucket{{pagina="traag",status="2xx",le="+Inf"}}'] == 1
    assert metingen["kennisbank_bewaarde_paginas_total{}"] == 1
    assert not [een for een in metingen if "noor" in een]


@pytest.mark.django_db
@pytest.mark.usefixtures("vers")
def test_wat_wacht_en_is_opgegeven_wordt_geteld() -> None:
    nu = timezone.now()
    wat = {"aan": "noor@example.nl", "onderwerp": "Dag", "tekst": "Dag", "volgende_op": nu}
    Bericht.objects.create(sleutel="een", **wat)
    Bericht.objects.create(sleutel="twee", **wat, opgegeven_op=nu)

    metingen = meet()

    assert metingen["kennisbank_mail_wachtend"] == metingen["kennisbank_mail_opgegeven"] == 1
    assert metingen["kennisbank_werkers"] == 0
    assert not [een for een in metingen if "noor" in een]


@pytest.mark.eigen_klok
def test_van_wie_lang_niets_schreef_telt_niets_meer(
    vers: tellers.Tellers, monkeypatch: pytest.MonkeyPatch
) -> None:
    vers.tel_bewaarde()
    assert [tellingen["bewaard"] for _, tellingen in tellers.lees()] == [1]

    monkeypatch.setattr(tellers, "OUD", -1.0)

    assert list(tellers.lees()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("vers")
def test_het_loket_kent_een_adres() -> None:
    antwoorden: list[tuple[int, bytes]] = []

    def vraag(poort: int) -> None:
        for pad in ("/metrics", "/"):
            verbinding = HTTPConnection("127.0.0.1", poort)
            verbinding.request("GET", pad)
            antwoord = verbinding.getresponse()
            antwoorden.append((antwoord.status, antwoord.read()[:6]))

    with HTTPServer(("127.0.0.1", 0), Loket) as server:
        vrager = threading.Thread(target=vraag, args=[server.server_port])
        vrager.start()
        for _ in range(2):
            server.handle_request()
        vrager.join(timeout=30)

    assert antwoorden[0] == (200, b"# HELP")
    assert antwoorden[1][0] == 404
