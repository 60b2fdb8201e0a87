"""Our signature: dkimpy, which others check mail with, must believe it."""

from __future__ import annotations

import base64
import email.policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dkim
import pytest
from cryptography.exceptions import InvalidSignature
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
from django.core.mail import EmailMultiAlternatives
from pytest_django.fixtures import Settings

from post.uitvoer.handtekening import KOPPEN, keur, onderteken
from post.uitvoer.massamail import Massamail
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


class Sleutel:
    """What PyNaCl does for dkimpy: check Ed25519."""

    def __init__(self, waarde: bytes, encoder: object) -> None:  # noqa: ARG002
        ruw = base64.b64decode(waarde)
        self.sleutel = ed25519.Ed25519PublicKey.from_public_bytes(ruw)

    def verify(self, bericht: bytes, handtekening: bytes) -> None:
        self.sleutel.verify(handtekening, bericht)


@pytest.fixture(autouse=True)
def _ingesteld(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DKIM_SLEUTEL, settings.DKIM_SELECTOR = pem(RSA), "kb"
    settings.DKIM_DOMEIN = "example.nl"
    nacl = SimpleNamespace(
        signing=SimpleNamespace(VerifyKey=Sleutel),
        encoding=SimpleNamespace(Base64Encoder=None),
        exceptions=SimpleNamespace(BadSignatureError=InvalidSignature, ValueError=ValueError),
    )
    monkeypatch.setattr(dkim, "nacl", nacl, raising=False)


def een_mail() -> bytes:
    mail = Massamail(
        onderwerp="Nieuw in de wijk: “één”, en nog veel meer dat op een tweede regel komt te staan",
        aan="jan@example.nl",
        tekst="Dag.\n\n",
        html="<p>Dag, één.</p>\n\n\n",
        kopregels=KOPREGELS,
    )
    return mail.message(policy=email.policy.SMTP).as_bytes()


@pytest.mark.parametrize("sleutel", [RSA, ED25519], ids=["rsa", "ed25519"])
def test_een_ander_gelooft_de_handtekening(settings: Settings, sleutel: Any) -> None:
    settings.DKIM_SLEUTEL = pem(sleutel)

    ruw = onderteken(een_mail())

    kop, _, _ = ruw.partition(b"\r\n\r\n")
    assert klopt(ruw, sleutel)
    assert not klopt(ruw.replace(b"<p>Dag", b"<p>dag"), sleutel)
    assert ruw.endswith(een_mail().partition(b"MIME-Version")[2])
    assert max(map(len, kop.partition(b"\r\nFrom:")[0].split(b"\r\n"))) <= 100
    assert b"c=relaxed/simple" in kop


def test_een_mail_van_django_krijgt_haar_ook() -> None:
    mail = EmailMultiAlternatives("Dag", "Tekst é", to=["jan@example.nl"])
    mail.attach_alternative("<p>Tekst é</p>", "text/html")
    mail.attach("uitnodiging.ics", "BEGIN:VCALENDAR", "application/ics")

    assert klopt(onderteken(mail.message(policy=email.policy.SMTP).as_bytes()))


@pytest.mark.parametrize("naam", sorted(set(KOPPEN)))
def test_wie_een_kop_wijzigt_weghaalt_of_toevoegt_breekt_de_handtekening(naam: str) -> None:
    kop, rest = onderteken(een_mail()).split(b"\r\nFrom:", 1)
    regels = (b"From:" + rest).split(b"\r\n")
    plek = next(i for i, r in enumerate(regels) if r.lower().startswith(f"{naam}:".encode()))

    gewijzigd = [*regels[:plek], regels[plek] + b"x", *regels[plek + 1 :]]
    weg = [*regels[:plek], b"X-" + regels[plek], *regels[plek + 1 :]]

    assert klopt(b"\r\n".join([kop, *regels]))
    for vervalst in (gewijzigd, weg):
        assert not klopt(b"\r\n".join([kop, *vervalst]))


@pytest.mark.parametrize("kop", [b"From: kwaad@example.nl", b"Reply-To: kwaad@example.nl"])
def test_een_tweede_afzender_of_een_antwoordadres_erbij_breekt_haar(kop: bytes) -> None:
    zonder = EmailMultiAlternatives("Dag", "Tekst", to=["jan@example.nl"])
    ruw = onderteken(zonder.message(policy=email.policy.SMTP).as_bytes())

    assert klopt(ruw)
    assert not klopt(kop + b"\r\n" + ruw)
    assert not klopt(ruw.replace(b"\r\n\r\n", b"\r\n" + kop + b"\r\n\r\n", 1))


def test_wat_over_de_lijn_gaat_is_ondertekend(bus: Brievenbus) -> None:
    Massamail(
        onderwerp="Dag", aan="jan@example.nl", tekst=".\n..\n", html="", kopregels=KOPREGELS
    ).send()

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

    assert klopt(onderteken(een_mail()))
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
        onderteken(een_mail())
