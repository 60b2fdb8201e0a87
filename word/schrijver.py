"""Draw the Word file to fill in.

For the process beside a worker (`basis.apart`), as `innovaties.uitvoer.wordschrijver` is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from basis.tekst import schoon
from innovaties.uitvoer import word_stijl as stijl
from word.blad import (
    AAN,
    INLEIDING,
    SITE,
    TITEL,
    UIT,
    Invulblad,
    Invuldeel,
    Invulveld,
    Rooster,
    Vakjes,
)
from word.opmaak import DIEPSTE, VERVOLG, Alinea, Lijstplek

UITLEG = "Uitleg"
LEGE_RIJEN = 3
KOPSTIJL = {"h3": "Heading 4", "h4": "Heading 5"}


def schrijf(blad: Invulblad, moment: datetime) -> bytes:
    """`blad` as a Word file, made at `moment`."""
    word = stijl.nieuw(blad.titel, SITE, moment)
    Invulschrijver(word).schrijf(blad)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


class Invulschrijver:
    """Writes into one document, with its styles and lists at hand."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self.bladwijzers = 0
        _stijlen(word)
        self.nummering = _Nummering(word)
        self.stijlen = {stijl_.name: stijl_.style_id for stijl_ in word.styles}

    def schrijf(self, blad: Invulblad) -> None:
        """All of `blad`."""
        papier = self.word.sections[0]
        papier.header.paragraphs[0].add_run(f"{SITE} – {schoon(blad.titel)}")
        stijl.zet_veld(papier.footer.paragraphs[0], "PAGE")
        titel = self.word.add_heading(TITEL, level=1)
        self._bladwijzer(titel, blad.merk)
        for regel in INLEIDING:
            self.word.add_paragraph(regel)
        for sectie in blad.secties:
            if sectie.titel:
                self.word.add_heading(sectie.titel, level=2)
            for deel in sectie.delen:
                self._deel(deel)

    def _deel(self, deel: Invuldeel) -> None:
        self.word.add_heading(deel.kop, level=3)
        self.word.add_paragraph(deel.vraag).paragraph_format.keep_with_next = True
        for veld in deel.velden:
            self._veld(veld)
            _zet_stijl(self.word.add_paragraph(), self.stijlen["No Spacing"])

    def _veld(self, veld: Invulveld) -> None:
        if veld.soort == "rooster":
            tabel = self._rooster(cast(Rooster, veld.waarde))
        else:
            tabel = self._vak(veld)
        vak = tabel.cell(0, 0)
        label = vak.paragraphs[0]
        label.add_run(veld.kop).bold = True
        self._bladwijzer(label, veld.merk)
        for regel in veld.uitleg:
            _zet_stijl(vak.add_paragraph(regel), self.stijlen[UITLEG])
        stijl.maak_kop(tabel, veld.kop)
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

    def _vak(self, veld: Invulveld) -> Table:
        """A table for one answer, which fills its second cell."""
        tabel: Table = self.word.add_table(2, 1, "Table Grid")
        cel = tabel.cell(1, 0)
        match veld.soort:
            case "rijk":
                self.rijk(cel, cast(Sequence[Alinea], veld.waarde))
            case "keuzes":
                _keuzes(cel, cast(Vakjes, veld.waarde))
            case _:
                _regels(cel, cast(Sequence[str], veld.waarde))
        return tabel

    def _rooster(self, rooster: Rooster) -> Table:
        hoofd = rooster.koppen
        aantal = 2 + len(rooster.rijen) + LEGE_RIJEN
        tabel: Table = self.word.add_table(aantal, len(hoofd), "Table Grid")
        rijen = tabel.rows
        for cel, kop in zip(rijen[1].cells, hoofd, strict=True):
            cel.paragraphs[0].add_run(kop).bold = True
        for nummer, regel in enumerate(rooster.rijen, start=2):
            for cel, tekst in zip(rijen[nummer].cells, regel, strict=True):
                _regels(cel, [tekst])
        if len(hoofd) > 1:
            tabel.cell(0, 0).merge(tabel.cell(0, len(hoofd) - 1))
        return tabel

    def rijk(self, cel: _Cell, alineas: Iterable[Alinea]) -> None:
        """Put `alineas` in `cel`."""
        for nummer, regel in enumerate(alineas):
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


def _zet_stijl(alinea: Paragraph, stijl_id: str) -> None:
    """Like `alinea.style`, which looks through all styles each time."""
    element: Any = alinea.paragraph_format.element
    element.get_or_add_pPr().style = stijl_id


def _regels(cel: _Cell, teksten: Iterable[str]) -> None:
    for nummer, regel in enumerate(teksten):
        alinea = cel.add_paragraph() if nummer else cel.paragraphs[0]
        alinea.add_run(regel)


def _keuzes(cel: _Cell, keuzes: Vakjes) -> None:
    for nummer, (label, gekozen) in enumerate(keuzes):
        alinea = cel.add_paragraph() if nummer else cel.paragraphs[0]
        alinea.paragraph_format.space_after = Pt(2)
        _vakje(alinea, label, gekozen=gekozen)
        alinea.add_run(f" {schoon(label)}")


def _vakje(alinea: Paragraph, label: str, *, gekozen: bool) -> None:
    """A box that Word ticks at a click; elsewhere it is a sign that one can type over."""
    letter = alinea.add_run(AAN if gekozen else UIT)
    letter.font.name = "MS Gothic"
    vak = OxmlElement("w14:checkbox")
    vak.append(OxmlElement("w14:checked", {qn("w14:val"): str(int(gekozen))}))
    for naam, teken in (("checkedState", AAN), ("uncheckedState", UIT)):
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
