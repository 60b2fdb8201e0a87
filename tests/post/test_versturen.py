"""The outbox: each mail once, never none, and not for ever."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from post.actions.klaarzetten import (
    BEWAREN,
    PAUZES,
    TEKST_BEWAREN,
    meld_wat_blijft_liggen,
    ruim_op,
    verstuur_volgende,
    zet_klaar,
)
from post.models import Bericht, Postvakmail
from post.regels.kenmerk import message_id
from post.uitvoer.opmaak import als_html
from tests.post.brievenbus import Brievenbus
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

NU = timezone.now() + timedelta(days=1)
LINK = "http://127.0.0.1:8000/klopt-nog/a:b/"


def klaar(sleutel: str = "welkom-1", **velden: str) -> Bericht:
    zet_klaar(
        sleutel=sleutel,
        **{
            "aan": "jan@example.nl",
            "onderwerp": "Klopt ‘De Hoek’ nog?",
            "tekst": f"Beste Jan,\n\nKijk hier <nu>:\n{LINK}\n\nTot dan.",
            "knop": "Zeg of het klopt",
            "waarom": "U bent de contactpersoon.",
            **velden,
        },
    )
    return Bericht.objects.get(sleutel=sleutel)


def test_een_gebeurtenis_geeft_een_bericht() -> None:
    klaar()
    klaar()

    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_klaarzetten_kan_alleen_in_de_transactie_van_de_stap() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        klaar()


@pytest.mark.parametrize(
    "velden",
    [{"knop": ""}, {"tekst": "Kijk op http://127.0.0.1:8000/ eens."}, {"tekst": "https://a.nl/"}],
)
def test_een_mail_zonder_knop_wordt_niet_klaargezet(velden: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="one button"):
        klaar(**velden)


def test_de_knop_volgt_het_adres_van_ons_en_niet_dat_in_de_tekst_van_een_ander() -> None:
    bericht = klaar(
        tekst="Hallo\nhttp://127.0.0.1:8000/van-een-ander/\n\nhttp://127.0.0.1:8000/ons/"
    )

    html = als_html(bericht)

    assert '<a class="knop" href="http://127.0.0.1:8000/ons/"' in html


@pytest.mark.django_db(transaction=True)
def test_een_stap_die_mislukt_laat_geen_bericht_na() -> None:
    @transaction.atomic
    def stap() -> None:
        klaar()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stap()

    assert not Bericht.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_na_de_stap_wacht_er_een_baan_hoeveel_berichten_er_ook_zijn() -> None:
    with transaction.atomic():
        klaar("een")
        klaar("twee")
        assert not banen()
    with transaction.atomic():
        klaar("drie")

    assert banen() == ["post.verstuur"]


def banen() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return [naam for (naam,) in cursor.fetchall()]


def test_een_mail_is_tekst_en_html_met_een_knop(bus: Brievenbus, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Kennisbank <post@example.nl>"
    bericht = klaar()

    assert verstuur_volgende(NU)
    assert not verstuur_volgende(NU)

    (mail,) = bus.alle()
    assert (mail["To"], mail["From"]) == ("jan@example.nl", "Kennisbank <post@example.nl>")
    assert mail["Subject"] == "Klopt ‘De Hoek’ nog?"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == message_id("bericht", bericht.pk, "jan@example.nl")
    assert bus.afzenders == [settings.TERUG_EMAIL]
    tekst, html = (deel.get_content() for deel in mail.iter_parts())
    assert tekst.replace("\r\n", "\n").strip() == (
        "Beste Jan,\n\nKijk hier <nu>:\nhttp://127.0.0.1:8000/klopt-nog/a:b/\n\nTot dan.\n\n"
        "--------------------\nWaarom krijgt u deze mail? U bent de contactpersoon.\n\n"
        "Kennisbank Nieuwe wegen – ggz en opvang\nhttp://127.0.0.1:8000/\n"
        f"{settings.REDACTIE_EMAIL}"
    )
    assert re.findall(r'<a class="knop" href="([^"]*)"[^>]*>([^<]*)</a>', html) == [
        ("http://127.0.0.1:8000/klopt-nog/a:b/", "Zeg of het klopt")
    ]
    assert html.count(">http://127.0.0.1:8000/klopt-nog/a:b/</a>") == 1
    assert "&lt;nu&gt;" in html
    assert html.index("Kijk hier") < html.index("Zeg of het klopt") < html.index("Tot dan.")
    assert "<img" not in html
    bericht.refresh_from_db()
    assert bericht.verzonden_op == NU


def test_een_mail_met_eigen_opmaak_krijgt_geen_andere(bus: Brievenbus) -> None:
    klaar(html="<h1>Nieuw</h1>")

    verstuur_volgende(NU)

    (mail,) = bus.alle()
    tekst, html = (deel.get_content().strip() for deel in mail.iter_parts())
    assert tekst.startswith("Beste Jan,")
    assert html == "<h1>Nieuw</h1>"


def test_een_onderwerp_past_altijd_in_een_kop(bus: Brievenbus) -> None:
    klaar(onderwerp="Eerste regel\nBcc: allen@example.nl " + "x" * 300)

    verstuur_volgende(NU)

    (mail,) = bus.alle()
    assert mail["Subject"].startswith("Eerste regel Bcc: allen@example.nl xx")
    assert mail["Bcc"] is None


def test_na_elke_mislukking_een_langere_pauze_en_dan_is_het_op(bus: Brievenbus) -> None:
    bus.antwoorden["jan@example.nl"] = "451 straks weer"
    bericht, nu = klaar(), NU

    for poging, pauze in enumerate(PAUZES, start=1):
        assert verstuur_volgende(nu)
        assert not verstuur_volgende(nu + pauze - timedelta(seconds=1))
        bericht.refresh_from_db()
        assert (bericht.pogingen, bericht.volgende_op) == (poging, nu + pauze)
        nu += pauze
    verstuur_volgende(nu)

    bericht.refresh_from_db()
    assert bericht.opgegeven_op == nu
    assert "451" in bericht.fout
    assert not verstuur_volgende(nu + timedelta(days=365))
    assert list(PAUZES) == sorted(PAUZES)


def test_na_een_mislukking_gaat_hij_alsnog(bus: Brievenbus) -> None:
    bus.antwoorden["jan@example.nl"] = "451 straks weer"
    bericht = klaar()
    verstuur_volgende(NU)
    assert bus.alle() == []
    bus.antwoorden.clear()

    verstuur_volgende(NU + PAUZES[0])

    bericht.refresh_from_db()
    assert len(bus.alle()) == 1
    assert (bericht.verzonden_op, bericht.fout) == (NU + PAUZES[0], "")


def test_een_adres_dat_niet_bestaat_krijgt_geen_tweede_kans(bus: Brievenbus) -> None:
    bus.antwoorden["jan@example.nl"] = "550 onbekend"
    bericht = klaar()

    verstuur_volgende(NU)

    bericht.refresh_from_db()
    assert (bericht.pogingen, bericht.opgegeven_op) == (1, NU)
    assert "550" in bericht.fout


@pytest.mark.parametrize(
    "antwoord", ["421 4.3.2 sluit", "554 5.7.1 Relay access denied", "452 4.2.2 vol"]
)
def test_wat_niets_over_het_adres_zegt_krijgt_een_tweede_kans(
    bus: Brievenbus, antwoord: str
) -> None:
    bus.antwoorden["jan@example.nl"] = antwoord
    bericht = klaar()

    verstuur_volgende(NU)

    bericht.refresh_from_db()
    assert (bericht.opgegeven_op, bericht.volgende_op) == (None, NU + PAUZES[0])


def test_een_bericht_dat_niet_gaat_houdt_een_ander_niet_op(bus: Brievenbus) -> None:
    klaar("stuk", aan="jan@kapot..example")
    klaar("heel", aan="piet@example.nl")

    while verstuur_volgende(NU):
        pass

    (mail,) = bus.alle()
    assert mail["To"] == "piet@example.nl"
    assert Bericht.objects.get(sleutel="stuk").pogingen == 1


def test_zonder_mailserver_blijft_een_bericht_wachten(settings: Settings) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "post.backends.SmtpBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
        }
    }
    bericht = klaar()

    verstuur_volgende(NU)

    bericht.refresh_from_db()
    assert bericht.volgende_op == NU + PAUZES[0]
    assert "ConnectionRefusedError" in bericht.fout


@pytest.mark.django_db(transaction=True)
def test_na_een_val_tussen_versturen_en_vastleggen_gaat_hij_opnieuw(bus: Brievenbus) -> None:
    with transaction.atomic():
        klaar()

    @transaction.atomic
    def val() -> None:
        verstuur_volgende(NU)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        val()
    assert verstuur_volgende(NU)

    eerste, tweede = bus.alle()
    assert eerste["Message-ID"] == tweede["Message-ID"]
    assert Bericht.objects.get().pogingen == 1


@pytest.mark.django_db(transaction=True)
def test_twee_verzenders_tegelijk_sturen_elk_bericht_een_keer(bus: Brievenbus) -> None:
    sleutels = [f"bericht-{nummer}" for nummer in range(20)]
    with transaction.atomic():
        for sleutel in sleutels:
            klaar(sleutel, onderwerp=sleutel)

    def verstuur_alles() -> None:
        while verstuur_volgende(NU):
            pass

    tegelijk(verstuur_alles, verstuur_alles)

    assert sorted(mail["Subject"] for mail in bus.alle()) == sorted(sleutels)
    assert not Bericht.objects.wachtend().exists()


def test_wat_blijft_liggen_wordt_gemeld(caplog: pytest.LogCaptureFixture) -> None:
    klaar()

    assert meld_wat_blijft_liggen(timezone.now()) == 0
    assert meld_wat_blijft_liggen(timezone.now() + timedelta(minutes=61)) == 1
    assert "1 berichten langer dan een uur" in caplog.text


def test_oude_berichten_verliezen_hun_tekst_en_verdwijnen_dan() -> None:
    for sleutel, oud in [("vers", TEKST_BEWAREN), ("oud", TEKST_BEWAREN), ("oudst", BEWAREN)]:
        klaar(sleutel)
        te_oud = timedelta() if sleutel == "vers" else timedelta(seconds=1)
        Bericht.objects.filter(sleutel=sleutel).update(verzonden_op=NU - oud - te_oud)
    klaar("opgegeven", html="<p>Beste Jan</p>", tekst="")
    Bericht.objects.filter(sleutel="opgegeven").update(
        opgegeven_op=NU - TEKST_BEWAREN - timedelta(days=1), fout="550 jan@example.nl onbekend"
    )
    klaar("wacht")

    ruim_op(NU)

    over = {b.sleutel: bool(b.tekst or b.html or b.fout) for b in Bericht.objects.all()}
    assert over == {"vers": True, "oud": False, "opgegeven": False, "wacht": True}


def test_het_postvak_vergeet_mail_even_snel() -> None:
    for naam, oud in [("vers", TEKST_BEWAREN), ("oud", TEKST_BEWAREN + timedelta(seconds=1))]:
        mail = Postvakmail.objects.create(aan="a@example.nl", onderwerp=naam, bron=b"")
        Postvakmail.objects.filter(pk=mail.pk).update(ontvangen_op=NU - oud)

    ruim_op(NU)

    assert [mail.onderwerp for mail in Postvakmail.objects.all()] == ["vers"]
