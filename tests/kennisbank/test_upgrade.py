"""`manage.py upgrade`: files of two versions side by side, and what the old one cannot bear."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import connection, migrations, models
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from kennisbank import upgraden
from kennisbank.server import ROOT
from kennisbank.statisch import MANIFEST, StatischMiddleware
from tests import databases
from tests.kennisbank.bewaren import draai, eigen_database


def _blijft(bestand: Path, inhoud: str, *, seconden: float = 0) -> Path:
    """A static file that was put there so long ago."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    bestand.write_text(inhoud)
    toen = time.time() - seconden
    os.utime(bestand, (toen, toen))
    return bestand


@pytest.mark.django_db
def test_een_werker_geeft_ook_wat_er_na_zijn_begin_bij_kwam_en_niets_van_daarbuiten(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    _blijft(tmp_path / "geheim.txt", "geheim")
    (tmp_path / "static").mkdir()
    middleware = StatischMiddleware(lambda _: HttpResponse(status=404))
    nieuw = _blijft(tmp_path / "static" / "site.0123456789ab.css", "nieuw")
    los = _blijft(tmp_path / "static" / "los.js", "1")
    (tmp_path / "static" / "link.txt").symlink_to(tmp_path / "geheim.txt")

    def inhoud(pad: str) -> bytes:
        with closing(middleware(RequestFactory().get(pad))) as antwoord:
            return b"".join(antwoord.streaming_content)

    assert inhoud("/static/site.0123456789ab.css") == b"nieuw"
    assert inhoud("/static/los.js") == b"1"
    los.write_text("twaalf")
    assert inhoud("/static/los.js") == b"twaalf"
    los.unlink()
    for pad in ("los.js", "../geheim.txt", "link.txt", "a\0b", "", "x/"):
        request = HttpRequest()
        request.method, request.path_info = "GET", f"/static/{pad}"
        assert middleware(request).status_code == 404
    assert nieuw.exists()


def test_een_migratie_die_iets_wegneemt_of_eist_breekt_de_versie_die_draait() -> None:
    class Erbij(migrations.Migration):
        operations = [
            migrations.AddField("bericht", "vrij", models.TextField(null=True)),
            migrations.AddField("bericht", "vast", models.TextField(db_default="")),
            migrations.AddField("bericht", "eist", models.TextField(default="")),
            migrations.RemoveField("bericht", "knop"),
            migrations.RunSQL("SELECT 1"),
        ]

    gezegd = upgraden.breekt_oud([Erbij("0003_erbij", "post")])

    assert gezegd == [
        "post.0003_erbij: Add field eist to bericht",
        "post.0003_erbij: Remove field knop from bericht",
    ]


def test_de_link_leidt_ineens_naar_de_nieuwe_versie_en_een_map_blijft_een_map(
    tmp_path: Path,
) -> None:
    for naam in ("een", "twee", "map"):
        (tmp_path / naam).mkdir()
    app = tmp_path / "app"
    app.symlink_to(tmp_path / "een")
    (tmp_path / ".app-nieuw").symlink_to(tmp_path / "een")

    upgraden.zet_om(app, tmp_path / "twee")

    assert app.resolve() == tmp_path / "twee"
    with pytest.raises(CommandError, match="is geen link, maar een map"):
        upgraden.zet_om(tmp_path / "map", tmp_path / "twee")


@pytest.mark.eigen_klok
@pytest.mark.django_db
def test_upgrade_legt_nieuwe_bestanden_naast_de_oude_en_zegt_wat_op_papier_staat(
    tmp_path: Path, statisch: Path
) -> None:
    papier = (ROOT / "docs" / "beheer" / "upgraden.md").read_text()
    map_ = shutil.copytree(statisch, tmp_path / "static")
    next((map_ / "css").glob("site.*.css")).unlink()
    lang = 31 * 24 * 3600
    oud = _blijft(map_ / "css" / "site.0123456789ab.css", "oud", seconden=lang)
    _blijft(map_ / MANIFEST, '{"paths": {"css/site.css": "css/site.0123456789ab.css"}}')
    verlopen = _blijft(map_ / "css" / "site.ba9876543210.css", "weg", seconden=lang)
    half = _blijft(tmp_path / ".static-gedood" / "half.css", "half")

    zegt = _upgrade(map_)

    delen = [regel.split(":")[0] for regel in zegt if ": " in regel]
    assert delen == ["instellingen", "statisch", "migraties", "workers", "werker", "Terug"]
    assert all(f"\n{deel}: " in papier for deel in delen)
    assert "statisch: 1 bestanden erbij, 1 oude weg" in zegt
    namen = {str(p.relative_to(statisch)) for p in statisch.rglob("*") if p.is_file()}
    er_zijn = {str(p.relative_to(map_)) for p in map_.rglob("*") if p.is_file()}
    assert er_zijn == namen | {"css/site.0123456789ab.css"}
    assert oud.read_text() == "oud"
    assert not verlopen.exists()
    assert not half.exists()


@pytest.mark.django_db
def test_er_loopt_een_upgrade_tegelijk() -> None:
    deze = str(connection.settings_dict["NAME"])
    with psycopg.connect(databases.adres(deze)) as ander:
        ander.execute("SELECT pg_advisory_lock(hashtext('upgrade'))")
        with pytest.raises(CommandError, match="al een upgrade bezig"):
            draai("upgrade")


def _upgrade(statisch: Path) -> list[str]:
    """Upgrade an installation of this version; what it says, line after line."""
    with eigen_database(databases.leeg()) as naam:
        connection.close()
        omgeving = {
            **{n: w for n, w in os.environ.items() if n != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            "DATABASE_URL": databases.adres(naam),
            "STATIC_ROOT": str(statisch),
        }
        opdracht = [sys.executable, "manage.py", "upgrade"]
        klaar = subprocess.run(
            opdracht, cwd=ROOT, env=omgeving, capture_output=True, text=True, check=False
        )
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout.splitlines()
