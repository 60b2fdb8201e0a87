"""Each version has an address that stays, and a line by which others refer to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from innovaties.actions.publiceren import zet_live
from innovaties.keuzelijsten import Status
from redactie.actions.beoordelen import archiveer
from tests.maak import maak_beschrijving, maak_gebruiker, maak_genoemd, maak_gepubliceerd

pytestmark = pytest.mark.django_db
MEI, JUNI = datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 6, 4, tzinfo=UTC)
CITAAT = (
    "Kennisbank Nieuwe wegen – ggz en opvang (2026). Moestuin. Versie 1, 3 mei 2026. "
    "http://127.0.0.1:8000/innovaties/tuin/versie/1/ (CC BY 4.0)"
)


def test_een_adres_van_een_versie_leidt_naar_de_tekst_zolang_die_de_nieuwste_is(
    client: Client,
) -> None:
    eerste = maak_gepubliceerd(slug="tuin", titel="Moestuin", tips="Oud.", gepubliceerd_op=MEI)

    assert client.get("/innovaties/tuin/versie/1/").headers["Location"] == "/innovaties/tuin/"
    pagina = client.get("/innovaties/tuin/").text
    assert CITAAT in pagina
    vast = "http://127.0.0.1:8000/innovaties/tuin/versie/1/"
    assert f'<link rel="cite-as" href="{vast}">' in pagina

    eerste.status = Status.GEARCHIVEERD
    eerste.save()
    tweede = maak_beschrijving(
        innovatie=eerste.innovatie,
        versie=2,
        titel="Moestuin in de wijk",
        status=Status.GEPUBLICEERD,
        gepubliceerd_op=JUNI,
        gepubliceerd_door=maak_gebruiker(),
    )
    zet_live(versie=tweede)
    antwoord = client.get("/innovaties/tuin/versie/1/")

    assert antwoord.status_code == 200
    assert CITAAT in antwoord.text
    assert "versie 2" in antwoord.text
    assert "Oud." not in antwoord.text


def test_in_het_archief_zegt_het_adres_waar_te_lezen_is_waarom(client: Client) -> None:
    archiveer(innovatie=maak_gepubliceerd(slug="weg").innovatie, reden="Samengevoegd.")

    antwoord = client.get("/innovaties/weg/versie/1/")

    assert antwoord.status_code == 200
    assert 'href="/innovaties/weg/"' in antwoord.text


def test_ook_wat_een_bron_alleen_noemt_heeft_een_verwijzing(client: Client) -> None:
    genoemd = maak_genoemd()

    pagina = client.get(genoemd.get_absolute_url()).text

    assert "Zo verwijst u hiernaar" in pagina
    for rel in ("cite-as", "license", 'alternate" type="application/json+oembed'):
        assert f'<link rel="{rel}"' in pagina
