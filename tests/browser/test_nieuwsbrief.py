"""The whole way of a newsletter: from asking for it to leaving it, with a real mail server."""

from __future__ import annotations

import contextlib
import mailbox
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gebruikers.models import Gebruiker
from kennisbank.server import HOST, ROOT, free_port, work
from nieuwsbrieven.models import Editie, Levering
from tests.browser.conftest import DATABASE
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_gepubliceerd, maak_thema

LEZER = "noor@example.nl"
ONDERWERP = "Wonen in de wijk, en meer"
WONEN, NIET_WONEN = "Een sleutel op proef", "Samen koken op dinsdag"
GEDULD = 60
"""Seconds within which a mail must arrive."""


class Smtpbak:
    """The mail that a real SMTP server took in."""

    def __init__(self, map_: Path) -> None:
        self.map = mailbox.Maildir(str(map_), factory=None, create=False)

    def wacht_op(self, aan: str, onderwerp: str) -> EmailMessage:
        """The mail to that address whose subject begins so."""
        einde = time.monotonic() + GEDULD
        while time.monotonic() < einde:
            for mail in self.aan(aan):
                if str(mail["Subject"]).startswith(onderwerp):
                    return mail
            time.sleep(0.2)  # another process delivers it, and tells no one
        raise AssertionError(f"Geen mail aan {aan} over {onderwerp}.")

    def aan(self, adres: str) -> list[EmailMessage]:
        """All mail to that address."""
        mails = []
        for sleutel in self.map.keys():  # noqa: SIM118 (a mailbox is no dict)
            with self.map.get_file(sleutel) as bestand:
                mail = _lees(bestand.read())
            if adres in str(mail["To"]):
                mails.append(mail)
        return mails


def _lees(bron: bytes) -> EmailMessage:
    return message_from_bytes(bron, _class=EmailMessage, policy=policy.default)


@pytest.fixture
def post(site: str, tmp_path: Path) -> Iterator[Smtpbak]:
    """A mail server in a process of its own, and the worker that sends to it."""
    map_, port = tmp_path / "post", free_port()
    for deel in ("new", "cur", "tmp"):
        (map_ / deel).mkdir(parents=True)
    server = [
        *(sys.executable, "-m", "aiosmtpd", "-n", "-l", f"{HOST}:{port}"),
        *("-c", "aiosmtpd.handlers.Mailbox", str(map_)),
    ]
    omgeving = {
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl(),
        "EMAIL_URL": f"smtp://{HOST}:{port}",
        "SITE_URL": site,
    }
    proces = subprocess.Popen(server, cwd=ROOT)
    try:
        with work(omgeving):
            yield Smtpbak(map_)
    finally:
        proces.terminate()
        proces.wait()


def tekst_van(mail: EmailMessage, soort: str = "plain") -> str:
    deel = mail.get_body((soort,))
    assert deel
    return str(deel.get_content())


def link_in(mail: EmailMessage, pad: str) -> str:
    """The path of the link in the plain text that has `pad` in it."""
    gevonden = re.search(rf"https?://\S*/{pad}/\S+", tekst_van(mail))
    assert gevonden, tekst_van(mail)
    return urlsplit(gevonden[0].rstrip(".>)")).path


