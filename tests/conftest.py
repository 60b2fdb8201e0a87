"""The ground under every test: its own PostgreSQL and settings, strict templates, a browser."""

import atexit
import fcntl
import gc
import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
import time_machine
from playwright.sync_api import Playwright
from pytest_django.plugin import DjangoDbBlocker

from basis import postgres
from tests import chromium, databases, klok, volgorde
from tests.templates import Undefined

# A killed run still stops its database and servers.
signal.signal(signal.SIGTERM, signal.default_int_handler)

# How long an example takes says how busy the machine is, and nothing of the rule.
hypothesis.settings.register_profile("kennisbank", deadline=None)
hypothesis.settings.load_profile("kennisbank")

FOLDER = Path(tempfile.mkdtemp(prefix="kennisbank-tests-"))
(FOLDER / "static").mkdir()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = postgres.start(
        FOLDER / "postgres", ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    )
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "kennisbank.settings",
    # Playwright keeps an event loop in our thread, at which Django refuses the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    "BEWAARD_ROOT": str(FOLDER / "bewaard"),
    "JOURNAAL_ROOT": str(FOLDER / "journaal"),
    "MEDIA_ROOT": str(FOLDER / "media"),
    "SECRET_KEY": "tests",
    "STATIC_ROOT": str(FOLDER / "static"),
}

from django.conf import settings  # noqa: E402 (reads the environment)
from django.core.management.commands import flush  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402

# A thread of a test server that kept its connection would keep the database from being removed.
settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
DatabaseOperations.sql_flush = databases.maak_leeg  # type: ignore[method-assign, assignment]
# What `migrate` fills is still there: making sure of it costs ten times the emptying.
flush.emit_post_migrate_signal = lambda *_, **__: None  # type: ignore[attr-defined]
# With xdist the settings are read before this file, and name the folder of the first process.
settings.BEWAARD_ROOT = FOLDER / "bewaard"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]
django.setup()
# A refused request is an answer like others: writing its traceback down costs more than the answer.
# After the setup, which gives each logger below one of its own the level that it began with.
logging.getLogger("django.request").setLevel(logging.ERROR)
# A test's own garbage is small, and looking through all that Django holds costs a twentieth.
gc.set_threshold(100_000, 50, 1_000)

from innovaties.lezen import gids  # noqa: E402 (needs Django)
from innovaties.views import kaartjes  # noqa: E402
from vinden import namenlijst, paginacache, stand, woordenschat, zoekindex  # noqa: E402

