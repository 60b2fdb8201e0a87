"""A new version while fifty requests a second come: each gets its answer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from kennisbank.server import HOST, ROOT, free_port

PER_SECONDE = 50
PADEN = ("/", "/innovaties/", "/masterclasses/", "/innovaties/?q=herstel", "/gezond")
_STATISCH = re.compile(r'(?:href|src)="(/static/[^"]+)"')
NIET_MEE = shutil.ignore_patterns("var", ".*", "__pycache__", "tests", "bench", "docs")


@pytest.fixture
def omgeving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the server, the old version and the new one share."""
    eigen = {
        "DEBUG": "0",
        "SITE_URL": f"http://{HOST}:{free_port()}",
        "STATIC_ROOT": str(tmp_path / "static"),
        "BACKUP_ROOT": str(tmp_path / "backup"),
    }
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")  # at which `check --deploy` stops
    for naam, waarde in eigen.items():
        monkeypatch.setenv(naam, waarde)
    return {**os.environ, **eigen}


@pytest.fixture
def app(tmp_path: Path, omgeving: dict[str, str]) -> Iterator[Path]:
    """The link to the version that is served, as docs/beheer/upgraden.md has it."""
    link = tmp_path / "app"
    link.symlink_to(ROOT)
    _draai(ROOT, omgeving, "collectstatic", "--noinput", "--verbosity=0")
    poort = omgeving["SITE_URL"].rpartition(":")[2]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws", "--host", HOST),
            *("--port", poort, "--workers", "2", "--http", "1", "--log-level", "error"),
            *(
                "--respawn-interval",
                "30",
                "--workers-kill-timeout",
                "10",
                "kennisbank.rsgi:application",
            ),
        ],
        cwd=tmp_path,
        env={**omgeving, "PYTHONPATH": str(link), "PYTHONSAFEPATH": "1"},
    )
    try:
        yield link
    finally:
        server.terminate()
        server.wait(timeout=30)


def _draai(map_: Path, omgeving: dict[str, str], *opdracht: str) -> str:
    klaar = subprocess.run(
        [sys.executable, "manage.py", *opdracht],
        cwd=map_,
        env=omgeving,
        check=True,
        capture_output=True,
        text=True,
    )
    return klaar.stdout


def _nieuwe_versie(naar: Path) -> Path:
    shutil.copytree(ROOT, naar, ignore=NIET_MEE)
    for bestand in (naar / "static" / "css").glob("*.css"):
        bestand.write_text(f"{bestand.read_text()}\n/* nieuw */\n")
    return naar


class Lezers:
    """Ask fifty times a second until the upgrade is over, and the files that pages name."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.genoemd: set[str] = set()
        self.antwoorden: Counter[str] = Counter()
        self.klaar = Event()

    def vraag(self, pad: str) -> None:
        """Ask once, over a connection of its own."""
        try:
            with urllib.request.urlopen(f"{self.site}{pad}", timeout=30) as antwoord:
                self.genoemd.update(_STATISCH.findall(antwoord.read().decode(errors="replace")))
                self.antwoorden[str(antwoord.status)] += 1
        except OSError as fout:
            self.antwoorden[f"{pad}: {fout}"] += 1

    def lees(self) -> None:
        """Ask on, whoever still waits for an answer."""
        with ThreadPoolExecutor(32) as draden:
            begin, nummer = time.monotonic(), 0
            while not self.klaar.is_set():
                paden = [*PADEN, *sorted(self.genoemd)]
                draden.submit(self.vraag, paden[nummer % len(paden)])
                nummer += 1
                time.sleep(max(0, begin + nummer / PER_SECONDE - time.monotonic()))


def test_tijdens_een_upgrade_krijgt_elk_verzoek_zijn_antwoord(
    app: Path, omgeving: dict[str, str], tmp_path: Path
) -> None:
    lezers = Lezers(omgeving["SITE_URL"])
    nieuw = _nieuwe_versie(tmp_path / "nieuw")
    while not lezers.antwoorden["200"]:
        lezers.antwoorden.clear()
        lezers.vraag("/")
    oud = set(lezers.genoemd)

    with ThreadPoolExecutor(1) as draad:
        lezen = draad.submit(lezers.lees)
        try:
            zegt = _draai(nieuw, omgeving, "upgrade", "--app", str(app))
            lezers.vraag("/")
        finally:
            lezers.klaar.set()
        lezen.result()

    assert "workers: 2 nieuw, de oude zijn weg" in zegt
    assert app.resolve() == nieuw
    assert lezers.genoemd - oud
    assert set(lezers.antwoorden) == {"200"}
    assert lezers.antwoorden["200"] > PER_SECONDE * 10
