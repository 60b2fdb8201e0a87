"""The site as a WSGI application, for programs that ask it without a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from kennisbank.wsgi import application


@pytest.fixture
def site_als_app() -> Iterator[Any]:
    """The application, that leaves our connection open: the test's transaction lies on it.

    As Django's own test client does.
    """
    for signaal in (request_started, request_finished):
        signaal.disconnect(close_old_connections)
    yield application
    for signaal in (request_started, request_finished):
        signaal.connect(close_old_connections)
