"""What of the programme a reader sees: public rows, or a preview, and descriptions with a page."""

from __future__ import annotations

from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest

from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Innovatie
from werkplek.rechten import mag_zien


def te_lezen[M: Model](
    request: HttpRequest, rijen: QuerySet[M], veld: str = "openbaar"
) -> QuerySet[M]:
    """Those of `rijen` whose `veld` is on; for who sees the programme all of them, as a preview."""
    gebruiker = request.user
    if isinstance(gebruiker, Gebruiker) and mag_zien(gebruiker):
        return rijen
    return rijen.filter(**{veld: True})


def leesbaar(pad: str) -> Prefetch[str]:
    """The innovaties on the way `pad` that have a page, with its title and soort; no others."""
    zichtbaar = Innovatie.objects.filter(gepubliceerd__in=Beschrijving.objects.zichtbaar())
    velden = ("slug", "gepubliceerd__titel", "gepubliceerd__soort")
    rijen = zichtbaar.select_related("gepubliceerd").only(*velden)
    return Prefetch(pad, rijen.order_by(OpAlfabet("gepubliceerd__titel"), "pk"))
