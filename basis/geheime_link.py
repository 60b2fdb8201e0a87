"""Pages that anyone may send something from, and those behind a link that was mailed to one."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from basis.kopie import meld_ontvangen

leest_of_stuurt = require_http_methods(["GET", "HEAD", "POST"])
"""What each door lets in; a view that takes less says so itself."""


class Poort(Enum):
    """What is counted of a page that needs no account: see `gebruikers.middleware`."""

    FORMULIER = "formulier"
    LINK = "link"
    GEGEVENS = "gegevens"
    """Read by programs: what was not kept is counted, though nobody sends anything."""


def door_poort(
    view: Callable[..., HttpResponse], poort: Poort = Poort.FORMULIER
) -> Callable[..., HttpResponse]:
    """Have what is sent to `view` counted."""
    view.poort = poort  # type: ignore[attr-defined]  # as csrf_exempt does
    return view


def zonder_account(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a form that anyone may send: nothing to forge, and so no cookie for a visitor."""
    view = leest_of_stuurt(view)

    @csrf_exempt
    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        antwoord["X-Robots-Tag"] = "noindex"
        meld_ontvangen(request, antwoord)
        return antwoord

    return door_poort(beschermd)


def geheime_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the key in the address to whom it was mailed.

    Who has the key may act: that is what the form proves, and not a cookie. Besides, a browser
    that tells no referrer has no Origin to check.
    """

    @zonder_account
    @wraps(view)
    def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        antwoord["Referrer-Policy"] = "no-referrer"
        return antwoord

    return door_poort(beschermd, Poort.LINK)
