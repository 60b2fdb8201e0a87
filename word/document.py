"""Find the answers in a Word document: which field each row of a table belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from basis.getypt import sleutel
from basis.tekst import platte_tekst
from word.alineas import Alinealezer
from word.bestand import BestandGeweigerd, open_bestand
from word.blad import (
    SITE,
    Gevonden,
    Herkenning,
    NietHerkend,
    Veldblok,
    Wordcel,
    lees_merk_van,
)

BUITEN_VAK = "Dit staat buiten de witte vakken."
DUBBEL = "Dit onderdeel staat twee keer in het bestand. Wij lazen het eerste."
IN_WORD = "Open uw bestand in Word, bewaar het daar en kies het opnieuw. Dan lezen wij het mee."
VAN_ELDERS = "Dit zette een ander programma in het bestand."
NIET_BIJ_VELD = "Dit staat in een tabel die niet bij een onderdeel hoort."
ERNAAST = {
    "/comments": "Dit is een opmerking in de kantlijn.",
    "/footnotes": "Dit is een voetnoot.",
    "/endnotes": "Dit is een eindnoot.",
    "/header": "Dit staat boven aan de bladzijde.",
    "/footer": "Dit staat onder aan de bladzijde.",
    "/diagramData": "Dit staat in een schema.",
    "/chart": "Dit staat in een grafiek.",
}
"""Where words can stand beside the running text, by what Word calls that part."""
_OM = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"))
_BEELD = (qn("w:drawing"), qn("w:pict"))
_TEKENING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GRAFIEK = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_VORM = "{urn:schemas-microsoft-com:vml}"
_ALINEAS = (qn("w:p"), f"{_TEKENING}p", f"{_GRAFIEK}pt")
_WOORDEN = {qn("w:t"), f"{_TEKENING}t", f"{_GRAFIEK}v"}
_GEEN_BEELD = (qn("w:txbxContent"), f"{_VORM}textpath", f"{_VORM}rect")
_NAAM_VAN_BEELD = qn("wp:docPr")
_WIT = {qn("w:tab"), qn("w:br"), qn("w:cr")}


def lees(inhoud: bytes, herkenning: Herkenning) -> Gevonden:
    """What the file `inhoud` says, whoever filled it in.

    For the process beside a worker (`basis.apart`), which can hand back no error of ours.
    """
    try:
        return zoek(open_bestand(inhoud), herkenning)
    except BestandGeweigerd as reden:
        return Gevonden(geweigerd=str(reden))


def zoek(word: WordDocument, herkenning: Herkenning) -> Gevonden:
    """Walk the whole document once."""
    zoeker = _Zoeker(Alinealezer(word), herkenning)
    zoeker.loop(word.element.body)
    zoeker.rest(word)
    return zoeker.gevonden


class _Zoeker:
    def __init__(self, lezer: Alinealezer, herkenning: Herkenning) -> None:
        self.lezer, self.herkenning = lezer, herkenning
        self.gevonden = Gevonden()
        self.bij = self.titel = ""
        self.op_kop = {sleutel(kop): naam for naam, kop in herkenning.koppen.items()}

    def loop(self, element: Any) -> None:
        for kind in element:
            if kind.tag == qn("w:p"):
                self._los(kind)
                self._meld_beeld(kind)
            elif kind.tag == qn("w:tbl"):
                self._tabel(kind)
            elif kind.tag == qn("w:bookmarkStart"):
                self._lees_innovatie(kind)
            elif isinstance(kind.tag, str) and kind.tag not in (qn("w:sectPr"), qn("w:del")):
                self.loop(kind)

    def _los(self, p: Any) -> None:
        """A paragraph outside the tables: ours, or words to hand back."""
        for bladwijzer in p.iter(qn("w:bookmarkStart")):
            self._lees_innovatie(bladwijzer)
        tekst = self.lezer.tekst(p)
        eigen = sleutel(tekst) in self.herkenning.eigen_teksten
        if sleutel(tekst) and not eigen:
            self._meld(tekst, BUITEN_VAK)
        elif eigen:
            self.bij = tekst

    def _lees_innovatie(self, bladwijzer: Any) -> None:
        nummer = lees_merk_van(bladwijzer.get(qn("w:name"), ""))
        self.gevonden.innovatie = nummer or self.gevonden.innovatie

    def _meld(self, tekst: str, reden: str) -> None:
        if tekst.strip():
            self.gevonden.niet_herkend.append(NietHerkend(self.bij, tekst.strip(), reden))

    def _tabel(self, tabel: Any) -> None:
        blok: Veldblok | None = None
        dubbel = False
        for rij in _rijen(tabel):
            cellen = list(_cellen(rij))
            if (kop := self._kop(cellen)) is not None:
                dubbel = kop.naam in self.gevonden.blokken
                self.bij = self.herkenning.koppen[kop.naam]
                self._rest_van_kop(cellen)
                if not dubbel:
                    self.gevonden.blokken[kop.naam] = kop
                blok = None if dubbel else kop
            elif blok is not None:
                blok.rijen.append([self._cel(cel) for cel in cellen])
            else:
                tekst = "\n".join(a.tekst for cel in cellen for a in self._cel(cel))
                self._meld(tekst, DUBBEL if dubbel else NIET_BIJ_VELD)

    def _kop(self, cellen: list[Any]) -> Veldblok | None:
        """The field that begins at this row: by its bookmark, or by the label that stands there."""
        for cel in cellen:
            for bladwijzer in cel.iter(qn("w:bookmarkStart")):
                if gelezen := self.herkenning.lees_merk(bladwijzer.get(qn("w:name"), "")):
                    return Veldblok(*gelezen)
        if len(cellen) == 1:
            eerste = next(_alineas(cellen[0]), None)
            tekst = sleutel(self.lezer.tekst(eerste)) if eerste is not None else ""
            if tekst in self.op_kop:
                return Veldblok(self.op_kop[tekst])
        return None

    def _rest_van_kop(self, cellen: list[Any]) -> None:
        """Hand back what someone typed in the shaded row."""
        for cel in cellen:
            for p in _alineas(cel):
                tekst = self.lezer.tekst(p)
                if sleutel(tekst) in self.herkenning.eigen_teksten:
                    continue
                if tekst.casefold().startswith(self.bij.casefold()):
                    tekst = tekst[len(self.bij) :]
                self._meld(tekst, "Dit staat in het gekleurde vak. Zet het in het witte vak.")

    def _cel(self, cel: Any) -> Wordcel:
        self._meld_beeld(cel)
        return [a for p in _alineas(cel) if (a := self.lezer.alinea(p)) is not None]

    def _meld_beeld(self, element: Any) -> None:
        """Name what `element` holds beside words; a text box is read with the rest."""
        beelden = dict.fromkeys(_beelden(element))
        self._meld("\n".join(beelden), "Voeg een afbeelding op de site toe, bij Materialen.")
        if any(True for _ in element.iter(qn("w:object"))):
            self._meld("Een ingevoegd bestand", "Zet de tekst ervan in het witte vak.")

    def rest(self, word: WordDocument) -> None:
        """Words beside the running text: text boxes, notes and comments in the margin."""
        self.bij, self.titel = "", word.core_properties.title
        for vak in word.element.body.iter(qn("w:txbxContent")):
            voorouders = {ouder.tag for ouder in vak.iterancestors()}
            if not any(str(tag).endswith("}Fallback") for tag in voorouders):
                self._meld(_woorden(vak), "Dit staat in een tekstvak.")
        for sierletters in word.element.body.iter(f"{_VORM}textpath"):
            self._meld(sierletters.get("string", ""), "Dit staat in een tekstvak.")
        for relatie in word.part.rels.values():
            if relatie.reltype.endswith("/aFChunk") and not relatie.is_external:
                self._ingevoegd(relatie.target_part)
        for soort, reden in ERNAAST.items():
            for relatie in word.part.rels.values():
                if relatie.reltype.endswith(soort) and not relatie.is_external:
                    self._noten(relatie.target_part, reden)

    def _ingevoegd(self, deel: Any) -> None:
        """A document in the document, which Word itself takes apart when it saves."""
        if deel.content_type.startswith("text/"):
            self._meld(platte_tekst(deel.blob.decode(errors="replace")), VAN_ELDERS)
        else:
            self._meld("Een ingevoegd document", IN_WORD)

    def _noten(self, deel: Any, reden: str) -> None:
        element = getattr(deel, "element", None)
        for noot in parse_xml(deel.blob) if element is None else element:
            # Of our own file: its name above each page, and the number below.
            tekst = _woorden(noot).removeprefix(f"{SITE} – {self.titel}").strip()
            if not tekst.isdecimal():
                self._meld(tekst, reden)


def _woorden(element: Any) -> str:
    alineas = (
        "".join(" " if t.tag in _WIT else t.text or "" for t in p.iter(*_WOORDEN, *_WIT))
        for p in element.iter(*_ALINEAS)
    )
    return "\n".join(filter(str.strip, alineas))


def _beelden(element: Any) -> Iterator[str]:
    """The pictures in `element`, each with what is said to be on it; no text boxes, no lines."""
    for beeld in element.iter(*_BEELD):
        if any(True for _ in beeld.iter(*_GEEN_BEELD)):
            continue
        uitleg = next((kind.get("descr") for kind in beeld.iter(_NAAM_VAN_BEELD)), None)
        yield f"Een afbeelding: {uitleg}" if uitleg else "Een afbeelding"


def _rijen(tabel: Any) -> Iterator[Any]:
    for kind in tabel:
        if kind.tag == qn("w:tr"):
            yield kind
        elif kind.tag in (*_OM, qn("w:ins")):
            yield from _rijen(kind)


def _cellen(rij: Any) -> Iterator[Any]:
    for kind in rij:
        if kind.tag == qn("w:tc"):
            yield kind
        elif kind.tag in _OM:
            yield from _cellen(kind)


def _alineas(cel: Any) -> Iterator[Any]:
    """The paragraphs of a cell, with those of tables inside it."""
    for kind in cel:
        if kind.tag == qn("w:p"):
            yield kind
        elif isinstance(kind.tag, str) and kind.tag not in (qn("w:tcPr"), qn("w:del")):
            yield from _alineas(kind)
