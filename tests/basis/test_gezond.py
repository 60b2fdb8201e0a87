"""`GET /gezond` and `/gezond/klaar`: what a monitor asks."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kennisbank.server import ROOT
from post.models import Bericht
from post.models.bericht import LANG

VRAAG = """
import django
django.setup()
from django.test import Client
klant = Client(headers={"host": "localhost"})
for pad in ("/gezond", "/gezond/klaar"):
    antwoord = klant.get(pad)
    print(antwoord.status_code, antwoord.text)
"""


def _delen(client: Client) -> tuple[int, dict[str, str]]:
    antwoord = client.get("/gezond/klaar")
    return antwoord.status_code, dict(regel.split(": ", 1) for regel in antwoord.text.splitlines())


@pytest.fixture
def werker() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


@pytest.mark.eigen_klok
@pytest.mark.django_db
@pytest.mark.usefixtures("werker")
def test_klaar_als_elk_deel_goed_is_en_anders_staat_er_welk(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "eerste" / "upload"
    assert _delen(client) == (
        200,
        dict.fromkeys(["database", "migraties", "werker", "post", "schijf"], "goed"),
    )

    lang_geleden = timezone.now() - LANG - timedelta(minutes=1)
    Bericht.objects.create(aan="jan@example.nl", volgende_op=lang_geleden)
    Bericht.objects.update(klaargezet_op=lang_geleden)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 min'")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'redactie' AND name LIKE '0002%'")
    (tmp_path / "bestand").touch()
    settings.MEDIA_ROOT = tmp_path / "bestand" / "media"

    status, delen = _delen(client)

    assert status == 503
    assert delen.pop("post").startswith("wacht sinds ")
    assert delen == {
        "database": "goed",
        "migraties": "1 nog uit te voeren",
        "werker": "er draait geen werker",
        "schijf": "daar is niet te schrijven",
    }


def test_zonder_database_leeft_de_site_en_is_zij_niet_klaar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/weg")

    result = subprocess.run(
        [sys.executable, "-c", VRAAG],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    assert result.stdout.split("\n") == [
        "200 gezond",
        "",
        "503 database: antwoordt niet",
        "",
        "",
    ]
