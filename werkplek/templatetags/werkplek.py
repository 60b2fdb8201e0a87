"""What the frame of the workplace asks for itself, and its forms that begin something."""

from typing import Any
from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gebruikers.models import Gebruiker
from werkplek.eenmalig import VELD, sleutel_van
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
