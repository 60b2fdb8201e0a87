"""The pages with all rows of a list, and all pages of a kind."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.maak import (
    maak_gepubliceerd,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
    met_partij,
)
from vinden.keuzelijsten import Wegwijzersoort

pytestmark = pytest.mark.django_db


def _namen(client: Client, vraag: str) -> list[tuple[str, str]]:
    pagina = client.get(vraag).text.partition("<main")[2].partition("</main>")[0]
    return re.findall(
        r"<h2 id=\"letter-[^>]+>(.*?)</h2>|<li> *<a href=\"/org[^>]+>(.*?)</a>", pagina
    )


def test_alle_organisaties_staan_onder_hun_letter_met_hoeveel_er_zijn(client: Client) -> None:
    for naam in ("Édith", "eb", "113", "Zorg Oost", "P1", "P2", "P3"):
        maak_organisatie(naam)
    maak_gepubliceerd(partijen=[met_partij("Dimence")])

    gevonden = ["".join(een) for een in _namen(client, "/organisatie/")]

    assert gevonden == [
        "0–9",
        "113",
        "D",
        "Dimence",
        "E",
        "eb",
        "Édith",
        *("P", "P1", "P2", "P3"),
        *("Z", "Zorg Oost"),
    ]
    een = " ".join(client.get("/organisatie/?q=dimen").text.split())
    assert "(1 innovatie)" in een
    assert "1 naam met ‘dimen’" in een
    assert "2 namen bij E </p>" in " ".join(client.get("/organisatie/?letter=E").text.split())


def test_een_telling_zegt_wat_een_bron_alleen_noemt(client: Client) -> None:
    wonen = maak_thema("wonen")
    maak_gepubliceerd(themas=[wonen])
    maak_gepubliceerd(soort="genoemd", themas=[wonen])

    for pad in ("/thema/", "/thema/wonen/"):
        woorden = " ".join(client.get(pad).text.split())
        assert "2 innovaties, waarvan 1 alleen genoemd" in woorden


def test_wat_in_een_oogopslag_te_zien_is_heeft_geen_letters_en_geen_zoekveld(
    client: Client,
) -> None:
    maak_organisatie("Zorg Oost")
    maak_organisatie("Édith")

    html = client.get("/organisatie/").text

    assert 'id="woorden"' not in html
    assert 'id="letter-' not in html


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("?q=OOST+zorg", ["Zorg Oost"]),
        ("?q=zebra", []),
        ("?letter=Z", ["Zorg Oost"]),
        ("?q=%20" + "oost" * 2_500, []),
        ("?letter=onzin", ["Zorg Oost", "Édith"]),
        ("?letter=E&q=oost", ["Zorg Oost"]),
        ("?pagina=99", ["Zorg Oost", "Édith"]),
    ],
)
def test_zoeken_en_een_letter_maken_het_overzicht_kleiner(
    client: Client, vraag: str, verwacht: list[str]
) -> None:
    maak_organisatie("Zorg Oost")
    maak_organisatie("Édith")

    gevonden = [naam for _, naam in _namen(client, f"/organisatie/{vraag}") if naam]

    assert sorted(gevonden) == verwacht


def test_een_lange_lijst_staat_op_meer_bladen(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(101):
        maak_organisatie(f"Zorg {nummer:03}")
    client.get("/organisatie/")  # reads the names

    with django_assert_num_queries(0):
        tweede = _namen(client, "/organisatie/?pagina=2")

    assert tweede == [("Z", ""), ("", "Zorg 100")]


def test_van_een_soort_pagina_staan_alleen_die_er(client: Client) -> None:
    maak_wegwijzer(soort=Wegwijzersoort.NETWERK, titel="Samen in Drenthe", adres="/netwerk/d/")
    maak_wegwijzer(soort=Wegwijzersoort.LES, titel="Begin klein", adres="/lessen/b/")

    html = client.get("/netwerk/").text.partition("<main")[2]

    assert '<a href="/netwerk/d/">Samen in Drenthe</a>' in html
    assert "Begin klein" not in html


def test_een_regio_zonder_innovaties_toont_wat_dichtbij_landelijk_en_gewenst_is(
    client: Client,
) -> None:
    maak_regio("zeeland")
    brabant = maak_regio("noord-brabant")
    maak_gepubliceerd(titel="Dichtbij", regios=[brabant])
    maak_gepubliceerd(titel="Overal", schaal="landelijk")
    maak_gepubliceerd(titel="Droom", soort="gewenst", schaal="landelijk")

    leeg, gevuld = (client.get(f"/regio/{een}/").text for een in ("zeeland", "noord-brabant"))

    assert '<a href="/regio/noord-brabant/">Noord Brabant</a> (1 innovatie)' in " ".join(
        leeg.split()
    )
    for titel in ("Overal", "Droom", "Vertel wat u doet"):
        assert (leeg.count(titel), gevuld.count(titel)) == (1, 0), titel
