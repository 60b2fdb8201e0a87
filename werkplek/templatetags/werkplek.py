"""What the frame of the workplace asks for itself; what its forms carry that begin or are long."""

import json
from typing import Any
from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gebruikers.models import Gebruiker
from werkplek.eenmalig import VELD, sleutel_van
from werkplek.klad import klad_bij, nummers
from werkplek.menu import Menupunt, menupunten

register = template.Library()


@register.simple_tag
def menu(gebruiker: Gebruiker) -> list[Menupunt]:
    """The menu for `gebruiker`; only the frame asks, so a public page does no work for it."""
    return menupunten(gebruiker)


@register.simple_tag(takes_context=True)
def eenmalig(context: dict[str, Any], *, terug: object = True) -> SafeString:
    """The key that a form which begins something spends; it stays while the form is refused.

    Of several forms on a page one comes back: only of that one something is `terug`.
    """
    sleutel = (sleutel_van(context["request"]) if terug else None) or uuid4()
    return format_html('<input type="hidden" name="{}" value="{}">', VELD, sleutel)


@register.inclusion_tag("werkplek/klad.html", takes_context=True)
def klad(context: dict[str, Any], *, niet_bewaard: bool = False) -> dict[str, Any]:
    """Let a long form save by itself; where it says so, before its buttons.

    `niet_bewaard` is whether a button changed the form and did not save it.
    """
    request = context["request"]
    gevonden = klad_bij(request, door=request.user)
    van = [gevonden.nummer] if gevonden else nummers(request)
    return {
        "niet_bewaard": niet_bewaard,
        "klad": gevonden,
        "velden": json.dumps(gevonden.velden) if gevonden else "",
        "van": " ".join(van),
    }
