"""Pages of allauth that know more than allauth does, and the one for who is too fast."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gebruikers.middleware import mist_tweede_stap


class Inloggen(LoginView):
    template_name = "gebruikers/inloggen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo": settings.DEMO}


class Uitloggen(LogoutView):
    template_name = "gebruikers/uitloggen.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log out, and leave nothing that was typed on a computer that others use."""
        antwoord: HttpResponse = super().post(*args, **kwargs)
        antwoord["Clear-Site-Data"] = '"storage"'
        return antwoord


class Account(IndexView):
    template_name = "gebruikers/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moet = mist_tweede_stap(self.request.user)
        return {**super().get_context_data(**kwargs), "moet_tweede_stap": moet}


def te_vaak(request: HttpRequest) -> HttpResponse:
    """The answer beyond a rate limit."""
    return render(request, "gebruikers/te_vaak.html", status=429)
