"""What is offered while somebody types, the terms that a question names, and what was done."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from innovaties.lezen.gids import MEESTE
from innovaties.vindbaar import maak_ingangen_vindbaar
from tests.maak import (
    maak_andere_naam,
    maak_beschrijving,
    maak_doelgroep,
    maak_element,
    maak_genoemd,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_plaats,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
)
from vinden.keuzelijsten import Wegwijzersoort
from vinden.paginas import PAGINAS

pytestmark = pytest.mark.django_db


def suggesties(client: Client, q: str) -> list[str]:
    return [
        een["titel"] for een in client.get("/zoeken/suggesties/", {"q": q}).json()["suggesties"]
    ]


def zoek(client: Client, q: str) -> Any:
    return client.get("/zoeken/", {"q": q}).context["antwoord"]


def termen(client: Client, q: str) -> list[str]:
    return [term.titel for term in zoek(client, q).termen]


def test_alles_met_een_naam_wordt_aangeboden_en_leidt_naar_zijn_pagina(client: Client) -> None:
    maak_thema("zorgen", name="Zorgen")
    maak_element("zorg-eerst")
    maak_methodiek("zorgpad", naam="Zorgpad")
    maak_doelgroep("zorgmijders")
    maak_organisatie("Zorgland", slug="zorgland")
    noord = maak_regio("noord-holland", naam="Noord-Holland")
    kop = maak_regio("kop", naam="De Kop", ligt_in=[noord])
    maak_plaats("Zorgdam", ligt_in=[noord, kop])
    maak_wegwijzer("Zorg delen", soort=Wegwijzersoort.LES, adres="/lessen/zorg-delen/")
    maak_gepubliceerd(titel="Zorg op straat", slug="zorg-op-straat")
    maak_beschrijving(titel="Zorg in het geheim")

    adressen = {
        q: [
            (een["soort"], een["adres"])
            for een in client.get("/zoeken/suggesties/", {"q": q}).json()["suggesties"]
        ]
        for q in ("zorgen", "zorg eer", "zorgp", "zorgm", "zorgl", "zorgd", "zorg de", "straat")
    }

    assert adressen == {
        "zorgen": [("Thema", "/thema/zorgen/")],
        "zorg eer": [("Werkzaam element", "/element/zorg-eerst/")],
        "zorgp": [("Methodiek", "/methodiek/zorgpad/")],
        "zorgm": [("Doelgroep", "/innovaties/?doelgroep=zorgmijders")],
        "zorgl": [("Organisatie", "/organisatie/zorgland/")],
        "zorgd": [("Gemeente in De Kop", "/zoeken/?q=Zorgdam")],
        "zorg de": [("Les", "/lessen/zorg-delen/")],
        "straat": [("Innovatie", "/innovaties/zorg-op-straat/")],
    }
    assert suggesties(client, "geheim") == []


def test_elk_woord_begint_een_woord_van_de_naam(client: Client) -> None:
    maak_methodiek("kaart", naam="Crisiskaart")
    maak_gepubliceerd(titel="E-health in de wijk")
    hoort = {
        "C": [],
        "  ": [],
        "cr": ["Crisiskaart"],
        "CRÍSIS": ["Crisiskaart"],
        "crisskaart": ["Crisiskaart"],
        "e-health": ["E-health in de wijk"],
        "ehealth wijk": ["E-health in de wijk"],
        "e health": ["E-health in de wijk"],
        "wijk e-h": ["E-health in de wijk"],
        "health in de": ["E-health in de wijk"],
        "crisiskaart wijk": [],
        "kaart": [],
        '"': [],
        "qqqqq": [],
        "\u202e🙂": [],
    }

    assert {q: suggesties(client, q) for q in hoort} == hoort


def test_van_elke_groep_komt_iets_en_geen_titel_twee_keer(client: Client) -> None:
    for nummer in range(12):
        maak_organisatie(f"Wonen {nummer}")
    maak_methodiek("wonen", naam="Zelf wonen")
    maak_gepubliceerd(titel="Huis om te wonen")
    maak_gepubliceerd(titel="Huis om te wonen")
    maak_plaats("Wonen op zee")

    gevonden = suggesties(client, "wonen")

    assert len(gevonden) == MEESTE
    assert gevonden[0] == "Wonen 0"
    assert gevonden.count("Huis om te wonen") == 1
    assert "Wonen op zee" in gevonden


def test_van_namen_die_naar_een_pagina_leiden_komt_de_eerste(client: Client) -> None:
    maak_doelgroep("dakloos", naam="Dakloze mensen")
    for naam in ("dakloos", "daklozen"):
        maak_andere_naam(naam, "doelgroep:dakloos")

    assert suggesties(client, "dakl") == ["Dakloze mensen"]
    assert suggesties(client, "daklozen") == ["daklozen"]


def test_waar_een_plaats_ligt_staat_er_een_keer(client: Client) -> None:
    noord = maak_regio("noord-holland", naam="Noord-Holland")
    maak_plaats("Alkmaar", ligt_in=[maak_regio("kop", naam="De Kop", ligt_in=[noord])])

    def kaarten(vraag: str) -> list[str]:
        return [term.titel for term in zoek(client, vraag).kaarten]

    assert kaarten("alkmaar") == []
    assert client.get("/zoeken/", {"q": "alkmaar"}).text.count("/regio/kop/") == 1
    assert kaarten("alkmaar de kop") == ["De Kop"]


def test_een_plaats_heeft_geen_verbuigingen(client: Client) -> None:
    maak_plaats("Huizen", ligt_in=[maak_regio("noord")])

    genoemd = {
        vraag: [een.plaats for een in zoek(client, vraag).gedaan.liggingen]
        for vraag in ("huizen", "huis", "huisje wonen")
    }

    assert genoemd == {"huizen": ["Huizen"], "huis": [], "huisje wonen": []}


@pytest.mark.parametrize(
    ("vraag", "plaatsen"),
    [
        ("buren", ["Buren"]),
        ("koffie met buren", []),
        ("koffie in Buren", ["Buren"]),
        ("koffie in alkmaar", ["Alkmaar"]),
    ],
)
def test_een_plaats_die_ook_een_woord_is_staat_alleen_of_heeft_een_hoofdletter(
    client: Client, vraag: str, plaatsen: list[str]
) -> None:
    regio = maak_regio("noord")
    for plaats in ("Buren", "Alkmaar"):
        maak_plaats(plaats, ligt_in=[regio])
    maak_gepubliceerd(titel="Koffie", aanpak="<p>Met buren, in Alkmaar.</p>")

    assert [een.plaats for een in zoek(client, vraag).gedaan.liggingen] == plaatsen


def test_wie_genoemd_wordt_telt_voor_het_deel_van_de_vraag_dat_hem_noemt(client: Client) -> None:
    maak_gepubliceerd(titel="Uitrusten en vergelijken")
    for _ in range(30):
        maak_wegwijzer()  # beside which the words are rare
    maak_wegwijzer("Uitrusten in een logeerhuis", soort=Wegwijzersoort.PROJECT)

    def kaarten(vraag: str) -> list[str]:
        return [kaart.titel for kaart in zoek(client, vraag).kaarten]

    deels = kaarten("uitrusten logeerhuis vergelijken")
    assert deels.index("Uitrusten in een logeerhuis") < deels.index("Innovaties vergelijken")
    assert kaarten("vergelijken")[0] == "Innovaties vergelijken"


def test_wat_de_hele_vraag_noemt_gaat_voor_wat_haar_in_zijn_titel_heeft(client: Client) -> None:
    maak_gepubliceerd(titel="Plan", aanpak="<p>In Noord.</p>")
    maak_regio("noord", naam="Noord")
    for nummer in range(3):
        maak_organisatie(f"Zorg in Noord {nummer}")

    assert zoek(client, "noord").kaarten[0].adres == "/regio/noord/"


def test_wie_een_soort_en_een_onderwerp_noemt_krijgt_daarvan_het_juiste(client: Client) -> None:
    maak_gepubliceerd(titel="Plan", aanpak="<p>Over wonen.</p>")
    maak_thema("wonen", name="Wonen")
    maak_wegwijzer("Anders wonen", soort=Wegwijzersoort.MASTERCLASS)
    maak_wegwijzer("Anders werken", soort=Wegwijzersoort.MASTERCLASS)

    assert zoek(client, "masterclass wonen").kaarten[0].titel == "Anders wonen"


def test_van_een_soort_die_de_vraag_noemt_gaat_voor_wat_de_rest_ook_heeft(client: Client) -> None:
    maak_gepubliceerd(titel="Plan", aanpak="<p>Een project met een crisiskaart.</p>")
    maak_methodiek("crisiskaart", naam="Crisiskaart")
    maak_wegwijzer("Eigen regie", soort=Wegwijzersoort.PROJECT, tekst="Een kaart: de crisiskaart.")
    for nummer in range(6):
        maak_wegwijzer(f"Leefstijl {nummer}", soort=Wegwijzersoort.PROJECT)
    maak_ingangen_vindbaar()

    kaarten = [kaart.titel for kaart in zoek(client, "project crisiskaart").kaarten]

    assert kaarten[:2] == ["Eigen regie", "Crisiskaart"]


def test_wat_lezers_vragen_die_een_vaste_pagina_zoeken_leidt_erheen(client: Client) -> None:
    """By words alone, among all fixed pages: what these mean is not read here."""
    maak_ingangen_vindbaar()

    elders = [
        vraag
        for pagina in PAGINAS
        for vraag in pagina.vragen
        if reverse(pagina.adres) not in [kaart.adres for kaart in zoek(client, vraag).kaarten]
    ]

    assert elders == []
    assert all(pagina.vragen for pagina in PAGINAS)


def test_wat_gepubliceerd_wordt_staat_er_meteen_bij(client: Client) -> None:
    maak_gepubliceerd(titel="Eerste woning")
    assert suggesties(client, "woning") == ["Woningcorporatie", "Eerste woning"]

    maak_gepubliceerd(titel="Tweede woning")

    assert suggesties(client, "tweede") == ["Tweede woning"]


def test_suggesties_komen_uit_het_geheugen_en_zijn_te_bewaren(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maak_methodiek()
    suggesties(client, "fa")

    with django_assert_num_queries(0):  # the stand is asked past the ORM
        response = client.get("/zoeken/suggesties/?q=fac")

    assert [een["titel"] for een in response.json()["suggesties"]] == ["FACT"]
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.post("/zoeken/suggesties/").status_code == 405


def test_een_genoemde_term_staat_bovenaan_ook_zonder_beschrijving(client: Client) -> None:
    maak_methodiek("housing-first", naam="Housing First", uitleg="Eerst een huis.")
    maak_andere_naam("eerst een woning", "methodiek:housing-first")

    for vraag in ("Housing First", "housing-first in de wijk", "eerst een woning", "housing"):
        response = client.get("/zoeken/", {"q": vraag})
        assert '<a href="/methodiek/housing-first/">Housing First</a>' in response.text, vraag
        assert "Eerst een huis." in response.text
        assert "Niets gevonden" not in response.text


def test_termen_zijn_er_van_elke_soort_en_wat_zelf_zo_heet_gaat_voor(client: Client) -> None:
    maak_thema("wonen")
    maak_andere_naam("zorgdam", "thema:wonen")
    regio = maak_regio("zorgdam")
    maak_plaats("Zorgdam", ligt_in=[regio])
    maak_organisatie("Zorgdam en zo", slug="zo")
    maak_wegwijzer("Zorgdam leert", soort=Wegwijzersoort.LES)
    maak_wegwijzer("Zorgdam vertelt", soort=Wegwijzersoort.VERSLAG)

    assert termen(client, "zorgdam") == ["Zorgdam", "Wonen", "Zorgdam en zo", "Zorgdam leert"]
    assert termen(client, "zorgdam -leert -zo") == ["Zorgdam", "Wonen"]


@pytest.mark.parametrize(
    ("vraag", "titel"),
    [
        ("inschrijven masterclass", "Alle masterclasses"),
        ("agenda masterclasses", "Alle masterclasses"),
        ("aanmelden voor de nieuwsbrief", "Aanmelden voor de nieuwsbrief"),
        ("hoe bereik ik de redactie", "Over de kennisbank"),
        ("cookies", "Privacy"),
    ],
)
def test_vaste_paginas_worden_gevonden(client: Client, vraag: str, titel: str) -> None:
    assert titel in termen(client, vraag)


def test_een_verbeterde_typefout_staat_er(client: Client) -> None:
    maak_gepubliceerd(titel="Crisiskaart")

    response = client.get("/zoeken/", {"q": "crisskaart"})
    in_de_lijst = client.get("/innovaties/", {"q": "crisskaart"})

    for pagina in (response, in_de_lijst):
        assert "Wij zochten ook op <strong>crisiskaart</strong>." in pagina.text


def test_een_waarde_zonder_pagina_leidt_naar_de_lijst_die_haar_heeft(client: Client) -> None:
    maak_doelgroep("dakloze-mensen", naam="Dakloze mensen")
    maak_andere_naam("thuislozen", "doelgroep:dakloze-mensen")
    maak_thema("wonen")

    tekst = client.get("/zoeken/", {"q": "wonen voor thuislozen"}).text

    link = '<a href="/innovaties/?doelgroep=dakloze-mensen">Dakloze mensen</a>'
    assert f"Dit past ook bij: doelgroep {link}." in tekst


def test_een_plaats_zegt_waar_zij_ligt_en_wat_dichtbij_is(client: Client) -> None:
    drenthe, overijssel = maak_regio("drenthe"), maak_regio("overijssel")
    gelderland = maak_regio("gelderland")
    veluwe = maak_regio("veluwe", ligt_in=[gelderland])
    maak_plaats("Emmen", ligt_in=[drenthe])
    maak_plaats("Zwolle", ligt_in=[overijssel])
    maak_plaats("Ede", ligt_in=[veluwe, gelderland])
    maak_gepubliceerd(titel="Wonen", regios=[drenthe])
    maak_gepubliceerd(titel="Overal wonen", slug="overal", schaal="landelijk")
    maak_genoemd(titel="Alleen een naam", regios=[drenthe, gelderland])

    emmen, zwolle, ede = (
        zoek(client, f"{plaats} wonen").gedaan.liggingen[0] for plaats in ("Emmen", "Zwolle", "Ede")
    )

    assert ([r.titel for r in emmen.regios], emmen.leeg) == (["Drenthe"], False)
    assert ([r.titel for r in zwolle.regios], zwolle.leeg) == (["Overijssel"], True)
    assert [(naam.titel, aantal) for naam, aantal in zwolle.dichtbij] == [("Drenthe", 1)]
    assert [naam.adres for naam in zwolle.landelijk] == ["/innovaties/overal/"]
    assert ([r.titel for r in ede.regios], ede.leeg, ede.dichtbij) == (["Veluwe"], True, ())
    tekst = client.get("/zoeken/", {"q": "zwolle wonen"}).text
    assert 'Zwolle ligt in <a href="/regio/overijssel/">Overijssel</a>.' in tekst
    assert 'Dichtbij wel: <a href="/regio/drenthe/">Drenthe</a> (1).' in tekst


def test_niets_met_alle_woorden_zegt_met_welke_wel(client: Client) -> None:
    maak_gepubliceerd(titel="Wonen in een huis")
    maak_gepubliceerd(titel="Werken")

    def gedaan(q: str) -> str:
        return client.get("/zoeken/", {"q": q}).text

    assert "Geen pagina past bij al uw woorden, wel bij <strong>wonen</strong>." in gedaan(
        "wonen fiets"
    )
    assert "Deze passen bij een deel ervan." in gedaan("wonen werken")
    assert "Geen pagina past" not in gedaan("wonen huis")
    assert "Geen pagina past" not in gedaan("fiets")
    assert "U zocht alleen op heel gewone woorden." in gedaan("de het")


@pytest.mark.parametrize("adres", ["/zoeken/", "/innovaties/"])
def test_een_lege_pagina_biedt_aan_wat_er_wel_is(client: Client, adres: str) -> None:
    maak_methodiek("kaart", naam="Netwerkkaart")

    response = client.get(adres, {"q": "netwerkkrats"})

    lijst = response.text.partition("Bedoelt u misschien:")[2].partition("</ul>")[0]
    assert '<a href="/methodiek/kaart/">' in lijst
    assert '<a href="/masterclasses/">Alle masterclasses</a>' in response.text
    assert f'<a href="mailto:{settings.REDACTIE_EMAIL}">' in response.text


def test_een_lege_lijst_wijst_naar_de_rest_van_de_site(client: Client) -> None:
    maak_wegwijzer("Wonen")
    maak_gepubliceerd(titel="Werken")

    tekst = client.get("/innovaties/?q=wonen").text

    assert '<a href="/zoeken/?q=wonen">Zoek op de hele site</a>' in tekst
    assert "Bedoelt u" not in tekst


WAT_IEMAND_TYPT = (
    *('"', '" -"', "-", "' & | !", "-wonen", "of", "wonen of", '"wonen', "zorg " * 400),
    *("or " * 3000, "wo\u0301nen", "🙂", "\u202eenew", "how do I house people", "%", "\\"),
)


@pytest.mark.parametrize("adres", ["/zoeken/", "/zoeken/suggesties/", "/innovaties/"])
def test_wat_iemand_ook_typt_er_komt_een_antwoord(client: Client, adres: str) -> None:
    maak_gepubliceerd(titel="Wonen met zorg")

    statussen = {vraag: client.get(adres, {"q": vraag}).status_code for vraag in WAT_IEMAND_TYPT}

    assert statussen == dict.fromkeys(WAT_IEMAND_TYPT, 200)


def voorbeelden() -> list[tuple[str, str]]:
    """Every question that a template or a script writes out, with where it asks it."""
    gevonden = set[tuple[str, str]]()
    for map_, soort in (("templates", "*.html"), ("static/js", "*.js")):
        for pad in Path(settings.BASE_DIR, map_).rglob(soort):
            tekst = unescape(pad.read_text(encoding="utf-8"))
            for woorden in re.findall(r'placeholder="Bijvoorbeeld: ([^"]+)"|<q>([^<]+)</q>', tekst):
                gevonden |= {(adres, "".join(woorden)) for adres in ("zoeken", "lijst")}
            for adres, vraag in re.findall(r"innovaties:(zoeken|lijst)' %}\?([\w=+&%-]+)\"", tekst):
                gevonden |= {(adres, woorden) for naam, woorden in parse_qsl(vraag) if naam == "q"}
    return sorted(gevonden)


@pytest.mark.usefixtures("met_inhoud")
def test_elk_voorbeeld_op_de_site_vindt_iets(client: Client) -> None:
    gevraagd = voorbeelden()
    assert ("zoeken", "crisis in de wijk") in gevraagd
    assert ("lijst", "wonen -jeugd") in gevraagd
    assert ("zoeken", "herstel wijk") in gevraagd

    for adres, woorden in gevraagd:
        context = client.get(
            {"zoeken": "/zoeken/", "lijst": "/innovaties/"}[adres], {"q": woorden}
        ).context
        assert context["aantal"] > 0, woorden
        assert not context["gedaan"].deels, woorden


def test_een_pagina_die_de_vraag_noemt_staat_er_eenmaal(client: Client) -> None:
    maak_wegwijzer(titel="Samen leren", soort=Wegwijzersoort.LES)
    maak_wegwijzer(titel="Leren", soort=Wegwijzersoort.LES, tekst="samen leren")

    antwoord = zoek(client, "samen leren")

    assert [kaart.titel for kaart in antwoord.kaarten] == ["Samen leren"]
    assert [rij.titel for deel in antwoord.delen for rij in deel.rijen] == ["Leren"]
