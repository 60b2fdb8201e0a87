"""Mail in thousands: the same text, HTML and headers come out as went in."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.message import EmailMessage
from time import thread_time

import pytest
from anymail.backends.postmark import EmailBackend as Postmark
from anymail.backends.postmark import PostmarkPayload
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from post.uitvoer.massamail import GRENS, Massamail

LINK = "https://kennisbank.example.nl/nieuwsbrieven/afmelden/12345:" + "aB-_" * 30 + "/"
KOPREGELS = {
    "Message-ID": "<editie-5.1.00112233445566778899aabbccddeeff@example.nl>",
    "List-Unsubscribe": f"<{LINK}>, <mailto:terug@example.nl?subject=afmelden-{'x' * 90}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "Nieuwsbrief Nieuwe wegen <nieuwsbrief.example.nl>",
}
TEKSTEN = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" .=\t\r\n_-é€𝄞"), max_size=400
)
REGELS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=200)
WOORDEN = st.lists(st.from_regex(r"[!-<>-~]{1,120}", fullmatch=True), min_size=1, max_size=9)


def maak(**velden: str) -> Massamail:
    return Massamail(
        **{
            "onderwerp": "Nieuwe wegen in de wijk",
            "aan": "jan@example.nl",
            "tekst": "Dag.",
            "html": "<p>Dag.</p>",
            **velden,
        },
        kopregels=KOPREGELS,
    )


def gelezen(mail: Massamail) -> EmailMessage:
    return message_from_bytes(als_bytes(mail), _class=EmailMessage, policy=email.policy.default)


def als_bytes(mail: Massamail) -> bytes:
    return mail.message(policy=email.policy.SMTP).as_bytes()


def met_een_soort_regeleinde(tekst: str) -> str:
    return tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@given(TEKSTEN, TEKSTEN)
def test_tekst_en_html_komen_aan_zoals_ze_zijn(tekst: str, html: str) -> None:
    mail = gelezen(maak(tekst=tekst, html=html))

    delen = list(mail.iter_parts())
    assert mail.get_content_type() == "multipart/alternative"
    assert [deel.get_content_type() for deel in delen] == ["text/plain", "text/html"]
    assert [deel.get_content_charset() for deel in delen] == ["utf-8", "utf-8"]
    assert [deel.get_content() for deel in delen] == [
        met_een_soort_regeleinde(tekst),
        met_een_soort_regeleinde(html),
    ]
    assert not mail.defects


@given(TEKSTEN, TEKSTEN)
def test_de_regels_zijn_kort_en_eindigen_overal_gelijk(tekst: str, html: str) -> None:
    ruw = als_bytes(maak(tekst=tekst, html=html))

    _, _, inhoud = ruw.partition(b"\r\n\r\n")
    assert ruw.count(b"\n") == ruw.count(b"\r") == ruw.count(b"\r\n")
    assert max(map(len, inhoud.split(b"\r\n"))) <= 76
    assert max(map(len, ruw.split(b"\r\n"))) <= 998
    assert ruw.count(GRENS.encode()) == 4
    assert ruw.isascii()


@given(REGELS)
def test_een_onderwerp_komt_aan_zoals_het_is(onderwerp: str) -> None:
    onderwerp = " ".join(onderwerp.split())

    assert gelezen(maak(onderwerp=onderwerp))["Subject"] == onderwerp


@given(WOORDEN)
def test_een_kopregel_wordt_alleen_tussen_woorden_gevouwen(woorden: list[str]) -> None:
    waarde = " ".join(woorden)

    mail = Massamail(
        onderwerp="Dag", aan="a@example.nl", tekst="", html="", kopregels={"X-Proef": waarde}
    )

    kop, _, _ = als_bytes(mail).partition(b"\r\n\r\n")
    assert f"X-Proef: {waarde}" in kop.decode().replace("\r\n ", " ")
    lang = [regel for regel in kop.decode().split("\r\n") if len(regel) > 76]
    assert all(" " not in regel.removeprefix("X-Proef: ").strip() for regel in lang)


def test_een_ondertekende_link_blijft_heel() -> None:
    mail = gelezen(maak())

    assert {naam: mail[naam] for naam in KOPREGELS} == KOPREGELS
    assert (mail["To"], mail["From"]) == ("jan@example.nl", settings.DEFAULT_FROM_EMAIL)
    assert mail["MIME-Version"] == "1.0"
    assert mail["Date"].datetime


@pytest.mark.parametrize("einde", ["\n", "\r", "\r\n", "\x00", "\x0b"])
def test_een_regeleinde_voegt_nergens_een_kop_toe(einde: str) -> None:
    kwaad = f"iets{einde}Bcc: allen@example.nl"

    with pytest.raises(ValueError, match="one line"):
        maak(onderwerp=kwaad)
    with pytest.raises(ValueError, match="address"):
        maak(aan=f"jan@example.nl{einde}Bcc: allen@example.nl")
    for kopregels in ({"X-Proef": kwaad}, {f"X-Proef{einde}": "iets"}):
        with pytest.raises(ValueError, match=r"one line|no header"):
            Massamail(onderwerp="Dag", aan="jan@example.nl", tekst="", html="", kopregels=kopregels)


@pytest.mark.parametrize(
    "aan",
    ["", "jan", "jan@kapot..example", "jan@example.nl, piet@example.nl", "Jan <jan@example.nl>"],
)
def test_een_adres_is_een_adres(aan: str) -> None:
    with pytest.raises(ValueError, match="address"):
        maak(aan=aan)


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("Bcc", "a@example.nl"),
        ("subject", "x"),
        ("X-Proef", "é"),
        ("X-Proef", "x" * 1000),
        ("X", ""),
    ],
)
def test_andere_koppen_gaan_niet_mee(naam: str, waarde: str) -> None:
    with pytest.raises(ValueError, match="eader"):
        Massamail(onderwerp="Dag", aan="a@example.nl", tekst="", html="", kopregels={naam: waarde})


def test_een_domein_met_een_accent_wordt_ascii() -> None:
    assert gelezen(maak(aan="jan@café.example"))["To"] == "jan@xn--caf-dma.example"


def test_een_provider_krijgt_alles_ook() -> None:
    mail = maak(tekst="Tekst", html="<p>Html</p>")

    lading = PostmarkPayload(mail, {}, Postmark(alias="proef", server_token="geheim")).data

    assert (lading["TextBody"], lading["HtmlBody"]) == ("Tekst", "<p>Html</p>")
    assert (lading["Subject"], lading["To"]) == ("Nieuwe wegen in de wijk", "jan@example.nl")
    assert {kop["Name"]: kop["Value"] for kop in lading["Headers"]} == KOPREGELS


def test_een_grote_mail_is_er_snel() -> None:
    """In a millisecond at most, at its best of some tries: other tests keep the machine busy."""
    html = "<p>Één regel, zoals er in een nieuwsbrief veel staan: “lang” en vol.</p>\n" * 900
    duur = []

    for nummer in range(20):
        begin = thread_time()
        als_bytes(maak(html=f"{html}<a href='{LINK}{nummer}'>Afmelden</a>"))
        duur.append(thread_time() - begin)

    assert len(html.encode()) > 60_000
    assert min(duur) < 0.001
