"""What an answer of a mail server or a provider means."""

from __future__ import annotations

import smtplib
import ssl
from types import SimpleNamespace

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)
from django.core.exceptions import ImproperlyConfigured

from post.regels.antwoorden import Definitief, Mislukt, Onbereikbaar, Tijdelijk, duid

ADRES = "jan@example.nl"


def over_adres(code: int, tekst: str) -> Mislukt:
    return duid(smtplib.SMTPRecipientsRefused({ADRES: (code, tekst.encode())}))


def over_inhoud(code: int, tekst: str) -> Mislukt:
    return duid(smtplib.SMTPDataError(code, tekst.encode()))


@pytest.mark.parametrize(
    ("code", "tekst", "uitkomst"),
    [
        (550, "5.1.1 user unknown", "5.1.1"),
        (550, "No such user here", "550"),
        (551, "User not local", "551"),
        (553, "mailbox name not allowed", "553"),
        (550, "5.0.0 unknown", "5.0.0"),
        (554, "5.1.2 no such domain", "5.1.2"),
        (556, "5.1.10 recipient has null MX", "5.1.10"),
        (550, "5.2.1 This account is disabled", "5.2.1"),
        (550, "mx1.relay.example.net: no such user", "550"),
    ],
)
def test_een_adres_dat_niet_bestaat(code: int, tekst: str, uitkomst: str) -> None:
    oordeel = over_adres(code, tekst)

    assert isinstance(oordeel, Definitief)
    assert oordeel.adres
    assert (oordeel.code, oordeel.tekst) == (uitkomst, tekst)
    assert oordeel.reden == "adres bestaat niet"


@pytest.mark.parametrize(
    ("code", "tekst", "reden"),
    [
        (550, "5.7.1 message refused by policy", "geweigerd"),
        (550, "5.7.26 unauthenticated mail", "geweigerd"),
        (554, "Transaction failed", "geweigerd"),
        (550, "Blocked: see our page on spam", "geweigerd"),
        (552, "5.2.2 mailbox full", "postvak vol"),
        (552, "over quota", "postvak vol"),
        (552, "5.3.4 message too big", "te groot"),
    ],
)
def test_een_weigering_zegt_niet_dat_het_adres_niet_bestaat(
    code: int, tekst: str, reden: str
) -> None:
    oordeel = over_adres(code, tekst)

    assert isinstance(oordeel, Definitief)
    assert not oordeel.adres
    assert oordeel.reden == reden


@pytest.mark.parametrize(
    ("code", "tekst", "reden"),
    [
        (450, "4.2.0 greylisted", "tijdelijk niet bereikbaar"),
        (451, "try again later", "tijdelijk niet bereikbaar"),
        (452, "4.2.2 mailbox full", "postvak vol"),
    ],
)
def test_een_postvak_dat_nu_niet_kan(code: int, tekst: str, reden: str) -> None:
    for oordeel in (over_adres(code, tekst), over_inhoud(code, tekst)):
        assert isinstance(oordeel, Tijdelijk)
        assert oordeel.reden == reden


def test_de_inhoud_kan_geweigerd_worden_zonder_dat_het_adres_weg_is() -> None:
    geweigerd = over_inhoud(550, "content rejected")
    weg = over_inhoud(550, "5.1.1 user unknown")
    groot = duid(smtplib.SMTPSenderRefused(552, b"size limit", "post@example.nl"))

    assert isinstance(geweigerd, Definitief)
    assert isinstance(weg, Definitief)
    assert (geweigerd.adres, weg.adres) == (False, True)
    assert isinstance(groot, Definitief)
    assert groot.reden == "te groot"


@pytest.mark.parametrize(
    "fout",
    [
        smtplib.SMTPRecipientsRefused({ADRES: (421, b"4.3.2 shutting down")}),
        smtplib.SMTPDataError(421, b"bye"),
        smtplib.SMTPSenderRefused(421, b"too many", "post@example.nl"),
        smtplib.SMTPSenderRefused(550, b"5.1.8 sender unknown", "post@example.nl"),
        smtplib.SMTPSenderRefused(530, b"5.7.0 must authenticate", "post@example.nl"),
        smtplib.SMTPRecipientsRefused(
            {ADRES: (554, b"5.7.1 <jan@example.nl>: Relay access denied")}
        ),
        smtplib.SMTPRecipientsRefused({ADRES: (550, b"5.7.54 Unable to relay")}),
        smtplib.SMTPRecipientsRefused({ADRES: (553, b"5.1.8 bad sender's system address")}),
        smtplib.SMTPRecipientsRefused({ADRES: (530, b"authenticate first")}),
        smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong password"),
        smtplib.SMTPConnectError(554, b"no service"),
        smtplib.SMTPHeloError(501, b"what?"),
        smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
        smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."),
        TimeoutError("timed out"),
        ConnectionRefusedError(111, "refused"),
        ssl.SSLCertVerificationError("expired"),
        ImproperlyConfigured("DKIM_SLEUTEL"),
        AnymailRequestsAPIError("connection lost"),
        AnymailUnsupportedFeature("no headers"),
    ],
    ids=lambda fout: f"{type(fout).__name__} {fout}"[:40],
)
def test_wat_over_de_lijn_gaat_zegt_niets_over_de_mail(fout: Exception) -> None:
    oordeel = duid(fout)

    assert isinstance(oordeel, Onbereikbaar)
    assert oordeel.reden
    assert oordeel.tekst


@pytest.mark.parametrize(
    ("status", "soort"),
    [
        (400, Definitief),
        (422, Definitief),
        *((status, Onbereikbaar) for status in (401, 402, 403, 404, 429, 500, 503)),
    ],
)
def test_wat_een_provider_antwoordt(status: int, soort: type[Mislukt]) -> None:
    antwoord = SimpleNamespace(reason="X", text="uitleg", json=dict)

    oordeel = duid(AnymailAPIError("nee", status_code=status, response=antwoord))

    assert type(oordeel) is soort
    assert oordeel.code == str(status)


@pytest.mark.parametrize(("stand", "adres"), [("invalid", True), ("rejected", False)])
def test_een_provider_die_de_ontvanger_weigert(stand: str, *, adres: bool) -> None:
    mail = SimpleNamespace(anymail_status=SimpleNamespace(status={stand}))

    oordeel = duid(AnymailRecipientsRefused(email_message=mail))

    assert isinstance(oordeel, Definitief)
    assert oordeel.adres is adres


def test_een_adres_dat_een_provider_niet_kan_lezen_gaat_nooit() -> None:
    assert isinstance(duid(AnymailInvalidAddress("jan@")), Definitief)


def test_van_meer_ontvangers_telt_wie_nog_te_bereiken_is() -> None:
    fout = smtplib.SMTPRecipientsRefused(
        {ADRES: (550, b"weg"), "piet@example.nl": (451, b"straks")}
    )

    assert isinstance(duid(fout), Tijdelijk)


def test_wat_niemand_verwachtte_mag_opnieuw() -> None:
    oordeel = duid(KeyError("kapot"))

    assert isinstance(oordeel, Tijdelijk)
    assert "KeyError" in oordeel.tekst
    assert duid(oordeel) is oordeel


def test_een_ip_adres_is_geen_code() -> None:
    assert over_adres(550, "no mailbox at 5.1.1.7 here").code == "550"
