"""The copy of a form that the browser keeps until the server has it (`static/js/kopie.js`)."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

VELD = "kopie"
"""What a form sends that has a copy on its device: the number of that copy."""

BEWAREN = 24 * 3600
"""Seconds after which a copy lapses anyway."""


def nummer(request: HttpRequest) -> str:
    """The number of the copy that the sender has of this form; empty without one."""
    gelezen = request.POST.get(VELD, "") if request.method == "POST" else ""
    return gelezen if re.fullmatch(r"[0-9a-f]{36}", gelezen) else ""


def meld_ontvangen(request: HttpRequest, antwoord: HttpResponse) -> None:
    """Tell the browser that it can throw its copy away, when the form was taken.

    A form that was taken leads to another page. One that was refused is shown again.
    """
    if antwoord.status_code == 302 and (welke := nummer(request)):
        antwoord.set_cookie(
            f"ontvangen-{welke}",
            "1",
            max_age=BEWAREN,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
