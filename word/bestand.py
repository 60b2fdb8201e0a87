"""Open an uploaded Word file, and refuse what could harm us or is none."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from basis.fouten import RuleViolation

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MB = 1024 * 1024
MAXIMUM = 10 * MB
MAXIMUM_ONDERDELEN = 2_000
MAXIMUM_UITGEPAKT = 60 * MB
MAXIMUM_XML = 15 * MB
MAXIMUM_VERHOUDING = 250
"""How much smaller a part may be in the file than unpacked; Word's own stay below a hundred."""
MAXIMUM_ALINEAS = 20_000

_HOOFD = "word/document.xml"
_XML = (".xml", ".rels")
_CODERING = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([^"']*)""", re.IGNORECASE)
_CODERINGEN = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")


class BestandGeweigerd(RuleViolation):
    """The file is not read at all; the message says why and what to do."""


GEEN_WORD = (
    "Dit is geen Word-bestand (.docx). Open het in Word of LibreOffice, kies ‘Opslaan als’ en dan "
    "‘Word-document (.docx)’. Kies dat bestand."
)
OUD_WORD = (
    "Dit bestand is beveiligd met een wachtwoord, of gemaakt in een oude versie van Word (.doc). "
    "Haal het wachtwoord weg en bewaar het als ‘Word-document (.docx)’. Kies het dan opnieuw."
)
BESCHADIGD = (
    "Dit Word-bestand is beschadigd. Open het in Word, bewaar het opnieuw en kies het nog eens."
)
MACROS = (
    "In dit bestand zitten macro's. Die nemen wij niet aan. Bewaar het als ‘Word-document (.docx)’ "
    "zonder macro's en kies dat."
)
TE_GROOT = (
    "Dit bestand is te groot: hoogstens 10 MB. Haal de afbeeldingen eruit en kies het opnieuw."
)
VERDACHT = (
    "Dit bestand is vreemd ingepakt en daarom niet geopend. Kopieer uw antwoorden naar een nieuw "
    "opgehaald bestand en kies dat."
)
TE_VEEL = (
    "In dit bestand staat te veel tekst om te lezen. Haal weg wat niet bij de beschrijving hoort "
    "en kies het opnieuw."
)


def open_bestand(inhoud: bytes) -> WordDocument:
    """The document in `inhoud`. Raises BestandGeweigerd."""
    # A web worker knows the refusals only: the libraries take 8 MiB, and more with each file.
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    if len(inhoud) > MAXIMUM:
        raise BestandGeweigerd(TE_GROOT)
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise BestandGeweigerd(OUD_WORD)
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as zip_:
            _keur(zip_)
    except BestandGeweigerd:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as fout:
        geen_zip = not inhoud.startswith(b"PK")
        raise BestandGeweigerd(GEEN_WORD if geen_zip else BESCHADIGD) from fout
    try:
        word = docx.Document(BytesIO(inhoud))
        body = word.element.body
    except (etree.XMLSyntaxError, OpcError, KeyError, ValueError, AttributeError) as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout
    if body is None:
        raise BestandGeweigerd(BESCHADIGD)
    alineas = sum(1 for _ in word.element.iter(qn("w:p")))
    if alineas > MAXIMUM_ALINEAS:
        raise BestandGeweigerd(TE_VEEL)
    return word


def _keur(zip_: zipfile.ZipFile) -> None:
    """Refuse a package by its table of contents, then by the XML in it, before anything parses."""
    delen = zip_.infolist()
    namen = [deel.filename for deel in delen]
    if any(naam.casefold().endswith("vbaproject.bin") for naam in namen):
        raise BestandGeweigerd(MACROS)
    if _HOOFD not in namen or "[Content_Types].xml" not in namen:
        raise BestandGeweigerd(GEEN_WORD)
    xml = [deel for deel in delen if deel.filename.casefold().endswith(_XML)]
    if (
        len(delen) > MAXIMUM_ONDERDELEN
        or len(set(namen)) < len(namen)
        or any(deel.flag_bits & 1 for deel in delen)
        or sum(deel.file_size for deel in delen) > MAXIMUM_UITGEPAKT
        or sum(deel.file_size for deel in xml) > MAXIMUM_XML
        or any(
            deel.file_size > MB and deel.file_size > MAXIMUM_VERHOUDING * deel.compress_size
            for deel in delen
        )
    ):
        raise BestandGeweigerd(VERDACHT)
    for deel in xml:
        _keur_xml(zip_.read(deel))
    if b"macroenabled" in zip_.read("[Content_Types].xml").replace(b"\0", b"").lower():
        raise BestandGeweigerd(MACROS)


def _keur_xml(inhoud: bytes) -> None:
    """Refuse XML that declares entities, or hides that in an encoding that Word never writes."""
    plat = inhoud.replace(b"\0", b"")
    if re.search(rb"<!(DOCTYPE|ENTITY)", plat, re.IGNORECASE):
        raise BestandGeweigerd(VERDACHT)
    codering = _CODERING.match(plat.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if codering and codering[1].lower() not in _CODERINGEN:
        raise BestandGeweigerd(VERDACHT)
