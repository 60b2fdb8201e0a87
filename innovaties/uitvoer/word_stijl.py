"""How our Word documents look, and the small pieces of WordprocessingML that python-docx lacks."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

TAAL = "nl-NL"
LETTER = "Calibri"
GROOTTE = 11
KOPPEN = {1: 22, 2: 15, 3: 12, 4: 11, 5: 11}
INKT = RGBColor(0x22, 0x30, 0x2B)
ZACHT = RGBColor(0x4D, 0x59, 0x52)
KOPKLEUR = RGBColor(0x0D, 0x42, 0x3B)
LINKKLEUR = RGBColor(0x0B, 0x59, 0x4E)
VLAK, LIJN = "F7F1E4", "B9AD94"
TABELSTIJLEN = ("Normal Table", "Table Grid")
PLAATBREEDTE = Cm(12)
KADER = "Kader"
"""Our own style for a paragraph in a tinted box."""


def nieuw(titel: str, site: str, moment: datetime) -> WordDocument:
    """An empty document in Dutch on A4, in our style, made at `moment`."""
    word = docx.Document(BytesIO(_leeg()))
    kenmerken = word.core_properties
    kenmerken.title, kenmerken.author = titel, site
    kenmerken.created = kenmerken.modified = moment
    # The key of a style does not change, and python-docx looks for it anew for each paragraph.
    word.part.get_style_id = cache(word.part.get_style_id)  # type: ignore[method-assign]
    return word


@cache
def _leeg() -> bytes:
    """The same for all: to read it costs a fifth of giving it its styles."""
    word = docx.Document()
    word.core_properties.language, word.core_properties.comments = TAAL, ""
    blad = word.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = blad.top_margin = blad.bottom_margin = Cm(2.3)
    _stijlen(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def leg_neer(blad: Section) -> None:
    """Turn the pages of `blad` on their side."""
    blad.orientation = WD_ORIENT.LANDSCAPE
    blad.page_width, blad.page_height = blad.page_height, blad.page_width


def _stijlen(word: WordDocument) -> None:
    # The template carries a hundred table styles, and python-docx walks them for each paragraph.
    for stijl in list(word.styles.element.style_lst):
        if stijl.type == WD_STYLE_TYPE.TABLE and stijl.name_val not in TABELSTIJLEN:
            stijl.getparent().remove(stijl)
    standaard = word.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    standaard.set(qn("w:val"), TAAL)
    kader = word.styles.add_style(KADER, WD_STYLE_TYPE.PARAGRAPH)
    kader.base_style = word.styles["Normal"]
    _kleur_vlak(kader.element.get_or_add_pPr())
    for naam, grootte, kleur in (
        ("Normal", GROOTTE, INKT),
        ("No Spacing", GROOTTE, INKT),
        ("Subtitle", 13, ZACHT),
        ("Header", 9, ZACHT),
        ("Footer", 9, ZACHT),
        *((f"Heading {niveau}", grootte, KOPKLEUR) for niveau, grootte in KOPPEN.items()),
    ):
        gewoon: Any = word.styles[naam]
        _letter(gewoon)
        gewoon.font.size, gewoon.font.color.rgb, gewoon.font.italic = Pt(grootte), kleur, False
    for afstand in list(word.styles["Subtitle"].element.rPr.iter(qn("w:spacing"))):
        afstand.getparent().remove(afstand)
    for naam, voor, na in (
        ("Normal", 0, 6),
        (KADER, 0, 0),
        ("Subtitle", 0, 12),
        ("Heading 1", 0, 6),
        ("Heading 2", 22, 6),
        ("Heading 3", 12, 3),
        ("Heading 4", 8, 3),
        ("Heading 5", 8, 3),
    ):
        ruimte = word.styles[naam].paragraph_format
        ruimte.space_before, ruimte.space_after = Pt(voor), Pt(na)
    for rand in word.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for zijde in rand:
            zijde.set(qn("w:color"), LIJN)


def _letter(stijl: Any) -> None:
    """Set the font by name; one from the theme of the template would win."""
    stijl.font.name = LETTER
    letters = stijl.element.rPr.rFonts
    for soort in ("ascii", "hAnsi", "eastAsia", "cs"):
        letters.attrib.pop(qn(f"w:{soort}Theme"), None)


def _kleur_vlak(eigenschappen: Any) -> None:
    vlak = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:fill"): VLAK})
    eigenschappen.append(vlak)


def zet_link(alinea: Paragraph, tekst: str, url: str) -> None:
    relatie = alinea.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink", {qn("r:id"): relatie})
    run = alinea.add_run(tekst)
    run.font.color.rgb, run.font.underline = LINKKLEUR, True
    link.append(run.font.element)
    alinea.paragraph_format.element.append(link)


def zet_plaatje(alinea: Paragraph, inhoud: bytes, alt: str) -> None:
    """An image as wide as the text, with what it shows for who cannot see it."""
    plaatje = alinea.add_run().add_picture(BytesIO(inhoud))
    plaatje.height = round(plaatje.height * PLAATBREEDTE / plaatje.width)
    plaatje.width = PLAATBREEDTE
    plaatje._inline.docPr.set("descr", alt)  # noqa: SLF001 (python-docx has no other way)


def zet_veld(alinea: Paragraph, code: str) -> None:
    """A field that Word counts itself: PAGE or NUMPAGES."""
    veld = OxmlElement("w:fldSimple", {qn("w:instr"): code})
    veld.append(alinea.add_run("1").font.element)
    alinea.paragraph_format.element.append(veld)


def nummer_opnieuw(word: WordDocument, alinea: Paragraph, nummering: int | None) -> int:
    """Number `alinea` in its own list, from 1: Word counts on from list to list otherwise."""
    if nummering is None:
        lijsten: Any = word.part.numbering_part.element
        stijl: Any = alinea.style
        gewoon = lijsten.num_having_numId(stijl.element.pPr.numPr.numId.val)
        nieuw_ = lijsten.add_num(gewoon.abstractNumId.val)
        nieuw_.add_lvlOverride(ilvl=0).add_startOverride(1)
        nummering = int(nieuw_.numId)
    element: Any = alinea.paragraph_format.element
    eigenschappen = element.get_or_add_pPr().get_or_add_numPr()
    eigenschappen.get_or_add_ilvl().val = 0
    eigenschappen.get_or_add_numId().val = nummering
    return nummering


def maak_kop(tabel: Table, titel: str) -> None:
    """Name the table and make its first row the header, on every page and for a screen reader."""
    element: Any = tabel._tbl  # noqa: SLF001 (the only way to the element)
    element.tblPr.append(OxmlElement("w:tblCaption", {qn("w:val"): titel}))
    for nummer, rij in enumerate(element.tr_lst):
        naam = "w:cantSplit" if nummer else "w:tblHeader"
        rij.get_or_add_trPr().append(OxmlElement(naam))
    for cel in element.tr_lst[0].tc_lst:
        _kleur_vlak(cel.get_or_add_tcPr())
