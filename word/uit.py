"""Make the Word file: every section, part and hulpvraag, with what a version holds now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.utils import timezone
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from basis.tekst import schoon
from innovaties.formaat import FORMAAT, TREFWOORDEN, soorten
from innovaties.formaat.onderdelen import Onderdeel, Veld
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Regel
from innovaties.uitvoer import word_stijl as stijl
from word import vorm
from word.opmaak import DIEPSTE, VERVOLG, Alinea, Lijstplek, alineas

UITLEG = "Uitleg"
LEGE_RIJEN = 3
KOPSTIJL = {"h3": "Heading 4", "h4": "Heading 5"}


def maak_invuldocument(versie: Beschrijving) -> bytes:
    """`versie` as a Word file to fill in and to upload again."""
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    word = stijl.nieuw(geladen.titel, vorm.SITE, timezone.now())
    _Invulschrijver(word, geladen).schrijf()
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


class _Invulschrijver:
    def __init__(self, word: WordDocument, versie: Beschrijving) -> None:
        self.word, self.versie = word, versie
        self.bladwijzers = 0
        _stijlen(word)
        self.nummering = _Nummering(word)
        self.stijlen = {stijl_.name: stijl_.style_id for stijl_ in word.styles}

    def schrijf(self) -> None:
        blad = self.word.sections[0]
        blad.header.paragraphs[0].add_run(f"{vorm.SITE} – {schoon(self.versie.titel)}")
        stijl.zet_veld(blad.footer.paragraphs[0], "PAGE")
        titel = self.word.add_heading(vorm.TITEL, level=1)
        self._bladwijzer(titel, vorm.merk_van(self.versie))
        for regel in vorm.INLEIDING:
            self.word.add_paragraph(regel)
        for sectie in FORMAAT:
            delen = [(deel, deel.velden_voor(self.versie.soort)) for deel in sectie.onderdelen]
            if any(velden for _, velden in delen):
                self.word.add_heading(sectie.titel, level=2)
            for onderdeel, velden in delen:
                if velden:
                    kop = f"{onderdeel.nummer}. {onderdeel.label}"
                    self._onderdeel(kop, onderdeel.hulpvraag, onderdeel, velden)
        self._onderdeel(vorm.LABEL_TREFWOORDEN, vorm.VRAAG_TREFWOORDEN, None, (TREFWOORDEN,))

    def _onderdeel(
        self, kop: str, vraag: str, onderdeel: Onderdeel | None, velden: Iterable[Veld]
    ) -> None:
        self.word.add_heading(kop, level=3)
        self.word.add_paragraph(vraag).paragraph_format.keep_with_next = True
        for veld in velden:
            self._veld(vorm.kop(onderdeel, veld), veld)
            _zet_stijl(self.word.add_paragraph(), self.stijlen["No Spacing"])

    def _veld(self, kop: str, veld: Veld) -> None:
        waarde = veld.soort.haal(self.versie)
        maak = self._rijen if isinstance(veld.soort, soorten.Rijen) else self._vak
        tabel = maak(veld.soort, waarde)
        vak = tabel.cell(0, 0)
        label = vak.paragraphs[0]
        label.add_run(kop).bold = True
        self._bladwijzer(label, vorm.merk(veld.naam, veld.soort.ruw(waarde)))
        for regel in vorm.uitleg(veld):
            _zet_stijl(vak.add_paragraph(regel), self.stijlen[UITLEG])
        stijl.maak_kop(tabel, kop)
        element: Any = tabel._tbl  # noqa: SLF001 (the only way to the element)
        for vast in list(element.iter(qn("w:cantSplit"))):
            vast.getparent().remove(vast)

    def _bladwijzer(self, alinea: Paragraph, naam: str) -> None:
        """Put a bookmark around all words of `alinea`."""
        self.bladwijzers += 1
        nummer = str(self.bladwijzers)
        element: Any = alinea.paragraph_format.element
        begin = OxmlElement("w:bookmarkStart", {qn("w:id"): nummer, qn("w:name"): naam})
        element.insert(1 if element.pPr is not None else 0, begin)
        element.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): nummer}))

    def _vak(self, soort: soorten.Veldsoort, waarde: Any) -> Table:
        """A table for one answer, which fills its second cell."""
        tabel: Table = self.word.add_table(2, 1, "Table Grid")
        VULLERS.van(soort)(self, tabel.cell(1, 0), soort, waarde)
        return tabel

    def _rijen(self, soort: soorten.Veldsoort, waarde: list[Regel]) -> Table:
        hoofd = soort.kolommen
        tabel: Table = self.word.add_table(2 + len(waarde) + LEGE_RIJEN, len(hoofd), "Table Grid")
        rijen = tabel.rows
        for cel, kolom in zip(rijen[1].cells, hoofd, strict=True):
            cel.paragraphs[0].add_run(kolom.label).bold = True
        for nummer, regel in enumerate(waarde, start=2):
            for cel, kolom in zip(rijen[nummer].cells, hoofd, strict=True):
                _regels(cel, [kolom.getypt(kolom.haal(regel))])
        if len(hoofd) > 1:
            tabel.cell(0, 0).merge(tabel.cell(0, len(hoofd) - 1))
        return tabel

    def rijk(self, cel: _Cell, html: str) -> None:
        """Put the paragraphs of `html` in `cel`."""
        for nummer, regel in enumerate(alineas(html)):
            alinea = cel.add_paragraph() if nummer else cel.paragraphs[0]
            _zet_stijl(alinea, self.stijlen[_stijl_van(regel)])
            if regel.plek and regel.plek.begint:
                self.nummering.zet(alinea, regel.plek)
            for stuk in regel.stukken:
                if stuk.url:
                    stijl.zet_link(alinea, stuk.tekst, stuk.url)
                    link: Any = alinea.paragraph_format.element[-1]
                    if stuk.vet:
                        link[0].get_or_add_rPr().append(OxmlElement("w:b"))
                else:
                    alinea.add_run(stuk.tekst).bold = stuk.vet or None
        self.nummering.vergeet()


VULLERS: soorten.PerSoort[Callable[[_Invulschrijver, _Cell, Any, Any], None]] = soorten.PerSoort(
    {
        soorten.Veldsoort: lambda _, cel, soort, waarde: _regels(cel, [soort.getypt(waarde)]),
        soorten.Rijk: lambda schrijver, cel, _, html: schrijver.rijk(cel, html),
        soorten.Gekozen: lambda _, cel, soort, waarde: _keuzes(cel, soort, waarde),
        soorten.Trefwoorden: lambda _, cel, _soort, woorden: _regels(cel, map(str, woorden)),
    }
)
"""How the answer to each kind of field is filled in."""


def _zet_stijl(alinea: Paragraph, stijl_id: str) -> None:
    """Like `alinea.style`, which looks through all styles each time."""
    element: Any = alinea.paragraph_format.element
    element.get_or_add_pPr().style = stijl_id


def _regels(cel: _Cell, teksten: Iterable[str]) -> None:
    for nummer, regel in enumerate(teksten):
        alinea = cel.add_paragraph() if nummer else cel.paragraphs[0]
        alinea.add_run(regel)


def _keuzes(cel: _Cell, soort: soorten.Gekozen, waarde: Any) -> None:
    gekozen = soort.codes(waarde)
    for nummer, (code, label) in enumerate(soort.opties()):
        alinea = cel.add_paragraph() if nummer else cel.paragraphs[0]
        alinea.paragraph_format.space_after = Pt(2)
        _vakje(alinea, label, gekozen=code in gekozen)
        alinea.add_run(f" {schoon(label)}")


def _vakje(alinea: Paragraph, label: str, *, gekozen: bool) -> None:
    """A box that Word ticks at a click; elsewhere it is a sign that one can type over."""
    letter = alinea.add_run(vorm.AAN if gekozen else vorm.UIT)
    letter.font.name = "MS Gothic"
    vak = OxmlElement("w14:checkbox")
    vak.append(OxmlElement("w14:checked", {qn("w14:val"): str(int(gekozen))}))
    for naam, teken in (("checkedState", vorm.AAN), ("uncheckedState", vorm.UIT)):
        code = {qn("w14:val"): f"{ord(teken):04X}", qn("w14:font"): "MS Gothic"}
        vak.append(OxmlElement(f"w14:{naam}", code))
    eigenschappen, inhoud = OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    eigenschappen.append(OxmlElement("w:alias", {qn("w:val"): schoon(label)[:60]}))
    eigenschappen.append(vak)
    inhoud.append(letter.font.element)
    blok = OxmlElement("w:sdt")
    blok.append(eigenschappen)
    blok.append(inhoud)
    alinea.paragraph_format.element.append(blok)


def _stijl_van(regel: Alinea) -> str:
    if regel.soort in KOPSTIJL:
        return KOPSTIJL[regel.soort]
    if regel.plek and not regel.plek.begint:
        return f"{VERVOLG[regel.citaat]} {regel.plek.niveau + 1}"
    if regel.citaat:
        return "Quote"
    return "List Paragraph" if regel.plek else "Normal"


def _stijlen(word: WordDocument) -> None:
    gewoon = word.styles["Normal"]
    uitleg: Any = word.styles.add_style(UITLEG, WD_STYLE_TYPE.PARAGRAPH)
    uitleg.base_style = gewoon
    uitleg.font.size, uitleg.font.color.rgb = Pt(9), stijl.ZACHT
    uitleg.paragraph_format.space_after = Pt(2)
    for citaat, naam in VERVOLG.items():
        for niveau in range(DIEPSTE + 1):
            vervolg: Any = word.styles.add_style(f"{naam} {niveau + 1}", WD_STYLE_TYPE.PARAGRAPH)
            vervolg.base_style = word.styles["Quote"] if citaat else gewoon
            vervolg.paragraph_format.left_indent = Cm(0.75 * (niveau + 1))


class _Nummering:
    """Lists with nine levels of our own, each counting from its own 1."""

    def __init__(self, word: WordDocument) -> None:
        self.element: Any = word.part.numbering_part.element
        self.gegeven: dict[int, int] = {}
        bestaand = [int(el.get(qn("w:abstractNumId"))) for el in self._abstract()]
        self.abstract = {"ul": max(bestaand) + 1, "ol": max(bestaand) + 2}
        plek = self._abstract()[-1]
        for soort, nummer in self.abstract.items():
            nieuw = _abstract_nummering(soort, nummer)
            plek.addnext(nieuw)
            plek = nieuw

    def _abstract(self) -> list[Any]:
        return list(self.element.findall(qn("w:abstractNum")))

    def zet(self, alinea: Paragraph, plek: Lijstplek) -> None:
        """Make `alinea` an item of the list that `plek` names."""
        if plek.lijst not in self.gegeven:
            nieuw = self.element.add_num(self.abstract[plek.soort])
            for niveau in range(DIEPSTE + 1):
                nieuw.add_lvlOverride(ilvl=niveau).add_startOverride(1)
            self.gegeven[plek.lijst] = int(nieuw.numId)
        element: Any = alinea.paragraph_format.element
        nummering = element.get_or_add_pPr().get_or_add_numPr()
        nummering.get_or_add_ilvl().val = plek.niveau
        nummering.get_or_add_numId().val = self.gegeven[plek.lijst]

    def vergeet(self) -> None:
        """Another text begins: its lists are others."""
        self.gegeven.clear()


def _abstract_nummering(soort: str, nummer: int) -> Any:
    geheel = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(nummer)})
    geheel.append(OxmlElement("w:multiLevelType", {qn("w:val"): "hybridMultilevel"}))
    for niveau in range(DIEPSTE + 1):
        laag = OxmlElement("w:lvl", {qn("w:ilvl"): str(niveau)})
        teken, soort_nummer = (f"%{niveau + 1}.", "decimal") if soort == "ol" else ("•", "bullet")
        for naam, waarde in (("start", "1"), ("numFmt", soort_nummer), ("lvlText", teken)):
            laag.append(OxmlElement(f"w:{naam}", {qn("w:val"): waarde}))
        laag.append(OxmlElement("w:lvlJc", {qn("w:val"): "left"}))
        inspringing = OxmlElement("w:pPr")
        links = str(425 * (niveau + 1))
        inspringing.append(OxmlElement("w:ind", {qn("w:left"): links, qn("w:hanging"): "425"}))
        laag.append(inspringing)
        geheel.append(laag)
    return geheel
