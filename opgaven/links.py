"""The link with which a party tells how its actions stand."""

from __future__ import annotations

from opgaven.models import Standgever, Standvraag
from werkplek.links import Link, genoemd

STANDVRAAG = Link("opgaven:standvraag")


def standvraag(vraag: Standvraag) -> str:
    """Where the party answers `vraag`."""
    return STANDVRAAG.adres(vraag, vraag.standgever.email)


def vraag_van(sleutel: str) -> Standvraag | None:
    """The question that `sleutel` leads to; None for a link that is not ours.

    Nor for one of a party that left, or that was mailed to who spoke for it before.
    """
    van = Standgever.objects.van_wie_meedoet()
    rijen = Standvraag.objects.select_related("standgever__organisatie", "standgever__netwerk")
    vraag = rijen.filter(pk=genoemd(sleutel), standgever__in=van).first()
    if vraag is None or not STANDVRAAG.nummer(sleutel, vraag.standgever.email):
        return None
    return vraag
