"""Names and titles: what they sort by, and the web names that follow from them."""

import unicodedata
from collections.abc import Container
from itertools import chain, count

from django.utils.text import slugify


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
