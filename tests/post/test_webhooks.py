"""What providers tell is believed with their key only, and once."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from base64 import b64encode
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from post.keuzelijsten import Terugmeldsoort
from post.models import Postadres, Terugmelding, Weigering
from post.regels.kenmerk import message_id
from post.views.webhooks import PROVIDERS
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

GEHEIM, SLEUTEL = "provider:lang-en-geheim", "een-sleutel-om-mee-te-tekenen"
TWEE_SLEUTELS = {
    "WEBHOOK_SECRET": GEHEIM,
    "MAILGUN_WEBHOOK_SIGNING_KEY": SLEUTEL,
    "MAILERSEND_SIGNING_SECRET": SLEUTEL,
}
HARD, ZACHT, KLACHT = Terugmeldsoort.HARD, Terugmeldsoort.ZACHT, Terugmeldsoort.KLACHT


@pytest.fixture(autouse=True)
def _sleutels(settings: Settings) -> None:
    settings.ANYMAIL = TWEE_SLEUTELS


def stuur(provider: str, inhoud: object, *, geheim: str = GEHEIM, **koppen: str) -> Any:
    """Post `inhoud` as `provider` does; the client has no cookies, and CSRF is checked."""
    ruw = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
    if geheim:
        koppen["Authorization"] = f"Basic {b64encode(geheim.encode()).decode()}"
    return Client(enforce_csrf_checks=True, raise_request_exception=False).post(
        f"/post/terug/{provider}/", ruw, content_type="application/json", headers=koppen
    )


def postmark(**velden: Any) -> dict[str, Any]:
    """A bounce as Postmark tells it."""
    return {
        "RecordType": "Bounce",
        "ID": 901542550,
        "Type": "HardBounce",
        "TypeCode": 1,
        "MessageID": "2706ee8a-737c-4285-b032-ccd317af53ed",
        "ServerID": 23,
        "Name": "Hard bounce",
        "Description": "The server was unable to deliver your message.",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "Email": "Jan@example.nl",
        "From": "nieuwsbrief@example.nl",
        "BouncedAt": "2026-04-27T16:28:50.3963933-04:00",
        "Metadata": {"zending": "editie-5"},
        "MessageStream": "broadcast",
        **velden,
    }


def mailgun(**velden: Any) -> dict[str, Any]:
    """A failure as Mailgun tells it, without its signature."""
    return {
        "id": "G9Bn5sl1TC6nu79C8C0bwg",
        "timestamp": 1534109600.089676,
        "log-level": "error",
        "event": "failed",
        "severity": "permanent",
        "reason": "bounce",
        "recipient": "jan@example.nl",
        "delivery-status": {
            "attempt-no": 1,
            "code": 550,
            "message": "5.1.1 The email account that you tried to reach does not exist.",
            "description": "",
        },
        "message": {"headers": {"to": "jan@example.nl", "message-id": "x@mg.example.nl"}},
        "user-variables": {"zending": "editie-5"},
        **velden,
    }


def onderteken(event: object, sleutel: str = SLEUTEL, token: str = "t" * 50) -> dict[str, Any]:
    tijd = "1534109600"
    handtekening = hmac.new(sleutel.encode(), f"{tijd}{token}".encode(), hashlib.sha256)
    return {
        "signature": {"timestamp": tijd, "token": token, "signature": handtekening.hexdigest()},
        "event-data": event,
    }


def brevo(**velden: Any) -> dict[str, Any]:
    """A hard bounce as Brevo tells it; it numbers none of its reports."""
    return {
        "event": "hard_bounce",
        "email": "jan@example.nl",
        "id": 1,
        "date": "2026-04-27 16:28:50",
        "ts": 1604933619,
        "message-id": "<201798300811.5787683@example.nl>",
        "ts_event": 1604933654,
        "ts_epoch": 1604933654000,
        "subject": "Nieuwsbrief",
        "X-Mailin-custom": '{"zending": "editie-5"}',
        "reason": "550 5.1.1 User unknown",
        **velden,
    }


def mailersend(soort: str) -> bytes:
    return json.dumps(
        {
            "type": f"activity.{soort}",
            "data": {
                "object": "activity",
                "id": "62f114f8165fe0d8db0288e3",
                "type": soort,
                "created_at": "2026-08-08T13:51:52.747000Z",
                "email": {
                    "message": {"id": "62f114d7165fe0d8db0288e2"},
                    "recipient": {"email": "jan@example.nl"},
                },
                "morph": {"object": "recipient_bounce", "reason": "Host or domain not found"},
            },
        }
    ).encode()


def mailjet(**velden: Any) -> list[dict[str, Any]]:
    return [
        {
            "event": "bounce",
            "time": 1430812195,
            "MessageID": 13792286917004336,
            "email": "jan@example.nl",
            "hard_bounce": True,
            "error_related_to": "recipient",
            "error": "user unknown",
            "Payload": '{"zending": "editie-5"}',
            **velden,
        }
    ]


def sparkpost(**velden: Any) -> list[dict[str, Any]]:
    event = {
        "type": "bounce",
        "bounce_class": "10",
        "error_code": "550",
        "event_id": "84320004715329757",
        "raw_rcpt_to": "jan@example.nl",
        "raw_reason": "550 5.1.1 unknown recipient",
        "rcpt_meta": {"zending": "editie-5"},
        "timestamp": "1454442600",
        "transmission_id": "65832150921904138",
        **velden,
    }
    return [{"msys": {"message_event": event}}]


def test_een_bounce_van_postmark_stopt_het_adres() -> None:
    antwoord = stuur("postmark", postmark())

    rij = Terugmelding.objects.get()
    assert (antwoord.status_code, antwoord.content) == (200, b"")
    assert (rij.email, rij.soort, rij.zending) == ("jan@example.nl", HARD, "editie-5")
    assert (rij.kenmerk, rij.bron, rij.code) == ("postmark:901542550", "postmark", "bounced")
    assert rij.tekst.startswith("smtp;550 5.1.1")
    assert Postadres.objects.gestopt().get().email == "jan@example.nl"


@pytest.mark.parametrize(
    ("provider", "inhoud", "soort"),
    [
        ("postmark", postmark(Type="SoftBounce"), ZACHT),
        ("postmark", postmark(Type="Transient"), None),
        ("postmark", postmark(Type="BadEmailAddress"), HARD),
        ("postmark", postmark(Type="Blocked"), ZACHT),
        ("postmark", postmark(RecordType="SpamComplaint", Type="SpamComplaint"), KLACHT),
        ("postmark", postmark(RecordType="Open", Recipient="jan@example.nl"), None),
        ("postmark", postmark(RecordType="Click", Recipient="jan@example.nl"), None),
        ("postmark", postmark(RecordType="Delivery", Recipient="jan@example.nl"), None),
        (
            "postmark",
            postmark(
                RecordType="SubscriptionChange",
                SuppressSending=True,
                SuppressionReason="ManualSuppression",
            ),
            KLACHT,
        ),
        ("mailgun", onderteken(mailgun()), HARD),
        ("mailgun", onderteken(mailgun(severity="temporary")), None),
        ("mailgun", onderteken(mailgun(reason="generic", **{"delivery-status": {}})), ZACHT),
        (
            "mailgun",
            onderteken(mailgun(**{"delivery-status": {"message": "552 5.2.2 Mailbox full"}})),
            ZACHT,
        ),
        ("mailgun", onderteken(mailgun(event="complained")), KLACHT),
        ("mailgun", onderteken(mailgun(event="opened")), None),
        ("brevo", brevo(), HARD),
        ("brevo", brevo(event="soft_bounce"), ZACHT),
        ("brevo", brevo(reason="552 5.2.2 mailbox full"), ZACHT),
        ("brevo", brevo(event="invalid_email", reason=""), HARD),
        ("brevo", brevo(event="blocked"), ZACHT),
        ("brevo", brevo(event="complaint"), KLACHT),
        ("brevo", brevo(event="unique_opened"), None),
        ("brevo", brevo(event="iets-nieuws"), None),
        ("mailjet", mailjet(), HARD),
        ("mailjet", mailjet(hard_bounce=False, error="quota exceeded"), ZACHT),
        ("mailjet", mailjet(event="blocked", error="spam reporter"), KLACHT),
        ("sparkpost", sparkpost(), HARD),
        ("sparkpost", sparkpost(bounce_class="22", raw_reason="452 4.2.2 full"), ZACHT),
        ("sparkpost", sparkpost(bounce_class="51", raw_reason="550 no"), ZACHT),
        ("sparkpost", sparkpost(bounce_class="1", raw_reason="550 no such user"), HARD),
        ("sparkpost", [{"msys": {}}], None),
    ],
)
def test_elke_provider_zegt_het_op_zijn_manier(
    provider: str, inhoud: object, soort: Terugmeldsoort | None
) -> None:
    antwoord = stuur(provider, inhoud)

    assert antwoord.status_code == 200
    assert list(Terugmelding.objects.values_list("email", "soort", "zending")) == (
        [("jan@example.nl", soort, "editie-5")] if soort else []
    )
    assert Postadres.objects.gestopt().count() == (soort in (HARD, KLACHT))


@pytest.mark.parametrize(("soort", "verwacht"), [("hard_bounced", HARD), ("soft_bounced", ZACHT)])
def test_mailersend_tekent_de_hele_melding(soort: str, verwacht: Terugmeldsoort) -> None:
    inhoud = mailersend(soort)
    handtekening = hmac.new(SLEUTEL.encode(), inhoud, hashlib.sha256).hexdigest()

    assert stuur("mailersend", inhoud, Signature=handtekening).status_code == 200
    assert stuur("mailersend", inhoud + b" ", Signature=handtekening).status_code == 401

    rij = Terugmelding.objects.get()
    assert (rij.soort, rij.zending) == (verwacht, "")


@pytest.mark.parametrize(
    ("provider", "inhoud"),
    [("postmark", postmark()), ("mailgun", onderteken(mailgun())), ("brevo", brevo())],
)
def test_dezelfde_melding_tweemaal_telt_eenmaal(provider: str, inhoud: object) -> None:
    assert [stuur(provider, inhoud).status_code for _ in range(2)] == [200, 200]

    assert Terugmelding.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("provider", "inhoud"), [("postmark", postmark()), ("brevo", brevo())])
def test_dezelfde_melding_tegelijk_telt_eenmaal(provider: str, inhoud: object) -> None:
    statussen: list[int] = []

    tegelijk(*[lambda: statussen.append(stuur(provider, inhoud).status_code)] * 4)

    assert statussen == [200] * 4
    assert Terugmelding.objects.count() == Postadres.objects.gestopt().count() == 1


def test_zonder_nummer_zijn_een_andere_lezer_mail_of_soort_andere_meldingen() -> None:
    stuur("brevo", brevo())
    stuur("brevo", brevo(email="piet@example.nl"))
    stuur("brevo", brevo(**{"message-id": "<2@example.nl>"}))
    stuur("brevo", brevo(event="spam"))

    assert Terugmelding.objects.count() == 4


def test_zonder_gegevens_vertelt_ons_eigen_message_id_welke_zending_het_was() -> None:
    eigen = message_id("editie-7", 3, "jan@example.nl")
    stuur("brevo", brevo(**{"message-id": eigen, "X-Mailin-custom": "{}"}))
    stuur("brevo", brevo(**{"message-id": "<1@example.nl>", "X-Mailin-custom": "[1]"}))

    assert list(Terugmelding.objects.order_by("pk").values_list("zending", flat=True)) == [
        "editie-7",
        "",
    ]


GEEN_BEWIJS = [
    ("postmark", postmark(), "", {}),
    ("postmark", postmark(), "provider:fout", {}),
    ("brevo", brevo(), "", {}),
    ("mailjet", mailjet(), "x", {}),
    ("sparkpost", sparkpost(), "é:é", {}),
    ("mailgun", onderteken(mailgun()), "", {}),
    ("mailgun", onderteken(mailgun(), "andere-sleutel"), GEHEIM, {}),
    ("mailgun", {"event-data": mailgun()}, GEHEIM, {}),
    ("mailgun", b"\xff{", GEHEIM, {}),
    ("mailersend", mailersend("hard_bounced"), GEHEIM, {}),
    ("mailersend", mailersend("hard_bounced"), GEHEIM, {"Signature": "é"}),
]


@pytest.mark.parametrize(("provider", "inhoud", "geheim", "koppen"), GEEN_BEWIJS)
def test_wie_niet_bewijst_de_provider_te_zijn_wordt_geweigerd_en_geteld(
    caplog: pytest.LogCaptureFixture,
    provider: str,
    inhoud: object,
    geheim: str,
    koppen: dict[str, str],
) -> None:
    antwoorden = [stuur(provider, inhoud, geheim=geheim, **koppen) for _ in range(2)]

    assert [antwoord.status_code for antwoord in antwoorden] == [401, 401]
    assert antwoorden[0]["WWW-Authenticate"].startswith("Basic")
    assert not Terugmelding.objects.exists()
    telling = Weigering.objects.get()
    assert (telling.dag, telling.bron, telling.aantal) == (timezone.localdate(), provider, 2)
    eigen = [regel for regel in caplog.records if regel.name == "post.views.webhooks"]
    assert [regel.levelno for regel in eigen] == [logging.WARNING] * 2
    assert provider in eigen[0].getMessage()
    assert "example.nl" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_weigeringen_tegelijk_worden_alle_geteld() -> None:
    tegelijk(*[lambda: stuur("postmark", postmark(), geheim="")] * 5)

    assert Weigering.objects.get().aantal == 5


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
@pytest.mark.parametrize("anymail", [{}, {"WEBHOOK_SECRET": ""}, {"POSTMARK_SERVER_TOKEN": "x"}])
def test_zonder_sleutel_is_er_geen_adres(
    settings: Settings, provider: str, anymail: dict[str, str]
) -> None:
    settings.ANYMAIL = anymail

    assert stuur(provider, postmark()).status_code == 404
    assert not Terugmelding.objects.exists()


@pytest.mark.parametrize("provider", ["mailgun", "mailersend"])
def test_wie_tekent_heeft_een_eigen_sleutel_nodig(settings: Settings, provider: str) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": GEHEIM}

    assert stuur(provider, onderteken(mailgun())).status_code == 404


def test_alleen_bekende_providers_hebben_een_adres() -> None:
    assert stuur("onbekend", postmark()).status_code == 404
    assert stuur("sendgrid", postmark()).status_code == 404


@pytest.mark.parametrize(
    ("provider", "inhoud"),
    [
        ("postmark", b"{"),
        ("postmark", b""),
        ("postmark", b"[]"),
        ("postmark", b"\xff"),
        ("postmark", {"RecordType": "Inbound"}),
        ("brevo", b"null"),
        ("mailgun", [1, 2]),
        ("mailgun", {"signature": {"timestamp": "é", "token": 1, "signature": []}}),
        ("mailgun", onderteken([])),
        ("mailgun", onderteken({})),
        ("mailjet", b"7"),
        ("sparkpost", {"msys": 1}),
    ],
)
def test_onzin_met_de_goede_sleutel_is_een_fout_van_de_provider(
    caplog: pytest.LogCaptureFixture, provider: str, inhoud: object
) -> None:
    assert stuur(provider, inhoud).status_code == 400

    assert f"Een melding van {provider} is onleesbaar" in caplog.text
    assert not Terugmelding.objects.exists()
    assert not Weigering.objects.exists()


@pytest.mark.parametrize("adres", [None, "", "geen adres", "a@b.nl\nx", "\ud800@b.nl", 7, ["a"]])
def test_een_melding_zonder_bruikbaar_adres_doet_niets(adres: object) -> None:
    assert stuur("postmark", postmark(Email=adres)).status_code == 200

    assert not Terugmelding.objects.exists()


def test_vreemde_waarden_worden_tekst() -> None:
    inhoud = postmark(
        ID=["\x00", "\ud800"], Details={"een": "\x00" * 400}, Metadata={}, MessageID=7
    )

    assert stuur("postmark", inhoud).status_code == 200

    assert Terugmelding.objects.get().zending == ""


def test_een_te_grote_melding_wordt_niet_gelezen(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert stuur("postmark", postmark(Details="x" * 1000)).status_code == 413

    assert not Terugmelding.objects.exists()


def test_een_formulier_met_bestanden_is_net_zo_begrensd(settings: Settings, client: Client) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    bewijs = {"Authorization": f"Basic {b64encode(GEHEIM.encode()).decode()}"}

    antwoord = client.post("/post/terug/mailgun/", {"token": "x" * 1000}, headers=bewijs)

    assert antwoord.status_code == 413


def test_head_zegt_alleen_dat_wij_er_zijn(client: Client) -> None:
    assert client.head("/post/terug/postmark/").status_code == 200
    assert client.head("/post/terug/onbekend/").status_code == 404
    assert client.get("/post/terug/postmark/").status_code == 405


def test_wat_bij_ons_misgaat_is_geen_fout_van_de_provider() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE post_terugmelding RENAME TO weg")

    assert stuur("postmark", postmark()).status_code == 500
