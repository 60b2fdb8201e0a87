"""Text as it comes in: clean, in one form; what it sorts and compares by, and its web name."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Container
from html import unescape
from itertools import chain, count

from django.utils.encoding import punycode
from django.utils.html import strip_tags
from django.utils.text import slugify

_REGELEINDE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# No file format takes these: they make XML and mail invalid and have no shape on paper.
_NIETS = "".join(chr(0x10000 * vlak + punt) for vlak in range(1, 17) for punt in (0xFFFE, 0xFFFF))
_BESTURING = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + _NIETS + "]"
)
_WIT = re.compile(r"[ \t\n]+")

TUSSEN = r"[ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000\u00ad\u2010-\u2015\u2212-]+"
"""Spaces and dashes, of whatever width: what separates the words of a name."""

MAILADRES = r"^[\x21-\x40\x5b-\x7e][\x20-\x40\x5b-\x7e]*@[\x21-\x3f\x5b-\x7e]+$"
"""The form of an address: ASCII without capitals, no space around it. PostgreSQL reads it too."""

ONZICHTBAAR = r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
"""Without a shape of its own: joiners, marks of direction, variation selectors."""


def schoon(tekst: str) -> str:
    """`tekst` composed (NFC), with one kind of line end and without control characters.

    A tab stays, and so do the spaces around it: a form takes those off.
    """
    if not tekst.isprintable():  # as no control character is, nor any line end
        tekst = _BESTURING.sub("", _REGELEINDE.sub("\n", tekst))
    return tekst if tekst.isascii() else unicodedata.normalize("NFC", tekst)


CIJFERS = 18
"""What fits in a column for keys; `int` refuses some thousands of digits with an error."""


def als_nummer(tekst: str, anders: int = 0) -> int:
    """The number that a page of ours wrote; `anders` for all else that somebody sends."""
    goed = tekst.isascii() and tekst.isdigit() and len(tekst) <= CIJFERS
    return int(tekst) if goed else anders


def een_regel(tekst: str) -> str:
    """`tekst` clean on one line, with single spaces and none around it; a no-break space stays."""
    return _WIT.sub(" ", schoon(tekst)).strip()


def mailadres(tekst: str) -> str:
    """The one form in which we know a mail address: lower case, its domain in ASCII (IDNA).

    What is no address comes back on one line in lower case, for a validator to refuse.
    """
    adres = een_regel(tekst).lower()
    naam, apenstaart, domein = adres.rpartition("@")
    try:
        return f"{naam}{apenstaart}{punycode(domein).lower()}"
    except UnicodeError:
        return adres


def naamsleutel(naam: str) -> str:
    """What names have in common that look the same: capitals, spaces and dashes make no other.

    `basis.velden.naamsleutel_van` is the same in the database.
    """
    zichtbaar = re.sub(ONZICHTBAAR, "", unicodedata.normalize("NFC", naam))
    return re.sub(TUSSEN, " ", zichtbaar).strip(" ").lower()


def ruime_sleutel(naam: str) -> str:
    """What names have in common that are one to us: accents make no other either, nor a space."""
    return sorteersleutel(naamsleutel(naam)).replace(" ", "")


def platte_tekst(html: str) -> str:
    """The words of rich text, with a space where a block ends."""
    if not html:
        return ""
    return " ".join(unescape(strip_tags(re.sub(r"</(p|li|h\d|blockquote)>", " ", html))).split())


def eerste_zin(tekst: str) -> str:
    """The first sentence of `tekst`, for where there is no room for all of it."""
    zin, punt, _ = tekst.partition(". ")
    return f"{zin}." if punt else zin


def vrije_slug(naam: str, bezet: Container[str], *, anders: str, maximum: int) -> str:
    """A web name for `naam` that is not `bezet`: with a number behind it where it must.

    `anders` is for a name without letters; at most `maximum` characters before the number.
    """
    basis = slugify(naam)[:maximum].strip("-") or anders
    nummers = (f"{basis}-{nummer}" for nummer in count(2))
    return next(slug for slug in chain([basis], nummers) if slug not in bezet)


def sorteersleutel(tekst: str) -> str:
    """What `tekst` sorts by, as in a dictionary: without capitals and accents.

    The embedded PostgreSQL orders by bytes and a server by its own collation; this is one order.
    """
    tekens = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in tekens if not unicodedata.combining(teken)).casefold()


def vingerafdruk(inhoud: object) -> str:
    """Tells values that JSON can carry from any others."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()[:20]
