"""Mail goes to a real server on this machine."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.post.brievenbus import HOST, Brievenbus, open_brievenbus
from tests.post.imap import Postbus, open_postbus


@pytest.fixture
def bus(settings: Settings) -> Iterator[Brievenbus]:
    """A mail server, to which the site sends."""
    with open_brievenbus() as bus:
        settings.MAILERS = {
            "default": {
                "BACKEND": "post.backends.SmtpBackend",
                "OPTIONS": {"host": HOST, "port": bus.port, "timeout": 5},
            }
        }
        yield bus


@pytest.fixture
def postbus(settings: Settings) -> Iterator[Postbus]:
    """A mailbox, which the site reads."""
    with open_postbus() as bus:
        settings.IMAP_URL = bus.adres
        yield bus
