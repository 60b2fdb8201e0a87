"""Pages that hold what was sent and could not be taken, so that one more press sends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from basis import kopie
from werkplek.eenmalig import VELD as EENMALIG
from werkplek.klad import VELD as KLAD

CSRF = "csrfmiddlewaretoken"
TECHNISCH = frozenset({CSRF, kopie.VELD, EENMALIG, KLAD, "kenmerk"})
"""What nobody typed."""

HOOGSTENS = 1_000_000
"""Characters that a page holds; longer texts are in no form of ours."""

ACCOUNT = ("account_", "mfa_", "usersessions_", "beheer_")
"""How the names of pages begin that take passwords and codes: those are never sent again."""


def draagt_tekst(request: HttpRequest) -> bool:
    """Whether something would be lost that was typed, and that is on no device."""
    return not kopie.nummer(request) and any(
        waarde.strip() for naam, waarde in _velden(request) if naam not in TECHNISCH
    )


def niet_ingelogd(request: HttpRequest, login: str) -> HttpResponse:
    """For who sent a form after the session ended: log in at `login`, and send it again."""
    return _toon(
        request,
        titel="U bent niet meer ingelogd",
        uitleg="Wat u invulde, is nog niet verstuurd. Het is ook niet weg.",
        login=login,
    )


def oude_sleutel(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's)
    """For a form whose CSRF token is old or gone: what was filled in, with a new one (403).

    Only for a form of our own pages: the press on a page with what another site made up would
    send it after all. Passwords and codes are not put in a page: who logs in fills in again.
    """
    if not _van_ons(request):
        return _weiger(
            request,
            "Dit formulier kunnen wij niet aannemen",
            "Uw browser zegt niet dat het van onze site komt. Open de pagina opnieuw op deze site, "
            "en vul het formulier daar in.",
        )
    if _is_geheim(request):
        return _weiger(
            request,
            "Vul dit nog één keer in",
            "Deze pagina stond te lang open, of u logde in een ander tabblad in. Wachtwoorden en "
            "codes bewaren wij niet.",
            verder=_zelfde_pagina(request),
        )
    return _toon(
        request,
        titel="Druk nog één keer",
        uitleg="Deze pagina stond te lang open, of u logde in een ander tabblad in. Wat u invulde, "
        "is nog niet verstuurd. Het is ook niet weg.",
    )


def _velden(request: HttpRequest) -> Iterable[tuple[str, str]]:
    return [(naam, str(waarde)) for naam, waarden in request.POST.lists() for waarde in waarden]


def _van_ons(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this."""
    van = request.headers.get("Sec-Fetch-Site")
    if van is not None:
        return van == "same-origin"
    bron = request.headers.get("Origin") or request.headers.get("Referer", "")
    onze = (request.scheme, request.get_host())
    try:
        gelezen = urlsplit(bron)
    except ValueError:
        return False
    return (gelezen.scheme, gelezen.netloc) == onze


def _is_geheim(request: HttpRequest) -> bool:
    pagina = request.resolver_match.view_name if request.resolver_match else ""
    return pagina.startswith(ACCOUNT) or any("password" in naam for naam in request.POST)


def _zelfde_pagina(request: HttpRequest) -> str:
    """The page that the form stood on, with where to go after it."""
    verder = request.POST.get("next", "")
    return f"{request.path}?{urlencode({'next': verder})}" if verder else request.get_full_path()


def _toon(request: HttpRequest, *, titel: str, uitleg: str, login: str = "") -> HttpResponse:
    velden = [(naam, waarde) for naam, waarde in _velden(request) if naam != CSRF]
    if sum(len(naam) + len(waarde) for naam, waarde in velden) > HOOGSTENS:
        return _weiger(
            request,
            titel,
            "Uw tekst is te lang om op deze pagina te bewaren. Ga terug in uw browser.",
        )
    context = {
        "titel": titel,
        "uitleg": uitleg,
        "login": login,
        "naar": request.get_full_path(),
        "velden": velden,
        "getypt": [w for naam, w in velden if naam not in TECHNISCH and len(w.split()) > 1],
        "bestanden": [een.name for naam in request.FILES for een in request.FILES.getlist(naam)],
    }
    return _antwoord(request, context)


def _weiger(request: HttpRequest, titel: str, uitleg: str, verder: str = "") -> HttpResponse:
    """A page without what was filled in."""
    context = {"titel": titel, "uitleg": uitleg, "verder": verder or reverse("home")}
    return _antwoord(request, context)


def _antwoord(request: HttpRequest, context: Mapping[str, object]) -> HttpResponse:
    antwoord = render(request, "werkplek/opnieuw.html", context, status=403)
    add_never_cache_headers(antwoord)
    return antwoord
