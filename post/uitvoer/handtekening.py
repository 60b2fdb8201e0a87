"""DKIM (RFC 6376, RFC 8463): our signature under a mail, where no provider sets one.

OpenSSL signs: a mail costs it half a millisecond, where dkimpy, in Python, takes twelve.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

type Sleutel = RSAPrivateKey | Ed25519PrivateKey

KOPPEN = (
    *("from", "from", "to", "subject", "date", "message-id", "mime-version", "content-type"),
    *("reply-to", "list-unsubscribe", "list-unsubscribe-post", "list-id"),
)
"""What is signed. A header that is not there may not be added; nor may a second From."""

_MINSTENS = 1024
"""Bits of an RSA key; receivers believe no shorter one (RFC 8301)."""


def onderteken(bron: bytes) -> bytes:
    """`bron`, a mail with CRLF at its line ends, with our signature above it.

    Without the settings for it, just `bron`. Raises ImproperlyConfigured when they are wrong.
    """
    sleutel = _ingestelde_sleutel()
    if sleutel is None:
        return bron
    kop, _, inhoud = bron.partition(b"\r\n\r\n")
    soort = "rsa" if isinstance(sleutel, RSAPrivateKey) else "ed25519"
    hash_inhoud = base64.b64encode(sha256(inhoud.rstrip(b"\r\n") + b"\r\n").digest()).decode()
    veld = (
        f"v=1; a={soort}-sha256; c=relaxed/simple; d={settings.DKIM_DOMEIN};\r\n"
        f" s={settings.DKIM_SELECTOR}; t={int(time())};\r\n"
        f" h={':\r\n  '.join([':'.join(KOPPEN[:8]), ':'.join(KOPPEN[8:])])};\r\n"
        f" bh={hash_inhoud};\r\n"
        " b="
    ).encode("ascii")
    getekend = _getekende_koppen(kop) + b"dkim-signature:" + _ontspannen(veld)
    handtekening = base64.b64encode(_zet(sleutel, getekend))
    regels = [handtekening[i : i + 72] for i in range(0, len(handtekening), 72)]
    return b"DKIM-Signature: " + veld + b"\r\n  ".join(regels) + b"\r\n" + bron


def _getekende_koppen(kop: bytes) -> bytes:
    """The headers in KOPPEN, the last first where there are more, as 'relaxed' writes them."""
    velden: dict[bytes, list[bytes]] = defaultdict(list)
    for veld in re.split(rb"\r\n(?![ \t])", kop):
        naam, _, waarde = veld.partition(b":")
        velden[naam.strip().lower()].append(_ontspannen(waarde))
    namen = [naam.encode("ascii") for naam in KOPPEN]
    return b"".join(naam + b":" + velden[naam].pop() + b"\r\n" for naam in namen if velden[naam])


def _ontspannen(waarde: bytes) -> bytes:
    return re.sub(rb"[ \t]+", b" ", waarde.replace(b"\r\n", b"")).strip(b" ")


def _zet(sleutel: Sleutel, getekend: bytes) -> bytes:
    if isinstance(sleutel, RSAPrivateKey):
        return sleutel.sign(getekend, PKCS1v15(), SHA256())
    return sleutel.sign(sha256(getekend).digest())


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
        return sleutel
    if isinstance(sleutel, RSAPrivateKey) and sleutel.key_size >= _MINSTENS:
        return sleutel
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
