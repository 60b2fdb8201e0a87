"""The blocks of an OpenDocument text, as LibreOffice keeps it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from basis.blokken import Stuk
from basis.tekst import schoon
from stukken.blokken import StukGeweigerd, Verzamelaar
from word.opmaak import DIEPSTE, Alinea, Lijstplek

BESCHADIGD = "Dit ODT-bestand is beschadigd. Open het, bewaar het opnieuw en kies het nog eens."
BEVEILIGD = (
    "Dit ODT-bestand is beveiligd met een wachtwoord. Haal het wachtwoord weg, bewaar het opnieuw "
    "en kies het nog eens."
)
MACROS = "In dit bestand zitten macro's. Die nemen wij niet aan. Bewaar het als pdf en kies de pdf."
VERDACHT = "Dit bestand is vreemd ingepakt en daarom niet geopend. Bewaar het als pdf en kies die."
MAXIMUM_XML = 15 * 1024 * 1024

_TEXT, _TABLE, _OFFICE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{naam}:1.0}}" for naam in ("text", "table", "office")
)
_XLINK = "{http://www.w3.org/1999/xlink}"
_BLOKKEN = {_TEXT + naam for naam in ("p", "h", "list")} | {_TABLE + "table"}
_OVERSLAAN = {
    _TEXT + "tracked-changes",
    _TEXT + "table-of-content",
    _TEXT + "sequence-decls",
    _OFFICE + "annotation",
}
_NIET_IN_REGEL = {_TEXT + "note", _OFFICE + "annotation", *_BLOKKEN}
_VEILIG = ("https://", "http://", "mailto:")


def lees(inhoud: bytes, uit: Verzamelaar) -> None:
    """Read the running text, each note after its paragraph. Raises StukGeweigerd."""
    tekst = _open(inhoud).find(f"{_OFFICE}body/{_OFFICE}text")
    if tekst is None:
        raise StukGeweigerd(BESCHADIGD)
    for element in _blokken(tekst):
        _lees_blok(element, uit)


def _open(inhoud: bytes) -> Any:
    """The parsed `content.xml`; judged by the table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pak:
            namen = pak.namelist()
            if any(naam.startswith(("Basic/", "Scripts/")) for naam in namen):
                raise StukGeweigerd(MACROS)
            if pak.getinfo("content.xml").file_size > MAXIMUM_XML:
                raise StukGeweigerd(VERDACHT)
            manifest = pak.getinfo("META-INF/manifest.xml")
            if manifest.file_size < MAXIMUM_XML and b"encryption-data" in pak.read(manifest):
                raise StukGeweigerd(BEVEILIGD)
            # Read no further than it says it is: what lies about that is cut off, and refused.
            with pak.open("content.xml") as deel:
                xml = deel.read(MAXIMUM_XML)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError),
        *(NotImplementedError, RuntimeError, ValueError),
    ) as fout:
        raise StukGeweigerd(BESCHADIGD) from fout
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise StukGeweigerd(VERDACHT)
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fout:
        raise StukGeweigerd(BESCHADIGD) from fout


def _blokken(element: Any) -> Iterator[Any]:
    """The blocks in `element`, through sections and frames, not those inside another block."""
    for kind in element:
        if kind.tag in _BLOKKEN:
            yield kind
        elif isinstance(kind.tag, str) and kind.tag not in _OVERSLAAN:
            yield from _blokken(kind)


def _lees_blok(element: Any, uit: Verzamelaar) -> None:
    if element.tag == _TEXT + "h":
        niveau = element.get(_TEXT + "outline-level", "1")
        uit.kop(_stukken(element), int(niveau) if niveau.isdecimal() else 1)
    elif element.tag == _TEXT + "p":
        uit.alinea(Alinea(tuple(_stukken(element))))
    elif element.tag == _TABLE + "table":
        uit.tabel(_rij(rij) for rij in element.iter(_TABLE + "table-row"))
        return
    else:
        _lijst(element, uit, 0)
        return
    for binnen in _blokken(element):  # what floats beside the paragraph, and its notes
        _lees_blok(binnen, uit)


def _lijst(lijst: Any, uit: Verzamelaar, niveau: int) -> None:
    for punt in lijst.iterchildren(_TEXT + "list-item", _TEXT + "list-header"):
        begint = True
        for kind in punt:
            if kind.tag == _TEXT + "list":
                _lijst(kind, uit, min(niveau + 1, DIEPSTE))
            elif kind.tag in (_TEXT + "p", _TEXT + "h"):
                uit.alinea(
                    Alinea(tuple(_stukken(kind)), plek=Lijstplek("ul", 1, niveau, begint=begint))
                )
                begint = False


def _rij(rij: Any) -> list[str]:
    """The words of each cell; a cell that another one covers has none."""
    cellen = rij.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell")
    return [
        " ".join("".join(s.tekst for s in _stukken(p)) for p in cel.iter(_TEXT + "p", _TEXT + "h"))
        for cel in cellen
    ]


def _stukken(element: Any, url: str = "") -> Iterator[Stuk]:
    """The words of a paragraph, with its links; what is bold stands in styles, and is left."""
    yield Stuk(schoon(element.text or ""), url=url)
    for kind in element:
        if kind.tag == _TEXT + "s":
            yield Stuk(" ", url=url)
        elif kind.tag in (_TEXT + "tab", _TEXT + "line-break"):
            yield Stuk(" " if kind.tag == _TEXT + "tab" else "\n", url=url)
        elif isinstance(kind.tag, str) and kind.tag not in _NIET_IN_REGEL:
            doel = (kind.get(_XLINK + "href") or "").strip() if kind.tag == _TEXT + "a" else ""
            yield from _stukken(kind, doel if doel.lower().startswith(_VEILIG) else url)
        yield Stuk(schoon(kind.tail or ""), url=url)
