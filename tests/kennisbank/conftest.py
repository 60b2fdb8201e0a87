"""An object store on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from kennisbank.server import HOST

StelIn = Callable[[str], None]


@pytest.fixture(scope="session")
def objectserver() -> Iterator[str]:
    """A server that speaks the S3 protocol."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 (half a second, for few tests)

    moto = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    moto.start()
    yield "{}:{}".format(*moto.get_host_and_port())
    moto.stop()


@pytest.fixture
def opslag_bij(settings: Settings) -> StelIn:
    """Let uploads lie at this address."""

    def stel_in(adres: str) -> None:
        settings.OPSLAG_URL = adres
        ons = {"BACKEND": "kennisbank.opslag.Objectopslag", "OPTIONS": {"adres": adres}}
        settings.STORAGES = {**settings.STORAGES, "default": ons}

    return stel_in


@pytest.fixture
def emmer(objectserver: str, opslag_bij: StelIn) -> Iterator[None]:
    """An empty bucket, which the site uses."""
    opslag_bij(f"s3+http://sleutel:geh%2Feim@{objectserver}/emmer?regio=eu-west-1")
    bucket = default_storage.bucket  # type: ignore[attr-defined]
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield
    bucket.objects.delete()
    bucket.delete()
