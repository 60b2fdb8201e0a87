"""The Message-ID of a mail of ours: signed, so that a report about it can be believed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from basis.tekst import mailadres

_ZENDING = re.compile(r"[a-z]+(-\d+)?")
_KENMERK = re.compile(r"<?([a-z]+(?:-\d+)?)\.(\d{1,19})\.([0-9a-f]{20})@[^\s@<>]+>?")


def message_id(zending: str, nummer: int, email: str) -> str:
    """The Message-ID of mail `nummer` of `zending` to `email`; the same each time it is sent.

    Raises ValueError for a `zending` that is no word, such as 'bericht', or one with a number,
    such as 'editie-5'.
    """
    if not _ZENDING.fullmatch(zending):
        raise ValueError(f"A zending is a word, or a word and a number: not {zending!r}.")
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{zending}.{nummer}.{_handtekening(zending, nummer, email)}@{host}>"


def zending_van(message_id: str, email: str) -> str | None:
    """What we sent to `email` under `message_id`, such as 'editie-5'; None when we did not."""
    gevonden = _KENMERK.fullmatch(message_id.strip())
    if gevonden is None:
        return None
    zending, nummer, handtekening = gevonden.groups()
    echt = _handtekening(zending, int(nummer), email)
    return zending if constant_time_compare(handtekening, echt) else None


def _handtekening(zending: str, nummer: int, email: str) -> str:
    waarde = f"{zending}.{nummer}.{mailadres(email)}"
    return salted_hmac("post.regels.kenmerk", waarde, algorithm="sha256").hexdigest()[:20]
