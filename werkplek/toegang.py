"""Who comes in: the door of the redactie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from basis.fouten import Verboden
from gebruikers.models import Gebruiker


def gebruiker_van(request: HttpRequest) -> Gebruiker:
    """Who asks; only behind `voor_redactie`, where that is someone with an account."""
    gebruiker = request.user
    if not isinstance(gebruiker, Gebruiker):
        raise Verboden("Log eerst in.")
    return gebruiker


def voor_redactie(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who writes, reviews or leads; others log in first, or read why not."""

    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(_terug_naar(request))
        if not gebruiker_van(request).in_redactie:
            raise Verboden(
                "De redactie is voor schrijvers en kennismakelaars. Vraag de beheerder om toegang."
            )
        return view(request, *args, **kwargs)

    return beschermd


def _terug_naar(request: HttpRequest) -> str:
    """Where to go after the login: what was asked, or the page that a form was sent from."""
    if request.method != "POST":
        return request.get_full_path()
    vorige = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(vorige, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return urlsplit(vorige)._replace(scheme="", netloc="", fragment="").geturl()
