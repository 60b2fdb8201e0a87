"""Read paragraphs out of WordprocessingML, whichever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from basis.blokken import Stuk
from basis.tekst import schoon
from word.opmaak import DIEPSTE, VERVOLG, Alinea, Lijstplek

_OVERSLAAN = {
    qn(naam)
    for naam in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:tbl", "w:instrText")
} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:txbxContent"),
    qn("w:delText"),
}
_TEKENS = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n", qn("w:br"): "\n"}
_WINGDINGS = {"FE": "☑", "FD": "☒", "A8": "☐", "6F": "☐", "FC": "✓", "FB": "✗"}
_VEILIG = ("https://", "http://", "mailto:")
_VERVOLG = {naam.casefold(): citaat for citaat, naam in VERVOLG.items()}
_UIT = ("0", "false", "none", "off")
_NADRUK = {
    qn(f"w:{naam}") for naam in ("b", "i", "u", "highlight", "shd", "color", "strike", "dstrike")
}
_GEEN = {*_UIT, "auto", "000000", "FFFFFF"}


@dataclass(frozen=True)
class _Stijl:
    naam: str
    nummering: int
    niveau: int


class Alinealezer:
    """Reads the paragraphs of one document, with its styles, lists and links at hand."""

    def __init__(self, word: WordDocument) -> None:
        self.links = {
            nummer: relatie.target_ref
            for nummer, relatie in word.part.rels.items()
            if relatie.is_external
        }
        self.stijlen = {
            stijl.get(qn("w:styleId")): _lees_stijl(stijl)
            for stijl in word.styles.element.iter(qn("w:style"))
        }
        self.soorten = _lees_nummering(word)

    def alinea(self, p: Any) -> Alinea | None:
        """What paragraph `p` says; None when it has no words."""
        stukken = tuple(stuk for stuk in self._stukken(p) if stuk.tekst)
        if not "".join(stuk.tekst for stuk in stukken).strip():
            return None
        stijl = self.stijl(p)
        citaat = "quote" in stijl.naam or stijl.naam.startswith("citaat")
        if kop := re.fullmatch(r"heading (\d)", stijl.naam):
            soort: Literal["h3", "h4"] = "h4" if int(kop[1]) > 4 else "h3"
            return Alinea(stukken, soort)
        return Alinea(stukken, "p", citaat, self._plek(p, stijl), _nadruk(p))

    def tekst(self, p: Any) -> str:
        return "".join(stuk.tekst for stuk in self._stukken(p)).strip()

    def stijl(self, p: Any) -> _Stijl:
        """The style of paragraph `p`, which says whether it is a heading."""
        eigen = p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        naam = eigen.get(qn("w:val")) if eigen is not None else ""
        return self.stijlen.get(naam, _Stijl("", 0, 0))

    def _plek(self, p: Any, stijl: _Stijl) -> Lijstplek | None:
        vervolg, _, niveau = stijl.naam.rpartition(" ")
        if vervolg in _VERVOLG:
            return Lijstplek("ul", 0, int(niveau) - 1 if niveau.isdecimal() else 0, begint=False)
        nummering, diepte = stijl.nummering, stijl.niveau
        if (eigen := p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None:
            nummering = _getal(eigen, "w:numId", nummering)
            diepte = _getal(eigen, "w:ilvl", diepte)
        diepte = min(max(diepte, 0), DIEPSTE)
        soort = self.soorten.get((nummering, diepte))
        return Lijstplek(soort, nummering, diepte) if soort else None

    def _stukken(self, element: Any, url: str = "") -> Iterator[Stuk]:
        for kind in element:
            if kind.tag in _OVERSLAAN or not isinstance(kind.tag, str):
                continue
            if kind.tag == qn("w:r"):
                yield from self._run(kind, url)
            elif kind.tag == qn("m:t"):  # of a formula
                yield Stuk(schoon(kind.text or ""))
            elif kind.tag == qn("w:hyperlink"):
                doel = self.links.get(kind.get(qn("r:id")), "").strip()
                yield from self._stukken(kind, doel if doel.lower().startswith(_VEILIG) else "")
            else:
                yield from self._stukken(kind, url)

    def _run(self, run: Any, url: str) -> Iterator[Stuk]:
        vet = self._vet(run)
        for kind in run:
            if kind.tag == qn("w:t"):
                yield Stuk(schoon(kind.text or ""), vet, url)
            elif kind.tag in _TEKENS:
                yield Stuk(_TEKENS[kind.tag], vet, url)
            elif kind.tag == qn("w:sym"):
                yield Stuk(_WINGDINGS.get((kind.get(qn("w:char")) or "")[-2:].upper(), ""))
            elif kind.tag == qn("w:fldChar"):
                yield Stuk(_formulierveld(kind), vet, url)
            elif kind.tag == qn("w:ruby"):
                yield from self._stukken(kind, url)

    def _vet(self, run: Any) -> bool:
        eigenschappen = run.find(qn("w:rPr"))
        if eigenschappen is None:
            return False
        if (vet := eigenschappen.find(qn("w:b"))) is not None:
            return vet.get(qn("w:val"), "1") not in _UIT
        stijl = eigenschappen.find(qn("w:rStyle"))
        return stijl is not None and self.stijlen.get(
            stijl.get(qn("w:val")), _Stijl("", 0, 0)
        ).naam in ("strong", "strong emphasis")


def _formulierveld(veld: Any) -> str:
    """What was chosen in a box or a list as forms had them before content controls."""
    for vakje in veld.iter(qn("w:checkBox")):
        stand = vakje.find(qn("w:checked"))
        stand = vakje.find(qn("w:default")) if stand is None else stand
        return "☐" if stand is None or stand.get(qn("w:val"), "1") in _UIT else "☒"
    for lijst in veld.iter(qn("w:ddList")):
        namen = [naam.get(qn("w:val")) or "" for naam in lijst.iter(qn("w:listEntry"))]
        return "".join(namen[_getal(lijst, "w:result", 0) :][:1])
    return ""


def _nadruk(p: Any) -> frozenset[tuple[str, str]]:
    """The ways in which a run of `p` was made to stand out by hand."""
    manieren = (
        (kind.tag, kind.get(qn("w:fill"), kind.get(qn("w:val"), "1")))
        for eigenschappen in p.iter(qn("w:rPr"))
        if eigenschappen.getparent().tag == qn("w:r")
        for kind in eigenschappen
        if kind.tag in _NADRUK
    )
    return frozenset(manier for manier in manieren if manier[1] not in _GEEN)


def _lees_stijl(stijl: Any) -> _Stijl:
    naam = stijl.find(qn("w:name"))
    gewoon = (naam.get(qn("w:val")) or "").casefold() if naam is not None else ""
    nummering = stijl.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    # The second and third list style of Word are levels of the first, each numbered as level 0.
    dieper = re.fullmatch(r"list (?:bullet|number) ([2-9])", gewoon)
    niveau = int(dieper[1]) - 1 if dieper else 0
    if nummering is None:
        return _Stijl(gewoon, 0, niveau)
    return _Stijl(gewoon, _getal(nummering, "w:numId", 0), _getal(nummering, "w:ilvl", niveau))


def _getal(element: Any, naam: str, anders: int) -> int:
    kind = element.find(qn(naam))
    waarde = kind.get(qn("w:val"), "") if kind is not None else ""
    return int(waarde) if waarde.isdecimal() else anders


def _lees_nummering(word: WordDocument) -> dict[tuple[int, int], Literal["ul", "ol"]]:
    """For each list and level in the document whether it is numbered."""
    delen = [d for d in word.part.rels.values() if d.reltype.endswith("/numbering")]
    if not delen:
        return {}
    element: Any = word.part.numbering_part.element
    vormen: dict[str, dict[int, str]] = {}
    for geheel in element.iter(qn("w:abstractNum")):
        lagen = vormen.setdefault(geheel.get(qn("w:abstractNumId")), {})
        for laag in geheel.iter(qn("w:lvl")):
            vorm = laag.find(qn("w:numFmt"))
            niveau = laag.get(qn("w:ilvl"), "")
            if niveau.isdecimal():
                lagen[int(niveau)] = vorm.get(qn("w:val"), "") if vorm is not None else "decimal"
    soorten: dict[tuple[int, int], Literal["ul", "ol"]] = {}
    for lijst in element.iter(qn("w:num")):
        verwijzing = lijst.find(qn("w:abstractNumId"))
        lagen = vormen.get(verwijzing.get(qn("w:val")) if verwijzing is not None else "", {})
        nummer = lijst.get(qn("w:numId"), "")
        for niveau in range(DIEPSTE + 1):
            vorm = lagen.get(niveau, lagen.get(0, "none"))
            if nummer.isdecimal() and vorm != "none":
                soorten[int(nummer), niveau] = "ul" if vorm == "bullet" else "ol"
    return soorten
