"""Failures that come back by mail count when they are about mail of ours."""

from __future__ import annotations

import logging
from datetime import datetime
from email.message import EmailMessage
from time import monotonic

import pytest
from django.db import OperationalError
from django.utils import timezone
from imap_tools.message import MailMessage
from pytest_django.fixtures import Settings

from post.actions.postbus import GROOTSTE, lees
from post.keuzelijsten import Terugmeldsoort
from post.models import Postadres, Terugmelding
from post.regels.kenmerk import message_id
from tests.post.imap import HOST, Postbus
from tests.post.meldingen import AAN, exchange, gmail, klacht, postfix, qmail

pytestmark = pytest.mark.django_db

NU = timezone.now()
HARD, ZACHT, KLACHT = Terugmeldsoort.HARD, Terugmeldsoort.ZACHT, Terugmeldsoort.KLACHT
ONZE = message_id("editie-5", 7, AAN)
VREEMD = "<20260427.7@elders.example.nl>"
VOL = {"status": "5.2.2", "uitleg": "smtp; 552 5.2.2 Mailbox full"}
OP = {"status": "4.4.7", "uitleg": "smtp; 550 4.4.7 QUEUE.Expired"}
SPAM = {"status": "5.7.1", "uitleg": "smtp; 550 5.7.1 Message rejected as spam"}


def niets_anders(_brief: MailMessage) -> bool:
    """For a mailbox to which nobody writes."""
    return False


def gemeld() -> list[tuple[str, str, str]]:
    return list(Terugmelding.objects.order_by("pk").values_list("email", "soort", "zending"))


def gewone_brief(onderwerp: str = "Vraag", tekst: str = "Dag redactie,") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "piet@example.nl", "terug@example.nl", onderwerp
    mail.set_content(tekst)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("mail", "soort"),
    [
        pytest.param(postfix(ONZE), HARD, id="postfix"),
        pytest.param(exchange(ONZE), HARD, id="exchange"),
        pytest.param(gmail(ONZE), HARD, id="gmail"),
        pytest.param(qmail(ONZE), HARD, id="qmail"),
        pytest.param(qmail(ONZE, uitleg="Sorry, it did not work."), HARD, id="qmail-zonder-code"),
        pytest.param(qmail(ONZE, uitleg="Mailbox full (#5.2.2)"), ZACHT, id="qmail-vol"),
        pytest.param(postfix(ONZE, **VOL), ZACHT, id="vol"),
        pytest.param(postfix(ONZE, **OP), ZACHT, id="opgegeven"),
        pytest.param(postfix(ONZE, **SPAM), ZACHT, id="spamfilter"),
        pytest.param(postfix(ONZE, status="5.0.0", uitleg="smtp; 550 No"), HARD, id="kaal"),
        pytest.param(postfix(ONZE, aan="elders@example.nl", oorspronkelijk=AAN), HARD, id="orcpt"),
        pytest.param(postfix(ONZE, actie="error"), HARD, id="opensmtpd"),
        pytest.param(klacht(ONZE), KLACHT, id="klacht"),
        pytest.param(klacht(ONZE, ontvanger=""), KLACHT, id="klacht-zonder-adres"),
    ],
)
def test_wat_terugkomt_van_ons_telt_en_gaat_weg(
    postbus: Postbus, mail: str, soort: Terugmeldsoort
) -> None:
    postbus.bezorg(mail)

    assert lees(NU, niets_anders) == 1

    assert gemeld() == [(AAN, soort, "editie-5")]
    assert Postadres.objects.gestopt().count() == (soort != ZACHT)
    assert postbus.brieven == {}


def test_de_code_en_de_uitleg_blijven_bewaard(postbus: Postbus) -> None:
    postbus.bezorg(exchange(ONZE))

    lees(NU, niets_anders)

    rij = Terugmelding.objects.get()
    assert (rij.code, rij.bron) == ("5.1.10", "postbus")
    assert rij.tekst.endswith("Recipient not found by SMTP address lookup")


@pytest.mark.parametrize(
    "mail",
    [
        postfix(ONZE, actie="delayed", status="4.4.1"),
        postfix(ONZE, actie="delivered", status="2.0.0"),
        gmail(ONZE, actie="delayed", status="4.2.1"),
        klacht(ONZE, soort="not-spam"),
    ],
)
def test_vertraging_is_geen_mislukking(postbus: Postbus, mail: str) -> None:
    postbus.bezorg(mail)

    assert lees(NU, niets_anders) == 1

    assert gemeld() == []
    assert postbus.brieven == {}


