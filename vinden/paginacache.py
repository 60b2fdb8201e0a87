"""Whole pages, kept for visitors without an account until anything that they could see changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string

from vinden.stand import stand

KLEINSTE = 500
"""Bytes below which compressing brings nothing."""

GEZOND = "/gezond"
"""Must answer soon when the database does not, and so does not wait for the stand first."""

View = Callable[..., HttpResponse]


def publiek(view: View) -> View:
    """Mark what `view` answers as the same for everyone without an account."""

    @wraps(view)
    def gemerkt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        antwoord.publiek = not getattr(antwoord, "voorlopig", False)  # type: ignore[attr-defined]
        return antwoord

    return gemerkt


def voorlopig(antwoord: HttpResponse) -> HttpResponse:
    """`antwoord`, not kept: whoever asks a moment later may get a better one."""
    antwoord.voorlopig = True  # type: ignore[attr-defined]
    return antwoord


def laat_vervallen(
    antwoord: HttpResponse, momenten: Iterable[datetime], nu: datetime
) -> HttpResponse:
    """`antwoord`, kept no longer than until the first of `momenten` after `nu`.

    For what was made as it reads at `nu`, and reads differently from those moments on without
    anything having been changed.
    """
    if vervalt := min((moment for moment in momenten if moment > nu), default=None):
        antwoord.vervalt = vervalt  # type: ignore[attr-defined]
    return antwoord


class PaginaCacheMiddleware:
    """Answer from the cache where it holds this page at the present stand; else keep the answer.

    Outermost, so that a kept answer is complete. The stand is read before the page is made: a page
    that is overtaken by a publication is kept under a number that nobody asks for again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # refuses a foreign Host
        if (
            request.method not in ("GET", "HEAD")
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.path == GEZOND
        ):
            return self.get_response(request)
        codering = _codering(request)
        try:
            sleutel = _sleutel(request, codering)
        except Error:
            return self.get_response(request)
        bewaard = caches["paginas"].get(sleutel)
        if bewaard:
            inhoud, koppen = bewaard
            antwoord = HttpResponse(inhoud, headers=koppen)
        else:
            antwoord = self.get_response(request)
            if (
                not getattr(antwoord, "publiek", False)
                or antwoord.status_code != 200
                or antwoord.cookies
            ):
                return antwoord
            _maak_af(antwoord, codering)
            bewaard = (antwoord.content, dict(antwoord.items()))
            caches["paginas"].set(sleutel, bewaard, timeout=_seconden(antwoord))
        return (
            get_conditional_response(request, etag=antwoord["ETag"], response=antwoord) or antwoord
        )


def _seconden(antwoord: HttpResponse) -> float | None:
    """How long the answer may be kept; None is as long as the stand is what it is."""
    vervalt: datetime | None = getattr(antwoord, "vervalt", None)
    return (vervalt - timezone.now()).total_seconds() if vervalt else None


def _codering(request: HttpRequest) -> str:
    geaccepteerd = request.headers.get("Accept-Encoding", "")
    return next((codering for codering in ("br", "gzip") if codering in geaccepteerd), "")


def _sleutel(request: HttpRequest, codering: str) -> str:
    htmx = (
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-History-Restore-Request", ""),
    )
    delen = (stand().nummer, request.is_secure(), request.get_full_path(), *htmx, codering)
    return hashlib.sha256(repr(delen).encode()).hexdigest()


def _maak_af(antwoord: HttpResponse, codering: str) -> None:
    """Compress the answer, and let browsers ask each time whether theirs is still right."""
    if (
        codering
        and len(antwoord.content) > KLEINSTE
        and not antwoord.has_header("Content-Encoding")
    ):
        kleiner = (
            brotli.compress(antwoord.content, quality=5)
            if codering == "br"
            else compress_string(antwoord.content)
        )
        if len(kleiner) < len(antwoord.content):
            antwoord.content = kleiner
            antwoord["Content-Encoding"] = codering
    antwoord["Content-Length"] = str(len(antwoord.content))
    antwoord["ETag"] = f'"{hashlib.sha256(antwoord.content).hexdigest()[:32]}"'
    antwoord["Cache-Control"] = "no-cache"
    patch_vary_headers(antwoord, ["Accept-Encoding"])
