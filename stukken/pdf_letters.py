"""The lines of a page of a PDF, in the order in which the file has them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from basis.tekst import een_regel

VET = 600
"""From which weight on letters are bold."""
AFGEBROKEN = "\u00ad"
"""Stands for the dash with which a line breaks a word off."""

_BLIJFT = re.compile(
    r"(^|\W)(ggz|wmo|wlz|zvw|ggd|mbo|hbo|lvb|cao|fte|co|ex|e|niet)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Letter:
    """How a letter looks, and the number by which a tag names it (-1 without)."""

    deel: int
    hoogte: float
    vet: bool


@dataclass
class Woorden:
    """Words in one look on one line, and where they stand."""

    letter: Letter
    tekst: str
    links: float
    rechts: float
    onder: float


def heel(tekst: str) -> str:
    """`tekst` on one line, its broken words whole again: 'ggz-instelling' keeps its dash."""
    begin, *rest = tekst.split(AFGEBROKEN)
    for deel in rest:
        vervolg = deel.lstrip()
        streepje = bool(_BLIJFT.search(begin)) or not vervolg[:1].islower()
        begin += ("-" if streepje else "") + vervolg
    return een_regel(begin)


def aantal_letters(tekst: str) -> int:
    """How many letters and digits `tekst` has: rows of dots weigh nothing."""
    return sum(map(str.isalnum, tekst))


def regels_van(pagina: pdfium.PdfPage) -> Iterator[list[Woorden]]:
    """The lines of `pagina`; much room on a line parts its words."""
    tekst = pagina.get_textpage()
    stijlen: dict[int | None, Letter] = {}
    regel: list[Woorden] = []
    for plek in range(tekst.count_chars()):
        teken = pdf.FPDFText_GetUnicode(tekst.raw, plek)
        if teken in (10, 13):
            if regel:
                yield regel
            regel = []
        elif pdf.FPDFText_IsGenerated(tekst.raw, plek) == 1:
            if regel:
                regel[-1].tekst += " "
        elif teken and not 0xD800 <= teken < 0xE000:
            breuk = pdf.FPDFText_IsHyphen(tekst.raw, plek) == 1
            _zet(regel, AFGEBROKEN if breuk else chr(teken), tekst, plek, stijlen)
    if regel:
        yield regel


def _zet(
    regel: list[Woorden], teken: str, tekst: Any, plek: int, stijlen: dict[int | None, Letter]
) -> None:
    """Add one letter to the words that it belongs to, or begin others."""
    vak = pdf.FS_RECTF()
    pdf.FPDFText_GetLooseCharBox(tekst.raw, plek, vak)
    ding = pdf.FPDFText_GetTextObject(tekst.raw, plek)
    sleutel = ctypes.cast(ding, ctypes.c_void_p).value
    if sleutel not in stijlen:
        stijlen[sleutel] = Letter(
            pdf.FPDFPageObj_GetMarkedContentID(ding) if ding else -1,
            round(vak.top - vak.bottom, 1),
            pdf.FPDFText_GetFontWeight(tekst.raw, plek) >= VET or _heet_vet(tekst, plek),
        )
    letter = stijlen[sleutel]
    laatste = regel[-1] if regel else None
    if laatste and laatste.letter == letter and vak.left - laatste.rechts < letter.hoogte:
        laatste.tekst += teken
        laatste.rechts, laatste.onder = vak.right, vak.bottom
    else:
        regel.append(Woorden(letter, teken, vak.left, vak.right, vak.bottom))


def _heet_vet(tekst: Any, plek: int) -> bool:
    """Whether the font says so in its name, as most do that give no weight."""
    naam, vlaggen = ctypes.create_string_buffer(200), ctypes.c_int()
    pdf.FPDFText_GetFontInfo(tekst.raw, plek, naam, len(naam), vlaggen)
    return any(woord in naam.value.lower() for woord in (b"bold", b"black", b"heavy"))
