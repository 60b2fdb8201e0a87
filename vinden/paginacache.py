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
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string

from basis.middleware import codering as gewild
from vinden.stand import een_stand, stand

KLEINSTE = 500
"""Bytes below which compressing brings nothing."""

GROOTSTE = 256 * 1024
"""Bytes above which an answer is not kept: a few of them would push out all pages."""

GEZOND = "/gezond"
"""Must answer soon when the database does not, and so does not wait for the stand first."""

View = Callable[..., HttpResponse]


def publiek_met(*parameters: str, ook: Iterable[str] = ()) -> Callable[[View], View]:
    """Mark what a view answers as the same for everyone without an account.

    `parameters` are all that the view reads from its address, with `ook` what apps above read
    there. Who asks with others is sent on to the address without them: one page is made once.
    """

    def merk(view: View) -> View:
        @wraps(view)
        def gemerkt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            vreemd = request.GET.keys() - {*parameters, *ook}
            if vreemd and request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(_zonder(request, vreemd))
            antwoord = view(request, *args, **kwargs)
            antwoord.publiek = not getattr(antwoord, "voorlopig", False)  # type: ignore[attr-defined]
            return antwoord

        return gemerkt

    return merk


publiek = publiek_met()
"""The same for a view that reads nothing from its address but the path."""


def _zonder(request: HttpRequest, vreemd: Iterable[str]) -> str:
    """The address of `request` without these parameters."""
    vraag = request.GET.copy()
    for naam in vreemd:
        del vraag[naam]
    return f"{request.path}?{vraag.urlencode()}" if vraag else request.path


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
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with een_stand():
            return self._antwoord(request)

    def _antwoord(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.path == GEZOND:
            return self.get_response(request)
        codering = next((een for een in ("br", "gzip") if een in gewild(request)), "")
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
            if len(antwoord.content) <= GROOTSTE:
                caches["paginas"].set(sleutel, bewaard, timeout=_seconden(antwoord))
        return (
            get_conditional_response(request, etag=antwoord["ETag"], response=antwoord) or antwoord
        )


def _seconden(antwoord: HttpResponse) -> float | None:
    """How long the answer may be kept; None is as long as the stand is what it is."""
    vervalt: datetime | None = getattr(antwoord, "vervalt", None)
    return (vervalt - timezone.now()).total_seconds() if vervalt else None


def _sleutel(request: HttpRequest, codering: str) -> str:
    htmx = (
        "HX-Request" in request.headers,
        "HX-History-Restore-Request" in request.headers,
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
