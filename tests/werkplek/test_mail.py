"""Mail that does not get away is seen, and what was given up goes again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from logboek.models import Logregel
from post.actions.klaarzetten import verstuur_volgende
from post.models import Bericht
from tests.maak import maak_gebruiker
from werkplek.mail import verstuur_opnieuw

pytestmark = pytest.mark.django_db


def maak_bericht(**velden: Any) -> Bericht:
    nu = timezone.now()
    standaard: dict[str, Any] = {"aan": "weg@example.nl", "onderwerp": "Uw plek", "tekst": "Dag."}
    standaard |= {"volgende_op": nu, "opgegeven_op": nu, "pogingen": 9, "fout": "SMTP: vol"}
    nummer = Bericht.objects.count()
    return Bericht.objects.create(sleutel=f"een-{nummer}", html="<p>Dag.</p>", **standaard | velden)


def test_wie_schrijft_leest_sinds_wanneer_de_mail_wacht(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["indiener"]))
    bericht = maak_bericht(opgegeven_op=None)
    gewoon = client.get("/redactie/").text
    Bericht.objects.update(klaargezet_op=timezone.now() - timedelta(hours=2))

    pagina = client.get("/redactie/").text

    assert "Onze mail wacht" not in gewoon
    assert "Onze mail wacht sinds" in pagina
    assert "/redactie/mail/" not in pagina
    assert bericht.aan not in pagina


def test_een_opgegeven_mail_gaat_opnieuw_weg(client: Client) -> None:
    bericht = maak_bericht()
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    stap = f"/redactie/mail/{bericht.pk}/opnieuw/"
    assert "SMTP: vol" in client.get(stap).text
    assert stap in client.get("/redactie/").text
    assert stap in client.get("/redactie/mail/").text

    client.post(stap)
    assert verstuur_volgende(timezone.now())

    assert [een.to for een in mail.outbox] == [["weg@example.nl"]]
    assert Logregel.objects.filter(wat="mail-opnieuw").count() == 1
    assert stap not in client.get("/redactie/").text
    assert "kwam aan, of wacht nog" in client.get("/redactie/mail/").text


def test_twee_keer_opnieuw_versturen_is_een_mail() -> None:
    bericht, door = maak_bericht(), maak_gebruiker(rollen=["webredacteur"])
    verstuur_opnieuw(bericht=bericht, door=door)

    with pytest.raises(RuleViolation, match="al opnieuw verstuurd"):
        verstuur_opnieuw(bericht=bericht, door=door)
    with pytest.raises(Verboden):
        verstuur_opnieuw(bericht=bericht, door=maak_gebruiker(rollen=["kennismakelaar"]))


def test_wat_zijn_tekst_kwijt_is_of_lang_geleden_staat_niet_in_de_stapel(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    leeg = maak_bericht(tekst="")
    Bericht.objects.update(html="")
    oud = maak_bericht(opgegeven_op=timezone.now() - timedelta(days=15))

    assert f"/redactie/mail/{oud.pk}/" not in client.get("/redactie/").text
    assert f"/redactie/mail/{oud.pk}/" in client.get("/redactie/mail/").text
    assert client.get(f"/redactie/mail/{leeg.pk}/opnieuw/").status_code == 404
