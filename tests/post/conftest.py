"""Mail goes to a real server on this machine."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.post.brievenbus import HOST, Brievenbus, open_brievenbus


@pytest.fixture
def bus(settings: Settings) -> Iterator[Brievenbus]:
    """A mail server, to which the site sends."""
    with open_brievenbus() as bus:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": HOST, "port": bus.port, "timeout": 5},
            }
        }
        yield bus
