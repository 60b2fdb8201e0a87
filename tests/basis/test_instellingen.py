"""Settings come from the environment."""

import subprocess
import sys

import pytest
from django.test import Client

from kennisbank.server import ROOT

DEPLOY = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_een_ontbrekend_geheim_geeft_een_duidelijke_fout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")

    result = python("manage.py", "check")

    assert result.returncode == 1
    assert result.stderr.startswith("SECRET_KEY ontbreekt")
    assert len(result.stderr.splitlines()) == 1


def test_achter_tls_is_er_niets_aan_te_merken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "een-lang-geheim-voor-deze-ene-test-0123456789-abcdefghij")
    monkeypatch.setenv("TLS", "1")
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")

    result = python(*DEPLOY)

    assert result.returncode == 0, result.stderr


@pytest.mark.django_db
def test_elk_antwoord_draagt_de_beveiligingskoppen(client: Client) -> None:
    for adres in ("/gezond", "/bestaat-niet/"):
        koppen = client.get(adres).headers

        assert "unsafe" not in koppen["Content-Security-Policy"]
        assert "camera=()" in koppen["Permissions-Policy"]
        assert koppen["Cross-Origin-Opener-Policy"] == "same-origin"
        assert koppen["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert koppen["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_een_vreemde_host_wordt_geweigerd(client: Client) -> None:
    assert client.get("/gezond", headers={"host": "elders.example"}).status_code == 400
