"""The second step that some roles cannot do without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

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


class TweedeStapMiddleware:
    """Keep who lacks the second step that their role asks for on the page to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        route = request.resolver_match
        if (route and route.view_name in VRIJ) or not mist_tweede_stap(request.user):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))
