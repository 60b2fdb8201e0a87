"""Who makes newsletters, and a mail server to which the site sends as in production."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker
from tests.maak import maak_gebruiker
from tests.nieuwsbrieven.verzenden import mailer
from tests.post.brievenbus import Brievenbus, open_brievenbus


@pytest.fixture
def bus(settings: Settings) -> Iterator[Brievenbus]:
    """A mail server, to which the site sends as in production."""
    with open_brievenbus() as bus:
        settings.MAILERS = {"default": mailer(bus.port)}
        yield bus


@pytest.fixture
def redacteur() -> Gebruiker:
    return maak_gebruiker(rollen=["webredacteur"])
