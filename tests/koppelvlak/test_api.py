"""What programs read: all that everybody may read, and nothing of persons."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries

from gebruikers.actions import GEGEVENS, tel_netwerk
from innovaties.formaat import VELD
from innovaties.models import Innovatie, Partij
from koppelvlak.lezen import peil
from masterclasses.keuzelijsten import Masterclassfase
from opgaven.models import Indicator, Netwerk
from redactie.actions.beoordelen import archiveer
from tests import databases, kaartjes
from tests.innovaties.vol import maak_volledig
from tests.maak import (
    maak_beschrijving,
    maak_editie,
    maak_gepubliceerd,
    maak_masterclass,
    maak_organisatie,
    maak_thema,
)
from vinden.gegevens import GEGEVENSSETS

pytestmark = pytest.mark.django_db


def vraag(client: Client, pad: str, **koppen: Any) -> Any:
    return client.get(f"/api/v1{pad}", headers=koppen)


def lees(client: Client, pad: str) -> Any:
    antwoord = vraag(client, pad)
    assert antwoord.status_code == 200, antwoord.content
    return json.loads(antwoord.content)


def slugs(client: Client, pad: str) -> list[str]:
    return [rij["slug"] for rij in lees(client, pad)["rijen"]]


def test_elk_openbaar_veld_van_het_formaat_staat_erin_en_niets_van_personen(client: Client) -> None:
    beschrijving = maak_volledig(contact_naam="Jo Contact", contact_email="jo@example.nl")

    rij = lees(client, f"/innovaties/{beschrijving.innovatie.slug}")

    van_personen = {naam for naam, veld in VELD.items() if veld.zichtbaar}
    assert {"contact_naam", "contact_email"} < van_personen
    assert set(VELD) - set(rij) == van_personen
    leeg = {naam for naam in VELD if naam in rij and rij[naam] in (None, [])}
    assert leeg == {"bekend"}  # of a genoemd alone
    assert "Jo Contact" not in json.dumps(rij)
    assert "jo@example.nl" not in json.dumps(rij)


def test_wat_nog_niet_zichtbaar_is_leest_ook_een_programma_niet(client: Client) -> None:
    maak_gepubliceerd(slug="zichtbaar")
    maak_beschrijving(slug="klad")
    maak_masterclass(slug="klad", fase=Masterclassfase.CONCEPT)
    maak_editie(slug="klad")
    paden = [
        f"/{gset.naam}/klad" for gset in GEGEVENSSETS if gset.naam not in ("themas", "doelgroepen")
    ]

    assert slugs(client, "/innovaties") == ["zichtbaar"]
    assert {pad: vraag(client, pad).status_code for pad in paden} == dict.fromkeys(paden, 404)


def test_wat_naar_het_archief_ging_is_weg_en_blijft_dat(client: Client) -> None:
    archiveer(innovatie=maak_gepubliceerd(slug="oud").innovatie, reden="Samengevoegd.")

    assert vraag(client, "/innovaties/oud").status_code == 410
    assert slugs(client, "/innovaties") == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_lijst_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        maak_volledig()
    lees(client, "/themas")  # reads the stand and counts

    with django_assert_num_queries(6):
        lees(client, "/innovaties")


def test_de_vraag_van_de_lijst_geeft_dezelfde_rijen_als_de_lijst(client: Client) -> None:
    dagbesteding = maak_thema("dagbesteding")
    maak_gepubliceerd(slug="een", titel="Moestuin", themas=[dagbesteding])
    maak_gepubliceerd(slug="twee", titel="Moestuin in de wijk", themas=[maak_thema("herstel")])
    maak_gepubliceerd(slug="drie", titel="Koor", themas=[dagbesteding])

    for gevraagd in ("q=moestuin", "thema=dagbesteding&sorteer=titel", "thema=onbekend"):
        lijst = client.get(f"/innovaties/?{gevraagd}").context["blad"]
        op_pagina = kaartjes.slugs(lijst) if gevraagd != "thema=onbekend" else []
        assert slugs(client, f"/innovaties?{gevraagd}") == op_pagina, gevraagd


def test_bladen_volgen_elkaar_zonder_gat_of_dubbel(client: Client) -> None:
    alle = [maak_gepubliceerd().innovatie.slug for _ in range(5)]
    pad, gezien = "/innovaties?per_pagina=2&velden=slug", []

    while pad:
        blad = lees(client, pad)
        gezien += blad["rijen"]
        pad = (blad["volgende"] or "").partition("/api/v1")[2]

    assert gezien == [{"slug": slug} for slug in alle]
    assert blad | {"rijen": []} == {
        "aantal": 5,
        "pagina": 3,
        "per_pagina": 2,
        "vorige": "http://127.0.0.1:8000/api/v1/innovaties?per_pagina=2&velden=slug&pagina=2",
        "volgende": None,
        "rijen": [],
    }


def test_wie_voorbij_het_einde_vraagt_komt_in_een_stap_terug_op_de_laatste_pagina(
    client: Client,
) -> None:
    for _ in range(3):
        maak_gepubliceerd()

    leeg = lees(client, "/innovaties?per_pagina=2&pagina=900")

    assert (leeg["aantal"], leeg["rijen"], leeg["volgende"]) == (3, [], None)
    assert leeg["vorige"].endswith("&pagina=2")
    assert lees(client, "/netwerken")["vorige"] is None


@pytest.mark.eigen_klok
@pytest.mark.django_db(transaction=True)
def test_sinds_geeft_wat_daarna_voor_lezers_veranderde(client: Client) -> None:
    oud = maak_gepubliceerd(slug="oud", themas=[maak_thema("herstel")])
    ander = maak_gepubliceerd(slug="ander")
    klad = maak_beschrijving(slug="klad")
    moment = timezone.now()

    def anders() -> list[str]:
        return slugs(client, f"/innovaties?{urlencode({'sinds': moment.isoformat()})}")

    assert anders() == []
    klad.save()
    assert anders() == []
    Innovatie.objects.filter(pk=oud.innovatie_id).update(bevestigd_op="2026-01-01")
    assert anders() == ["oud"]
    ander.kern = "Iets anders."
    ander.save()
    assert anders() == ["oud", "ander"]
    moment = timezone.now() + timedelta(minutes=1)
    assert anders() == []
    assert vraag(client, "/innovaties?sinds=2026-01-01T00:00:00%2B23:59").status_code == 200


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/innovaties?pagina=0", 400),
        ("/innovaties?pagina=1&pagina=2", 400),
        ("/innovaties?per_pagina=51", 400),
        ("/innovaties?per_pagina=%C2%B2", 400),
        ("/innovaties?sinds=gisteren", 400),
        ("/innovaties?sinds=2026-02-30T00:00:00Z", 400),
        ("/innovaties?velden=contact_email", 400),
        ("/innovaties?fase=onzin", 400),
        ("/innovaties?q=" + "x" * 201, 400),
        ("/innovaties?bestaat-niet=1", 400),
        ("/innovaties?q=%FF", 400),
        ("/innovaties?q=%00", 400),
        ("/themas?sinds=2026-01-01T00:00:00Z", 400),
        ("/innovaties/", 404),
        ("/innovaties/x", 404),
        ("/onzin", 404),
        ("/onzin/x/y", 404),
        ("?q=x", 400),
    ],
)
def test_een_vraag_die_niet_klopt_krijgt_een_uitleg_als_gegevens(
    client: Client, pad: str, status: int
) -> None:
    antwoord = vraag(client, pad)

    assert antwoord.status_code == status
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord["Access-Control-Allow-Origin"] == "*"
    probleem = json.loads(antwoord.content)
    assert probleem["status"] == status
    assert status != 400 or probleem["detail"], "wie iets verkeerds vroeg, hoort wat"


def test_een_programma_krijgt_json_of_hoort_dat_het_iets_anders_vroeg(client: Client) -> None:
    for neemt_aan, status in [("*/*", 200), ("application/json", 200), ("onzin", 406)] * 2:
        assert vraag(client, "/themas", accept=neemt_aan).status_code == status, neemt_aan
    geschreven = client.post("/api/v1/themas")
    assert geschreven.status_code == 405
    assert geschreven["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/api/v1/themas").status_code == 204


def test_een_antwoord_wordt_bewaard_en_wie_het_heeft_krijgt_het_niet_nog_eens(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maak_gepubliceerd()
    eerste = vraag(client, "/innovaties")

    with django_assert_num_queries(0):  # the stand is asked for beside Django
        tweede = vraag(client, "/innovaties", if_none_match=eerste["ETag"])

    assert tweede.status_code == 304
    assert eerste["API-Version"].startswith("1.")
    assert "innovaties?" not in eerste.get("Link", "")
    maak_gepubliceerd()
    assert vraag(client, "/innovaties", if_none_match=eerste["ETag"]).status_code == 200


def test_wie_te_veel_vraagt_hoort_hoe_lang_te_wachten(client: Client) -> None:
    for _ in range(GEGEVENS[0].aantal):
        tel_netwerk("127.0.0.1", GEGEVENS)

    antwoord = vraag(client, "/themas")

    assert antwoord.status_code == 429
    assert antwoord["Content-Type"] == "application/problem+json"
    assert 0 < int(antwoord["Retry-After"]) <= 60


def test_de_pagina_voor_mensen_noemt_elke_set_en_elk_veld(client: Client) -> None:
    pagina = client.get("/open-gegevens/").content.decode()

    for gset in GEGEVENSSETS:
        assert f'href="/api/v1/{gset.naam}"' in pagina
        for veld in gset.velden():
            assert f"<code>{veld.naam}</code>" in pagina


def test_een_catalogus_vindt_elke_set_met_haar_adres_en_licentie(client: Client) -> None:
    catalogus = json.loads(client.get("/catalogus.jsonld").content)
    wijzer = client.get("/.well-known/api-catalog")

    sets = {
        een["dct:title"]["@value"]: een["dcat:distribution"] for een in catalogus["dcat:dataset"]
    }
    assert [*sets] == [gset.titel for gset in GEGEVENSSETS]
    for vorm in (vorm for vormen in sets.values() for vorm in vormen):
        assert vorm["dct:license"]["@id"].startswith("https://creativecommons.org/licenses/by/")
        adres = vorm["dcat:accessURL"]["@id"].removeprefix("http://127.0.0.1:8000")
        assert client.get(adres).status_code == 200, adres
    assert wijzer["Content-Type"].startswith("application/linkset+json")
    (een,) = json.loads(wijzer.content)["linkset"]
    assert een["service-desc"][0]["href"] == "http://127.0.0.1:8000/api/v1/openapi.json"


@pytest.mark.django_db(transaction=True)
def test_wat_nog_werd_geschreven_toen_iemand_vroeg_komt_de_volgende_keer_mee(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peil, "SPELING", timedelta(0))
    maak_gepubliceerd(slug="een")
    maak_gepubliceerd(slug="twee")
    oogsten = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    with psycopg.connect(databases.adres(connection.settings_dict["NAME"])) as ander:
        ander.execute("UPDATE innovaties_innovatie SET bevestigd_op = now() WHERE slug = 'een'")
        antwoord, oogst = vraag(client, "/innovaties"), client.get(oogsten)
        ander.commit()
    veranderd = Innovatie.objects.get(slug="een").veranderd_op

    assert veranderd
    assert datetime.fromisoformat(antwoord["API-Peil"]) < veranderd
    assert slugs(client, f"/innovaties?{urlencode({'sinds': antwoord['API-Peil']})}") == ["een"]
    (op,) = re.findall("<responseDate>(.*?)</responseDate>", oogst.content.decode())
    assert "innovatie:een<" in client.get(f"{oogsten}&from={op}").content.decode()


def test_een_organisatie_heeft_haar_website_en_een_netwerk_zijn_indicatoren(
    client: Client,
) -> None:
    organisatie = maak_organisatie(website="https://zorg.example")
    maak_gepubliceerd(partijen=[Partij(organisatie=organisatie, rol="zorgverzekeraar")])
    netwerk = Netwerk.objects.create(slug="noord", titel="Samen", openbaar=True)
    indicator = Indicator.objects.create(
        netwerk=netwerk, naam="Wachttijd", eenheid="dagen", streven=Decimal("10.50")
    )
    indicator.metingen.create(peil="2026", waarde=12, volgens="Noor Bakker")

    netwerken = lees(client, "/netwerken")["rijen"]

    assert lees(client, "/organisaties")["rijen"][0]["website"] == "https://zorg.example"
    (gegeven,) = netwerken[0]["indicatoren"]
    assert (gegeven["streven"], gegeven["start"]) == (10.5, None)
    assert gegeven["metingen"] == [{"peil": "2026", "waarde": 12.0}]
    assert "Noor Bakker" not in str(netwerken)
