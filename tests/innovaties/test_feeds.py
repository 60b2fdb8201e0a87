"""Feeds and the sitemap: whole addresses of our own, and only what is visible."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from innovaties.keuzelijsten import Status
from innovaties.models import ToepassingElders
from innovaties.uitvoer.feeds import NieuwsteFeed, RegioFeed, ThemaFeed
from innovaties.uitvoer.sitemaps import SITEMAPS
from tests.maak import (
    maak_beschrijving,
    maak_element,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_regio,
    maak_thema,
    met_element,
    met_partij,
)
from vinden.feeds import AANTAL
from vinden.sitemaps import PaginaSitemap

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://kennis.example"


@pytest.fixture(autouse=True)
def eigen_adres(settings: Settings) -> None:
    settings.SITE_URL = SITE


def lees(client: Client, naam: str, *args: str) -> ET.Element:
    antwoord = client.get(reverse(f"innovaties:{naam}", args=args))
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(antwoord.content)


def titels(feed: ET.Element) -> list[str | None]:
    return [titel.text for titel in feed.findall(f"{ATOM}entry/{ATOM}title")]


@pytest.mark.parametrize("aantal", [1, 3])
def test_feed_toont_de_nieuwste_eerst_met_vast_aantal_queries(
    rf: RequestFactory, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nu = timezone.now()
    for nummer in range(aantal):
        maak_gepubliceerd(titel=f"Nummer {nummer}", gepubliceerd_op=nu - timedelta(days=nummer))
    maak_beschrijving(titel="Concept")

    with django_assert_num_queries(2):
        antwoord = NieuwsteFeed()(rf.get("/"))

    feed = ET.fromstring(antwoord.content)
    assert titels(feed) == [f"Nummer {nummer}" for nummer in range(aantal)]


def test_een_feed_heeft_bladen_van_dertig_die_naar_elkaar_wijzen(client: Client) -> None:
    alle = {maak_gepubliceerd().titel for _ in range(AANTAL + 1)}
    eerste, adres = lees(client, "feed"), reverse("innovaties:feed")

    tweede = ET.fromstring(client.get(f"{adres}?pagina=2").content)

    def wijst(feed: ET.Element) -> dict[str | None, str | None]:
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        return {rel: links[rel] for rel in ("first", "previous", "next") if rel in links}

    assert len(titels(eerste)) == AANTAL
    assert {*titels(eerste), *titels(tweede)} == alle
    assert wijst(eerste) == {"first": f"{SITE}{adres}", "next": f"{SITE}{adres}?pagina=2"}
    assert wijst(tweede) == {"first": f"{SITE}{adres}", "previous": f"{SITE}{adres}?pagina=1"}
    for onzin in ("9" * 5000, "0", "-1", "x", "²", "99999"):
        assert client.get(adres, {"pagina": onzin}).status_code == 404


def test_feed_heeft_eigen_namen_en_hele_adressen(client: Client) -> None:
    maak_gepubliceerd(slug="een", titel="Een & <twee>\x01", kern="Van 2 < 3 naar <b>.")
    maak_gepubliceerd(slug="twee")

    feed = lees(client, "feed")

    namen = [naam.text for naam in feed.iter(f"{ATOM}id")]
    adressen = [link.get("href", "") for link in feed.iter(f"{ATOM}link")]
    assert len(namen) == len(set(namen)) == 3
    assert "tag:kennis.example,2026:innovatie:een" in namen
    assert f"{SITE}/innovaties/een/" in adressen
    assert all(adres.startswith(f"{SITE}/") for adres in adressen)
    assert "Een & <twee>" in titels(feed)
    assert "Van 2 &lt; 3 naar &lt;b&gt;." in [kern.text for kern in feed.iter(f"{ATOM}summary")]
    assert feed.find(f"{ATOM}updated") is not None
    assert all(entry.find(f"{ATOM}updated") is not None for entry in feed.iter(f"{ATOM}entry"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"


def test_lege_feed_is_geldig(client: Client) -> None:
    assert titels(lees(client, "feed")) == []


def test_feed_van_een_thema(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    maak_gepubliceerd(titel="Wel", themas=[maak_thema("wonen")])
    maak_gepubliceerd(titel="Niet", themas=[maak_thema("herstel")])

    with django_assert_max_num_queries(6):
        feed = lees(client, "feed_thema", "wonen")

    assert titels(feed) == ["Wel"]


def test_feed_van_een_provincie_omvat_haar_zorgregios(client: Client) -> None:
    limburg = maak_regio("limburg")
    zuid = maak_regio("zuid-limburg", ligt_in=[limburg])
    maak_gepubliceerd(titel="Zuid", regios=[zuid])
    maak_gepubliceerd(titel="Elders", regios=[maak_regio("drenthe")])

    assert titels(lees(client, "feed_regio", "limburg")) == ["Zuid"]
    assert titels(lees(client, "feed_regio", "zuid-limburg")) == ["Zuid"]


@pytest.mark.parametrize("feed", [ThemaFeed(), RegioFeed()])
def test_feed_van_iets_onbekends_bestaat_niet(
    feed: ThemaFeed | RegioFeed, rf: RequestFactory
) -> None:
    with pytest.raises(Http404):
        feed(rf.get("/"), slug="bestaat-niet")


def adressen(naam: str) -> list[str]:
    return [url["location"] for url in SITEMAPS[naam].get_urls()]


def test_sitemap_noemt_alleen_wat_zichtbaar_is() -> None:
    limburg = maak_regio("limburg")
    maak_gepubliceerd(
        slug="zichtbaar",
        status=Status.TE_BEVESTIGEN,
        themas=[maak_thema("wonen")],
        regios=[maak_regio("zuid-limburg", ligt_in=[limburg])],
        methodieken=[maak_methodiek("fact")],
        elementen=[met_element("een-plan")],
        partijen=[met_partij("Partij")],
        elders=[ToepassingElders(organisatie=maak_organisatie(slug="elders"), stand="draait")],
    )
    maak_beschrijving(
        slug="concept",
        themas=[maak_thema("herstel")],
        regios=[maak_regio("drenthe")],
        partijen=[met_partij("Onzichtbaar")],
    )
    maak_methodiek("leeg")
    maak_element("leeg")

    assert adressen("innovaties") == [f"{SITE}/innovaties/zichtbaar/"]
    assert adressen("themas") == [f"{SITE}/thema/wonen/"]
    assert set(adressen("regios")) == {f"{SITE}/regio/limburg/", f"{SITE}/regio/zuid-limburg/"}
    assert adressen("methodieken") == [f"{SITE}/methodiek/fact/"]
    assert adressen("elementen") == [f"{SITE}/element/een-plan/"]
    assert len(adressen("organisaties")) == 2
    assert f"{SITE}/organisatie/elders/" in adressen("organisaties")


def test_sitemap_heeft_een_datum_bij_elke_beschrijving() -> None:
    beschrijving = maak_gepubliceerd()

    assert [url["lastmod"] for url in SITEMAPS["innovaties"].get_urls()] == [
        beschrijving.gepubliceerd_op
    ]


def test_sitemap_van_vaste_paginas() -> None:
    urls = PaginaSitemap(["innovaties:lijst"]).get_urls()

    assert [url["location"] for url in urls] == [f"{SITE}/innovaties/"]


def test_sitemap_als_bestand(client: Client) -> None:
    maak_gepubliceerd(slug="een")

    antwoord = client.get("/sitemap-innovaties.xml")

    assert f"<loc>{SITE}/innovaties/een/</loc>".encode() in antwoord.content
