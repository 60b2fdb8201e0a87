"""The job that sends, and its lines."""

from __future__ import annotations

from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection
from pytest_django.fixtures import Settings

from nieuwsbrieven import jobs
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.models import Levering
from tests.maak import maak_abonnee
from tests.nieuwsbrieven.verzenden import gepland, mailer
from tests.post.brievenbus import Brievenbus
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db


def test_de_taak_begint_en_verstuurt_wat_moet(bus: Brievenbus) -> None:
    adres = maak_abonnee().email
    editie = gepland()

    jobs.verstuur()

    editie.refresh_from_db()
    assert editie.status == Editiestatus.VERZONDEN
    assert [mail["To"] for mail in bus.alle()] == [adres]


def test_de_taak_wacht_op_een_server_die_er_niet_is(settings: Settings) -> None:
    settings.MAILERS = {"default": mailer(1)}
    maak_abonnee()
    editie = gepland()

    jobs.verstuur()

    editie.refresh_from_db()
    assert editie.status == Editiestatus.BEZIG
    assert Levering.objects.get().pogingen == 0


@pytest.mark.django_db(transaction=True)
def test_er_zijn_niet_meer_lijnen_dan_er_mogen_zijn(settings: Settings) -> None:
    settings.MAIL_VERBINDINGEN = 2
    gevonden: list[bool] = []

    def neem(dieper: int) -> None:
        with jobs.vrije_lijn() as vrij:
            gevonden.append(vrij)
            if dieper:
                tegelijk(partial(neem, dieper - 1))

    tegelijk(partial(neem, 2))
    tegelijk(partial(neem, 0))

    assert gevonden == [True, True, False, True]


class Valstrik(dict[str, str]):
    """Ends the connection of the worker to the database at the moment that it offers a mail."""

    def get(self, _adres: str, anders: Any = None) -> Any:
        with psycopg.connect(**self.waar, autocommit=True) as ander:
            ander.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        return anders

    @property
    def waar(self) -> dict[str, Any]:
        namen = ("host", "port", "user", "password", "dbname")
        return {n: w for n, w in connection.get_connection_params().items() if n in namen}


@pytest.mark.django_db(transaction=True)
def test_na_een_verloren_verbinding_gaat_de_volgende_taak_verder(bus: Brievenbus) -> None:
    maak_abonnee()
    editie = gepland()
    bus.antwoorden = Valstrik()

    with pytest.raises(OperationalError):
        jobs.verstuur()
    close_old_connections()  # as procrastinate does around each job
    bus.antwoorden = {}
    jobs.verstuur()

    kenmerken = {mail["Message-ID"] for mail in bus.alle()}
    editie.refresh_from_db()
    assert editie.status == Editiestatus.VERZONDEN
    assert len(kenmerken) == 1
