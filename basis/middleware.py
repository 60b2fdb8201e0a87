"""What every response passes through."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_resolver
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from basis.fouten import RuleViolation
from basis.probleem import is_voor_programmas, probleem
from basis.tekst import een_regel

# The site needs none of these, nor does anything that it could be made to embed. Only a page that
# reads a code asks for the camera (`met_camera`).
FEATURES = [
    *("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment"),
    "usb",
]

GEWEIGERD = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")
OPNIEUW = 10
"""How many seconds one waits for a file that others wait for; and then, before trying again."""


class Middleware:
    """What a request passes through; by itself it changes nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class CoderingMiddleware(Middleware):
    """Leave in Accept-Encoding only the names of what the visitor takes: `br;q=0` is a refusal.

    What compresses looks for a name there: `coderingen` says them, and the static files have their
    own way.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if kop := request.META.get("HTTP_ACCEPT_ENCODING"):
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(coderingen(kop))
        return self.get_response(request)


@lru_cache(maxsize=64)
def coderingen(kop: str) -> tuple[str, ...]:
    """The names of the compressions that who sends this Accept-Encoding takes."""
    delen = (deel.partition(";") for deel in kop.lower().split(","))
    return tuple(naam.strip() for naam, _, q in delen if not GEWEIGERD.fullmatch(q))


class NietBewarenMiddleware(Middleware):
    """Let no browser and no proxy keep a page of somebody who is logged in."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        ingelogd = request.user.is_authenticated
        response = self.get_response(request)
        if (ingelogd or request.user.is_authenticated) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class PermissionsPolicyMiddleware(Middleware):
    """Deny the browser's sensitive features, for which Django has no setting."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _beleid())
        return response


def met_camera(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the one page that opens the camera."""

    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = _beleid("camera")
        return response

    return beschermd


def _beleid(*toegestaan: str) -> str:
    return ", ".join(f"{naam}={'(self)' if naam in toegestaan else '()'}" for naam in FEATURES)


TE_GROOT = "basis.te_groot"
"""What the server sets in the environ of a request whose body it did not take in."""


class TeGrootMiddleware(Middleware):
    """Say so to who sends more than they may, instead of working on a body that is not there.

    Not by raising: whoever sends much could fill the log with where that was.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get(TE_GROOT):
            antwoord: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(400)
            return antwoord(request, RequestDataTooBig("More than this person may send."))
        return self.get_response(request)


class LeesbaarAdresMiddleware(Middleware):
    """Refuse an address that is no text: broken UTF-8 or NUL, which no database takes.

    The question in an address comes in through the same door as a form: clean, one line a value.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            vraag = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
        except UnicodeDecodeError as fout:
            raise BadRequest("The question is not UTF-8.") from fout
        # Django leaves the bytes of a path that are no UTF-8 as they were written: %FF.
        if re.search("%[89A-F][0-9A-F]", request.path_info) or "\x00" in request.path_info + vraag:
            raise BadRequest("The address is not UTF-8 or holds a NUL.")
        if vraag != een_regel(vraag):
            paren = parse_qsl(request.META["QUERY_STRING"], keep_blank_values=True)
            netjes = [(een_regel(naam), een_regel(waarde)) for naam, waarde in paren]
            request.META["QUERY_STRING"] = urlencode(netjes)
        return self.get_response(request)


TE_DRUK = "basis.te_druk"
"""What the server sets in the environ of a request for a file that waited too long."""


class TeDrukMiddleware(Middleware):
    """Tell who waited too long for a file to try again soon."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.META.get(TE_DRUK):
            return self.get_response(request)
        if is_voor_programmas(request):
            return probleem(503, "Probeer het zo opnieuw.", Retry_After=str(OPNIEUW))
        response = render(request, "te_druk.html", {"seconden": OPNIEUW}, status=503)
        response["Retry-After"] = str(OPNIEUW)
        add_never_cache_headers(response)
        return response


class RuleViolationMiddleware(Middleware):
    """Tell who tried a refused step why: on the page they came from, or as a 409 to a script."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, RuleViolation) or isinstance(exception, PermissionDenied):
            return None
        if "HX-Request" in request.headers:
            return HttpResponse(
                str(exception), status=409, content_type="text/plain; charset=utf-8"
            )
        messages.error(request, str(exception))
        vorige = request.headers.get("Referer", "")
        hier = url_has_allowed_host_and_scheme(vorige, {request.get_host()})
        return HttpResponseRedirect(vorige if hier else "/")
