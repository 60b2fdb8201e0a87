"""Reading along without an account: what the link opens, what it keeps shut, and when it ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.opmerkingen import (
    meelezer_sleutel,
    plaats_opmerking,
    vraag_meelezer,
)
from redactie.models import Meelezer, Opmerking
from tests.maak import maak_gebruiker, maak_volledig
from werkplek.eenmalig import VELD

pytestmark = pytest.mark.django_db


def gevraagd() -> tuple[str, Meelezer]:
    versie = maak_volledig(contact_naam="Berenburg", contact_email="geheim@example.nl")
    door = maak_gebruiker(rollen=["kennismakelaar"])
    meelezer = vraag_meelezer(versie=versie, naam="Fatima", email="f@example.nl", door=door)
    return f"/meelezen/{meelezer_sleutel(meelezer)}/", meelezer


def test_leest_de_tekst_zonder_account_en_zonder_contactgegevens(client: Client) -> None:
    adres, meelezer = gevraagd()

    antwoord = client.get(adres)

    assert "Over aanpak." in antwoord.text
    assert meelezer.versie.titel in antwoord.text
    assert "Berenburg" not in antwoord.text
    assert "geheim@example.nl" not in antwoord.text


def test_de_pagina_laat_geen_spoor_na(client: Client) -> None:
    for adres in (gevraagd()[0], "/meelezen/onzin/"):
        antwoord = client.get(adres)
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert antwoord["X-Robots-Tag"] == "noindex"
        assert "no-store" in antwoord["Cache-Control"]


def test_lezen_verandert_niets(client: Client) -> None:
    adres, _ = gevraagd()
    voor = (Logregel.objects.count(), Opmerking.objects.count())

    client.get(adres)
    client.head(adres)

    assert (Logregel.objects.count(), Opmerking.objects.count()) == voor


def test_zet_een_opmerking_en_een_antwoord_ook_zonder_koekjes() -> None:
    adres, meelezer = gevraagd()
    eerder = plaats_opmerking(
        versie=meelezer.versie,
        onderdeel="doel",
        tekst="Voor wie?",
        door=maak_gebruiker(rollen=["kennismakelaar"], naam="Bo"),
    )
    client = Client(enforce_csrf_checks=True)
    koppen = {"origin": "null"}  # what a browser sends from a page without referrer

    herkend = {"onderdeel": "aanpak", "tekst": "Herkenbaar.", VELD: uuid4()}
    for _ in range(2):
        geplaatst = client.post(adres, herkend, headers=koppen)
    client.post(adres, {"op": eerder.pk, "tekst": "Voor ons."}, headers=koppen)

    opmerking, antwoord = Opmerking.objects.filter(meelezer=meelezer)
    assert geplaatst["Location"] == f"{adres}#opmerking-{opmerking.pk}"
    assert (opmerking.onderdeel, antwoord.onderdeel) == ("aanpak", "doel")
    assert antwoord.antwoord_op_opmerking == eerder
    pagina = client.get(adres).text
    for deel in ("Herkenbaar.", "Voor wie?", "Bo", "Voor ons.", "Dank u wel"):
        assert deel in pagina
    assert "Markeer als opgelost" not in pagina


def test_een_lege_opmerking_zegt_wat_te_doen(client: Client) -> None:
    adres, _ = gevraagd()

    antwoord = client.post(adres, {"onderdeel": "aanpak", "tekst": " "})

    assert antwoord.status_code == 409
    assert "Schrijf eerst uw opmerking" in antwoord.text


@pytest.mark.parametrize("op", ["999999", "x", "9" * 30])
def test_een_antwoord_op_een_ander_bestaat_niet(client: Client, op: str) -> None:
    adres, _ = gevraagd()
    vreemd = plaats_opmerking(
        versie=maak_volledig(),
        onderdeel="kern",
        tekst="Geheim",
        door=maak_gebruiker(rollen=["kennismakelaar"]),
    )

    for nummer in (op, str(vreemd.pk)):
        assert client.post(adres, {"op": nummer, "tekst": "Hm"}).status_code == 404


def test_een_afgeronde_versie_is_te_lezen_maar_niet_meer_te_bespreken(client: Client) -> None:
    adres, meelezer = gevraagd()
    Beschrijving.objects.filter(pk=meelezer.versie_id).update(status=Status.AFGEWEZEN)

    pagina = client.get(adres)
    late = client.post(adres, {"onderdeel": "aanpak", "tekst": "Toch nog iets"})

    assert "deze versie is afgerond" in pagina.text
    assert "Opmerking plaatsen" not in pagina.text
    assert late.status_code == 409
    assert "Toch nog iets" in late.text
    assert not Opmerking.objects.exists()


@pytest.mark.parametrize("methode", ["get", "post"])
def test_een_verlopen_of_vreemde_link_legt_uit_wat_te_doen(client: Client, methode: str) -> None:
    adres, meelezer = gevraagd()
    Meelezer.objects.filter(pk=meelezer.pk).update(verloopt=timezone.now() - timedelta(minutes=1))

    for link in (adres, "/meelezen/onzin/", adres[:-3] + "/"):
        antwoord = getattr(client, methode)(link, {"onderdeel": "kern", "tekst": "Hm"})
        assert antwoord.status_code == 410
        assert "Vraag de kennismakelaar" in antwoord.text
    assert not Opmerking.objects.exists()