@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(postfix(VREEMD), id="andere-afzender"),
        pytest.param(postfix(ONZE.replace("editie-5", "editie-6")), id="vervalst"),
        pytest.param(postfix(ONZE, aan="piet@example.nl"), id="ander-adres"),
        pytest.param(exchange(VREEMD), id="exchange"),
        pytest.param(gmail(VREEMD), id="gmail"),
        pytest.param(qmail(VREEMD), id="qmail"),
        pytest.param(klacht(VREEMD), id="klacht"),
        pytest.param(
            klacht(ONZE, ontvanger="piet@example.nl", aan="piet@example.nl"),
            id="klacht-ander-adres",
        ),
    ],
)
def test_wat_niet_van_ons_is_blijft_liggen_en_stopt_niets(
    postbus: Postbus, caplog: pytest.LogCaptureFixture, mail: str
) -> None:
    caplog.set_level(logging.INFO, "post.actions.postbus")
    uid = postbus.bezorg(mail)

    assert lees(NU, niets_anders) == 0

    assert gemeld() == []
    assert not Postadres.objects.exists()
    assert postbus.brieven[uid].vlaggen == {"\\Seen"}
    assert "gaat niet over post van ons" in caplog.text
    assert "example.nl" not in caplog.text


def test_dezelfde_melding_nog_eens_telt_niet(postbus: Postbus) -> None:
    postbus.bezorg(postfix(ONZE))
    postbus.bezorg(postfix(ONZE))
    postbus.bezorg(gmail(ONZE))

    assert lees(NU, niets_anders) == 3

    assert len(gemeld()) == 1


def test_andere_post_gaat_naar_wie_erom_vroeg(postbus: Postbus) -> None:
    onderwerpen: list[str] = []

    def neem_aan(brief: MailMessage) -> bool:
        onderwerpen.append(brief.subject)
        return brief.subject == "Voor u"

    voor_u = postbus.bezorg(gewone_brief("Voor u"))
    vraag = postbus.bezorg(gewone_brief("Één vraag"))
    postbus.bezorg(postfix(ONZE))

    assert lees(NU, neem_aan) == 2
    assert lees(NU, neem_aan) == 0

    assert onderwerpen == ["Voor u", "Één vraag"]
    assert voor_u not in postbus.brieven
    assert postbus.brieven[vraag].vlaggen == {"\\Seen"}


def test_een_brief_die_misgaat_houdt_de_andere_niet_op(
    postbus: Postbus, caplog: pytest.LogCaptureFixture
) -> None:
    def struikel(_brief: MailMessage) -> bool:
        raise ZeroDivisionError

    raar = postbus.bezorg(gewone_brief())
    postbus.bezorg(postfix(ONZE))

    assert lees(NU, struikel) == 1

    assert postbus.brieven[raar].vlaggen == {"\\Seen", "\\Flagged"}
    assert "niet te verwerken" in caplog.text
    assert len(gemeld()) == 1


def test_zonder_database_blijft_de_brief_ongelezen(postbus: Postbus) -> None:
    def val_uit(_brief: MailMessage) -> bool:
        raise OperationalError

    uid = postbus.bezorg(gewone_brief())

    with pytest.raises(OperationalError):
        lees(NU, val_uit)

    assert postbus.brieven[uid].vlaggen == set()
    assert postbus.opdrachten[-1] == "LOGOUT"


def test_een_brief_die_de_server_niet_afgeeft_houdt_de_andere_niet_op(
    postbus: Postbus, caplog: pytest.LogCaptureFixture
) -> None:
    raar = postbus.bezorg(gewone_brief())
    postbus.onleesbaar.add(raar)
    postbus.bezorg(postfix(ONZE))

    assert lees(NU, niets_anders) == 1

    assert postbus.brieven[raar].vlaggen == set()
    assert "geeft een bericht niet af" in caplog.text


