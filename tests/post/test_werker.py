"""The worker as the demo and production start it: a process of its own."""

import os
from urllib.parse import urlsplit

import psutil
import pytest
from django.db import connection, transaction

from kennisbank.server import work
from post.actions.klaarzetten import zet_klaar
from post.models import Bericht
from tests.maak import BRIEF
from tests.post.brievenbus import HOST, open_brievenbus


@pytest.mark.eigen_klok
@pytest.mark.django_db(transaction=True)
def test_de_werker_verstuurt_wat_wacht_en_wat_erbij_komt_en_laat_niets_achter() -> None:
    adres = urlsplit(os.environ["DATABASE_URL"])
    database = adres._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    stap("voor het begin")

    with open_brievenbus() as bus:
        omgeving = {"DATABASE_URL": database, "EMAIL_URL": f"smtp://{HOST}:{bus.port}"}
        with work(omgeving) as werker:
            eerste = bus.ontvangen.get(timeout=60)
            stap("onderweg")
            tweede = bus.ontvangen.get(timeout=60)
            kinderen = psutil.Process(werker.pid).children(recursive=True)

    assert [eerste["Subject"], tweede["Subject"]] == ["voor het begin", "onderweg"]
    assert not Bericht.objects.wachtend().exists()
    assert werker.returncode == 0
    assert not psutil.pid_exists(werker.pid)
    assert not [kind for kind in kinderen if kind.is_running()]


def stap(onderwerp: str) -> None:
    with transaction.atomic():
        zet_klaar(sleutel=onderwerp, aan="jan@example.nl", onderwerp=onderwerp, **BRIEF)
