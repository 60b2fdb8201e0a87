"""What everyone gets, and the door of the admin; `test_rollen.py` has what lies behind a login."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from pytest_django import Settings

from innovaties.keuzelijsten import Status
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST
from kennisbank.afgekort import routes as alle_routes
from kennisbank.afgekort import stukken
from masterclasses.keuzelijsten import Masterclassfase
from nieuwsbrieven.keuzelijsten import Editiestatus
from redactie.actions.beoordelen import archiveer
from tests.maak import (
    maak_beschrijving,
    maak_editie,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_methodiek,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_traject,
    maak_tranche,
    traject_met_oproep,
)
from trajecten.keuzelijsten import Trajectstatus

pytestmark = pytest.mark.django_db

ROLLEN = ["bezoeker", "gebruiker", "beheerder"]

IEDEREEN = {
    "home": {"/": 200},
    "gewone_taal": {"/in-gewone-taal/": 200},
    "over": {"/over/": 200},
    "toegankelijkheid": {"/toegankelijkheid/": 200},
    "privacy": {"/privacy/": 200},
    "gezond": {"/gezond": 200},
    "klaar": {"/gezond/klaar": 503},  # no worker
    "robots": {"/robots.txt": 200},
    "security_txt": {"/.well-known/security.txt": 200},
    "programma:programma": {"/programma/": 200},
    "programma:meedoen": {"/meedoen/": 200},
    "trajecten:tranche": {"/programma/tranches/open/": 200, "/programma/tranches/dicht/": 404},
    "trajecten:meedoen": {
        "/programma/tranches/open/meedoen/": 200,
        "/programma/tranches/dicht/meedoen/": 404,
    },
    "trajecten:aanvragen": {
        "/programma/trajecten/straks/meedoen/": 200,
        "/programma/trajecten/later/meedoen/": 404,
    },
    "trajecten:mijn_traject": {"/mijn-traject/onzin/": 410},
    "trajecten:mijn_plan": {"/mijn-traject/onzin/plan/": 410},
    "trajecten:mijn_evaluatie": {"/mijn-traject/9:onzin/evaluatie/": 410},
    "trajecten:meedoen_bevestigen": {"/meedoen/onzin/": 410},
    "trajecten:traject": {"/programma/trajecten/loopt/": 200, "/programma/trajecten/x/": 404},
    "wensen:wens": {"/wensen/zichtbaar/": 404, "/wensen/x/": 404},
    "wensen:wens_bevestigen": {"/wensen/bevestigen/onzin/": 410},
    "wensen:inventarisatie": {"/inventarisatie/x/": 404},
    "wensen:vragenlijst": {"/vragenlijst/onzin/": 410},
    "opgaven:netwerk": {"/netwerk/x/": 404},
    "opgaven:project": {"/netwerk/project/x/": 404},
    "opgaven:werkagenda": {"/werkagenda/x/": 404},
    "opgaven:standvraag": {"/hoe-staat-het/onzin/": 410, "/hoe-staat-het/9:onzin/": 410},
    "opgaven:lessen": {"/lessen/": 200},
    "opgaven:les": {"/lessen/x/": 404},
    "nieuwsbrieven:lijst": {"/nieuwsbrieven/": 200},
    "nieuwsbrieven:feed": {"/nieuwsbrieven/feed/": 200},
    "nieuwsbrieven:editie": {
        "/nieuwsbrieven/2026-uit/": 200,
        "/nieuwsbrieven/2026-klad/": 404,
        "/nieuwsbrieven/bestaat-niet/": 404,
    },
    "nieuwsbrieven:beeld": {"/nieuwsbrieven/beeld/1/onzin.png": 404},
    "nieuwsbrieven:aanmelden": {"/nieuwsbrieven/aanmelden/": 200},
    **{
        f"nieuwsbrieven:{naam}": {f"/nieuwsbrieven/{naam}/onzin/": 404}
        for naam in ("bevestigen", "voorkeuren", "nieuw_adres", "afmelden")
    },
    "koppelvlak:open_gegevens": {"/open-gegevens/": 200},
    "koppelvlak:oai": {"/oai": 200, "/oai?verb=Identify": 200},
    "koppelvlak:dcat": {"/catalogus.jsonld": 200},
    "koppelvlak:api_catalog": {"/.well-known/api-catalog": 200},
    "wachtwoord_wijzigen": {"/.well-known/change-password": 302},
    "koppelvlak:api_": {"/api/": 302},
    "koppelvlak:index": {"/api/v1/": 200, "/api/v1": 200},
    "koppelvlak:openapi": {"/api/v1/openapi.json": 200},
    "koppelvlak:rijen": {"/api/v1/innovaties": 200, "/api/v1/onzin": 404},
    "koppelvlak:rij": {"/api/v1/innovaties/zichtbaar": 200, "/api/v1/innovaties/concept": 404},
    "koppelvlak:nergens": {"/api/v2/innovaties": 404, "/api/v1/innovaties/": 404},
    "terugmelding": {"/post/terug/postmark/": 405},
    "sitemap": {"/sitemap.xml": 200},
    "sitemap_deel": {
        **{f"/sitemap-{deel}.xml": 200 for deel in ("innovaties", "programma", "paginas")},
        "/sitemap-onzin.xml": 404,
    },
    "innovaties:lijst": {"/innovaties/": 200},
    "innovaties:lijst_download": {
        **{f"/innovaties.{soort}": 200 for soort in VAN_LIJST},
        "/innovaties.pdf": 404,
    },
    "innovaties:beschrijving": {
        "/innovaties/zichtbaar/": 200,
        **{f"/innovaties/{status}/": 404 for status in ("concept", "ingediend", "gearchiveerd")},
        "/innovaties/bestaat-niet/": 404,
        "/innovaties/weg/": 410,
    },
    "innovaties:kaartje": {
        "/innovaties/zichtbaar/kaartje/": 200,
        "/innovaties/concept/kaartje/": 404,
    },
    "innovaties:kaartjes": {"/kaartjes/": 200, "/kaartjes/?q=x": 200},
    "innovaties:kaartje_js": {"/kaartje.js": 200},
    "innovaties:oembed": {
        "/oembed": 404,
        "/oembed?url=http://127.0.0.1:8000/innovaties/zichtbaar/": 200,
        "/oembed?url=http://127.0.0.1:8000/innovaties/concept/": 404,
    },
    "innovaties:versie": {
        "/innovaties/zichtbaar/versie/1/": 302,
        "/innovaties/zichtbaar/versie/2/": 404,
        "/innovaties/concept/versie/1/": 404,
        "/innovaties/weg/versie/1/": 200,
    },
    "innovaties:beschrijving_download": {
        **{f"/innovaties/zichtbaar.{soort}": 200 for soort in VAN_BESCHRIJVING},
        **{f"/innovaties/concept.{soort}": 404 for soort in VAN_BESCHRIJVING},
        "/innovaties/zichtbaar.exe": 404,
    },
    "innovaties:zoeken": {
        **{f"/zoeken/{vraag}": 200 for vraag in ("", "?q=x", "?q=x&soort=verslag", "?soort=y")}
    },
    "innovaties:suggesties": {"/zoeken/suggesties/?q=wo": 200, "/zoeken/suggesties/": 200},
    "innovaties:vergelijk": {"/vergelijk/": 200, "/vergelijk/?i=concept&i=zichtbaar": 200},
    "innovaties:vergelijk_download": {
        "/vergelijk.pdf": 302,
        "/vergelijk.xlsx?i=concept&i=zichtbaar": 302,
        "/vergelijk.csv": 404,
    },
    "innovaties:map": {"/map/": 200, "/map/?i=concept&i=zichtbaar": 200},
    "innovaties:map_download": {"/map.pdf": 302, "/map.docx?i=zichtbaar": 200, "/map.xlsx": 404},
    "innovaties:thema": {"/thema/herstel/": 200, "/thema/x/": 404},
    "innovaties:regio": {"/regio/drenthe/": 200, "/regio/x/": 404},
    "innovaties:organisatie": {"/organisatie/menzis/": 200, "/organisatie/x/": 404},
    "innovaties:methodiek": {"/methodiek/fact/": 200, "/methodiek/x/": 404},
    "innovaties:illustratie": {"/illustraties/onzin.jpg": 404},
    "innovaties:elementen": {"/elementen/": 200, "/elementen/?per=wet&sorteer=naam": 200},
    **{
        f"innovaties:{een}_overzicht": {f"/{een}/": 200, f"/{een}/?q=x&letter=a": 200}
        for een in ("thema", "regio", "organisatie", "methodiek")
    },
    "innovaties:element_": {"/element/": 302},
    "opgaven:netwerken": {"/netwerk/": 200},
    "opgaven:werkagendas": {"/werkagenda/": 200},
    "trajecten:tranches": {"/programma/tranches/": 200},
    "trajecten:trajecten": {"/programma/trajecten/": 200},
    "wensen:gewenst": {"/wensen/": 302},
    "wensen:uitkomsten": {"/inventarisatie/": 200},
    "innovaties:knelpunten": {"/knelpunten/": 200, "/knelpunten/?wet=x&q=tijd": 200},
    "innovaties:element": {"/element/een-plan/": 200, "/element/x/": 404},
    "masterclasses:lijst": {"/masterclasses/": 200, "/masterclasses/?weergave=maand": 200},
    "masterclasses:masterclass": {
        "/masterclasses/komend/": 200,
        "/masterclasses/klad/": 404,
        "/masterclasses/bestaat-niet/": 404,
    },
    "masterclasses:kalender": {"/masterclasses/komend.ics": 200, "/masterclasses/klad.ics": 404},
    "masterclasses:feed": {"/masterclasses.ics": 200, "/masterclasses.ics?thema=x": 404},
    "masterclasses:aanmelden": {
        "/masterclasses/komend/aanmelden/": 200,
        "/masterclasses/klad/aanmelden/": 404,
    },
    "masterclasses:materiaal": {"/masterclasses/materialen/onzin.pdf": 404},
    "masterclasses:aanmelding": {"/aanmelding/onzin/": 410},
    "masterclasses:wijzigen": {"/aanmelding/onzin/wijzigen/": 410},
    "masterclasses:bewijs": {"/aanmelding/onzin/bewijs.pdf": 410},
    "masterclasses:evaluatie": {"/evaluatie/onzin/": 410},
    "innovaties:feed": {"/feeds/innovaties.atom": 200},
    "innovaties:feed_thema": {"/feeds/thema/herstel.atom": 200, "/feeds/thema/x.atom": 404},
    "innovaties:feed_regio": {"/feeds/regio/drenthe.atom": 200, "/feeds/regio/x.atom": 404},
}
"""The same for every role: reading needs no account."""

BEHEER = {"bezoeker": 302, "gebruiker": 302, "beheerder": 200}
"""The pages of the admin without an object; those with one lie behind the same door."""


def routes(patronen: list[URLPattern | URLResolver], ruimte: str = "") -> Iterator[str]:
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            binnen = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from routes(patroon.url_patterns, binnen)
        else:
            yield f"{ruimte}{patroon.name}"


@pytest.fixture
def als(client: Client, request: pytest.FixtureRequest) -> Client:
    rol = request.param
    if rol != "bezoeker":
        client.force_login(maak_gebruiker(rollen=["beheerder"] if rol == "beheerder" else []))
    return client


@pytest.mark.parametrize("als", ROLLEN, indirect=True)
def test_iedereen_leest_wat_zichtbaar_is_en_niemand_meer(als: Client) -> None:
    maak_gepubliceerd(slug="zichtbaar", regios=[maak_regio()])
    for status in (Status.CONCEPT, Status.INGEDIEND, Status.GEARCHIVEERD):
        maak_beschrijving(slug=status.value, status=status)
    archiveer(innovatie=maak_gepubliceerd(slug="weg").innovatie, reden="Samengevoegd.")
    maak_thema()
    maak_organisatie("Menzis", slug="menzis")
    maak_methodiek()
    maak_element()
    maak_masterclass(slug="komend")
    maak_masterclass(slug="klad", fase=Masterclassfase.CONCEPT)
    maak_editie(slug="2026-uit", status=Editiestatus.VERZONDEN)
    maak_editie(slug="2026-klad")
    maak_tranche(slug="open")
    maak_tranche(slug="dicht", geopend_op=None)
    maak_traject(slug="loopt")
    traject_met_oproep(slug="straks")
    maak_traject(slug="later", status=Trajectstatus.VOORBEREIDING)

    gekregen = {}
    for pad in (pad for paden in IEDEREEN.values() for pad in paden):
        antwoord = als.get(pad)
        antwoord.getvalue()  # a stream that nobody reads stays open
        gekregen[pad] = antwoord.status_code

    assert gekregen == {pad: status for paden in IEDEREEN.values() for pad, status in paden.items()}


def _met_sleutel(patronen: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The path of each page that has a key in its address, with a key that nobody has."""
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            yield from (f"{patroon.pattern}{pad}" for pad in _met_sleutel(patroon.url_patterns))
        elif "sleutel" in patroon.pattern.converters:
            yield re.sub("<[^>]+>", "1", re.sub("<[^>]*sleutel>", "onzin", str(patroon.pattern)))


