"""Our cards on the pages of others: there alone may somebody put us in a frame."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from redactie.actions.beoordelen import archiveer
from tests.maak import maak_beschrijving, maak_gepubliceerd, maak_thema

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def test_alleen_een_kaartje_mag_op_de_pagina_van_een_ander(client: Client) -> None:
    maak_gepubliceerd(slug="tuin")

    for pad, overal in (
        ("/innovaties/tuin/kaartje/", True),
        ("/kaartjes/?q=tuin", True),
        ("/innovaties/tuin/", False),
        ("/open-gegevens/", False),
    ):
        for _ in ("made", "kept"):
            antwoord = client.get(pad)
            ouders = "*" if overal else "'none'"
            assert f"frame-ancestors {ouders}" in antwoord["Content-Security-Policy"], pad
            assert ("X-Frame-Options" in antwoord) is not overal
            assert not antwoord.cookies


def test_een_kaartje_van_wat_naar_het_archief_ging_zegt_dat_waar_het_stond(client: Client) -> None:
    archiveer(innovatie=maak_gepubliceerd(slug="weg").innovatie, reden="Samengevoegd.")
    maak_beschrijving(slug="klad")

    antwoord = client.get("/innovaties/weg/kaartje/")

    assert antwoord.status_code == 410
    assert "Deze innovatie staat in het archief." in antwoord.text
    assert 'href="/innovaties/weg/"' in antwoord.text
    assert "frame-ancestors *" in antwoord["Content-Security-Policy"]
    assert "X-Frame-Options" not in antwoord
    for slug in ("klad", "onzin"):
        assert client.get(f"/innovaties/{slug}/kaartje/").status_code == 404


def test_een_lijst_toont_wat_bij_de_vraag_past_en_leidt_naar_de_rest(client: Client) -> None:
    wonen = maak_thema("wonen")
    maak_gepubliceerd(titel="Moestuin", themas=[wonen])
    maak_gepubliceerd(titel="Koor", themas=[maak_thema("herstel")])
    maak_beschrijving(titel="Klad", themas=[wonen])

    pagina = client.get("/kaartjes/?thema=wonen").text

    assert "Moestuin" in pagina
    assert "Koor" not in pagina
    assert "Klad" not in pagina
    assert 'href="/innovaties/?thema=wonen"' in pagina
    assert "Hier is nog niets over." in client.get("/kaartjes/?thema=herstel&q=boom").text


def test_het_script_voor_anderen_wordt_bewaard_en_niet_elke_keer_gemaakt(client: Client) -> None:
    eerste = client.get("/kaartje.js")

    weer = client.get("/kaartje.js", headers={"If-None-Match": eerste["ETag"]})

    assert eerste["Content-Type"] == "text/javascript; charset=utf-8"
    assert "document.currentScript" in eerste.text
    assert weer.status_code == 304


def test_oembed_geeft_het_kaartje_van_een_innovatie_en_van_niets_anders(client: Client) -> None:
    maak_gepubliceerd(slug="tuin", titel='Tuin & "<b>"')
    maak_beschrijving(slug="klad")
    pagina = client.get("/innovaties/tuin/").text
    adres = f"/oembed?url={SITE}/innovaties/tuin/"

    gegevens = json.loads(client.get(f"{adres}&maxwidth=300&maxheight=9999").content)

    assert gegevens["type"] == "rich"
    assert (gegevens["width"], gegevens["height"]) == (300, 420)
    assert f'src="{SITE}/innovaties/tuin/kaartje/"' in gegevens["html"]
    assert "&lt;b&gt;" in gegevens["html"]
    daar = f"{SITE}/oembed?url=http%3A%2F%2F127.0.0.1%3A8000%2Finnovaties%2Ftuin%2F"
    assert f'href="{daar}"' in pagina
    for onzin in ("0", "-1", "x", "²", f"000001{'9' * 5000}"):
        assert json.loads(client.get(f"{adres}&maxwidth={onzin}").content)["width"] == 480
    assert client.get(f"{adres}&format=xml").status_code == 501
    for vreemd in (
        "",
        "x",
        "http://[",
        f"{SITE}/innovaties/",
        f"{SITE}/innovaties/klad/",
        "https://elders.example/innovaties/tuin/",
    ):
        assert client.get("/oembed", {"url": vreemd}).status_code == 404, vreemd
