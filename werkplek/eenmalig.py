"""What a form begins, it begins once: two presses, or back and again, lead to the same.

The page carries `{% eenmalig %}` beside `{% csrf_token %}`, and its view does what the form asks
through `eenmalig`. The doors of `werkplek.toegang` lead who comes later to what the first press
made.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from gebruikers.models import Gebruiker
from werkplek.models import EenmaligeSleutel

VELD = "eenmalig"
BEWAREN = timedelta(days=2)
"""How long a spent key is known; a page that is older begins something new."""


def sleutel_van(request: HttpRequest) -> UUID | None:
    """The key that the form sent; None for a page that was asked for, or a form without one."""
    try:
        return UUID(request.POST.get(VELD, ""))
    except ValueError:
        return None


def eerder(request: HttpRequest, door: Gebruiker) -> str:
    """Where the same form led `door` before; empty for a form that is new."""
    sleutel = sleutel_van(request)
    rij = EenmaligeSleutel.objects.filter(sleutel=sleutel, door=door).first() if sleutel else None
    return rij.naar if rij else ""


@transaction.atomic
def eenmalig(request: HttpRequest, doe: Callable[[], str], *, door: Gebruiker | None) -> str:
    """Do it, and return the address of what it made, which `doe` returns.

    The second time with one key of `door` (None behind a mailed link) it does nothing, and returns
    the address of the first; who sends at the same moment waits for that. A key is spent only when
    `doe` was done: raises what it raises.
    """
    sleutel = sleutel_van(request)
    if sleutel is None:
        return doe()
    rij, nieuw = EenmaligeSleutel.objects.get_or_create(sleutel=sleutel, door=door)
    if nieuw:
        rij.naar = doe()
        rij.save(update_fields=["naar"])
    return rij.naar


def vergeet_sleutels(nu: datetime) -> int:
    """Forget keys that were spent long ago; return how many. Twice does no more than once."""
    return EenmaligeSleutel.objects.filter(op__lt=nu - BEWAREN).delete()[0]
