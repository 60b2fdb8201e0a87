"""`GET /gezond`: what a monitor asks."""

import subprocess
import sys

import pytest
from django.test import Client

from kennisbank.server import ROOT

VRAAG = """
import django
django.setup()
from django.test import Client
print(Client(headers={"host": "localhost"}).get("/gezond").status_code)
"""


@pytest.mark.django_db
def test_gezond_met_database(client: Client) -> None:
    assert client.get("/gezond").status_code == 200


def test_niet_gezond_zonder_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/weg")

    result = subprocess.run(
        [sys.executable, "-c", VRAAG],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    assert result.stdout == "503\n"
