"""The calendar file that goes along with a mail."""

from __future__ import annotations

import email.policy
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django.fixtures import Settings

from masterclasses.models import Aanmelding
from masterclasses.uitvoer.kalender import afzegging, uitnodiging
from post.actions.klaarzetten import als_mail, verstuur_volgende, zet_klaar
from post.models import Bericht, Postvakmail
from tests.maak import BRIEF, maak_aanmelding, maak_masterclass
from tests.post.brievenbus import Brievenbus

pytestmark = pytest.mark.django_db

TITEL = "Één dag, ‘duurzaam’; " + "heel lang " * 8
VORMEN = pytest.mark.parametrize(
    ("maak", "methode", "naam"),
    [(uitnodiging, "REQUEST", "uitnodiging.ics"), (afzegging, "CANCEL", "afzegging.ics")],
    ids=["uitnodiging", "afzegging"],
)


def klaar(agenda: str) -> Bericht:
    zet_klaar(sleutel="1", aan="jan@example.nl", onderwerp="U komt", agenda=agenda, **BRIEF)
    return Bericht.objects.get()


def een_agenda(maak: Callable[[Aanmelding], str]) -> str:
    return maak(maak_aanmelding(maak_masterclass(titel=TITEL[:120].strip())))


def als_bytes(deel: Message) -> bytes:
    """What is in a part, once decoded."""
    inhoud = deel.get_payload(decode=True)
    assert isinstance(inhoud, bytes)
    return inhoud


@VORMEN
def test_een_kalenderbestand_gaat_mee_als_uitnodiging_en_als_bijlage(
    bus: Brievenbus, maak: Callable[[Aanmelding], str], methode: str, naam: str
) -> None:
    agenda = een_agenda(maak)
    klaar(agenda)

    verstuur_volgende(timezone.now())

    (mail,) = bus.alle()
    vormen, bijlage = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert vormen.get_content_type() == "multipart/alternative"
    tekst, html, kalender = vormen.iter_parts()
    assert [deel.get_content_type() for deel in (tekst, html, kalender, bijlage)] == [
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert kalender["Content-Type"].params == {"method": methode, "charset": "utf-8"}
    assert kalender.get_filename() is None
    assert kalender["Content-Disposition"] is None
    assert bijlage["Content-Disposition"].content_disposition == "attachment"
    assert bijlage.get_filename() == naam
    assert als_bytes(kalender) == als_bytes(bijlage) == agenda.encode()
    assert Calendar.from_ical(als_bytes(kalender))["method"] == methode


def test_de_bytes_van_een_mail_met_agenda_zijn_kort_en_schoon() -> None:
    bericht = klaar(een_agenda(uitnodiging))

    ruw = als_mail(bericht).message(policy=email.policy.SMTP).as_bytes()

    assert ruw.count(b"\n") == ruw.count(b"\r\n") == len(ruw.splitlines())
    assert max(map(len, ruw.splitlines())) <= 78
    assert ruw.count(b"method") == 1
    delen = [deel for deel in message_from_bytes(ruw).walk() if not deel.is_multipart()]
    assert [deel.get_param("method") for deel in delen] == [None, None, "REQUEST", None]
    assert als_bytes(delen[2]) == bericht.agenda.encode()


def test_zonder_agenda_gaat_er_niets_mee(bus: Brievenbus) -> None:
    klaar("")

    verstuur_volgende(timezone.now())

    (mail,) = bus.alle()
    assert mail.get_content_type() == "multipart/alternative"
    assert [deel.get_content_type() for deel in mail.iter_parts()] == ["text/plain", "text/html"]


def test_een_bestand_zonder_methode_gaat_niet_weg(bus: Brievenbus) -> None:
    bericht = klaar("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    verstuur_volgende(timezone.now())

    bericht.refresh_from_db()
    assert bus.alle() == []
    assert "METHOD" in bericht.fout


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "post.backends.PostvakBackend"}}


@VORMEN
@pytest.mark.usefixtures("_demo")
def test_het_postvak_geeft_het_bestand_dat_meegaat(
    client: Client, maak: Callable[[Aanmelding], str], methode: str, naam: str
) -> None:
    bericht = klaar(een_agenda(maak))
    verstuur_volgende(timezone.now())
    pk = Postvakmail.objects.get().pk

    antwoord = client.get(f"/postvak/{pk}/agenda.ics")

    assert f'href="/postvak/{pk}/agenda.ics"' in client.get(f"/postvak/{pk}/").text
    assert antwoord.content == bericht.agenda.encode()
    assert Calendar.from_ical(antwoord.content)["method"] == methode
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'


@pytest.mark.usefixtures("_demo")
def test_buiten_de_demo_is_er_geen_bestand(client: Client, settings: Settings) -> None:
    klaar(een_agenda(uitnodiging))
    verstuur_volgende(timezone.now())
    settings.DEMO = False

    assert client.get(f"/postvak/{Postvakmail.objects.get().pk}/agenda.ics").status_code == 404


@pytest.mark.usefixtures("_demo")
def test_bij_een_bericht_zonder_agenda_is_er_geen_bestand(client: Client) -> None:
    klaar("")
    verstuur_volgende(timezone.now())
    pk = Postvakmail.objects.get().pk

    assert client.get(f"/postvak/{pk}/agenda.ics").status_code == 404
    assert "agenda.ics" not in client.get(f"/postvak/{pk}/").text