def test_geen_pagina_achter_een_persoonlijke_link_wordt_bewaard(client: Client) -> None:
    paden = [f"/{pad}" for pad in _met_sleutel(get_resolver().url_patterns)]

    koppen = {pad: client.get(pad).get("Cache-Control", "") for pad in paden}

    assert len(paden) > 10
    assert {pad: kop for pad, kop in koppen.items() if "no-store" not in kop} == {}


@pytest.mark.parametrize("rol", ROLLEN)
def test_het_beheer_is_alleen_voor_beheerders(client: Client, rol: str) -> None:
    if rol != "bezoeker":
        client.force_login(maak_gebruiker(rollen=["beheerder"] if rol == "beheerder" else []))
    paden = ["/beheer/", "/beheer/logboek/vergeetbaar/"]

    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, BEHEER[rol])


def test_wie_een_stuk_van_een_adres_afhaalt_komt_een_stap_hoger(
    client: Client, settings: Settings
) -> None:
    """Every remainder of every address: an address itself, or a step up to one."""
    settings.DEMO = True  # only there is a postvak
    resten = {rest for route in alle_routes(get_resolver().url_patterns) for rest in stukken(route)}
    mis = []

    for rest in sorted(resten):
        pad = "/" + re.sub("<int:[^>]+>", "1", re.sub("<(slug|str|path):[^>]+>", "x", rest))
        antwoord = client.get(pad)
        if antwoord.status_code == 404 and (not rest.endswith(">/") or not _is_adres(pad)):
            mis.append(pad)

    assert len(resten) > 50
    assert mis == []


def _is_adres(pad: str) -> bool:
    """Whether there may be a page here, of a row that this test has not."""
    try:
        resolve(pad)
    except Resolver404:
        return False
    return True


def test_de_naam_van_wat_er_niet_is_geeft_404_en_geen_stap_hoger(client: Client) -> None:
    for pad in ("/innovaties/x/", "/masterclasses/x/", "/programma/tranches/x/", "/onzin/"):
        assert client.get(pad).status_code == 404, pad
