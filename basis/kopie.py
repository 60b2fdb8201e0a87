"""The copy of a form that the browser keeps until the server has it (`static/js/kopie.js`)."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

VELD = "kopie"
"""What a form sends that has a copy on its device: the number of that copy."""


def nummer(request: HttpRequest) -> str:
    """The number of the copy that the sender has of this form; empty without one."""
    gelezen = request.POST.get(VELD, "") if request.method == "POST" else ""
    return gelezen if re.fullmatch(r"[0-9a-f]{36}", gelezen) else ""


def meld_ontvangen(request: HttpRequest, antwoord: HttpResponse) -> None:
    """Tell the browser that it can throw its copy away, when the form was taken.

    A form that was taken leads to another page, and one that was refused is shown again. The
    number goes behind the address, in the part that stays in the browser: visitors get no cookie.
    """
    if antwoord.status_code == 302 and (welke := nummer(request)):
        naar = antwoord.headers["Location"]
        antwoord.headers["Location"] = f"{naar}{'' if '#' in naar else '#'}ontvangen-{welke}"
