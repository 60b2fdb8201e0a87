"""The Word file: out, filled in as people do, and in again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx.table import Table
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from basis import getypt
from innovaties.actions.versies import ruw
from innovaties.formaat import VELD
from innovaties.models import Beschrijving, Knelpunt, Materiaal, Succesfactor
from innovaties.uitvoer import word_stijl
from logboek.models import Logregel
from redactie.actions.beoordelen import neem_in_beoordeling, vraag_aanvulling
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in
from tests.conftest import inhoud_van
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_organisatie,
    maak_thema,
    maak_volledig,
    met_partij,
)
from word import bestand, vorm
from word.alineas import Alinealezer
from word.bestand import BestandGeweigerd, open_bestand
from word.blad import ontleed
from word.lees import Voorstel, lees_woord, uit_ruw
from word.opmaak import alineas, als_html, canoniek
from word.schrijver import Invulschrijver
from word.uit import maak_invuldocument

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Invulbestand:
    """A description, and the file to fill in that was made of it: once for many tests."""

    pk: int
    bestand: bytes

    @classmethod
    def van(cls, versie: Beschrijving) -> Invulbestand:
        return cls(versie.pk, maak_invuldocument(versie))

    @property
    def versie(self) -> Beschrijving:
        """As it is in the database now."""
        return Beschrijving.objects.select_related("innovatie").get(pk=self.pk)

    def bewerkt(self, bewerking: Callable[[Any], object]) -> bytes:
        """The file, after someone did `bewerking` in Word."""
        word = docx.Document(io.BytesIO(self.bestand))
        bewerking(word)
        buffer = io.BytesIO()
        word.save(buffer)
        return buffer.getvalue()


@pytest.fixture(scope="module")
def _demo(_database_met_inhoud: str, django_db_blocker: DjangoDbBlocker) -> list[Invulbestand]:
    with django_db_blocker.unblock(), inhoud_van(_database_met_inhoud):
        alle = list(Beschrijving.objects.select_related("innovatie"))
        assert len(alle) > 30
        return [Invulbestand.van(versie) for versie in alle[::3]]


@pytest.fixture
def demo(_demo: list[Invulbestand], met_inhoud: None) -> list[Invulbestand]:  # noqa: ARG001 (read from)
    """A third of the real descriptions."""
    return _demo


@pytest.fixture(scope="module")
def leeg(van_module: None) -> Invulbestand:  # noqa: ARG001 (in its database)
    """Of a description in which little was written."""
    return Invulbestand.van(maak_beschrijving())


def tabel_van(word: Any, naam: str) -> Table:
    """The table of field `naam`, by the label that a reader sees."""
    kop = vorm.koppen()[naam]
    gevonden: Table = next(t for t in word.tables if t.cell(0, 0).paragraphs[0].text == kop)
    return gevonden


def bewerkt(invulbestand: Invulbestand, bewerking: Callable[[Any], object]) -> Voorstel:
    """What the description would become after someone did `bewerking` in Word."""
    return lees_woord(invulbestand.bewerkt(bewerking), invulbestand.versie)


def ingevuld(invulbestand: Invulbestand, naam: str, *regels: str) -> Voorstel:
    def vul(word: Any) -> None:
        cel = tabel_van(word, naam).cell(1, 0)
        for oud in list(cel._tc.p_lst)[1:]:
            cel._tc.remove(oud)
        eerste = cel.paragraphs[0]
        for kind in list(eerste._p):
            eerste._p.remove(kind)
        for nummer, regel in enumerate(regels):
            (cel.add_paragraph() if nummer else eerste).add_run(regel)

    return bewerkt(invulbestand, vul)


def test_elke_demobeschrijving_komt_onveranderd_terug(demo: list[Invulbestand]) -> None:
    for een in demo:
        assert lees_woord(een.bestand, een.versie) == Voorstel(()), een.versie


def test_alles_komt_aan_in_een_lege_beschrijving(demo: list[Invulbestand]) -> None:
    schrijver = maak_gebruiker(rollen=["kennismakelaar"])
    for een in demo:
        versie, leeg = een.versie, maak_beschrijving(titel="Nog leeg", kern="")

        voorstel = lees_woord(een.bestand, leeg)

        assert voorstel.niet_herkend == ()
        assert voorstel.andere_innovatie
        waarden = {naam: uit_ruw(naam, waarde) for naam, waarde in voorstel.waarden.items()}
        assert {n: VELD[n].soort.ruw(w) for n, w in waarden.items()} == voorstel.waarden
        bewaar(versie=leeg, waarden=waarden, door=schrijver)
        leeg = Beschrijving.objects.get(pk=leeg.pk)
        for naam in VELD:
            heen, terug = ruw(versie, naam), ruw(leeg, naam)
            assert vorm.genormaliseerd(naam, terug) == vorm.genormaliseerd(naam, heen), naam


def test_koppen_zijn_uniek_en_bladwijzers_passen_in_word() -> None:
    koppen = [getypt.sleutel(kop) for kop in vorm.koppen().values()]

    assert tuple(vorm.koppen()) == tuple(VELD)
    assert len(set(koppen)) == len(koppen)
    assert all(len(vorm.merk(naam, "")) <= 40 for naam in VELD if naam != "themas")
    assert [vorm.herkenning().lees_merk(f"k_{naam}_0a1b2c3d") for naam in VELD] == [
        (naam, "0a1b2c3d") for naam in VELD
    ]


@pytest.mark.parametrize("naam", ["fase2", "tot_18_jaar", "kern_0a1b2c3d", "_1"])
def test_een_bladwijzer_draagt_elke_naam_die_een_veld_kan_hebben(naam: str) -> None:
    assert ontleed(f"k_{naam}_0a1b2c3d") == (naam, "0a1b2c3d")


@pytest.mark.parametrize("woord", ["", "k_kern", "k_kern_0a1b", "k__0a1b2c3d", "x_kern_0a1b2c3d"])
def test_een_bladwijzer_van_een_ander_is_niet_van_ons(woord: str) -> None:
    assert vorm.herkenning().lees_merk(woord) is None


TEKST = st.text(st.sampled_from("abcé <>&\"'☐x[]1.\n\xa0-"), min_size=1, max_size=12).filter(
    str.strip
)
STUK = st.one_of(
    TEKST.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    TEKST.map(lambda t: f"<strong>{t.replace('&', '&amp;').replace('<', '&lt;')}</strong>"),
    st.just('<a href="https://example.nl/?a=1&amp;b=2">link</a>'),
    st.just('<a href="https://example.nl/"><strong>vet</strong></a>'),
    st.just("a<br>b"),
)
INHOUD = st.lists(STUK, min_size=1, max_size=3).map("".join)
BLOK = st.recursive(
    INHOUD.map(lambda t: f"<p>{t}</p>"),
    lambda blok: st.one_of(
        st.tuples(st.sampled_from(["ul", "ol"]), st.lists(blok, min_size=1, max_size=3)).map(
            lambda t: f"<{t[0]}>{''.join(f'<li>{b}</li>' for b in t[1])}</{t[0]}>"
        ),
        st.lists(blok, min_size=1, max_size=2).map(
            lambda b: f"<blockquote>{''.join(b)}</blockquote>"
        ),
        st.lists(blok, min_size=1, max_size=2).map("".join),
    ),
    max_leaves=6,
)
RIJK = st.lists(
    st.one_of(
        BLOK,
        INHOUD.map(lambda t: f"<h3>{t}</h3>"),
        INHOUD.map(lambda t: f"<h4>{t}</h4>"),
    ),
    min_size=1,
    max_size=4,
).map("".join)


@given(RIJK)
@hypothesis_settings(max_examples=200, deadline=None)
def test_canoniek_verandert_niet_meer(html: str) -> None:
    vast = canoniek(html)

    assert canoniek(vast) == vast


@given(st.lists(RIJK, min_size=4, max_size=4))
@hypothesis_settings(max_examples=40, deadline=None)
def test_opmaak_komt_onveranderd_terug(teksten: list[str]) -> None:
    word = word_stijl.nieuw("Opmaak", "Test", timezone.now())
    schrijver = Invulschrijver(word)
    cellen = word.add_table(len(teksten), 1).columns[0].cells
    for cel, html in zip(cellen, teksten, strict=True):
        schrijver.rijk(cel, alineas(html))
    buffer = io.BytesIO()
    word.save(buffer)

    terug = open_bestand(buffer.getvalue())

    lezer = Alinealezer(terug)
    for cel, html in zip(terug.tables[0].columns[0].cells, teksten, strict=True):
        gelezen = [a for p in cel._tc.p_lst if (a := lezer.alinea(p))]
        assert canoniek(als_html(gelezen)) == canoniek(html)


@pytest.mark.parametrize(
    "regels",
    [
        ("☐ Idee", "☒ Pilot"),
        ("☐ Idee", "x Pilot"),
        ("☐ Idee", "X ☐ Pilot"),
        ("☐ Idee", "x☐ pilot"),
        ("[ ] Idee", "[x] Pilot"),
        ("☐ Idee", "☐ Pilot x"),
        ("PILOT",),
    ],
)
def test_een_kruisje_op_elke_manier(leeg: Invulbestand, regels: tuple[str, ...]) -> None:
    voorstel = ingevuld(leeg, "fase", *regels)

    assert voorstel.waarden == {"fase": "pilot"}
    assert voorstel.niet_herkend == ()


def test_twee_kruisjes_waar_er_een_mag_worden_gemeld() -> None:
    voorstel = ingevuld(
        Invulbestand.van(maak_beschrijving(fase="idee")), "fase", "x Idee", "x Pilot"
    )

    assert voorstel.waarden == {}
    (punt,) = voorstel.niet_herkend
    assert (punt.bij, punt.tekst) == ("9. Fase, start en einde: Fase", "Idee, Pilot")
    assert "Kies er één" in punt.reden


def test_namen_zonder_hoofdletters_en_accenten_en_onbekende_gemeld() -> None:
    maak_thema("zorg", name="Café en zorg")
    invulbestand = Invulbestand.van(maak_beschrijving(themas=[maak_thema("herstel")]))

    voorstel = ingevuld(invulbestand, "themas", "☐ Herstel", "x cafe EN zorg", "Zorgg")

    assert voorstel.waarden == {"themas": ["zorg"]}
    assert [(p.tekst, p.reden) for p in voorstel.niet_herkend] == [
        ("Zorgg", "Dit staat niet in de lijst.")
    ]


@pytest.mark.parametrize(
    ("naam", "tekst", "waarde"),
    [
        ("kosten_per_jaar", "€ 12.500,-", 12500),
        ("kosten_per_jaar", "12500 euro per jaar", 12500),
        ("uren_per_week", "2,5 uur", "2.5"),
        ("start", "1 oktober 2015", "2015-10-01"),
        ("start", "10-2015", "2015-10"),
        ("start", "okt. 2015", "2015-10"),
        ("contact_toestemming_op", "1-2-2026", "2026-02-01"),
        ("kern", "Twee   regels\nop één", "Twee regels op één"),
    ],
)
def test_getallen_en_datums_zoals_mensen_ze_typen(
    leeg: Invulbestand, naam: str, tekst: str, waarde: Any
) -> None:
    assert ingevuld(leeg, naam, tekst).waarden == {naam: waarde}


def test_wat_een_getal_niet_kan_zeggen_wordt_genoemd(leeg: Invulbestand) -> None:
    voorstel = ingevuld(leeg, "bereik", "ca. 40")

    assert voorstel.waarden == {"bereik": 40}
    (punt,) = voorstel.niet_herkend
    assert (punt.tekst, punt.reden) == (
        "ca. 40",
        "Wij bewaren 40, zonder ‘ca.’. Zet dat erbij in een tekst.",
    )


@pytest.mark.parametrize(
    ("naam", "tekst", "leest"),
    [
        ("start", "1-10-2019", "1 oktober 2019"),
        ("bereik", "1200", "1.200 mensen"),
        ("uren_per_week", "2.5", "2,5 uur per week"),
        ("contact_toestemming_op", "2026-02-01", "1 februari 2026"),
    ],
)
def test_het_overzicht_leest_als_nederlands(
    leeg: Invulbestand, naam: str, tekst: str, leest: str
) -> None:
    (wijziging,) = ingevuld(leeg, naam, tekst).wijzigingen

    assert wijziging.wordt == [leest]


@pytest.mark.parametrize(
    ("naam", "tekst", "reden"),
    [
        ("bereik", "ongeveer honderd", "Schrijf een getal"),
        ("bereik", "2,5", "heel getal"),
        ("start", "vorig jaar", "jaar, maand of dag"),
        ("contact_toestemming_op", "31 februari 2026", "dag die bestaat"),
        ("contact_email", "geen adres", "e-mailadres"),
        ("kern", "a" * 501, "501 tekens. Hoogstens 500"),
        ("aanleiding", "b" * 2001, "2001 tekens. Hoogstens 2000"),
        ("titel", "", "leeg"),
        ("stopreden", "x Personeel", "alleen bij de fase"),
    ],
)
def test_wat_niet_past_wordt_genoemd_en_de_rest_blijft(
    leeg: Invulbestand, naam: str, tekst: str, reden: str
) -> None:
    def vul(word: Any) -> None:
        tabel_van(word, naam).cell(1, 0).text = tekst
        tabel_van(word, "gemeenten").cell(1, 0).text = "Emmen"

    voorstel = bewerkt(leeg, vul)

    assert voorstel.waarden == {"gemeenten": "Emmen"}
    (punt,) = voorstel.niet_herkend
    assert punt.bij == vorm.koppen()[naam]
    assert tekst.removeprefix("x ") in punt.tekst
    assert reden in punt.reden


def test_rijen_erbij_weg_en_in_volgorde() -> None:
    maak_organisatie("Gemeente Elders")
    versie = maak_volledig(partijen=[met_partij("Aanbieder Een"), met_partij("Aanbieder Twee")])

    def vul(word: Any) -> None:
        tabel = tabel_van(word, "partijen")
        tabel.cell(2, 2).text = "Geld"
        for nummer, cellen in enumerate([("gemeente elders", "RIBW of beschermd wonen"), ("Nix",)]):
            for kolom, tekst in enumerate(cellen):
                tabel.cell(4 + nummer, kolom).text = tekst
        factoren: Any = tabel_van(word, "succesfactoren")
        factoren.add_row().cells[0].text = "Een nieuwe regel"

    voorstel = bewerkt(Invulbestand.van(versie), vul)

    partijen = voorstel.waarden["partijen"]
    assert [rij["inbreng"] for rij in partijen] == ["Geld", "", ""]
    assert [rij["rol"] for rij in partijen] == ["gemeente", "gemeente", "ribw"]
    assert [rij["tekst"] for rij in voorstel.waarden["succesfactoren"]] == [
        "Een vast gezicht.",
        "Een nieuwe regel",
    ]
    (punt,) = voorstel.niet_herkend
    assert (punt.tekst, punt.reden) == ("Nix", "Rol: Vul dit in.")


def test_een_regel_die_te_lang_werd_laat_de_oude_staan() -> None:
    versie = maak_beschrijving(
        succesfactoren=[Succesfactor(tekst="Een"), Succesfactor(tekst="Twee")],
        knelpunten=[Knelpunt(knelpunt="Tijd", oplossing="Rust")],
    )

    def vul(word: Any) -> None:
        tabel_van(word, "succesfactoren").cell(2, 0).text = "c" * 301
        tabel_van(word, "succesfactoren").cell(3, 0).text = "Twee en meer"
        tabel_van(word, "knelpunten").cell(2, 1).text = "d" * 301

    voorstel = bewerkt(Invulbestand.van(versie), vul)

    assert [rij["tekst"] for rij in voorstel.waarden["succesfactoren"]] == ["Een", "Twee en meer"]
    assert "knelpunten" not in voorstel.waarden
    assert [p.tekst for p in voorstel.niet_herkend] == ["c" * 301, "d" * 301]


def test_een_bestand_bij_materialen_blijft() -> None:
    versie = maak_beschrijving(
        materialen=[
            Materiaal(titel="Folder", bestand="materialen/folder-a1.pdf"),
            Materiaal(titel="Site", url="https://example.nl/"),
        ]
    )

    def vul(word: Any) -> None:
        tabel = tabel_van(word, "materialen")
        assert tabel.cell(2, 2).text == "folder-a1.pdf"
        tabel.cell(2, 0).text = "Nieuwe folder"
        tabel.cell(3, 1).text = "www.example.nl/weg"
        tabel.cell(4, 0).text, tabel.cell(4, 2).text = "Stiekem", "../../wachtwoorden"

    voorstel = bewerkt(Invulbestand.van(versie), vul)

    assert voorstel.waarden["materialen"] == [
        {"titel": "Nieuwe folder", "url": "", "bestand": "materialen/folder-a1.pdf"},
        {"titel": "Site", "url": "https://www.example.nl/weg", "bestand": ""},
    ]
    assert [p.tekst for p in voorstel.niet_herkend] == [
        "../../wachtwoorden",
        "Stiekem | ../../wachtwoorden",
    ]


def test_zonder_bladwijzers_en_met_samengevoegde_tabellen() -> None:
    versie = maak_volledig()

    def sloop(word: Any) -> None:
        for merk in list(word.element.iter("{*}bookmarkStart")):
            merk.getparent().remove(merk)
        kern, themas = tabel_van(word, "kern"), tabel_van(word, "themas")
        kern.cell(1, 0).text = "Nieuwe kern."
        for rij in list(themas._tbl.tr_lst):
            kern._tbl.append(rij)
        themas._tbl.getparent().remove(themas._tbl)

    voorstel = bewerkt(Invulbestand.van(versie), sloop)

    assert voorstel.waarden == {"kern": "Nieuwe kern."}
    assert (voorstel.niet_herkend, voorstel.ontbreekt) == ((), ())


def test_wat_buiten_de_vakken_staat_gaat_niet_verloren(leeg: Invulbestand) -> None:
    def schrijf_ernaast(word: Any) -> None:
        word.add_paragraph("Los onderaan.")
        tabel_van(word, "doel").cell(0, 0).add_paragraph("In het gekleurde vak.")
        vreemd = word.add_table(1, 1)
        vreemd.cell(0, 0).text = "Eigen tabel."
        weg = tabel_van(word, "tips")._tbl
        weg.getparent().remove(weg)
        word.add_comment(word.paragraphs[0].runs, "In de kantlijn.")

    voorstel = bewerkt(leeg, schrijf_ernaast)

    assert voorstel.waarden == {}
    assert {p.tekst for p in voorstel.niet_herkend} == {
        *("Los onderaan.", "In het gekleurde vak.", "Eigen tabel.", "In de kantlijn.")
    }
    assert voorstel.ontbreekt == ("28. Tips voor overname",)


def test_wat_op_de_site_veranderde_wint_van_wat_niemand_in_word_aanraakte() -> None:
    versie = maak_beschrijving(kern="Oud", gemeenten="Oud")
    bestand = Invulbestand.van(versie).bewerkt(
        lambda word: setattr(tabel_van(word, "gemeenten").cell(1, 0), "text", "Uit Word")
    )
    Beschrijving.objects.filter(pk=versie.pk).update(kern="Van de site", gemeenten="Van de site")

    voorstel = lees_woord(bestand, versie)

    (wijziging,) = voorstel.wijzigingen
    assert (wijziging.naam, wijziging.oud, wijziging.nieuw) == (
        *("gemeenten", "Van de site", "Uit Word"),
    )
    assert wijziging.intussen


def test_geen_gevaarlijke_links_of_html_uit_word(leeg: Invulbestand) -> None:
    def vul(word: Any) -> None:
        alinea = tabel_van(word, "doel").cell(1, 0).paragraphs[0]
        word_stijl.zet_link(alinea, "klik", "javascript:alert(1)")
        alinea.add_run(" <script>x</script>").bold = True

    html = bewerkt(leeg, vul).waarden["doel"]

    assert html == "<p>klik<strong> &lt;script&gt;x&lt;/script&gt;</strong></p>"


def herpakt(inhoud: bytes, **anders: bytes) -> bytes:
    """A package with other or more parts; `__` in a name is a slash, `_xml` a dot."""
    doel = io.BytesIO()
    anders = {n.replace("__", "/").replace("_xml", ".xml"): d for n, d in anders.items()}
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(doel, "w", 8) as nieuw:
        for deel in oud.infolist():
            if deel.filename not in anders:
                nieuw.writestr(deel.filename, oud.read(deel))
        for naam, data in anders.items():
            nieuw.writestr(naam, data)
    return doel.getvalue()


BOM = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def leeg_docx() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def zip_zonder_word() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("maak", "reden"),
    [
        (lambda: b"%PDF-1.7 geen word", bestand.GEEN_WORD),
        (lambda: b"\xd0\xcf\x11\xe0" + b"oud" * 99, bestand.OUD_WORD),
        (lambda: b"x" * (bestand.MAXIMUM + 1), bestand.TE_GROOT),
        (lambda: leeg_docx()[:-500], bestand.BESCHADIGD),
        (lambda: herpakt(leeg_docx(), word__document_xml=b"<w:document"), bestand.BESCHADIGD),
        (lambda: herpakt(leeg_docx(), word__document_xml=BOM), bestand.VERDACHT),
        (
            lambda: herpakt(leeg_docx(), word__document_xml=BOM.decode().encode("utf-16")),
            bestand.VERDACHT,
        ),
        (
            lambda: herpakt(leeg_docx(), word__x_xml=b'<?xml version="1.0" encoding="utf-7"?><a/>'),
            bestand.VERDACHT,
        ),
        (lambda: herpakt(leeg_docx(), groot=b"\0" * 9_000_000), bestand.VERDACHT),
        (lambda: herpakt(leeg_docx(), veel_xml=b"ab" * 9_000_000), bestand.VERDACHT),
        (
            lambda: herpakt(leeg_docx(), **{f"deel{n}": b"" for n in range(2001)}),
            bestand.VERDACHT,
        ),
        (lambda: herpakt(leeg_docx(), **{"word/vbaProject.bin": b"macro"}), bestand.MACROS),
        (zip_zonder_word, bestand.GEEN_WORD),
    ],
)
def test_slechte_bestanden_worden_geweigerd(maak: Callable[[], bytes], reden: str) -> None:
    with pytest.raises(BestandGeweigerd) as geweigerd:
        open_bestand(maak())

    assert str(geweigerd.value) == reden


def test_een_ander_document_wordt_geweigerd() -> None:
    word = docx.Document()
    word.add_paragraph("Een boodschappenlijst.")
    buffer = io.BytesIO()
    word.save(buffer)

    with pytest.raises(BestandGeweigerd, match="geen onderdelen"):
        lees_woord(buffer.getvalue(), maak_beschrijving())


@pytest.mark.parametrize("tekst", ["", "12,,5", "1.2.3", "9" * 13, "-5", "१२"])
def test_geen_getal(tekst: str) -> None:
    with pytest.raises(ValidationError):
        getypt.lees_getal(tekst)


def upload(client: Client, versie: Beschrijving, inhoud: bytes) -> Any:
    los = SimpleUploadedFile("thuis.docx", inhoud)
    return client.post(reverse("redactie:word", args=[versie.pk]), {"bestand": los})


def ingelogd(client: Client, *rollen: str) -> Client:
    client.force_login(maak_gebruiker(rollen=list(rollen)))
    return client


def test_download_upload_bekijken_en_bewaren(client: Client) -> None:
    versie = maak_volledig()
    ingelogd(client, "kennismakelaar")
    adres = reverse("redactie:word", args=[versie.pk])
    gehaald = client.get(adres, {"bestand": 1})
    word = docx.Document(io.BytesIO(gehaald.content))
    tabel_van(word, "kern").cell(1, 0).text = "Thuis geschreven."
    buffer = io.BytesIO()
    word.save(buffer)

    getoond = upload(client, versie, buffer.getvalue())

    assert "Thuis geschreven." in getoond.content.decode()
    assert not Logregel.objects.over(versie).exists()
    gegevens = getoond.context["gegevens"]
    for _ in range(2):  # a second press of the button changes nothing
        assert client.post(adres, {"gegevens": gegevens}).status_code == 302
    assert Beschrijving.objects.get(pk=versie.pk).kern == "Thuis geschreven."
    assert Logregel.objects.over(versie).get().velden == ["kern"]


def test_een_collega_die_intussen_bewaart_wordt_niet_overschreven(client: Client) -> None:
    versie = maak_volledig()
    ingelogd(client, "kennismakelaar")
    word = docx.Document(io.BytesIO(maak_invuldocument(versie)))
    tabel_van(word, "kern").cell(1, 0).text = "Uit Word."
    word.add_paragraph("Los.")
    buffer = io.BytesIO()
    word.save(buffer)
    adres = reverse("redactie:word", args=[versie.pk])
    gegevens = upload(client, versie, buffer.getvalue()).context["gegevens"]
    Beschrijving.objects.filter(pk=versie.pk).update(kern="Van een collega.")

    opnieuw = client.post(adres, {"gegevens": gegevens})

    assert Beschrijving.objects.get(pk=versie.pk).kern == "Van een collega."
    assert "Van een collega." in opnieuw.content.decode()
    klaar = client.post(adres, {"gegevens": opnieuw.context["gegevens"]})
    assert Beschrijving.objects.get(pk=versie.pk).kern == "Uit Word."
    assert klaar.status_code == 302
    assert versie.wordresten.get().tekst == "Los."


def test_geknoeide_gegevens_en_een_lege_upload(client: Client) -> None:
    versie = maak_volledig()
    ingelogd(client, "kennismakelaar")
    adres = reverse("redactie:word", args=[versie.pk])

    assert "niet meer geldig" in client.post(adres, {"gegevens": "x:y:z"}).content.decode()
    assert "Kies eerst" in client.post(adres).content.decode()
    assert "geen Word-bestand" in upload(client, versie, b"%PDF").content.decode()


def test_wie_niet_mag_schrijven_leest_waarom(client: Client) -> None:
    versie = maak_volledig()
    ingelogd(client, "projectleider")

    assert client.get(reverse("redactie:word", args=[versie.pk])).status_code == 200
    assert upload(client, versie, b"").status_code == 403


def test_wie_beoordeelt_leest_hoe_zij_eerst_meeschrijft(client: Client) -> None:
    versie, lezer = maak_volledig(), maak_gebruiker(rollen=["kennismakelaar"])
    client.force_login(lezer)
    dien_in(versie=versie, door=maak_gebruiker(rollen=["kennismakelaar"]))
    neem_in_beoordeling(versie=versie, door=lezer)
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hm?", door=lezer)
    vraag_aanvulling(versie=versie, door=lezer)

    pagina = client.get(reverse("redactie:word", args=[versie.pk])).text

    assert "‘Ik schrijf mee’" in pagina
    assert "Uw ingevulde Word-bestand" not in pagina


def test_een_vreemde_versie_bestaat_niet(client: Client) -> None:
    ingelogd(client, "indiener")

    assert client.get(reverse("redactie:word", args=[maak_volledig().pk])).status_code == 404


def test_een_versie_die_stilstaat_legt_dat_uit(client: Client) -> None:
    versie = maak_volledig(status="ingediend")
    ingelogd(client, "kennismakelaar")

    assert "staat stil" in client.get(reverse("redactie:word", args=[versie.pk])).content.decode()
    assert upload(client, versie, maak_invuldocument(versie)).status_code == 302
