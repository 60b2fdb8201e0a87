"""DKIM (RFC 6376, RFC 8463): our signature under a mail, where no provider sets one."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

KOPPEN = (
    *("from", "from", "to", "subject", "date", "message-id", "mime-version", "content-type"),
    *("reply-to", "list-unsubscribe", "list-unsubscribe-post", "list-id"),
)
"""What is signed. A header that is not there may not be added; nor may a second From."""

_MINSTENS = 1024
"""Bits of an RSA key; receivers believe no shorter one (RFC 8301)."""


class Sleutel(NamedTuple):
    """A private key as dkimpy takes it: its algorithm, and PEM or (of Ed25519) base64."""

    soort: bytes
    waarde: bytes


def onderteken(bron: bytes) -> bytes:
    """`bron`, a mail with CRLF at its line ends, with our signature above it.

    Without the settings for it, just `bron`. Raises ImproperlyConfigured when they are wrong.
    """
    sleutel = _ingestelde_sleutel()
    if sleutel is None:
        return bron
    import dkim  # noqa: PLC0415 (12 MiB, which a web server never needs)

    veld: bytes = dkim.sign(
        bron,
        settings.DKIM_SELECTOR.encode(),
        settings.DKIM_DOMEIN.encode(),
        sleutel.waarde,
        signature_algorithm=sleutel.soort,
        include_headers=KOPPEN,
    )
    return veld + bron


def _ingestelde_sleutel() -> Sleutel | None:
    velden = (settings.DKIM_SLEUTEL, settings.DKIM_SELECTOR, settings.DKIM_DOMEIN)
    if not any(velden):
        return None
    if not all(velden):
        raise ImproperlyConfigured(
            "Zet DKIM_SLEUTEL, DKIM_SELECTOR en DKIM_DOMEIN alle drie, of geen van drieën."
        )
    return _lees(settings.DKIM_SLEUTEL)


@lru_cache(maxsize=4)
def _lees(waarde: str) -> Sleutel:
    """The key in `waarde`: PEM, or the name of a file with PEM."""
    try:
        pem = waarde.encode() if "-----BEGIN" in waarde else Path(waarde).read_bytes()
        sleutel = load_pem_private_key(pem, password=None)
    except (OSError, TypeError, ValueError, UnsupportedAlgorithm) as fout:
        raise ImproperlyConfigured(
            "DKIM_SLEUTEL is geen privésleutel in PEM zonder wachtwoord, en ook niet de naam van "
            f"een bestand met zo'n sleutel ({type(fout).__name__})."
        ) from None
    if isinstance(sleutel, Ed25519PrivateKey):
        return Sleutel(b"ed25519-sha256", b64encode(sleutel.private_bytes_raw()))
    if isinstance(sleutel, RSAPrivateKey) and sleutel.key_size >= _MINSTENS:
        vorm = (Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        return Sleutel(b"rsa-sha256", sleutel.private_bytes(*vorm))
    raise ImproperlyConfigured(
        f"DKIM_SLEUTEL moet een RSA-sleutel van minstens {_MINSTENS} bits zijn, of Ed25519."
    )


def keur(**_: Any) -> list[CheckMessage]:
    """Django's check at the start: settings that are there must be right."""
    try:
        _ingestelde_sleutel()
    except ImproperlyConfigured as fout:
        return [Error(str(fout), id="post.E001")]
    return []