def test_van_een_grote_brief_worden_alleen_de_kopregels_gelezen(
    postbus: Postbus, caplog: pytest.LogCaptureFixture
) -> None:
    gelezen: list[str] = []

    def neem_aan(brief: MailMessage) -> bool:
        gelezen.append(brief.subject + brief.text)
        return False

    groot = postbus.bezorg(gewone_brief("Foto's", ("x" * 70 + "\n") * (GROOTSTE // 70)))
    postbus.bezorg(postfix(ONZE))

    assert lees(NU, neem_aan) == 1

    assert gelezen == ["Foto's"]
    assert postbus.brieven[groot].vlaggen == {"\\Seen"}
    assert "te groot" in caplog.text


@pytest.mark.parametrize("regel", ["x" * 900_000, "x" * 998 + "\n" + ("y" * 998 + "\n") * 199])
def test_tekst_die_geen_server_schrijft_houdt_niets_op(postbus: Postbus, regel: str) -> None:
    postbus.bezorg(
        f"From: x@example.nl\n\nYour message could not be delivered to\n{regel}\n"
        f"To: {AAN}\nMessage-ID: {ONZE}\n"
    )
    begin = monotonic()

    assert lees(NU, niets_anders) == 0

    assert monotonic() - begin < 20


def test_een_melding_met_duizenden_ontvangers_is_niet_van_ons(postbus: Postbus) -> None:
    blok = "\nFinal-Recipient: rfc822; {}@example.nl\nAction: failed\nStatus: 5.1.1\n"
    veel = "".join(blok.format(f"a{nummer}") for nummer in range(5000))
    postbus.bezorg(postfix(ONZE, aan="piet@example.nl").replace("\nFinal-", f"{veel}\nFinal-"))

    assert lees(NU, niets_anders) == 0
    assert gemeld() == []


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\x00\xff\xfe",
        postfix(ONZE).encode().replace(AAN.encode(), b"\xff\xfe@\xff"),
        b"Content-Type: message/feedback-report\n\nFeedback-Type: \xff",
        b"Subject: =?onzin?q?=ff?= =?utf-8?b?!!!?=\nMessage-ID: <a@b>\n\nDag",
        b"Content-Type: text/plain; charset=onzin\n\n\xffMessage-ID: <\xff@b>",
    ],
)
def test_onzin_blijft_liggen(postbus: Postbus, mail: bytes) -> None:
    uid = postbus.bezorg(mail)

    assert lees(NU, lambda brief: brief.subject == "x") == 0

    assert "\\Seen" in postbus.brieven[uid].vlaggen
    assert gemeld() == []


def test_alleen_wat_nieuw_en_van_de_laatste_maand_is_wordt_gevraagd(postbus: Postbus) -> None:
    lees(datetime(2026, 4, 30, tzinfo=timezone.get_current_timezone()), niets_anders)

    gevraagd = [regel for regel in postbus.opdrachten if "SEARCH" in regel]
    assert gevraagd
    assert all("UNSEEN" in regel and "SINCE 31-Mar-2026" in regel for regel in gevraagd)


def test_zonder_postbus_gebeurt_er_niets(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.IMAP_URL = ""

    assert lees(NU, niets_anders) == 0
    assert not caplog.records


@pytest.mark.parametrize("bij", ["CAPABILITY", "LOGIN", "SELECT", "SEARCH", "FETCH", "EXPUNGE"])
def test_een_verbinding_die_wegvalt_staat_in_het_log_en_de_post_wacht(
    postbus: Postbus, caplog: pytest.LogCaptureFixture, bij: str
) -> None:
    postbus.bezorg(postfix(ONZE))
    postbus.breekt_af_bij = bij

    assert lees(NU, niets_anders) == 0
    assert len([regel for regel in caplog.records if regel.name == "post.actions.postbus"]) == 1

    postbus.breekt_af_bij = ""
    assert lees(NU, niets_anders) == 1
    assert len(gemeld()) == 1


@pytest.mark.parametrize(
    "verander", [("ge%2Fheim", "fout"), ("/INBOX", "/Elders"), (HOST, "localhost.invalid")]
)
def test_een_postbus_die_niet_opengaat_staat_in_het_log_zonder_wachtwoord(
    postbus: Postbus,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    verander: tuple[str, str],
) -> None:
    settings.IMAP_URL = postbus.adres.replace(*verander)

    assert lees(NU, niets_anders) == 0

    assert "niet te lezen" in caplog.text
    assert "heim" not in caplog.text
