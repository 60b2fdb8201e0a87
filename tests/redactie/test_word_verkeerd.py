"""Files filled in as people do: whatever they did, each word of theirs is somewhere to be seen."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from html import unescape
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from basis.tekst import platte_tekst
from innovaties.models import Beschrijving, Knelpunt
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.models import Wordrest
from tests.innovaties import vol
from tests.maak import maak_beschrijving, maak_gebruiker, maak_organisatie
from tests.redactie.test_word import Invulbestand, tabel_van, upload
from word.lees import Voorstel, lees_woord

pytestmark = pytest.mark.django_db

WOORD = "Zonnebloem"
"""What somebody wrote, each time in another way; the word stands nowhere else."""

NS = nsdecls("w")
MEER_NS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RUN = f"<w:r><w:t>{WOORD}</w:t></w:r>"

type Doe = Callable[[Any], object]


def vak(word: Any, naam: str = "aanpak") -> Any:
    return tabel_van(word, naam).cell(1, 0)


def in_alinea(xml: str, naam: str = "aanpak") -> Doe:
    """Put `xml` in the first paragraph of an answer."""

    def doe(word: Any) -> None:
        element = parse_xml(f"<w:p {NS} {MEER_NS}>{xml}</w:p>")
        for kind in list(element):
            vak(word, naam).paragraphs[0]._p.append(kind)

    return doe


def in_vak(xml: str, naam: str = "aanpak") -> Doe:
    return lambda word: vak(word, naam)._tc.append(parse_xml(xml.replace(">", f" {NS}>", 1)))


def typ(naam: str, tekst: str) -> Doe:
    return lambda word: setattr(vak(word, naam), "text", tekst)


def rij(naam: str, *cellen: str) -> Doe:
    def doe(word: Any) -> None:
        for cel, tekst in zip(tabel_van(word, naam).rows[-1].cells, cellen, strict=False):
            cel.text = tekst

    return doe


def deel(soort: str, lokaal: str) -> Doe:
    """A part beside the running text, as footnotes are."""

    def doe(word: Any) -> None:
        xml = f"<w:{lokaal}s {NS}><w:{lokaal} w:id='2'><w:p>{RUN}</w:p></w:{lokaal}></w:{lokaal}s>"
        los = Part(
            PackURI(f"/word/{lokaal}s.xml"),
            getattr(CONTENT_TYPE, f"WML_{lokaal.upper()}S"),
            xml.encode(),
            word.part.package,
        )
        word.part.relate_to(los, getattr(RELATIONSHIP_TYPE, soort))

    return doe


def zonder_bladwijzers(word: Any) -> None:
    for merk in [*word.element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        merk.getparent().remove(merk)


def google_docs_zonder_antwoord(word: Any) -> None:
    """Bookmarks and content controls go."""
    zonder_bladwijzers(word)
    for sdt in [*word.element.iter(qn("w:sdt"))]:
        inhoud = sdt.find(qn("w:sdtContent"))
        for kind in list(inhoud):
            sdt.addprevious(kind)
        sdt.getparent().remove(sdt)


def google_docs(word: Any) -> None:
    google_docs_zonder_antwoord(word)
    vak(word).text = WOORD


def vraag_gewist(word: Any) -> None:
    vak(word).text = WOORD
    tabel = tabel_van(word, "aanpak")._tbl
    tabel.remove(tabel.tr_lst[0])


def kop_gewijzigd(word: Any) -> None:
    zonder_bladwijzers(word)
    tabel = tabel_van(word, "aanpak")
    tabel.cell(0, 0).text, tabel.cell(1, 0).text = "Hoe wij het doen", WOORD


def twee_keer(word: Any) -> None:
    vak(word).text = "Het eerste antwoord."
    tabel = tabel_van(word, "aanpak")._tbl
    kopie = deepcopy(tabel)
    tabel.addnext(kopie)
    tabel.addnext(parse_xml(f"<w:p {NS}/>"))
    docx.table.Table(kopie, word).cell(1, 0).text = WOORD


def cellen_samen(word: Any) -> None:
    tabel = tabel_van(word, "knelpunten")
    laatste = tabel.rows[-1].cells
    laatste[0].merge(laatste[1]).text = WOORD


def cellen_omlaag_samen(word: Any) -> None:
    tabel = tabel_van(word, "knelpunten")
    boven, onder = tabel.rows[-2].cells[0], tabel.rows[-1].cells[0]
    boven.merge(onder).text = WOORD


def extra_rij(word: Any) -> None:
    tabel: Any = tabel_van(word, "aanpak")
    tabel.add_row().cells[0].text = WOORD


def extra_kolom(word: Any) -> None:
    tabel = tabel_van(word, "knelpunten")
    tabel.cell(3, 0).text = "Tijd"
    tabel.rows[3]._tr.append(parse_xml(f"<w:tc {NS}><w:p>{RUN}</w:p></w:tc>"))


def kop_en_voet(welke: str) -> Doe:
    return lambda word: setattr(getattr(word.sections[0], welke).paragraphs[0], "text", WOORD)


def opmerking_in_de_kantlijn(word: Any) -> None:
    word.add_comment(word.paragraphs[0].runs, WOORD)


def om_de_laatste(welke: str) -> Doe:
    """A row or a cell in what other programs put around it."""

    def doe(word: Any) -> None:
        rij = tabel_van(word, "knelpunten").rows[-1]
        rij.cells[0].text = WOORD
        element: Any = rij._tr if welke == "rij" else rij._tr.tc_lst[0]
        om = parse_xml(f"<w:customXml {NS} w:element='x'/>")
        element.addprevious(om)
        om.append(element)

    return doe


def in_schema(word: Any) -> None:
    tekening = "http://schemas.openxmlformats.org/drawingml/2006/main"
    xml = f"<x xmlns:a='{tekening}'><y><a:p><a:r><a:t>{WOORD}</a:t></a:r></a:p></y></x>"
    naam = PackURI("/word/diagrams/data1.xml")
    soort = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    los = Part(naam, soort, xml.encode(), word.part.package)
    word.part.relate_to(los, RELATIONSHIP_TYPE.DIAGRAM_DATA)


def ingevoegd(soort: str, inhoud: bytes) -> Doe:
    """A document in the document, as programs write that make Word of a web page."""
    ander = f"{RELATIONSHIP_TYPE.STYLES.removesuffix('/styles')}/aFChunk"
    deel_van = PackURI("/word/stuk.x")
    return lambda word: word.part.relate_to(Part(deel_van, soort, inhoud, word.part.package), ander)


def plaatje(xml: str = "") -> Doe:
    return in_alinea(
        f"<w:r><w:drawing><wp:inline {nsdecls('wp')}>{xml}</wp:inline></w:drawing></w:r>"
    )


def libreoffice(word: Any) -> None:
    zonder_bladwijzers(word)
    vak(word).text = WOORD


TEKSTVAK = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"<w:p>{RUN}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)

HOE_OPVALLEND = (
    *("b", "highlight w:val='yellow'", "color w:val='FF0000'", "strike"),
    "shd w:val='clear' w:fill='FFFF00'",
)

MANIEREN: dict[str, Doe] = {
    "ingevoegd met wijzigingen bijhouden": in_alinea(f"<w:ins w:id='1'>{RUN}</w:ins>"),
    "vervangen met wijzigingen bijhouden": in_alinea(
        f"<w:del w:id='1'><w:r><w:delText>weg</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{RUN}</w:ins>"
    ),
    "verplaatst met wijzigingen bijhouden": in_alinea(f"<w:moveTo w:id='1'>{RUN}</w:moveTo>"),
    "een ingevoegde alinea": in_vak(
        f"<w:p><w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr>{RUN}</w:p>"
    ),
    "cellen naast elkaar samengevoegd": cellen_samen,
    "cellen onder elkaar samengevoegd": cellen_omlaag_samen,
    "de vraag gewist": vraag_gewist,
    "de vraag gewijzigd": kop_gewijzigd,
    "een vraag twee keer": twee_keer,
    "naast de vakken": lambda word: word.add_paragraph(WOORD),
    "tussen de vakken": lambda word: tabel_van(word, "aanpak")._tbl.addnext(
        parse_xml(f"<w:p {NS}>{RUN}</w:p>")
    ),
    "als eigen tabel": lambda word: setattr(word.add_table(1, 1).cell(0, 0), "text", WOORD),
    "in het gekleurde vak": lambda word: tabel_van(word, "aanpak").cell(0, 0).add_paragraph(WOORD),
    "achter de vraag": lambda word: (
        tabel_van(word, "aanpak").cell(0, 0).paragraphs[0].add_run(f" {WOORD}")
    ),
    "een rij onder het vak": extra_rij,
    "een kolom ernaast": extra_kolom,
    "in de kantlijn": opmerking_in_de_kantlijn,
    "in een tekstvak": in_alinea(TEKSTVAK),
    "in een tekstvak van vroeger": in_alinea(
        f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></v:textbox>"
        "</w:pict></w:r>"
    ),
    "in sierletters": in_alinea(f"<w:r><w:pict><v:textpath string='{WOORD}'/></w:pict></w:r>"),
    "bij een afbeelding": plaatje(f"<wp:docPr id='1' name='x' descr='{WOORD}'/>"),
    "in een schema": in_schema,
    "als stuk webpagina": ingevoegd("text/html", f"<p>{WOORD}</p>".encode()),
    "boven aan de bladzijde": kop_en_voet("header"),
    "onder aan de bladzijde": kop_en_voet("footer"),
    "in een voetnoot": deel("FOOTNOTES", "footnote"),
    "in een eindnoot": deel("ENDNOTES", "endnote"),
    "als opsomming in een gewoon vak": lambda word: vak(word, "kern").add_paragraph(
        WOORD, style="List Bullet"
    ),
    "genummerd": lambda word: vak(word).add_paragraph(WOORD, style="List Number"),
    "als tabel in het vak": lambda word: setattr(
        vak(word).add_table(1, 2).cell(0, 1), "text", WOORD
    ),
    "als kop": lambda word: vak(word).add_paragraph(WOORD, style="Heading 1"),
    "met een regeleinde en een tab": in_alinea(f"<w:r><w:br/><w:tab/><w:t>{WOORD}</w:t></w:r>"),
    "als link": in_alinea(f"<w:hyperlink w:anchor='x'>{RUN}</w:hyperlink>"),
    "in een veld": in_alinea(f"<w:fldSimple w:instr='QUOTE'>{RUN}</w:fldSimple>"),
    "in een invulveld": in_alinea(f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>"),
    "in een keuzelijst van vroeger": in_alinea(
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
        f"<w:listEntry w:val='x'/><w:listEntry w:val='{WOORD}'/></w:ddList></w:ffData></w:fldChar>"
        "</w:r>"
    ),
    "met klanktekens": in_alinea(f"<w:r><w:ruby><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r>"),
    "een rij in een ander vak": om_de_laatste("rij"),
    "een cel in een ander vak": om_de_laatste("cel"),
    "in een slim label": in_alinea(f"<w:smartTag w:element='x'>{RUN}</w:smartTag>"),
    "als formule": in_alinea(f"<m:oMath><m:r><m:t>{WOORD}</m:t></m:r></m:oMath>"),
    "verborgen": in_alinea(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{WOORD}</w:t></w:r>"),
    "van rechts naar links": in_alinea(f"<w:bdo w:val='rtl'>{RUN}</w:bdo>"),
    "een keuze die er niet is": typ("fase", f"Anders, namelijk: {WOORD}"),
    "twee antwoorden": typ("fase", f"x Idee\nx Pilot\n{WOORD}"),
    "woorden bij een getal": typ("bereik", f"ongeveer honderd ({WOORD})"),
    "woorden bij een datum": typ("start", f"najaar 2019 ({WOORD})"),
    "te lang": typ("kern", f"{WOORD} {'a' * 600}"),
    "een halve rij": rij("partijen", WOORD),
    "een rij met een nieuwe organisatie": rij("partijen", WOORD, "Gemeente"),
    "een rij met een vreemde rol": rij("partijen", "Gemeente Emmen", WOORD),
    "een adres dat geen adres is": typ("contact_email", WOORD),
    "LibreOffice": libreoffice,
    "Google Docs": google_docs,
}


def ingevuld(versie: Beschrijving, doe: Doe) -> bytes:
    return Invulbestand.van(versie).bewerkt(doe)


@pytest.fixture(scope="module")
def invulbestand(van_module: None) -> Invulbestand:  # noqa: ARG001 (in its database)
    """With one row, where one organisatie has a name."""
    maak_organisatie("Gemeente Emmen")
    return Invulbestand.van(maak_beschrijving(kern="", knelpunten=[Knelpunt(knelpunt="Geld")]))


@pytest.mark.parametrize("manier", MANIEREN)
def test_elk_woord_blijft_ergens_te_zien(
    client: Client, invulbestand: Invulbestand, manier: str
) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    versie = invulbestand.versie

    getoond = upload(client, versie, invulbestand.bewerkt(MANIEREN[manier]))
    pagina = unescape(platte_tekst(getoond.text))

    assert WOORD in pagina
    client.post(getoond.request["PATH_INFO"], {"gegevens": getoond.context["gegevens"]})
    nadien = client.get(reverse("redactie:versie", args=[versie.pk])).text
    assert WOORD in unescape(platte_tekst(nadien))


@pytest.fixture(scope="module")
def volledig(van_module: None) -> Invulbestand:  # noqa: ARG001 (in its database)
    return Invulbestand.van(vol.maak_volledig())


@pytest.mark.parametrize("doe", [lambda _: None, zonder_bladwijzers, google_docs_zonder_antwoord])
def test_elk_veld_van_het_formaat_komt_onveranderd_terug(volledig: Invulbestand, doe: Doe) -> None:
    assert lees_woord(volledig.bewerkt(doe), volledig.versie) == Voorstel(())


@pytest.mark.parametrize("hoe", HOE_OPVALLEND)
def test_een_keuze_die_opvalt_zonder_kruisje_wordt_genoemd(
    client: Client, invulbestand: Invulbestand, hoe: str
) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    def markeer(word: Any) -> None:
        (pilot,) = [a for a in vak(word, "fase").paragraphs if "Pilot" in a.text]
        for run in pilot.runs:
            run._r.get_or_add_rPr().append(parse_xml(f"<w:{hoe} {NS}/>"))

    getoond = upload(client, invulbestand.versie, invulbestand.bewerkt(markeer))
    (punt,) = getoond.context["voorstel"].niet_herkend

    assert punt.tekst == "☐ Pilot"
    assert "geen kruisje" in punt.reden


def gekleurd_en_de_rest_doorgestreept(opties: list[Any]) -> None:
    for alinea in opties:
        hoe = "color w:val='00FF00'" if "Pilot" in alinea.text else "strike"
        for run in alinea.runs:
            run._r.get_or_add_rPr().append(parse_xml(f"<w:{hoe} {NS}/>"))


def alleen_laten_staan(opties: list[Any]) -> None:
    for alinea in opties:
        if "Pilot" not in alinea.text:
            alinea._p.getparent().remove(alinea._p)


@pytest.mark.parametrize("kies", [gekleurd_en_de_rest_doorgestreept, alleen_laten_staan])
def test_een_keuze_op_een_eigen_manier_wordt_genoemd(
    client: Client, invulbestand: Invulbestand, kies: Any
) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    inhoud = invulbestand.bewerkt(lambda word: kies(vak(word, "fase").paragraphs))
    punten = upload(client, invulbestand.versie, inhoud).context["voorstel"].niet_herkend

    assert ("☐ Pilot", True) in [(punt.tekst, "kruisje" in punt.reden) for punt in punten]


def test_een_vakje_van_vroeger_wordt_gelezen(client: Client, invulbestand: Invulbestand) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    def kruis_aan(word: Any) -> None:
        (pilot,) = [a for a in vak(word, "fase").paragraphs if "Pilot" in a.text]
        veld = "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
        vakje = (
            f"<w:r {NS}><w:fldChar w:fldCharType='begin'><w:ffData>{veld}</w:ffData></w:fldChar>"
        )
        for kind in pilot._p.xpath(".//w:sdt"):
            kind.addprevious(parse_xml(f"{vakje}</w:r>"))
            kind.getparent().remove(kind)

    getoond = upload(client, invulbestand.versie, invulbestand.bewerkt(kruis_aan))
    voorstel = getoond.context["voorstel"]

    assert voorstel.waarden == {"fase": "pilot"}


@pytest.mark.parametrize(
    ("xml", "genoemd"),
    [
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "Een afbeelding"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "Een ingevoegd bestand"),
    ],
)
def test_wat_geen_tekst_is_buiten_een_vak_wordt_genoemd(
    client: Client, invulbestand: Invulbestand, xml: str, genoemd: str
) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    def voeg_in(word: Any) -> None:
        element = parse_xml(f"<w:body {NS}>{xml}</w:body>")
        tabel_van(word, "aanpak")._tbl.addnext(element[0])

    getoond = upload(client, invulbestand.versie, invulbestand.bewerkt(voeg_in))
    (punt,) = getoond.context["voorstel"].niet_herkend

    assert punt.tekst == genoemd


def test_een_document_in_het_document_wordt_genoemd(invulbestand: Invulbestand) -> None:
    inhoud = invulbestand.bewerkt(ingevoegd("message/rfc822", b"x"))

    (punt,) = lees_woord(inhoud, invulbestand.versie).niet_herkend

    assert punt.tekst == "Een ingevoegd document"


def test_een_nieuwe_naam_uit_word_wordt_gevraagd_zoals_op_de_site(client: Client) -> None:
    brug = maak_organisatie("Stichting De Brug")
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    versie = maak_beschrijving(kern="")
    adres = reverse("redactie:word", args=[versie.pk])

    def vul(word: Any) -> None:
        partijen, elementen = tabel_van(word, "partijen"), tabel_van(word, "elementen")
        rijen = [
            ("De Brug, stichting", "Gemeente"),
            ("de brug,  Stichting", "RIBW of beschermd wonen"),
            (WOORD, "Gemeente"),
        ]
        for nummer, cellen in enumerate(rijen, 2):
            for kolom, tekst in enumerate(cellen):
                partijen.cell(nummer, kolom).text = tekst
        elementen.cell(2, 0).text = "Een heel nieuw element"

    getoond = upload(client, versie, ingevuld(versie, vul))
    vragen = getoond.context["naamvragen"]
    niets = client.post(adres, {"gegevens": getoond.context["gegevens"]})

    assert [vraag.onbekend for vraag in vragen] == [
        *("De Brug, stichting", WOORD, "Een heel nieuw element")
    ]
    assert "Bedoelt u …?" in getoond.text
    assert "Kies hieronder eerst" in niets.text
    assert not versie.partijen.exists()
    keuze = {"naam-0-naam_keuze": brug.slug, "gegevens": niets.context["gegevens"]}
    assert client.post(adres, keuze).status_code == 302
    assert [str(partij.organisatie) for partij in versie.partijen.all()] == [
        *("Stichting De Brug", "Stichting De Brug", WOORD)
    ]
    assert str(versie.elementen.get()) == "Een heel nieuw element"


def test_twee_namen_die_hetzelfde_worden_in_een_tabel_bewaren_niets(client: Client) -> None:
    brug = maak_organisatie("Stichting De Brug")
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    versie = maak_beschrijving(kern="")

    def vul(word: Any) -> None:
        for nummer, naam in enumerate(["Stichting De Brug", "De Brug, stichting"], 2):
            tabel_van(word, "partijen").cell(nummer, 0).text = naam
            tabel_van(word, "partijen").cell(nummer, 1).text = "Gemeente"

    gegevens = upload(client, versie, ingevuld(versie, vul)).context["gegevens"]
    antwoord = client.post(
        reverse("redactie:word", args=[versie.pk]),
        {"gegevens": gegevens, "naam-0-naam_keuze": brug.slug},
    )

    assert "staat al in dezelfde tabel" in antwoord.text
    assert not versie.partijen.exists()
    assert Organisatie.objects.filter(naam__icontains="brug").count() == 1


def test_wat_niet_paste_blijft_tot_iemand_het_afvinkt(client: Client) -> None:
    ik = maak_gebruiker(rollen=["kennismakelaar"])
    client.force_login(ik)
    versie = maak_beschrijving(kern="")
    bestand = ingevuld(versie, typ("bereik", f"veel {WOORD}"))
    pagina = reverse("redactie:versie", args=[versie.pk])
    schrijven = reverse("redactie:schrijven", args=[versie.pk, "wat-nodig-is"])
    elders = reverse("redactie:schrijven", args=[versie.pk, "in-het-kort"])

    def stuur() -> None:
        gegevens = upload(client, versie, bestand).context["gegevens"]
        client.post(reverse("redactie:word", args=[versie.pk]), {"gegevens": gegevens})

    stuur()
    stuur()

    rest = Wordrest.objects.get()
    assert (rest.onderdeel, rest.tekst) == ("kosten", f"veel {WOORD}")
    assert WOORD in client.get(pagina).text
    assert WOORD in client.get(schrijven).text
    assert WOORD not in client.get(elders).text
    for _ in range(2):
        afgevinkt = client.post(
            reverse("redactie:afvinken", args=[rest.pk]), {"sectie": "wat-nodig-is"}
        )
        assert afgevinkt["Location"] == f"{schrijven}#wordresten"
    stuur()
    assert Wordrest.objects.open().count() == 0
    assert Wordrest.objects.get().afgevinkt_door == ik
    assert WOORD not in client.get(pagina).text
    assert Logregel.objects.over(versie).filter(wat="rest-afgevinkt").count() == 1


def test_wie_niet_mag_schrijven_vinkt_niets_af(client: Client) -> None:
    versie = maak_beschrijving()
    rest = Wordrest.objects.create(versie=versie, tekst=WOORD, reden="Dit past niet.")
    client.force_login(maak_gebruiker(rollen=["projectleider"]))

    antwoord = client.post(reverse("redactie:afvinken", args=[rest.pk]))

    assert antwoord.status_code == 403
    assert Wordrest.objects.open().exists()
