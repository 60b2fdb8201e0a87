"""The personal link of who answered the call of a tranche or a traject."""

from __future__ import annotations

from trajecten.models import Meedoener
from werkplek.links import Link

MEEDOEN = Link("trajecten:meedoen_bevestigen")


def meedoen(meedoener: Meedoener) -> str:
    return MEEDOEN.adres(meedoener)


def meedoener_van(sleutel: str) -> Meedoener | None:
    """Who answered the call with `sleutel`; None for a link that is not ours."""
    rijen = Meedoener.objects.select_related("tranche", "traject")
    return rijen.filter(pk=MEEDOEN.nummer(sleutel)).first()
