"""A mail in bytes: the same text, HTML and headers come out as went in, on short lines."""

from __future__ import annotations

import email.policy
import re
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

import pytest
from anymail.backends.postmark import EmailBackend as Postmark
from anymail.backends.postmark import PostmarkPayload
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from post.uitvoer.brief import als_bytes
from tests.maak import maak_mail

LINK = "https://kennisbank.example.nl/nieuwsbrieven/afmelden/12345:" + "aB-_" * 30 + "/"
KOPPEN = {
    "Message-ID": "<editie-5.1.00112233445566778899aabbccddeeff@example.nl>",
    "List-Unsubscribe": f"<{LINK}>, <mailto:terug@example.nl?subject=afmelden-{'x' * 90}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "Nieuwsbrief Nieuwe wegen <nieuwsbrief.example.nl>",
}
TEKSTEN = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" .=\t\r\n_-é€𝄞"),
    min_size=1,
    max_size=400,
)
REGELS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=200)


def gelezen(ruw: bytes) -> EmailMessage:
    return message_from_bytes(ruw, _class=EmailMessage, policy=email.policy.default)


def regels(tekst: str) -> list[str]:
    """Its lines, whatever their ends, and without those that end it."""
    return re.split(r"\r\n|\r|\n", re.sub(r"[\r\n]+$", "", tekst))


@given(TEKSTEN, TEKSTEN)
def test_tekst_en_html_komen_aan_zoals_ze_zijn_op_korte_regels(tekst: str, html: str) -> None:
    ruw = als_bytes(maak_mail(tekst=tekst, html=html))

    mail = gelezen(ruw)
    delen = list(mail.iter_parts())
    assert [deel.get_content_type() for deel in delen] == ["text/plain", "text/html"]
    assert [regels(deel.get_content()) for deel in delen] == [regels(tekst), regels(html)]
    assert not mail.defects
    assert ruw.isascii()
    assert ruw.count(b"\n") == ruw.count(b"\r") == ruw.count(b"\r\n")
    assert max(map(len, ruw.split(b"\r\n"))) <= 76


@given(REGELS)
def test_een_onderwerp_komt_aan_zoals_het_is(onderwerp: str) -> None:
    onderwerp = " ".join(onderwerp.split())

    assert gelezen(als_bytes(maak_mail(onderwerp)))["Subject"] == onderwerp


def test_een_ondertekende_link_blijft_heel() -> None:
    ruw = als_bytes(maak_mail(koppen=KOPPEN))

    mail = gelezen(ruw)
    assert {naam: mail[naam] for naam in KOPPEN} == KOPPEN
    assert f"List-Unsubscribe: <{LINK}>,\r\n <mailto:".encode() in ruw
    assert (mail["To"], mail["From"]) == ("jan@example.nl", settings.DEFAULT_FROM_EMAIL)
    assert mail["Date"].datetime


@pytest.mark.parametrize("naam", ["onderwerp", "aan", "koppen"])
def test_een_regeleinde_voegt_nergens_een_kop_toe(naam: str) -> None:
    kwaad = "jan@example.nl\nBcc: allen@example.nl"
    velden: dict[str, Any] = {naam: {"List-Unsubscribe": kwaad} if naam == "koppen" else kwaad}

    with pytest.raises(ValueError, match="linefeed"):
        als_bytes(maak_mail(**velden))


def test_een_domein_met_een_accent_wordt_ascii() -> None:
    assert gelezen(als_bytes(maak_mail(aan="jan@café.example")))["To"] == "jan@xn--caf-dma.example"


def test_een_provider_krijgt_alles_ook() -> None:
    mail = maak_mail(tekst="Tekst", html="<p>Html</p>", koppen=KOPPEN)

    lading = PostmarkPayload(mail, {}, Postmark(alias="proef", server_token="geheim")).data

    assert (lading["TextBody"], lading["HtmlBody"]) == ("Tekst", "<p>Html</p>")
    assert (lading["Subject"], lading["To"]) == ("Dag", "jan@example.nl")
    assert {kop["Name"]: kop["Value"] for kop in lading["Headers"]} == KOPPEN
