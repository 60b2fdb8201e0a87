"""Our signature: who checks it must believe it, and no one else's header with it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from post.uitvoer.brief import als_bytes
from post.uitvoer.handtekening import KOPPEN, keur, onderteken
from tests.maak import maak_mail
from tests.post.brievenbus import Brievenbus

RSA = rsa.generate_private_key(65537, 2048)
ED25519 = ed25519.Ed25519PrivateKey.generate()
KOPREGELS = {
    "Message-ID": "<editie-5.1.00112233445566778899aabbccddeeff@example.nl>",
    "Reply-To": "redactie@example.nl",
    "List-Unsubscribe": f"<https://example.nl/{'x' * 90}/>, <mailto:terug@example.nl>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "Nieuwsbrief <nieuwsbrief.example.nl>",
}


def pem(sleutel: Any, slot: KeySerializationEncryption = NoEncryption()) -> str:  # noqa: B008
    return str(sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, slot).decode())


def record(sleutel: Any) -> bytes:
    """What stands in the DNS for `sleutel`."""
    openbaar = sleutel.public_key()
    if isinstance(openbaar, ed25519.Ed25519PublicKey):
        soort, ruw = b"ed25519", openbaar.public_bytes_raw()
    else:
        soort = b"rsa"
        ruw = openbaar.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=" + soort + b"; p=" + base64.b64encode(ruw)


def klopt(ruw: bytes, sleutel: Any = RSA) -> bool:
    def dns(naam: bytes, timeout: int) -> bytes:  # noqa: ARG001
        assert naam == b"kb._domainkey.example.nl."
        return record(sleutel)

    return bool(dkim.verify(ruw, dnsfunc=dns))


@pytest.fixture(autouse=True)
def _ingesteld(settings: Settings) -> None:
    settings.DKIM_SLEUTEL, settings.DKIM_SELECTOR = pem(RSA), "kb"
    settings.DKIM_DOMEIN = "example.nl"


def een_mail() -> bytes:
    """A signed one."""
    return als_bytes(
        maak_mail(
            "Nieuw in de wijk: “één”, en nog veel meer dat op een tweede regel komt te staan",
            tekst="Dag.\n\n",
            html="<p>Dag, één.</p>\n\n\n",
            koppen=KOPREGELS,
        )
    )


@pytest.mark.parametrize("sleutel", [RSA, ED25519], ids=["rsa", "ed25519"])
def test_een_ander_gelooft_de_handtekening(settings: Settings, sleutel: Any) -> None:
    settings.DKIM_SLEUTEL = pem(sleutel)

    ruw = een_mail()

    handtekening, mail = ruw.split(b"\r\nMIME-Version:", 1)
    assert klopt(ruw, sleutel)
    assert not klopt(ruw.replace(b"<p>Dag", b"<p>dag"), sleutel)
    assert b"DKIM-Signature" not in mail
    assert max(map(len, handtekening.split(b"\r\n"))) <= 100
    assert b"c=relaxed/simple" in handtekening


def test_een_mail_van_django_krijgt_haar_ook() -> None:
    mail = maak_mail(tekst="Tekst é")
    mail.attach("uitnodiging.ics", "BEGIN:VCALENDAR", "application/ics")

    assert klopt(als_bytes(mail))


@pytest.mark.parametrize("naam", sorted(set(KOPPEN)))
def test_wie_een_kop_wijzigt_weghaalt_of_toevoegt_breekt_de_handtekening(naam: str) -> None:
    kop, rest = een_mail().split(b"\r\nMIME-Version:", 1)
    regels = (b"MIME-Version:" + rest).split(b"\r\n")
    plek = next(i for i, r in enumerate(regels) if r.lower().startswith(f"{naam}:".encode()))

    gewijzigd = [*regels[:plek], regels[plek] + b"x", *regels[plek + 1 :]]
    weg = [*regels[:plek], b"X-" + regels[plek], *regels[plek + 1 :]]

    assert klopt(b"\r\n".join([kop, *regels]))
    for vervalst in (gewijzigd, weg):
        assert not klopt(b"\r\n".join([kop, *vervalst]))


@pytest.mark.parametrize("kop", [b"From: kwaad@example.nl", b"Reply-To: kwaad@example.nl"])
def test_een_tweede_afzender_of_een_antwoordadres_erbij_breekt_haar(kop: bytes) -> None:
    ruw = als_bytes(maak_mail())

    assert klopt(ruw)
    assert not klopt(kop + b"\r\n" + ruw)
    assert not klopt(ruw.replace(b"\r\n\r\n", b"\r\n" + kop + b"\r\n\r\n", 1))


def test_wat_over_de_lijn_gaat_is_ondertekend(bus: Brievenbus) -> None:
    maak_mail(tekst=".\n..\n", koppen=KOPREGELS).send()

    (ruw,) = bus.ruw
    assert klopt(ruw)


def test_zonder_instellingen_gaat_de_mail_zoals_hij_is(settings: Settings) -> None:
    settings.DKIM_SLEUTEL = settings.DKIM_SELECTOR = settings.DKIM_DOMEIN = ""

    assert onderteken(b"Subject: x\r\n\r\nDag") == b"Subject: x\r\n\r\nDag"
    assert keur() == []


def test_de_sleutel_mag_in_een_bestand_staan(settings: Settings, tmp_path: Path) -> None:
    bestand = tmp_path / "dkim.pem"
    bestand.write_text(pem(RSA))
    settings.DKIM_SLEUTEL = str(bestand)

    assert klopt(een_mail())
    assert keur() == []


@pytest.mark.parametrize(
    ("sleutel", "uitleg"),
    [
        ("/bestaat/niet.pem", "geen privésleutel"),
        ("-----BEGIN PRIVATE KEY-----\nonzin\n-----END PRIVATE KEY-----", "geen privésleutel"),
        (pem(RSA, BestAvailableEncryption(b"geheim")), "zonder wachtwoord"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "RSA-sleutel"),
        ("", "alle drie"),
    ],
)
def test_een_verkeerde_sleutel_wordt_bij_het_begin_geweigerd(
    settings: Settings, sleutel: str, uitleg: str
) -> None:
    settings.DKIM_SLEUTEL = sleutel

    meldingen = [str(melding.msg) for melding in run_checks() if melding.id == "post.E001"]

    assert len(meldingen) == 1
    assert uitleg in meldingen[0]
    with pytest.raises(ImproperlyConfigured, match=uitleg):
        een_mail()
