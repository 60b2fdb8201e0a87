"""The blocks of a page of a PDF by its tags: what is a heading, a point of a list, a cell."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from stukken.pdf_letters import aantal_letters, heel

_BLOKKEN = {
    *("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Index"),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "L", "Table", "Caption", "Aside"),
    *("Note", "FENote", "Figure", "Form", "TOC"),
}
_NIET = {"TOC", "Artifact"}
"""A table of contents says what the headings say."""
_NUMMER = re.compile(r"\s*(\d|[a-z][.)])")


@dataclass
class Paginadeel:
    """A block of one page, with the level of a heading or of a point."""

    soort: Literal["kop", "alinea", "punt", "tabel"]
    tekst: str = ""
    niveau: int = 0
    genummerd: bool = False
    rijen: list[list[str]] = field(default_factory=list)

    @property
    def woorden(self) -> list[str]:
        """All that it says, of a table in its cells."""
        return [self.tekst, *(cel for rij in self.rijen for cel in rij)]


def delen_van(pagina: pdfium.PdfPage, woorden: Mapping[int, str]) -> tuple[list[Paginadeel], int]:
    """The blocks of `pagina`, and how many letters its tags say something of.

    Its `woorden` are known by the number that the tags name.
    """
    boom = pdf.FPDF_StructTree_GetForPage(pagina.raw)
    if not boom:
        return [], 0
    try:
        lezer = _Boom(woorden)
        for plek in range(pdf.FPDF_StructTree_CountChildren(boom)):
            if kind := pdf.FPDF_StructTree_GetChildAtIndex(boom, plek):
                lezer.loop(kind)
        woorden_ = chain.from_iterable(deel.woorden for deel in lezer.delen)
        gezegd = sum(map(aantal_letters, woorden_))
        return lezer.delen, gezegd + lezer.weggelaten
    finally:
        pdf.FPDF_StructTree_Close(boom)


type Kind = int | Any
"""What stands in a tag: the number of words on the page, or another tag."""


class _Boom:
    def __init__(self, woorden: Mapping[int, str]) -> None:
        self.woorden = woorden
        self.delen: list[Paginadeel] = []
        self.weggelaten = 0

    def loop(self, element: Any) -> None:
        soort = _soort(element)
        if soort in _NIET:
            self.weggelaten += aantal_letters(self._tekst(element))
            return
        if soort == "Table":
            rijen = [[heel(self._tekst(cel)) for cel in rij] for rij in _rijen(element)]
            self.delen.append(Paginadeel("tabel", rijen=rijen))
        elif soort == "L":
            self._lijst(element, 0)
        elif kop := re.fullmatch(r"H([1-6])?|Title", soort):
            self._zet("kop", [element], int(kop[1] or 1))
        else:
            self._alineas(element)

    def _alineas(self, element: Any) -> None:
        """What stands in `element`: blocks, and between them words that are a paragraph."""
        los: list[Kind] = []
        for kind in _kinderen(element):
            if _is_blok(kind):
                self._zet("alinea", los)
                los = []
                self.loop(kind)
            else:
                los.append(kind)
        self._zet("alinea", los)

    def _lijst(self, lijst: Any, niveau: int) -> None:
        for punt in _kinderen(lijst):
            if _soort(punt) == "L":
                self._lijst(punt, niveau + 1)
                continue
            merk = "".join(map(self._tekst, _van_soort(punt, "Lbl")))
            genummerd = bool(_NUMMER.match(merk))
            self._zet("punt", [punt], niveau, genummerd=genummerd, zonder=("Lbl", "L"))
            for binnen in _van_soort(punt, "L"):
                self._lijst(binnen, niveau + 1)

    def _zet(
        self,
        soort: Literal["kop", "alinea", "punt"],
        kinderen: list[Kind],
        niveau: int = 0,
        *,
        genummerd: bool = False,
        zonder: tuple[str, ...] = (),
    ) -> None:
        tekst = heel("".join(self._tekst(kind, zonder) for kind in kinderen))
        if tekst:
            self.delen.append(Paginadeel(soort, tekst, niveau, genummerd))

    def _tekst(self, kind: Kind, zonder: tuple[str, ...] = ()) -> str:
        """The words in `kind`, but not those in a tag that is named in `zonder`."""
        if isinstance(kind, int):
            return self.woorden.get(kind, "")
        if _soort(kind) in zonder:
            return ""
        return "".join(self._tekst(binnen, zonder) for binnen in _kinderen(kind))


def _soort(kind: Kind) -> str:
    """The type of a tag; none for words."""
    if isinstance(kind, int):
        return ""
    naam = ctypes.create_string_buffer(80)
    lengte = pdf.FPDF_StructElement_GetType(kind, naam, len(naam))
    return naam.raw[: max(lengte - 2, 0)].decode("utf-16-le", "replace")


def _kinderen(kind: Kind) -> Iterator[Kind]:
    if isinstance(kind, int):
        return
    for plek in range(pdf.FPDF_StructElement_CountChildren(kind)):
        if binnen := pdf.FPDF_StructElement_GetChildAtIndex(kind, plek):
            yield binnen
        elif (nummer := pdf.FPDF_StructElement_GetChildMarkedContentID(kind, plek)) >= 0:
            yield nummer


def _is_blok(kind: Kind) -> bool:
    """Whether `kind` is a block, or means nothing itself and holds one."""
    soort = _soort(kind)
    if soort in ("NonStruct", "Span", "Private"):
        return any(map(_is_blok, _kinderen(kind)))
    return soort in _BLOKKEN


def _van_soort(kind: Kind, soort: str) -> Iterator[Any]:
    """The tags of `soort` nearest inside `kind`."""
    for binnen in _kinderen(kind):
        if _soort(binnen) == soort:
            yield binnen
        else:
            yield from _van_soort(binnen, soort)


def _rijen(tabel: Any) -> Iterator[list[Any]]:
    for rij in _van_soort(tabel, "TR"):
        yield [cel for cel in _kinderen(rij) if _soort(cel) in ("TH", "TD")]
