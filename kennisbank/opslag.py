"""Uploads in an object store instead of a folder: all machines of the site read the same ones.

Only where OPSLAG_URL is set: what this needs of libraries is 23 MiB of memory (ADR 36). The store
is reached by the site alone, so that who may read a file is decided as it is for one on disk.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, override
from urllib.parse import parse_qs, unquote, urlsplit

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from basis.fouten import Opslagstoring

VIA = {"s3": "https", "s3+http": "http"}
REGIO = "us-east-1"
"""What stores that have no regions want to see signed."""

IN_GEHEUGEN = 1024 * 1024
"""Bytes of a file that is read; what is more goes through a file on disk."""


class Objectopslag(S3Storage):
    """A bucket behind the S3 protocol, at `s3://SLEUTEL:GEHEIM@opslag.example.nl/emmer`.

    Raises Opslagstoring where the store does not answer or refuses, FileNotFoundError as a folder
    does, and ImproperlyConfigured for another kind of address.
    """

    def __init__(self, adres: str) -> None:
        url = urlsplit(adres)
        emmer = url.path.strip("/")
        if url.scheme not in VIA or not url.hostname or not emmer or "/" in emmer:
            raise ImproperlyConfigured(
                "OPSLAG_URL is geen adres van een opslag: s3://SLEUTEL:GEHEIM@opslag.example.nl/emmer"
            )
        super().__init__(
            access_key=unquote(url.username or ""),
            secret_key=unquote(url.password or ""),
            endpoint_url=f"{VIA[url.scheme]}://{url.netloc.rpartition('@')[2]}",
            region_name=parse_qs(url.query).get("regio", [REGIO])[0],
            bucket_name=emmer,
            file_overwrite=False,
            max_memory_size=IN_GEHEUGEN,
            # A request is one thread already, and waits no longer than a form may.
            transfer_config=TransferConfig(use_threads=False),
            client_config=Config(
                connect_timeout=2,
                read_timeout=10,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                # Many stores do not know the checksums that boto3 sends by itself.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    @cached_property
    def connection(self) -> Any:
        """One for all threads, which only share its client: each of its own would take 12 MiB."""
        return self._create_session().resource(
            "s3",
            region_name=self.region_name,
            endpoint_url=self.endpoint_url,
            config=self.client_config,
        )

    @contextmanager
    def _antwoordt(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, RetriesExceededError) as fout:
            wat = f"de opslag antwoordt niet, of weigert ({type(fout).__name__})"
            raise Opslagstoring(errno.EIO, wat, self.bucket_name) from fout

    @override
    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        with self._antwoordt():
            bestand: File[bytes] = super()._open(name, mode)
            if "r" in mode:
                bestand.open()  # fetches it whole, so that nothing fails when an answer has begun
        return bestand

    @override
    def _save(self, name: str, content: File[Any]) -> str:
        with self._antwoordt():
            return str(super()._save(name, content))

    @override
    def delete(self, name: str) -> None:
        with self._antwoordt():
            super().delete(name)

    @override
    def exists(self, name: str) -> bool:
        with self._antwoordt():
            return bool(super().exists(name))

    @override
    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self._antwoordt():
            mappen, namen = super().listdir(path)
        return mappen, namen

    @override
    def size(self, name: str) -> int:
        with self._antwoordt():
            return int(super().size(name))

    @override
    def get_modified_time(self, name: str) -> datetime:
        with self._antwoordt():
            gewijzigd: datetime = super().get_modified_time(name)
        return gewijzigd

    @override
    def url(self, name: str, *_args: object, **_opties: object) -> str:
        """Our own address of the file: that of the store would ask nobody who may read."""
        return f"/{filepath_to_uri(name)}"