BEGIN = datetime.now(UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--moment", help="run all at this moment: a name of tests/klok.py, or 2028-02-29T12:00"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect at the moment as well: modules keep a 'now' of their own."""
    if naam := config.getoption("moment"):
        reis = time_machine.travel(klok.moment(naam, BEGIN))
        reis.start()
        config.add_cleanup(reis.stop)


def pytest_report_header(config: pytest.Config) -> str | None:
    naam = config.getoption("moment")
    return f"moment: {klok.moment(naam, BEGIN).isoformat()}" if naam else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that is marked `klok` runs now and at the moments that went wrong most."""
    if metafunc.definition.get_closest_marker("klok") and not metafunc.config.getoption("moment"):
        metafunc.parametrize("_moment", ["nu", *klok.NARE], indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Begin each test at the moment, its fixtures included, however long the others took."""
    params: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    naam = item.config.getoption("moment") or params.get("_moment", "nu")
    if naam == "nu":
        return (yield)
    moment = klok.moment(naam, BEGIN)
    if item.get_closest_marker("eigen_klok"):
        moment = time_machine.escape_hatch.datetime.datetime.now(UTC)
    with time_machine.travel(moment):
        return (yield)


@pytest.fixture(autouse=True)
def _moment() -> None:
    """The moment of a test that is marked `klok`: a name for it, and for the hook above."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hand out the longest files first, and mark what `make snel` leaves out."""
    items.sort(key=volgorde.plek)
    for item in items:
        if isinstance(item, pytest.Function) and {"playwright", "site"} & set(item.fixturenames):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again takes seconds, mostly at the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def statisch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files, compressed once a run: who comes meanwhile waits."""
    eigen = tmp_path_factory.getbasetemp()
    # With xdist each worker has a folder in that of the run.
    map_ = (eigen.parent if "PYTEST_XDIST_WORKER" in os.environ else eigen) / "static"
    klaar = map_.with_suffix(".klaar")
    with map_.with_suffix(".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not klaar.exists():
            databases.manage("collectstatic", "--noinput", environment={"STATIC_ROOT": str(map_)})
            klaar.touch()
    return map_


@pytest.fixture(scope="session")
def browserprogramma() -> str:
    """The Chromium that is there; a missing one fails."""
    program = chromium.find()
    assert program, "No browser: run `make test`, which gets one."
    return program


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browserprogramma: str
) -> dict[str, Any]:
    """Launch that Chromium."""
    return {
        **browser_type_launch_args,
        "executable_path": browserprogramma,
        "args": [
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
            *("--disable-background-networking", "--disable-component-update"),
            # A page in the process of the one before it takes a quarter less of the processor.
            "--renderer-process-limit=1",
        ],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 (a name for each worker)
) -> None:
    """Copy the tables instead of migrating for each worker."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = databases.leeg()


@pytest.fixture(scope="session")
def _database_met_inhoud(django_db_setup: None) -> Iterator[str]:  # noqa: ARG001 (its name)
    naam = f"{connection.settings_dict['NAME']}_vol"
    databases.kopieer(databases.vol(), naam)
    yield naam
    databases.verwijder(naam)


def verhoog_meteen() -> None:
    """Raise the stand with each change of this transaction, which never comes to its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS als_laatste_omhoog IMMEDIATE")


@pytest.fixture
def _django_db_helper(_django_db_helper: None) -> None:
    """The database of a test, in whatever way it asks for one."""
    if connection.in_atomic_block:
        verhoog_meteen()


@contextmanager
def inhoud_van(naam: str) -> Iterator[None]:
    """Let our models read database `naam`; what is changed is rolled back."""
    eigen = connections["default"]
    vol = eigen.copy()
    vol.settings_dict["NAME"] = naam
    connections["default"] = vol
    try:
        with transaction.atomic():
            verhoog_meteen()
            yield
            transaction.set_rollback(True)
    finally:
        vol.close()
        connections["default"] = eigen


@pytest.fixture
def met_inhoud(db: None, _database_met_inhoud: str) -> Iterator[None]:  # noqa: ARG001 (opened)
    """The real content, as loaded once a run; what a test changes is rolled back."""
    with inhoud_van(_database_met_inhoud):
        yield


@pytest.fixture(scope="module")
def van_module(
    django_db_setup: None,  # noqa: ARG001 (makes the database)
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The database for what a module makes once: each of its tests undoes what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def _zonder_verbinding() -> None:
    connection.close()


@pytest.fixture(scope="session")
def playwright(
    _zonder_verbinding: None,
    browserprogramma: str,  # noqa: ARG001 (is looked for before there is a Playwright)
    playwright: Playwright,
) -> Iterator[Playwright]:
    """Leave no connection behind, which would keep the database from being removed.

    Playwright's event loop runs in our thread, and Django's connection with a loop is another than
    the one without.
    """
    yield playwright
    connection.close()


def vergeet_wat_bewaard_is() -> None:
    """Forget the stand and the pages of the rows that were there before."""
    for module in (zoekindex, woordenschat, namenlijst, gids, kaartjes, stand, paginacache):
        module.bewaard.clear()
    kaartjes.kaarten.clear()
    shutil.rmtree(settings.BEWAARD_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _niets_bewaard() -> None:
    """A test that rolls back takes its stand along, and the next one would meet its pages."""
    vergeet_wat_bewaard_is()
