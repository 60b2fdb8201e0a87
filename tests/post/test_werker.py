"""The worker as the demo and production start it: a process of its own."""

import os
from urllib.parse import urlsplit

import psutil
import pytest
from django.db import connection, transaction
from django.test import Client

from kennisbank.server import work
from post.actions.klaarzetten import zet_klaar
from post.models import Bericht
from tests.maak import BRIEF, maak_gebruiker
from tests.post.brievenbus import HOST, open_brievenbus


@pytest.mark.eigen_klok
@pytest.mark.django_db(transaction=True)
def test_een_werker_die_een_uur_weg_was_verstuurt_alles_eenmaal_en_laat_niets_achter(
    client: Client,
) -> None:
    adres = urlsplit(os.environ["DATABASE_URL"])
    database = adres._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    stap("voor het begin")
    een_uur_geleden()
    zonder = klaar(client), "Onze mail wacht sinds" in client.get("/redactie/").text

    with open_brievenbus() as bus:
        omgeving = {"DATABASE_URL": database, "EMAIL_URL": f"smtp://{HOST}:{bus.port}"}
        with work(omgeving) as werker:
            eerste = bus.ontvangen.get(timeout=60)
            stap("onderweg")
            tweede = bus.ontvangen.get(timeout=60)
            kinderen = psutil.Process(werker.pid).children(recursive=True)
            met = klaar(client), "Onze mail wacht sinds" in client.get("/redactie/").text

    (status, delen), gezien = zonder
    assert (status, delen["werker"], gezien) == (503, "er draait geen werker", True)
    assert delen["post"].startswith("wacht sinds ")
    assert met == ((200, dict.fromkeys(delen, "goed")), False)
    assert [eerste["Subject"], tweede["Subject"]] == ["voor het begin", "onderweg"]
    assert bus.alle() == []
    assert not Bericht.objects.wachtend().exists()
    assert werker.returncode == 0
    assert not psutil.pid_exists(werker.pid)
    assert not [kind for kind in kinderen if kind.is_running()]


def een_uur_geleden() -> None:
    """Since then nobody heard of the worker, and the mail waits."""
    with connection.cursor() as cursor:
        toen = "now() - interval '61 minutes'"
        cursor.execute(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({toen})")
        cursor.execute(f"UPDATE post_bericht SET klaargezet_op = {toen}, volgende_op = {toen}")


def klaar(client: Client) -> tuple[int, dict[str, str]]:
    antwoord = client.get("/gezond/klaar")
    return antwoord.status_code, dict(regel.split(": ", 1) for regel in antwoord.text.splitlines())


def stap(onderwerp: str) -> None:
    with transaction.atomic():
        zet_klaar(sleutel=onderwerp, aan="jan@example.nl", onderwerp=onderwerp, **BRIEF)
