"""Who comes in: the doors of the redactie and of the accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from basis.fouten import Verboden, vereis_recht
from basis.geheime_link import leest_of_stuurt
from basis.kopie import meld_ontvangen
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from werkplek import klad, opnieuw
from werkplek.eenmalig import eerder


def gebruiker_van(request: HttpRequest) -> Gebruiker:
    """Who asks; only behind one of the doors, where that is someone with an account."""
    gebruiker = request.user
    if not isinstance(gebruiker, Gebruiker):
        raise Verboden("Log eerst in.")
    return gebruiker


def wie_mag(request: HttpRequest, mag: Callable[[Gebruiker], bool], anders: str) -> Gebruiker:
    """Who asks, for whom `mag` holds. Raises Verboden, which says `anders`."""
    gebruiker = gebruiker_van(request)
    vereis_recht(mag(gebruiker), anders)
    return gebruiker


def voor_redactie(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who writes, reviews or leads; others log in first, or read why not.

    A form that began something leads, the second time, to what it began (`werkplek.eenmalig`).
    One that saves by itself never reaches the view as sent (`werkplek.klad`).
    What was sent after the session ended is not lost: the browser has a copy, which it puts back
    on the page that one returns to, or else the answer holds it.
    """
    view = leest_of_stuurt(view)

    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _log_eerst_in(request)
        gebruiker = gebruiker_van(request)
        if not gebruiker.in_redactie:
            raise Verboden(
                "De redactie is voor wie schrijft, beoordeelt of het programma leidt. "
                "Een beheerder geeft u die toegang, bij ‘Accounts’."
            )
        if klad.is_klad(request):
            return klad.antwoord(
                request, lambda vraag: view(vraag, *args, **kwargs), door=gebruiker
            )
        antwoord = _eenmaal(request, gebruiker, lambda: view(request, *args, **kwargs))
        klad.ruim_verstuurd(request, antwoord, door=gebruiker)
        return antwoord

    return beschermd


def voor_beheer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who keeps accounts; others log in first, or read why not.

    Its forms begin something once, as those of `voor_redactie`; none saves by itself.
    """
    view = leest_of_stuurt(view)

    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _log_eerst_in(request)
        gebruiker = gebruiker_van(request)
        mag = gebruiker.mag(Recht.BEHEERT_ACCOUNTS)
        vereis_recht(mag, "Accounts beheert een beheerder.")
        return _eenmaal(request, gebruiker, lambda: view(request, *args, **kwargs))

    return beschermd


def _eenmaal(
    request: HttpRequest, door: Gebruiker, toon: Callable[[], HttpResponse]
) -> HttpResponse:
    """What `toon` answers, or where the same form led `door`: before, or at the same moment."""
    naar = eerder(request, door)
    antwoord = redirect(naar) if naar else toon()
    if not naar and antwoord.status_code != HTTPStatus.FOUND and (naar := eerder(request, door)):
        antwoord = redirect(naar)
    if naar:
        messages.info(request, "Dit formulier hadden wij al. U ziet wat ervan kwam.")
    meld_ontvangen(request, antwoord)
    return antwoord


def _log_eerst_in(request: HttpRequest) -> HttpResponse:
    inloggen = redirect_to_login(_terug_naar(request))
    if "HX-Request" in request.headers or not opnieuw.draagt_tekst(request):
        return inloggen
    return opnieuw.niet_ingelogd(request, inloggen.url)


def _terug_naar(request: HttpRequest) -> str:
    """Where to go after the login: what was asked, or the page that a form was sent from."""
    if request.method != "POST":
        return request.get_full_path()
    vorige = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(vorige, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return urlsplit(vorige)._replace(scheme="", netloc="", fragment="").geturl()
