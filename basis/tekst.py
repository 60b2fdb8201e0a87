"""Dutch text, where the database's own order does not serve."""

import unicodedata


def sorteersleutel(tekst: str) -> str:
    """What `tekst` sorts by, as in a dictionary: without capitals and accents.

    The embedded PostgreSQL orders by bytes and a server by its own collation; this is one order.
    """
    tekens = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in tekens if not unicodedata.combining(teken)).casefold()
