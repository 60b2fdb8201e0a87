"""Home, the fixed pages, errors and headers."""

import json
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from innovaties.models import ToepassingElders
from kennisbank.ingangen import SITUATIES, VERTELD, Situatie
from kennisbank.views import fout_500
from organisaties.keuzelijsten import Lezer
from tests.kaartjes import titels
from tests.maak import maak_gepubliceerd, maak_masterclass, maak_organisatie, maak_regio, maak_thema
from tests.opgaven.netwerken import maak_les
from vinden.paginacache import bewaard
from vinden.sitemaps import EigenSitemap

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_pagina_kost_hoogstens_vier_queries(
    client: Client, aantal: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        gepubliceerd = maak_gepubliceerd(
            titel=f"Plan {nummer}",
            themas=[maak_thema("wonen")],
            regios=[maak_regio("oost-groningen")],
            elders=[ToepassingElders(organisatie=maak_organisatie(), stand="draait")],
        )
        maak_masterclass(thema=maak_thema("wonen"))
    adressen = ("/", "/innovaties/", gepubliceerd.get_absolute_url())
    for adres in adressen:
        client.get(adres)  # reads what all pages of this stand share
    bewaard.clear()

    for adres in adressen:
        with django_assert_max_num_queries(4):
            assert client.get(adres).status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_home_toont_themas_nieuwste_en_overgenomen_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    groningen = maak_regio("groningen")
    for nummer in range(aantal):
        maak_gepubliceerd(
            titel=f"Plan {nummer}",
            themas=[maak_thema("wonen")],
            regios=[maak_regio("oost-groningen", ligt_in=[groningen])],
            elders=[ToepassingElders(organisatie=maak_organisatie(), stand="draait")],
        )
        maak_masterclass(thema=maak_thema("wonen"))

    with django_assert_num_queries(6):
        response = client.get("/")

    themas = response.context["themas"]
    assert [(thema.slug, *telling) for thema, *telling in themas] == [("wonen", aantal, 0)]
    assert len(response.context["vaakst"]) == aantal
    assert response.context["best"] == response.context["nieuwste"] == []  # each once
    assert len(response.context["masterclasses"]) == min(aantal, 2)
    (provincie,) = [p for p in response.context["provincies"] if p.naam == "Groningen"]
    assert (provincie.aantal, provincie.trap) == (aantal, 4)


def test_home_toont_per_thema_het_beste_en_dan_wat_nieuw_is(client: Client) -> None:
    wonen, groningen = maak_thema("wonen"), maak_regio("groningen", soort="provincie")
    vol = maak_gepubliceerd(themas=[wonen], aanpak="<p>Zo gaat het.</p>", fase="pilot")
    nieuw = maak_gepubliceerd(themas=[wonen], regios=[groningen])
    maak_gepubliceerd(soort="genoemd", themas=[wonen], regios=[groningen])

    context = client.get("/").context

    assert titels(context["best"]) == [vol.titel]
    assert titels(context["nieuwste"]) == [nieuw.titel]
    assert (context["beschreven"], context["genoemd"]) == (2, 1)
    assert context["themas"] == [(wonen, 2, 1)]
    assert [deel.aantal for deel in context["provincies"]] == [1]


@pytest.mark.usefixtures("met_inhoud")
@pytest.mark.parametrize("situatie", SITUATIES, ids=lambda situatie: situatie.lezer.value)
def test_elke_situatie_begint_bij_paginas_die_iets_geven(
    client: Client, situatie: Situatie
) -> None:
    for begin in situatie.begin:
        pagina = client.get(begin.adres)

        assert pagina.status_code == 200
        assert pagina.context.get("aantal", 1), begin.adres
        assert "filterset" not in pagina.context or not pagina.context["filterset"].onbekend


def test_in_gewone_taal_staat_wat_een_client_zelf_meemaakt_en_kan_doen(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wonen, herstel = maak_thema("wonen", volgorde=2), maak_thema("herstel", volgorde=1)
    zelf = {"themas": [wonen], "niveaus": ["operationeel", "tactisch"]}
    plan = maak_gepubliceerd(titel="Plan", gewone_taal="U maakt een plan.", **zelf)
    huis = maak_gepubliceerd(
        titel="Huis", gewone_taal="U krijgt een huis.", **{**zelf, "themas": [wonen, herstel]}
    )
    maak_gepubliceerd(titel="Zonder", **zelf)
    maak_gepubliceerd(titel="Wens", gewone_taal="Nog niet.", soort="gewenst", **zelf)
    maak_gepubliceerd(
        titel="Bestuur", gewone_taal="Iets van bazen.", **{**zelf, "niveaus": ["strategisch"]}
    )
    for lezer, openbaar in (("CLIENT_OF_NAASTE", True), ("GEMEENTE", True), ("GEMEENTE", False)):
        les = maak_les(openbaar=openbaar)
        les.taken.create(lezer=Lezer[lezer], tekst=f"Voor {lezer}")

    with django_assert_num_queries(2):
        response = client.get("/in-gewone-taal/")

    assert response.context["themas"] == [(herstel, [huis], False), (wonen, [plan], False)]
    assert response.context["taken"] == ["Voor CLIENT_OF_NAASTE"]


def test_in_gewone_taal_leidt_verder_als_een_thema_te_veel_heeft(client: Client) -> None:
    verteld = {"themas": [maak_thema("wonen")], "niveaus": ["operationeel"], "gewone_taal": "Zo."}
    for nummer in range(VERTELD + 2):
        maak_gepubliceerd(titel=f"Huis {nummer:02}", **verteld)

    pagina = client.get("/in-gewone-taal/")
    (verder,) = re.findall(r'href="([^"]*thema=wonen[^"]*)"', pagina.text)
    lijst = client.get(unescape(verder))

    assert pagina.text.count('<details class="uitklap kolom">') == VERTELD
    assert lijst.status_code == 200
    assert f"{VERTELD + 2} innovaties" in lijst.text


def test_het_menu_zegt_waar_een_pagina_in_ligt(client: Client) -> None:
    maak_thema("wonen")
    waar = {
        "/thema/wonen/": "Innovaties",
        "/regio/": "Innovaties",
        "/vergelijk/": "Innovaties",
        "/knelpunten/": "Wat werkt",
        "/werkagenda/": "Meedoen",
        "/programma/trajecten/": "Meedoen",
    }

    gevonden = {
        adres: re.findall(r'aria-current="true"\s*>([^<]+)</a>', client.get(adres).text)
        for adres in waar
    }

    assert gevonden == {adres: [naam] for adres, naam in waar.items()}


def test_een_lege_kennisbank_heeft_een_startpagina(client: Client) -> None:
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("pad", ["/over/", "/toegankelijkheid/", "/privacy/", "/vergelijk/"])
def test_vaste_paginas(client: Client, pad: str) -> None:
    response = client.get(pad)

    assert response.status_code == 200
    assert not response.cookies


def test_wie_een_lek_vindt_leest_waar_dat_te_melden(client: Client, settings: Settings) -> None:
    settings.REDACTIE_EMAIL, settings.SITE_URL = "lek@example.nl", "https://kennis.example"

    response = client.get("/.well-known/security.txt")

    regels = dict(regel.split(": ", 1) for regel in response.text.splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert regels["Contact"] == "mailto:lek@example.nl"
    assert regels["Canonical"] == "https://kennis.example/.well-known/security.txt"
    geldt = datetime.fromisoformat(regels["Expires"]) - timezone.now()
    assert timedelta(days=30) < geldt < timedelta(days=365)


@pytest.mark.parametrize("pad", ["/", "/innovaties/", "/bestaat-niet/", "/gezond", "/robots.txt"])
def test_koppen_beschermen_elke_pagina(client: Client, pad: str) -> None:
    response = client.get(pad)

    csp = response["Content-Security-Policy"]
    assert "unsafe" not in csp
    assert "default-src 'none'" in csp
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_404_heeft_de_stijl_van_de_site_en_een_zoekveld(client: Client) -> None:
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text
    assert 'name="q"' in response.text


def test_500_verraadt_niets(rf: RequestFactory) -> None:
    response = fout_500(rf.get("/"))

    assert response.status_code == 500
    assert "Dit ligt niet aan u" in response.text


def test_robots_wijst_de_weg_naar_de_sitemap(client: Client) -> None:
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").text


def test_sitemap_noemt_wat_zichtbaar_is(client: Client) -> None:
    maak_gepubliceerd(slug="plan")

    index = client.get("/sitemap.xml").text
    delen = re.findall(r"<loc>http://127.0.0.1:8000([^<]+)</loc>", index)
    tekst = "".join(client.get(deel).text for deel in delen)

    assert "http://127.0.0.1:8000/innovaties/plan/" in tekst
    assert "http://127.0.0.1:8000/over/" in tekst


def test_een_sitemap_wordt_niet_langer_met_de_inhoud(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EigenSitemap, "limit", 2)
    for nummer in range(3):
        maak_gepubliceerd(slug=f"plan-{nummer}")

    index = client.get("/sitemap.xml").text
    delen = [client.get(f"/sitemap-innovaties.xml{p}").text for p in ("", "?p=2")]

    assert "/sitemap-innovaties.xml</loc>" in index
    assert "/sitemap-innovaties.xml?p=2</loc>" in index
    assert "/sitemap-innovaties.xml?p=3" not in index
    assert [deel.count("<loc>") for deel in delen] == [2, 1]


def test_elke_pagina_heeft_een_vast_adres_en_een_voorbeeld_om_te_delen(client: Client) -> None:
    maak_gepubliceerd(slug="plan", titel='Plan "A" </script>', kern="Samen & dichtbij.")

    tekst = client.get("/innovaties/plan/?utm=x", follow=True).text

    assert '<link rel="canonical" href="http://127.0.0.1:8000/innovaties/plan/">' in tekst
    assert 'property="og:title" content="Plan &quot;A&quot; &lt;/script&gt;"' in tekst
    begin = tekst.index('application/ld+json">') + len('application/ld+json">')
    gegevens = json.loads(tekst[begin : tekst.index("</script>", begin)])
    assert gegevens["headline"] == 'Plan "A" </script>'
