"""The server's log says when, what, for which role and how long; never who."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable
from threading import enumerate as draden

import psycopg
import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from kennisbank import log
from tests.maak import maak_gebruiker

SLEUTEL = "/masterclasses/aanmelding/geheim-van-noor/"


def regel(
    fout: BaseException | None = None, tekst: str = "Mis: %s", *args: object
) -> logging.LogRecord:
    if fout is None:
        return logging.LogRecord("bron", logging.ERROR, "x.py", 1, tekst, args, None)
    try:
        raise fout
    except type(fout):
        return logging.LogRecord("bron", logging.ERROR, "x.py", 1, tekst, args, sys.exc_info())


def in_verzoek(doe: Callable[[], None], pad: str, **koppen: str) -> None:
    """Let `doe` run in a request."""

    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve("/privacy/")
        doe()
        return HttpResponse()

    log.VerzoekMiddleware(view)(RequestFactory().get(pad, headers=koppen))


@pytest.mark.django_db
def test_een_regel_heeft_tijd_niveau_verzoek_rol_en_duur_en_geen_naam(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(maak_gebruiker(rollen=["coach", "webredacteur"], naam="Noor Bakker"))
    caplog.handler.addFilter(log.Verzoekfilter())
    caplog.handler.setFormatter(log.Jsonregel())

    with caplog.at_level(logging.INFO, logger="kennisbank.log"):
        client.get("/account/", headers={"X-Request-ID": "abcdef12"})

    gezegd = json.loads(caplog.handler.format(caplog.records[-1]))
    assert gezegd.keys() == {"tijd", "niveau", "bron", "verzoek", "rol", "duur", "tekst"}
    assert (gezegd["niveau"], gezegd["verzoek"]) == ("INFO", "abcdef12")
    assert gezegd["rol"] == "coach+webredacteur"
    assert gezegd["tekst"].startswith("GET ")
    assert isinstance(gezegd["duur"], int)
    assert "Noor" not in str(gezegd)


def test_een_persoonlijke_link_staat_niet_in_een_regel() -> None:
    record = regel(None, "Internal Server Error: %s", SLEUTEL)

    in_verzoek(lambda: _filter(record), SLEUTEL, **{"X-Request-ID": "kort"})

    zin = log.Logtekst().format(record)
    assert SLEUTEL not in zin
    assert "Internal Server Error: privacy" in zin
    assert re.search(" [0-9a-f]{32} bezoeker ", zin)


def _filter(record: logging.LogRecord) -> None:
    assert log.Verzoekfilter().filter(record)


def _weg() -> OperationalError:
    fout = OperationalError("connection to server at 10.0.0.1 failed")
    fout.__cause__ = psycopg.OperationalError("weg")
    return fout


def test_een_storing_is_een_regel_en_geen_traceback_per_verzoek() -> None:
    storing = log.Storingsfilter()
    records = [regel(_weg()) for _ in range(5)]

    door = [record for record in records if storing.filter(record)]

    (een,) = door
    assert (
        log.Logtekst()
        .format(een)
        .endswith("De database antwoordt niet (OperationalError); 0 keer eerder niet gemeld.")
    )


@pytest.mark.parametrize("sqlstate", ["57014", "55P03"])
def test_een_vraag_die_te_lang_duurt_is_geen_storing(sqlstate: str) -> None:
    fout = OperationalError("te lang")
    fout.__cause__ = psycopg.errors.lookup(sqlstate)("te lang")

    assert not log.is_storing(fout)
    assert log.is_storing(_weg())
    assert not log.is_storing(IntegrityError("dubbel"))


def test_een_fout_gaat_een_keer_naar_het_adres_zonder_waarden(settings: LazySettings) -> None:
    settings.FOUTEN_EMAIL = "beheer@example.nl"
    melder = log.Foutmail()
    gewoon = set(draden())

    for nummer in range(3):
        melder.handle(regel(IntegrityError(f"(email)=(noor{nummer}@example.nl) bestaat al")))
        for draad in set(draden()) - gewoon:
            draad.join(timeout=30)

    (mailtje,) = mail.outbox
    assert mailtje.to == ["beheer@example.nl"]
    assert "IntegrityError" in mailtje.body
    assert "test_log.py" in mailtje.body
    assert "noor" not in mailtje.body
