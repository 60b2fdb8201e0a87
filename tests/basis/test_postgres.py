"""The embedded PostgreSQL: started by the first, shared by all, stopped by the last."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from kennisbank.server import ROOT

PROGRAM = """
import sys
from pathlib import Path
from basis import postgres
print(postgres.start(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


@contextmanager
def gebruiker(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that uses the database in `data` until its input closes."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        yield process, url


def server(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))


def is_gestopt(proces: psutil.Process) -> bool:
    return not proces.is_running() or proces.status() == psutil.STATUS_ZOMBIE


def is_bereikbaar(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT true").fetchone() == (True,)


def test_start_en_stopt_met_de_laatste_gebruiker(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    with gebruiker(data) as (_, url):
        with gebruiker(data) as (_, tweede_url):
            assert tweede_url == url
        assert is_bereikbaar(url)
        proces = server(data)

    assert is_gestopt(proces)
    assert not (data / "postmaster.pid").exists()


@pytest.mark.parametrize("signaal", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_stopt_bij_een_signaal(tmp_path: Path, signaal: signal.Signals) -> None:
    data = tmp_path / "postgres"

    with gebruiker(data) as (gebruikend, _):
        proces = server(data)
        gebruikend.send_signal(signaal)

    assert is_gestopt(proces)


def test_hervat_na_een_gedode_gebruiker(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    with gebruiker(data) as (gedood, url):
        gedood.kill()
    assert is_bereikbaar(url)

    with gebruiker(data) as (_, volgende_url):
        assert volgende_url == url
        proces = server(data)

    assert is_gestopt(proces)


def test_hervat_na_een_gedode_server(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    with gebruiker(data):
        server(data).kill()

    with gebruiker(data) as (_, url):
        assert is_bereikbaar(url)


def test_hervat_als_een_ander_het_procesnummer_heeft(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    with gebruiker(data):
        regels = (data / "postmaster.pid").read_text().splitlines()
    (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *regels[1:]]))

    with gebruiker(data) as (_, url):
        assert is_bereikbaar(url)


def test_begint_opnieuw_na_een_halve_aanmaak(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18")

    with gebruiker(tmp_path / "postgres") as (_, url):
        assert is_bereikbaar(url)


def test_staat_ook_in_een_diepe_map_met_spaties(tmp_path: Path) -> None:
    diep = tmp_path / ("een map met een lange naam " * 5) / ("en nog een " * 10)

    with gebruiker(diep / "postgres") as (_, url):
        assert is_bereikbaar(url)


def test_laat_de_mappen_erboven_dicht(tmp_path: Path) -> None:
    dicht = tmp_path / "dicht"
    dicht.mkdir(mode=0o700)

    with gebruiker(dicht / "postgres") as (_, url):
        assert is_bereikbaar(url)
        assert dicht.stat().st_mode & 0o777 == 0o700
        assert (dicht / "postgres").stat().st_mode & 0o777 == 0o700
