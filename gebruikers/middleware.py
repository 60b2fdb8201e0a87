"""The gate for who has no account, and the second step that some roles cannot do without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from basis.fouten import TeVaak
from basis.geheime_link import Poort
from basis.middleware import Middleware
from basis.probleem import is_voor_programmas, probleem
from gebruikers.actions import GEGEVENS, LINKS, NETWERK, Grens, tel_netwerk
from gebruikers.models import Gebruiker

VRIJ = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)
"""What one needs to set up a second step, or to leave."""


def mist_tweede_stap(gebruiker: object) -> bool:
    """Whether this person still has to set up a second step; in the demo nobody has to."""
    return (
        not settings.DEMO
        and isinstance(gebruiker, Gebruiker)
        and gebruiker.moet_tweede_factor
        and not is_mfa_enabled(gebruiker, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    )


class TweedeStapMiddleware(Middleware):
    """Keep who lacks the second step that their role asks for on the page to set one up."""

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        route = request.resolver_match
        if (route and route.view_name in VRIJ) or not mist_tweede_stap(request.user):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def wacht_even(request: HttpRequest, fout: TeVaak) -> HttpResponse:
    """When to try again, with what was typed behind a button that sends it once more."""
    wachten = max(1, ceil((fout.tot - timezone.now()).total_seconds()))
    if is_voor_programmas(request):
        return probleem(429, f"Wacht {wachten} seconden.", Retry_After=str(wachten))
    view = request.resolver_match.func if request.resolver_match else None
    velden = request.POST.lists() if getattr(view, "csrf_exempt", False) else []
    context = {
        "tot": timezone.localtime(fout.tot) + timedelta(minutes=1),  # a minute that is over
        "velden": [(naam, waarde) for naam, waarden in velden for waarde in waarden],
    }
    antwoord = render(request, "gebruikers/wacht_even.html", context, status=429)
    antwoord["Retry-After"] = str(wachten)
    return antwoord


GRENZEN: dict[Poort, tuple[Grens, ...]] = {
    Poort.FORMULIER: NETWERK,
    Poort.LINK: LINKS,
    Poort.GEGEVENS: GEGEVENS,
}


class PoortMiddleware(Middleware):
    """Count what comes in through the pages that anyone may send something from."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_rest: Any
    ) -> HttpResponse | None:
        poort = getattr(view, "poort", None)
        if poort is None or (request.method != "POST" and poort is not Poort.GEGEVENS):
            return None
        try:
            tel_netwerk(get_adapter().get_client_ip(request), GRENZEN[poort])
        except TeVaak as fout:
            return wacht_even(request, fout)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return wacht_even(request, exception) if isinstance(exception, TeVaak) else None
