"""What a reader takes along: every form says the same, and nothing that is private."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
import typst
from django.test import Client
from docx.oxml.ns import qn
from pytest_django import DjangoAssertNumQueries, Settings

from basis.tekst import platte_tekst
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Soort, Status
from innovaties.lezen.weergave import toonbaar
from innovaties.models import Beschrijving, Cijfer, Knelpunt, Materiaal
from innovaties.uitvoer import pdf
from innovaties.uitvoer.document import als_bundel
from innovaties.uitvoer.gegevens import als_gegevens, als_rij, kolommen
from innovaties.uitvoer.jsonld import als_jsonld
from innovaties.uitvoer.tabel import als_csv, als_xlsx
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST, Vorm
from innovaties.uitvoer.word import maak_docx
from tests.cellen import alle_cellen
from tests.innovaties.vol import als_bytes, haal, maak_volledig
from tests.maak import maak_gepubliceerd, maak_regio, maak_thema, met_partij

pytestmark = pytest.mark.django_db

MARKUP = '#import "x": * $ _a_ *b* [c] \\ @d <e> `f` // g = h'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def woorden_van_docx(beschrijving: Beschrijving) -> str:
    with zipfile.ZipFile(io.BytesIO(maak_docx(beschrijving))) as map_:
        delen = [naam for naam in map_.namelist() if re.search(r"document|header|footer", naam)]
        bomen = [ET.fromstring(map_.read(naam)) for naam in delen if naam.endswith(".xml")]
    return " ".join(_samen(alinea) for boom in bomen for alinea in boom.iter(f"{W}p"))


def _samen(alinea: ET.Element) -> str:
    return "".join(deel.text or "" for deel in alinea.iter(f"{W}t"))


def woorden_van_xlsx(beschrijving: Beschrijving) -> str:
    """The cells, with numbers as people write them."""
    gelezen = alle_cellen(als_bytes(als_xlsx, beschrijving))
    return " ".join(f"{c:g}".replace(".", ",") if isinstance(c, float) else str(c) for c in gelezen)


def woorden_van_csv(beschrijving: Beschrijving) -> str:
    return als_bytes(als_csv, beschrijving).decode("utf-8-sig")


VORMEN: dict[str, Callable[[Beschrijving], str]] = {
    "json": lambda b: platte_tekst(json.dumps(als_gegevens(b), ensure_ascii=False)),
    "csv": woorden_van_csv,
    "xlsx": woorden_van_xlsx,
    "docx": woorden_van_docx,
    "pdf": lambda b: json.dumps(
        json.loads(pdf._invoer(als_bundel(b))["gegevens"]), ensure_ascii=False
    ),
}


TABELLEN = ("csv", "xlsx")
"""Here a number stands under the name of its unit."""


PAPIER = ("pdf", "docx")
"""Where an image stands itself, and not the name of its file."""


def teksten(beschrijving: Beschrijving, vorm: str) -> list[tuple[str, str]]:
    """Every text that a visitor may see in `vorm`, with the name of its field."""
    gevonden = []
    for veld in VELD.values():
        if not toonbaar(beschrijving, veld):
            continue
        inhoud = veld.soort.waarde(beschrijving)
        if veld.eenheid and vorm in TABELLEN:
            getal = veld.soort.getypt(veld.soort.haal(beschrijving))
            gevonden += [(veld.naam, getal), (veld.naam, f"({veld.eenheid})")]
            continue
        cellen = [*inhoud.lijst, *(cel for rij in inhoud.rijen for cel in rij)]
        woorden = re.findall(r"tekst nummer\d+", inhoud.html)
        gevonden += [
            (veld.naam, tekst)
            for tekst in [inhoud.tekst, *woorden, *(cel.tekst for cel in cellen)]
            if tekst and not (vorm in PAPIER and tekst.endswith(".jpg"))
        ]
    return gevonden


def test_elke_vorm_om_mee_te_nemen_wordt_hier_getoetst() -> None:
    assert set(VORMEN) == {*VAN_BESCHRIJVING, *VAN_LIJST}


@pytest.mark.parametrize("vorm", VAN_BESCHRIJVING.values(), ids=lambda vorm: vorm.soort)
def test_een_beschrijving_heeft_een_knop_voor_elke_vorm(client: Client, vorm: Vorm) -> None:
    adres = maak_gepubliceerd(slug="samen").get_absolute_url()
    bestand = f"/innovaties/samen.{vorm.soort}"

    response = client.get(bestand)

    assert f'href="{bestand}"' in client.get(adres).text
    assert response["Content-Type"] == vorm.content_type
    bijlage = f'attachment; filename="samen.{vorm.soort}"' if vorm.als_bijlage else None
    assert response.get("Content-Disposition") == bijlage
    assert vorm.naam in client.get("/over/").text


@pytest.mark.parametrize("vorm", VAN_LIJST.values(), ids=lambda vorm: vorm.soort)
def test_de_lijst_heeft_een_knop_voor_elke_vorm(client: Client, vorm: Vorm) -> None:
    maak_gepubliceerd(titel="Samen wonen")
    bestand = f"/innovaties.{vorm.soort}?q=wonen"

    response = client.get(bestand)
    assert response.getvalue()

    assert f'href="{bestand}"' in client.get("/innovaties/?q=wonen").text
    assert response["Content-Type"] == vorm.content_type
    assert response["Content-Disposition"] == f'attachment; filename="innovaties.{vorm.soort}"'
    assert vorm.naam in client.get("/over/").text


@pytest.mark.parametrize("vorm", VORMEN)
def test_elk_gevuld_veld_staat_in_elke_vorm(vorm: str) -> None:
    beschrijving = maak_volledig()

    woorden = VORMEN[vorm](beschrijving).casefold()

    gevonden = teksten(beschrijving, vorm)
    assert {naam for naam, _ in gevonden} == {
        veld.naam
        for veld in VELD.values()
        if toonbaar(beschrijving, veld) and veld.geldt_voor(beschrijving.soort)
    }
    assert [paar for paar in gevonden if paar[1].casefold() not in woorden] == []


@pytest.mark.parametrize("vorm", [*VORMEN, "jsonld"])
def test_contact_zonder_toestemming_staat_nergens(vorm: str) -> None:
    beschrijving = maak_volledig(
        contact_zichtbaarheid="redactie",
        contact_naam="Geheime Naam",
        contact_email="geheim@voorbeeld.example",
        contact_toestemming_door="Geheime Ouder",
    )

    woorden = (VORMEN | {"jsonld": lambda b: json.dumps(als_jsonld(b))})[vorm](beschrijving)

    assert beschrijving.titel in woorden
    assert "geheim" not in woorden.casefold()


@pytest.mark.parametrize("vorm", VORMEN)
def test_gewenste_innovatie_zonder_de_rest_werkt(vorm: str) -> None:
    straks = {"fase": "idee", "start": "2031-03-01"}
    wens = maak_gepubliceerd(titel="Wie begint?", soort=Soort.GEWENST, kern="", **straks)
    beschrijving = haal(wens)

    woorden = VORMEN[vorm](beschrijving)

    assert "Wie begint?" in woorden
    assert "gepland vanaf 1 maart 2031" in woorden
    assert pdf.maak_pdf(beschrijving).startswith(b"%PDF-")


def test_na_ophalen_is_geen_query_meer_nodig(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    beschrijving = maak_volledig()

    with django_assert_num_queries(0):
        als_gegevens(beschrijving)
        als_rij(beschrijving)
        als_jsonld(beschrijving)
        maak_docx(beschrijving)
        pdf.maak_pdf(beschrijving)


def test_pdf_is_getagd_en_in_het_nederlands() -> None:
    inhoud = pdf.maak_pdf(maak_volledig(titel="Samen wonen"))

    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", inhoud)
    assert b"/StructTreeRoot" in inhoud
    assert b"/Lang(nl-NL)" in inhoud
    assert b"/DisplayDocTitle true" in inhoud
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inhoud
    assert b"Samen wonen" in inhoud
    assert b"/Outlines" in inhoud
    assert b"/FontFile" in inhoud


def test_pdf_leest_tekst_nooit_als_opmaak() -> None:
    beschrijving = maak_volledig(
        titel=MARKUP, kern=MARKUP, doel="<p>#panic(1)</p>", trefwoorden=["#panic(2)", "$x"]
    )

    koppen = json.loads(
        typst.query(
            pdf.SJABLOON,
            "heading.where(level: 1)",
            field="body",
            ignore_system_fonts=True,
            sys_inputs=pdf._invoer(als_bundel(beschrijving)),
        )
    )

    assert koppen == [{"func": "text", "text": MARKUP}]
    assert pdf.maak_pdf(beschrijving).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "tekst", ["blij \U0001f600\ufe0f", "\u4e2d\u6587", "stuur\x01teken", "e\u0301\u0301", "\u0645"]
)
def test_tekens_zonder_letter_breken_niets(tekst: str) -> None:
    beschrijving = haal(maak_gepubliceerd(titel=f"Titel {tekst}", doel=f"<p>{tekst}</p>"))

    assert pdf.maak_pdf(beschrijving).startswith(b"%PDF-")
    assert "Titel" in woorden_van_docx(beschrijving)
    assert alle_cellen(als_bytes(als_xlsx, beschrijving))


def test_cijfers_zeggen_of_zij_doel_geteld_of_effect_zijn() -> None:
    regels = [
        Cijfer(indicator="Wachttijd", soort="doel", waarde="4 weken"),
        Cijfer(
            indicator="Opnames",
            soort="effect-gemeten",
            waarde="12",
            n=40,
            hoe="Vooraf en na een jaar",
            datum="2024",
            bron="Jaarbericht",
        ),
    ]
    beschrijving = haal(maak_gepubliceerd(cijfers=regels))

    tabel = docx.Document(io.BytesIO(maak_docx(beschrijving))).tables[0]

    assert [[cel.text for cel in rij.cells] for rij in tabel.rows] == [
        ["Indicator", "Soort", "Waarde", "Aantal gemeten (n)", "Hoe gemeten", "Datum", "Bron"],
        ["Wachttijd", "DOEL", "4 weken", "", "", "", ""],
        [
            *("Opnames", "EFFECT GEMETEN", "12", "40", "Vooraf en na een jaar", "2024"),
            "Jaarbericht",
        ],
    ]


def test_docx_heeft_echte_koppen_lijsten_en_tabelkoppen() -> None:
    stap = "<ol><li><p>Een</p><ul><li>diep</li></ul></li><li><p>Twee</p></li></ol>"
    beschrijving = haal(
        maak_gepubliceerd(
            titel="Samen wonen",
            doel=stap,
            aanpak=f"<h3>Kop</h3>{stap}",
            knelpunten=[
                Knelpunt(knelpunt="Geen huis", oplossing="Een huis"),
                Knelpunt(knelpunt="Geld"),
            ],
        )
    )

    word = docx.Document(io.BytesIO(maak_docx(beschrijving)))

    stijlen = [(a.style.name if a.style else "", a.text) for a in word.paragraphs]
    assert word.core_properties.title == "Samen wonen"
    assert word.core_properties.language == "nl-NL"
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"
    assert ("Heading 1", "Samen wonen") in stijlen
    assert ("Heading 2", "Wat u doet") in stijlen
    assert ("Heading 3", "Aanpak") in stijlen
    assert ("Heading 4", "Kop") in stijlen
    assert stijlen.count(("List Number", "Een")) == 2
    assert stijlen.count(("List Bullet 2", "diep")) == 2
    assert len(set(_nummeringen(word))) == 2
    assert word.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert [cel.text for cel in word.tables[0].rows[1].cells] == ["Geen huis", "Een huis"]


def _nummeringen(word: Any) -> list[str]:
    return [deel.get(qn("w:val")) for deel in word.element.body.iter(qn("w:numId"))]


def test_materiaal_geeft_zijn_adres_op_papier() -> None:
    materiaal = Materiaal(titel="Folder", url="https://voorbeeld.example/folder.pdf")
    beschrijving = haal(maak_gepubliceerd(materialen=[materiaal]))

    assert "Folder – https://voorbeeld.example/folder.pdf" in woorden_van_docx(beschrijving)


def test_gegevens_dragen_codes_naast_woorden(settings: Settings) -> None:
    settings.SITE_URL = "https://kennis.example"
    beschrijving = haal(
        maak_gepubliceerd(
            slug="samen",
            status=Status.TE_BEVESTIGEN,
            fase="pilot",
            start="2019-03",
            kosten_per_jaar=12000,
            cijfers_onbekend=["bereik"],
            themas=[maak_thema("wonen")],
            partijen=[met_partij("Gemeente Assen", rol="gemeente")],
        )
    )

    gegevens: Any = als_gegevens(beschrijving)

    velden_ = {
        veld["naam"]: veld
        for sectie in gegevens["secties"]
        for onderdeel in sectie["onderdelen"]
        for veld in onderdeel["velden"]
    }
    assert gegevens["url"] == "https://kennis.example/innovaties/samen/"
    assert gegevens["status"] == "te-bevestigen"
    assert gegevens["bevestigd_op"] is None
    assert velden_["fase"] == {
        "naam": "fase",
        "label": "Fase",
        "tekst": "Pilot",
        "sleutel": "pilot",
    }
    assert velden_["start"]["waarde"] == "2019-03"
    assert velden_["kosten_per_jaar"]["waarde"] == 12000
    assert {"bereik", "uren_per_week", "wetten"} <= set(gegevens["niet_bekend"])
    assert "bereik" not in velden_
    assert velden_["themas"]["lijst"] == [
        {"sleutel": "wonen", "tekst": "Wonen", "url": "https://kennis.example/thema/wonen/"}
    ]
    assert velden_["partijen"]["rijen"][0]["rol"] == {
        "label": "Rol",
        "sleutel": "gemeente",
        "tekst": "Gemeente",
    }
    assert json.loads(json.dumps(gegevens)) == gegevens


def test_tabel_heeft_een_eigen_kop_voor_elk_veld() -> None:
    koppen = kolommen()

    assert len(koppen) == len(set(koppen))
    assert {"Titel", "Kern", "Methodiek: toelichting", "Financiering: toelichting"} <= set(koppen)
    assert not [kop for kop in koppen if "oestemming" in kop or kop == "Onbekend"]


def test_csv_opent_in_nederlandse_excel() -> None:
    rij = haal(maak_gepubliceerd(titel='Ander "woord"; café', kern="Eén"))

    inhoud = als_bytes(als_csv, rij)

    assert inhoud.startswith(b"\xef\xbb\xbf")
    kop, regel = csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";")
    assert tuple(kop) == kolommen()
    assert dict(zip(kop, regel, strict=True))["Titel"] == 'Ander "woord"; café'


def test_xlsx_heeft_een_vaste_kop_en_geen_formules_of_links() -> None:
    rijen = [maak_volledig(titel="https://voorbeeld.example"), haal(maak_gepubliceerd(titel="123"))]

    inhoud = als_bytes(als_xlsx, *rijen)

    with zipfile.ZipFile(io.BytesIO(inhoud)) as map_:
        blad = map_.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in blad
    assert "<hyperlink" not in blad
    assert 'state="frozen"' in blad
    assert '<autoFilter ref="A1:' in blad


def test_lange_cel_wordt_afgekapt_niet_weggelaten() -> None:
    rijen = [met_partij(f"Organisatie {n} {'x' * 90}", inbreng="y" * 300) for n in range(90)]
    rij = haal(maak_gepubliceerd(partijen=rijen))

    langste = max(map(len, map(str, alle_cellen(als_bytes(als_xlsx, rij)))))

    assert langste == 32_767


def test_lege_tabel_heeft_alleen_een_kop() -> None:
    assert alle_cellen(als_bytes(als_xlsx)) == list(kolommen())
    assert als_bytes(als_csv).count(b"\r\n") == 1


def test_jsonld_noemt_thema_regio_en_trefwoord(settings: Settings) -> None:
    settings.SITE_URL = "https://kennis.example"
    beschrijving = haal(
        maak_gepubliceerd(
            slug="samen",
            titel="Samen",
            regios=[maak_regio("drenthe")],
            themas=[maak_thema("wonen")],
            trefwoorden=["wijk"],
        )
    )

    gegevens: Any = als_jsonld(beschrijving)

    assert gegevens["@type"] == "Article"
    assert gegevens["headline"] == "Samen"
    assert gegevens["inLanguage"] == "nl"
    assert gegevens["url"] == "https://kennis.example/innovaties/samen/"
    assert gegevens["about"][0]["url"] == "https://kennis.example/thema/wonen/"
    assert gegevens["spatialCoverage"][0]["name"] == "Drenthe"
    assert gegevens["keywords"] == ["wijk"]
    assert gegevens["datePublished"] <= gegevens["dateModified"]
