"""Names and addresses that stay true outside the site."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

SITE_NAAM = "Kennisbank Nieuwe wegen – ggz en opvang"
JAAR_VAN_BEGIN = 2026
"""The year in our tag URIs, which must never change: readers know an entry by it."""


@lru_cache(4_096)
def pad(pagina: str, *args: object) -> str:
    """The path of the page of this name: each page leads to dozens, most of them to the same."""
    return reverse(pagina, args=args)


def absoluut(adres: str) -> str:
    """The whole address of a path on this site; another address stays as it is."""
    return f"{settings.SITE_URL}{adres}" if adres.startswith("/") else adres


def oai_naam(*delen: str) -> str:
    """How harvesters know what is here (the identifiers of OAI-PMH)."""
    return ":".join(("oai", urlsplit(settings.SITE_URL).hostname or "", *delen))


def tag_uri(soort: str, naam: str = "") -> str:
    """A name that stays the same when the address or the text changes (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return ":".join(filter(None, (f"tag:{host},{JAAR_VAN_BEGIN}", soort, naam)))
