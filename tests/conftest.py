"""The ground under every test: its own PostgreSQL and settings, strict templates, a browser."""

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from playwright.sync_api import Playwright

from basis import postgres
from tests import chromium, databases, volgorde
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
    "MEDIA_ROOT": str(FOLDER / "media"),
    "SECRET_KEY": "tests",
    "STATIC_ROOT": str(FOLDER / "static"),
}

from django.conf import settings  # noqa: E402 (reads the environment)
from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402

# A thread of a test server that kept its connection would keep the database from being removed.
settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]
django.setup()

from innovaties.zoekindex import lees  # noqa: E402 (needs Django)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hand out the longest files first."""
    items.sort(key=volgorde.plek)


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
        ],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 (a name for each worker)
) -> None:
    """Copy the tables instead of migrating for each worker."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = databases.leeg()


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


@pytest.fixture(autouse=True)
def _niets_bewaard() -> None:
    """A test that rolls back takes its stand along, and the next one would meet its pages."""
    caches["paginas"].clear()
    lees.cache_clear()
