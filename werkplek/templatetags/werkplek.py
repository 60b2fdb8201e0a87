"""What the frame of the workplace asks for itself."""

from django import template

from gebruikers.models import Gebruiker
from werkplek.menu import Menupunt, menupunten

register = template.Library()


@register.simple_tag
def menu(gebruiker: Gebruiker) -> list[Menupunt]:
    """The menu for `gebruiker`; only the frame asks, so a public page does no work for it."""
    return menupunten(gebruiker)
