"""The process that reads one document: bytes in, JSON out, within bounds of time and memory.

Whatever a document does to its reader, it does it here: this knows no settings, no database and no
secret, may write no file, and is gone when it is done.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from importlib import import_module
from io import BytesIO

from stukken.blokken import StukGeweigerd, Verzamelaar

SECONDEN = 20
GEHEUGEN = 768 * 1024 * 1024
"""Of addresses, which a process reserves more of than it uses."""

GEEN_STUK = (
    "Dit bestand kunnen wij niet lezen. Kies een Word-bestand (.docx), een ODT-bestand, een pdf of "
    "een webpagina die u bewaarde."
)
OUD_WORD = (
    "Dit bestand is beveiligd met een wachtwoord, of gemaakt in een oude versie van Word (.doc). "
    "Haal het wachtwoord weg, bewaar het als ‘Word-document (.docx)’ en kies dat."
)
BESCHADIGD = "Dit bestand is beschadigd. Open het, bewaar het opnieuw en kies het nog eens."
NIETS_GEVONDEN = "In dit bestand vonden wij geen tekst. Kies een ander bestand."

_WEBPAGINA = re.compile(rb"<(!doctype html|html|head|body|main|article|h1|p|div)\b", re.IGNORECASE)


def lees(inhoud: bytes, uit: Verzamelaar) -> None:
    """Read `inhoud` as what it is, whatever its name says. Raises StukGeweigerd."""
    import_module(f"stukken.uit_{_soort(inhoud)}").lees(inhoud, uit)


def _soort(inhoud: bytes) -> str:
    """Which reader it takes; only that one is loaded."""
    begin = inhoud[:20_000]
    if begin[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if begin.startswith(b"PK"):
        return "odt" if _is_odt(inhoud) else "word"
    if begin.startswith(b"\xd0\xcf\x11\xe0"):
        raise StukGeweigerd(OUD_WORD)
    if _WEBPAGINA.search(begin) and b"\0" not in begin:
        return "html"
    raise StukGeweigerd(GEEN_STUK)


def _is_odt(inhoud: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pak, pak.open("mimetype") as deel:
            return deel.read(100).strip() == b"application/vnd.oasis.opendocument.text"
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def main() -> None:
    """Read the document on standard input; write its blocks, or the reason against it."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDEN, SECONDEN))
    resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    uit = Verzamelaar()
    try:
        lees(sys.stdin.buffer.read(), uit)
        blokken = uit.klaar()
        antwoord = {"blokken": blokken} if blokken else {"reden": NIETS_GEVONDEN}
    except StukGeweigerd as reden:
        antwoord = {"reden": str(reden)}
    sys.stdout.write(json.dumps(antwoord))


if __name__ == "__main__":
    main()