def meld_aan(werkplaats: Werkplaats, post: Smtpbak) -> Page:
    """Ask for the newsletter from the page of a theme, and confirm by the link in the mail."""
    page = werkplaats.bezoeker(breedte=390)
    page.goto("/thema/wonen/")
    page.get_by_role("link", name="Nieuwsbrief over Wonen").click()
    expect(page.get_by_role("checkbox", name="Wonen")).to_be_checked()
    page.locator("#id_email").fill(LEZER)
    page.locator("#id_akkoord").check()
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    page.goto(link_in(post.wacht_op(LEZER, "Bevestig"), "nieuwsbrieven/bevestigen"))
    page.get_by_role("button", name=re.compile("^Ja, ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U krijgt de nieuwsbrief")
    assert page.context.cookies() == []
    return page


def publiceer_iets(werkplaats: Werkplaats) -> None:
    """Something new for who reads about wonen, and something that is not for them."""
    with werkplaats.database():
        maak_gepubliceerd(titel=WONEN, themas=[maak_thema("wonen")])
        maak_gepubliceerd(titel=NIET_WONEN, themas=[maak_thema("participatie")])


def stel_op(page: Page) -> None:
    """Make an edition of two suggestions and a paragraph, and bring that to the top."""
    page.goto("/redactie/nieuwsbrieven/")
    page.get_by_role("link", name="Nieuwe nieuwsbrief").click()
    page.get_by_label("Onderwerp").fill(ONDERWERP)
    page.locator("main form button[type=submit]").first.click()
    for titel in (WONEN, NIET_WONEN):
        page.get_by_role("checkbox", name=titel).first.check()
    page.get_by_role("button", name="Neem op").click()
    page.get_by_role("button", name="Eigen bericht").click()
    page.locator("#id_titel").fill("Tot ziens in januari")
    page.locator(".veld:has(#id_tekst) .rijk__tekst").fill("Wij zijn er even niet.")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.get_by_role("button", name=re.compile(r"^Bovenaan\s*: Tot ziens")).press("Enter")
    expect(page.locator(".nb-deel h3").first).to_have_text("Tot ziens in januari")
    page.locator("#id_preheader").fill("Drie berichten om te lezen.")
    page.get_by_role("button", name="Bewaren en naar het voorbeeld").click()


def bekijk(page: Page, redacteur: Gebruiker, post: Smtpbak) -> None:
    """See what a reader of one theme gets, and send oneself a test mail."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeld")
    page.locator("input[name=wie][value=elke]").check()
    page.locator("summary", has_text="Waar leest deze lezer over?").click()
    page.locator("label", has_text="Wonen").locator("input[name=themas]").check()
    page.get_by_role("button", name="Toon wat deze lezer krijgt").click()
    mail = page.frame_locator("iframe.mailraam--telefoon")
    expect(mail.get_by_role("heading", name=WONEN)).to_be_visible()
    expect(mail.get_by_role("heading", name=NIET_WONEN)).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Stuur een proef")).click()
    proef = post.wacht_op(redacteur.email, "Proef")
    assert "List-Unsubscribe" not in proef
    assert WONEN in tekst_van(proef)


def verstuur(page: Page, werkplaats: Werkplaats) -> None:
    """Plan it for tomorrow; then tomorrow comes."""
    page.get_by_role("link", name="Naar het verzenden").click()
    page.locator("input[name=wanneer][value=later]").check()
    morgen = timezone.localtime() + timedelta(days=1)
    page.locator("#id_dag").fill(morgen.date().isoformat())
    page.locator("#id_tijd").fill("10:00")
    page.get_by_role("button", name=re.compile("^Ja, verstuur aan")).click()
    expect(page.get_by_text("Gaat uit op")).to_be_visible()
    with werkplaats.database():
        Editie.objects.filter(onderwerp=ONDERWERP).update(verzendmoment=timezone.now())


def post_een_klik(adres: str) -> int:
    """What a mail program does: one POST, without cookies or session."""
    verzoek = urllib.request.Request(adres, b"List-Unsubscribe=One-Click", method="POST")
    with contextlib.closing(urllib.request.urlopen(verzoek)) as antwoord:
        return int(antwoord.status)


def test_van_aanmelden_tot_afmelden(werkplaats: Werkplaats, post: Smtpbak, page: Page) -> None:
    publiceer_iets(werkplaats)
    lezer = meld_aan(werkplaats, post)
    redacteur = werkplaats.gebruiker("webredacteur", naam="Wim Webredacteur")
    kantoor = werkplaats.ingelogd(redacteur)
    stel_op(kantoor)
    bekijk(kantoor, redacteur, post)

    verstuur(kantoor, werkplaats)
    mail = post.wacht_op(LEZER, ONDERWERP)
    assert WONEN in tekst_van(mail)
    assert WONEN in tekst_van(mail, "html")
    assert NIET_WONEN not in tekst_van(mail) + tekst_van(mail, "html")
    kantoor.reload()
    expect(kantoor.get_by_text("Verzonden", exact=True)).to_be_visible(timeout=GEDULD * 1000)

    lezer.goto(link_in(mail, "nieuwsbrieven/voorkeuren"))
    lezer.get_by_role("radio", name="Een overzicht per kwartaal").check()
    lezer.get_by_role("button", name="Bewaren", exact=True).click()
    expect(lezer.get_by_role("main").get_by_role("status")).to_be_visible()

    een_klik, per_mail = str(mail["List-Unsubscribe"]).split(", ")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert per_mail.startswith("<mailto:")
    assert post_een_klik(een_klik.strip("<>")) == 200
    lezer.reload()
    expect(lezer.get_by_role("heading", level=1)).to_have_text("U krijgt geen nieuwsbrief")

    assert len([brief for brief in post.aan(LEZER) if brief["Subject"] == ONDERWERP]) == 1
    with werkplaats.database():
        assert (
            not Levering.objects.filter(editie__onderwerp=ONDERWERP)
            .exclude(status="verzonden")
            .exists()
        )
    page.goto("/nieuwsbrieven/")
    page.get_by_role("link", name=ONDERWERP).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ONDERWERP)
