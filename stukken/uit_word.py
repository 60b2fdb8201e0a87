"""The blocks of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from stukken.blokken import StukGeweigerd, Verzamelaar
from word.alineas import Alinealezer
from word.bestand import BestandGeweigerd, open_bestand

_DOORHEEN = {qn(naam) for naam in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")}
_INHOUDSOPGAVE = re.compile(r"(toc|inhopg) \d")
_NOTEN = ("/footnotes", "/endnotes")


def lees(inhoud: bytes, uit: Verzamelaar) -> None:
    """Read the running text, then text boxes and notes. Raises StukGeweigerd.

    A table of contents says what the headings say, and is left out.
    """
    try:
        word = open_bestand(inhoud)
    except BestandGeweigerd as reden:
        raise StukGeweigerd(str(reden)) from reden
    lezer = Alinealezer(word)
    for element in _vlak(word.element.body, _DOORHEEN):
        if element.tag == qn("w:p"):
            _alinea(element, lezer, uit)
        elif element.tag == qn("w:tbl"):
            uit.tabel(_cellen(rij, lezer) for rij in _vlak(element, _DOORHEEN, "w:tr"))
    for p in _ernaast(word):
        _alinea(p, lezer, uit)


def _ernaast(word: Any) -> Iterator[Any]:
    """The paragraphs beside the running text: of text boxes, then of notes."""
    for vak in word.element.body.iter(qn("w:txbxContent")):
        if not any(str(ouder.tag).endswith("}Fallback") for ouder in vak.iterancestors()):
            yield from vak.iter(qn("w:p"))
    for relatie in word.part.rels.values():
        if relatie.reltype.endswith(_NOTEN) and not relatie.is_external:
            yield from parse_xml(relatie.target_part.blob).iter(qn("w:p"))


def _alinea(p: Any, lezer: Alinealezer, uit: Verzamelaar) -> None:
    naam = lezer.stijl(p).naam
    alinea = lezer.alinea(p)
    if alinea is None or _INHOUDSOPGAVE.fullmatch(naam):
        return
    if kop := re.fullmatch(r"heading (\d)", naam):
        uit.kop(alinea.stukken, int(kop[1]))
    elif naam == "title":
        uit.kop(alinea.stukken, 1)
    else:
        uit.alinea(alinea)


def _vlak(element: Any, doorheen: set[str], soort: str = "") -> Iterator[Any]:
    """The children of `element`, also those in what only wraps them."""
    for kind in element:
        if kind.tag in doorheen:
            yield from _vlak(kind, doorheen, soort)
        elif not soort or kind.tag == qn(soort):
            yield kind


def _cellen(rij: Any, lezer: Alinealezer) -> list[str]:
    """The words of each cell, with those of a table inside it."""
    cellen = _vlak(rij, _DOORHEEN, "w:tc")
    return [" ".join(filter(None, map(lezer.tekst, cel.iter(qn("w:p"))))) for cel in cellen]
