"""The real site for the browser tests: its own database with all content, served by granian."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from kennisbank.server import HOST, free_port, serve
from tests import databases
from tests.browser.paginas import BREEDTES
from tests.browser.werkplaats import Werkplaats, verbonden_met

pytest.register_assert_rewrite("tests.browser.bladen")

# What a busy machine may need; a quiet one waits no longer than it must.
expect.set_options(timeout=30_000)

DATABASE = f"kennisbank_browser_{os.environ.get('PYTEST_XDIST_WORKER', '')}"


@pytest.fixture(scope="session")
def site(statisch: Path) -> Iterator[str]:
    """Serve the site; the value is its address.

    By one worker: that two see what the other changed is for the storms.
    """
    environment = {"DATABASE_URL": databases.adres(DATABASE), "STATIC_ROOT": str(statisch)}
    databases.kopieer(databases.vol(), DATABASE)
    port = free_port()
    with serve(port, environment, workers=1):
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Let `page.goto("/")` mean the site."""
    return site


@pytest.fixture(scope="session")
def database(
    site: str, django_db_blocker: DjangoDbBlocker
) -> Callable[[], AbstractContextManager[None]]:
    """Open the site's own database, for as long as a `with` lasts."""
    assert site
    return partial(verbonden_met, DATABASE, django_db_blocker.unblock)


@pytest.fixture(scope="session")
def _venster(browser: Browser, site: str) -> Iterator[Page]:
    """Without motion, so that no colour is caught halfway."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def blad(_venster: Page) -> Iterator[Page]:
    """A page as a new reader has it, narrow and light, who knows no choice that another kept.

    It is one for all who change nothing but that: a new one costs the browser twice as much.
    """
    _venster.mouse.move(0, 0)
    _venster.emulate_media(media="null", color_scheme="light")
    _venster.set_viewport_size({"width": BREEDTES[0], "height": 800})
    yield _venster
    _venster.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    _venster.context.clear_cookies()


@pytest.fixture
def werkplaats(
    browser: Browser, site: str, database: Callable[[], AbstractContextManager[None]]
) -> Iterator[Werkplaats]:
    """People of the redactie, each with a browser that closes after the test."""
    werkplaats = Werkplaats(browser, site, database)
    yield werkplaats
    werkplaats.sluit()


@pytest.fixture(scope="module")
def kantoor(
    browser: Browser, site: str, database: Callable[[], AbstractContextManager[None]]
) -> Iterator[Werkplaats]:
    """As `werkplaats`, for all tests of a module."""
    werkplaats = Werkplaats(browser, site, database)
    yield werkplaats
    werkplaats.sluit()
