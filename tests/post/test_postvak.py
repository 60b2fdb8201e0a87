"""The letterbox of the demo."""

from __future__ import annotations

import email.policy
from datetime import timedelta
from email import message_from_bytes
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.live_server_helper import LiveServer

from post.actions.klaarzetten import verstuur_volgende, zet_klaar
from post.models import Bericht, Postvakmail
from post.views.postvak import PER_BLAD
from tests.maak import BRIEF, maak_mail

pytestmark = pytest.mark.django_db

NU = timezone.now() + timedelta(days=1)
LINK = "http://127.0.0.1:8000/elders/NQ:1wabc:dEf-_g/"
AFMELDEN = "https://kennisbank.example.nl/nieuwsbrieven/afmelden/1:" + "x" * 60 + "/"


@pytest.fixture(autouse=True)
def _demo(settings: Settings) -> None:
    settings.DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "post.backends.PostvakBackend"}}


def nieuwsbrief(nummer: int = 1, html: str = "<p>Dag</p>") -> Postvakmail:
    maak_mail(
        f"Nr {nummer}",
        tekst=f"Zie <b>\n\n{LINK}\n\nDag.",
        html=f"<!doctype html><html><head><title>Nr</title></head><body>{html}</body></html>",
        koppen={
            "Message-ID": "<editie-5.1.aa@example.nl>",
            "List-Unsubscribe": f"<{AFMELDEN}>, <mailto:terug@example.nl>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    ).send()
    return Postvakmail.objects.latest("pk")


def test_buiten_de_demo_bestaat_het_postvak_niet(client: Client, settings: Settings) -> None:
    pk = nieuwsbrief().pk
    settings.DEMO = False

    for pad in ("/postvak/", f"/postvak/{pk}/", f"/postvak/{pk}/opmaak/"):
        assert client.get(pad).status_code == 404


def test_het_postvak_houdt_de_mail_zoals_hij_weg_zou_gaan() -> None:
    mail = nieuwsbrief()

    bron = message_from_bytes(bytes(mail.bron), policy=email.policy.default)
    assert (mail.aan, mail.onderwerp) == ("jan@example.nl", "Nr 1")
    assert bron["List-Unsubscribe"] == f"<{AFMELDEN}>, <mailto:terug@example.nl>"


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_postvak_toont_de_nieuwste_eerst(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        nieuwsbrief(nummer)

    with django_assert_num_queries(4):
        response = client.get("/postvak/")

    assert [mail.onderwerp for mail in response.context["blad"]] == [
        f"Nr {nummer}" for nummer in reversed(range(aantal))
    ]


def test_veel_mail_staat_op_meer_bladen(client: Client) -> None:
    for nummer in range(PER_BLAD + 1):
        Postvakmail.objects.create(aan="a@example.nl", onderwerp=f"Nr {nummer}", bron=b"")

    tweede = client.get("/postvak/?pagina=2")

    assert [mail.onderwerp for mail in tweede.context["blad"]] == ["Nr 0"]


def test_wat_wacht_of_is_opgegeven_blijft_te_zien(client: Client) -> None:
    velden_van = {"wacht": {}, "opgegeven": {"opgegeven_op": NU}, "verzonden": {"verzonden_op": NU}}
    for sleutel, velden in velden_van.items():
        zet_klaar(sleutel=sleutel, aan="a@example.nl", onderwerp=f"Dit {sleutel}", **BRIEF)
        Bericht.objects.filter(sleutel=sleutel).update(fout=f"fout bij {sleutel}", **velden)

    pagina = client.get("/postvak/").text

    wachtend, _, opgegeven = pagina.partition("<h2>Wacht nog</h2>")[2].partition(
        "<h2>Opgegeven</h2>"
    )
    assert "Dit wacht" in wachtend
    assert "fout bij wacht" in wachtend
    assert "Dit opgegeven" in opgegeven
    assert "Dit verzonden" not in pagina


def test_wat_wacht_komt_in_het_postvak(client: Client) -> None:
    zet_klaar(
        sleutel="1", aan="a@example.nl", onderwerp="Dag", tekst=f"Zie {LINK}", html="<p>Ik</p>"
    )

    verstuur_volgende(NU)

    pagina = client.get("/postvak/").text
    assert "Wacht nog" not in pagina
    assert client.get(f"/postvak/{Postvakmail.objects.get().pk}/opmaak/").text.startswith(
        "<p>Ik</p>"
    )


def test_een_link_in_een_mail_is_te_volgen_en_andere_tekens_zijn_tekst(client: Client) -> None:
    pagina = client.get(f"/postvak/{nieuwsbrief().pk}/").text

    assert f'<a href="{LINK}" rel="nofollow">' in pagina
    assert "Zie &lt;b&gt;" in pagina
    assert f'&lt;<a href="{AFMELDEN}" rel="nofollow">' in pagina
    assert "List-Unsubscribe=One-Click" in pagina
    assert "editie-5.1.aa@example.nl" in pagina


def test_de_opmaak_mag_stijl_en_beeld_en_verder_niets(client: Client) -> None:
    antwoord = client.get(f"/postvak/{nieuwsbrief(html='<p>één</p>').pk}/opmaak/")

    beleid = antwoord["Content-Security-Policy"]
    assert "<p>één</p>" in antwoord.text
    assert set(beleid.split("; ")) == {
        "default-src 'none'",
        "frame-ancestors 'self'",
        "img-src 'self' data: http://127.0.0.1:8000",
        "style-src 'unsafe-inline'",
    }
    assert antwoord["X-Frame-Options"] == "SAMEORIGIN"


def test_de_pagina_mag_de_opmaak_tonen_en_zelf_nergens_in_staan(client: Client) -> None:
    antwoord = client.get(f"/postvak/{nieuwsbrief().pk}/")

    assert "frame-src 'self'" in antwoord["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"]
    assert antwoord["X-Frame-Options"] == "DENY"


def test_een_mail_van_alleen_tekst_heeft_geen_opmaak(client: Client) -> None:
    EmailMessage("Dag", "Alleen tekst", to=["a@example.nl"]).send()
    pk = Postvakmail.objects.get().pk

    assert client.get(f"/postvak/{pk}/opmaak/").status_code == 404
    assert "<iframe" not in client.get(f"/postvak/{pk}/").text


@pytest.mark.django_db(transaction=True)
def test_een_link_in_de_opmaak_opent_een_tabblad_en_een_script_doet_niets(
    live_server: LiveServer, browser: Browser
) -> None:
    # A page of its own: the plugin's would keep for all later tests that it knows no site.
    page = browser.new_page()
    doel = f"{live_server.url}/over/"
    kwaad = "<script>parent.document.title = 'kwaad'; document.title = 'kwaad'</script>"
    mail = nieuwsbrief(
        html=f"<p style='color: rgb(1, 2, 3)'><a href='{doel}'>Lees meer</a></p>{kwaad}"
    )
    page.goto(f"{live_server.url}/postvak/{mail.pk}/")

    lijst = page.frame_locator("iframe")
    with page.expect_popup() as tabblad:
        lijst.get_by_role("link", name="Lees meer").click()

    expect(tabblad.value).to_have_url(doel)
    expect(tabblad.value.get_by_role("heading", level=1)).to_be_visible()
    expect(lijst.locator("p")).to_have_css("color", "rgb(1, 2, 3)")
    assert urlsplit(page.url).path == f"/postvak/{mail.pk}/"
    assert "kwaad" not in page.title()
    page.close()
