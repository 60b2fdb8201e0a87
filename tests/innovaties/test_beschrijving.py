"""The page of one description, those that lead to it, and the comparison."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from innovaties.keuzelijsten import Status
from innovaties.lezen.verwant import verwant
from innovaties.models import Bron, Cijfer, Innovatie, Knelpunt
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING
from tests.maak import (
    maak_beschrijving,
    maak_element,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
    met_element,
    met_partij,
)
from vinden.keuzelijsten import Wegwijzersoort

pytestmark = pytest.mark.django_db


def test_toont_het_hele_formaat_in_zijn_secties(client: Client) -> None:
    maak_gepubliceerd(
        slug="plan",
        aanpak="<p>Elke <strong>week</strong>.</p>",
        cijfers=[
            Cijfer(indicator="Crises", soort="doel", waarde="10% minder"),
            Cijfer(indicator="Mensen", soort="geteld", waarde="470", n=470, datum="2020-02"),
            Cijfer(indicator="Klachten", soort="effect-gemeten", n=40, hoe="Voor en na"),
        ],
        knelpunten=[Knelpunt(knelpunt="Privacy", oplossing="Vragen")],
        partijen=[met_partij("Menzis", "zorgverzekeraar", "Betaalt mee.")],
        bronnen=[Bron(titel="Zeven lessen", url="https://example.nl/lessen")],
        onderbouwing="ervaring",
        wetten=["zvw", "wlz"],
    )

    tekst = client.get("/innovaties/plan/").text

    for deel in (
        *(
            "<p>Elke <strong>week</strong>.</p>",
            "10% minder",
            "n = 470",
            "februari 2020",
            "Voor en na",
        ),
        *("Menzis", "Betaalt mee.", "https://example.nl/lessen", "Domeinoverstijgend"),
        *("Privacy", "Vragen", "Het is nog niet onderzocht."),
    ):
        assert deel in tekst
    assert re.findall(r"cijfer--([a-z-]+)", tekst) == ["doel", "geteld", "effect-gemeten"]


@pytest.mark.parametrize(
    "status", [s for s in Status if s not in ("gepubliceerd", "te-bevestigen")]
)
def test_wat_niet_zichtbaar_is_bestaat_niet_voor_bezoekers(client: Client, status: Status) -> None:
    maak_beschrijving(slug="geheim", status=status)

    for adres in (
        "/innovaties/geheim/",
        *(f"/innovaties/geheim.{s}" for s in VAN_BESCHRIJVING),
    ):
        assert client.get(adres).status_code == 404


def test_te_bevestigen_is_zichtbaar_en_zegt_dat(client: Client) -> None:
    maak_gepubliceerd(slug="plan", status=Status.TE_BEVESTIGEN)

    assert "nog niet bevestigd" in client.get("/innovaties/plan/").text


@pytest.mark.parametrize("openbaar", [True, False])
def test_contactpersoon_alleen_met_toestemming(client: Client, openbaar: bool) -> None:  # noqa: FBT001
    velden: dict[str, Any] = {"contact_naam": "Bureau Berenburg", "contact_email": "b@example.nl"}
    if openbaar:
        velden |= {
            "contact_zichtbaarheid": "openbaar",
            "contact_toestemming_op": "2026-01-01",
            "contact_toestemming_door": "Het bureau zelf",
        }
    maak_gepubliceerd(slug="plan", **velden)

    for adres in ("/innovaties/plan/", "/innovaties/plan.json"):
        tekst = client.get(adres).text
        assert ("Berenburg" in tekst) is openbaar
        assert ("b@example.nl" in tekst) is openbaar


def test_verwant_zegt_waarom_en_het_meest_gedeelde_eerst() -> None:
    regio, thema = maak_regio(), maak_thema("wonen")
    van = maak_gepubliceerd(themas=[thema], regios=[regio], elementen=[met_element("een-plan")])
    dichtbij = maak_gepubliceerd(
        themas=[maak_thema("herstel")], elementen=[met_element("een-plan")]
    )
    verder = maak_gepubliceerd(themas=[maak_thema("herstel")], regios=[regio])
    maak_gepubliceerd(themas=[maak_thema("herstel")])

    gevonden = verwant(van)

    assert [rij.titel for rij in gevonden] == [dichtbij.titel, verder.titel]
    assert gevonden[0].waarom == ["Zelfde element: Een plan"]
    assert gevonden[1].waarom == ["Ook in Drenthe"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_ingangen_tonen_hun_beschrijvingen_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    menzis, groningen = maak_organisatie("Menzis", slug="menzis"), maak_regio("groningen")
    for _ in range(aantal):
        maak_gepubliceerd(
            themas=[maak_thema("wonen")],
            methodieken=[maak_methodiek()],
            elementen=[met_element()],
            regios=[maak_regio("oost-groningen", ligt_in=[groningen])],
            partijen=[_partij(menzis)],
        )
    maak_gepubliceerd(titel="Een ander")

    for adres, queries in [
        ("/thema/wonen/", 3),  # this one makes the cards
        ("/methodiek/fact/", 1),
        ("/element/een-plan/", 7),
        ("/regio/groningen/", 4),
        ("/organisatie/menzis/", 3),
    ]:
        with django_assert_num_queries(queries):
            response = client.get(adres)
        assert len(response.context["blad"]) == aantal, adres
        assert "Een ander" not in response.text


def test_een_organisatie_zegt_wat_zij_is_en_waar_zij_aan_meedoet(client: Client) -> None:
    lentis = maak_organisatie(
        "Lentis",
        slug="lentis",
        soort="ggz-aanbieder",
        toelichting="Geeft ggz in het noorden.",
        website="https://lentis.example/",
    )
    lentis.regios.set([maak_regio("groningen")])
    maak_wegwijzer("Samen verder", soort=Wegwijzersoort.TRAJECT, organisaties=[lentis])
    maak_wegwijzer("Zonder hen")

    tekst = " ".join(client.get("/organisatie/lentis/").text.split())

    for deel in ("Geeft ggz in het noorden.", '<a href="https://lentis.example/">', "Samen verder"):
        assert deel in tekst
    assert 'href="/regio/groningen/"' in tekst
    assert "Zonder hen" not in tekst


def _partij(organisatie: Any) -> Any:
    partij = met_partij()
    partij.organisatie = organisatie
    return partij


@pytest.mark.parametrize("soort", ["thema", "regio", "organisatie", "methodiek", "element"])
def test_onbekende_ingang_geeft_404_en_een_zoekveld(client: Client, soort: str) -> None:
    response = client.get(f"/{soort}/bestaat-niet/")

    assert response.status_code == 404
    assert 'name="q"' in response.text


def test_een_lege_ingang_zegt_dat_er_nog_niets_is(client: Client) -> None:
    maak_element("nieuw")

    assert "nog geen innovatie" in client.get("/element/nieuw/").text


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Pilot"),
        ({"fase_peildatum": "2020"}, "Pilot in 2020"),
        ({"brondatum": "2021-05"}, "Pilot, volgens bron (2021)"),
        ({"brondatum": "2021-05", "fase_peildatum": "2020-07"}, "Pilot in juli 2020, volgens bron"),
        ({"brondatum": "2021", "bevestigd_op": date(2026, 1, 5)}, "Pilot"),
    ],
)
def test_een_fase_zegt_wanneer_en_of_alleen_een_bron_dat_weet(
    client: Client, velden: dict[str, Any], zin: str
) -> None:
    bevestigd_op = velden.pop("bevestigd_op", None)
    plan = maak_gepubliceerd(slug="plan", fase="pilot", **velden)
    Innovatie.objects.filter(pk=plan.innovatie_id).update(bevestigd_op=bevestigd_op)

    for pagina in (client.get("/innovaties/plan/").text, client.get("/innovaties/").text):
        waar = pagina.partition("Waar en sinds wanneer")[2].partition("<dd>")[2]
        assert waar.partition("</dd>")[0].strip().split(" · ")[-1] == zin


def test_wat_niemand_weet_staat_alleen_bovenaan_de_pagina(client: Client) -> None:
    maak_gepubliceerd(
        slug="plan", bereik=12, cijfers_onbekend=["kosten", "uren"], wetten=["wlz"], erkenning=""
    )

    pagina = client.get("/innovaties/plan/").text

    onbekend = pagina.partition("<dt>Niet bekend</dt><dd>")[2].partition("</dd>")[0].split(", ")
    assert {"kosten", "uren", "externe erkenning", "inzet ervaringsdeskundigen"} <= set(onbekend)
    assert not {"bereik", "wettelijk domein"} & set(onbekend)
    assert "iet bekend" not in pagina.partition('id="in-het-kort"')[2]
