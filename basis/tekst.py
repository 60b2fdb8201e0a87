"""Text: without what no file takes or without its marks, what it sorts by, and its web name."""

import re
import unicodedata
from collections.abc import Container
from html import unescape
from itertools import chain, count

from django.utils.html import strip_tags
from django.utils.text import slugify

# No file format takes these: they make XML invalid and have no shape on paper.
_STUURTEKENS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def schoon(tekst: str) -> str:
    """`tekst` without control characters."""
    return _STUURTEKENS.sub("", tekst)


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
