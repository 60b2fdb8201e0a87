"""'Wijzig' beside what can be read, for who may."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gebruikers.models import Gebruiker
from opgaven.forms.bijhouden import SOORTEN
from opgaven.rechten import mag_bijhouden, mag_voorstellen

register = template.Library()

_LINK = (
    '<a class="klein houdt-bij niet-afdrukken" href="{}">{}'
    '<span class="visueel-verborgen">: {}</span></a>'
)


def _lezer(context: Any) -> Gebruiker | None:
    gebruiker = getattr(getattr(context, "request", None), "user", None)
    return gebruiker if isinstance(gebruiker, Gebruiker) else None


@register.simple_tag(takes_context=True)
def wijzig(context: Any, rij: Any) -> SafeString | str:
    """The link to the form of `rij`, to change it or to propose a change."""
    lezer = _lezer(context)
    if lezer is None:
        return ""
    if mag_bijhouden(lezer):
        wat = "Wijzig"
    elif mag_voorstellen(lezer, type(rij)):
        wat = "Stel iets anders voor"
    else:
        return ""
    adres = reverse("opgaven:bewerken", args=[rij._meta.model_name, rij.pk])
    return format_html(_LINK, adres, wat, str(rij)[:80])


@register.simple_tag(takes_context=True)
def voeg_toe(context: Any, soort: str, bij: Any) -> SafeString | str:
    """The link to the form of a new row of `soort`, a part of the row `bij`, or to propose one."""
    lezer, van = _lezer(context), SOORTEN[soort]
    if lezer is None:
        return ""
    if mag_bijhouden(lezer):
        wat = f"Voeg toe: {van.naam}"
    elif mag_voorstellen(lezer, van.model):
        wat = f"Stel een {van.naam} voor"
    else:
        return ""
    adres = reverse("opgaven:nieuw", args=[soort, bij.pk])
    return format_html(_LINK, adres, wat, str(bij)[:80])
