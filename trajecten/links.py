"""The personal links of who answered a call, and of who leads a participation."""

from __future__ import annotations

from trajecten.models import Deelname, Meedoener
from werkplek.links import Link, genoemd

MEEDOEN = Link("trajecten:meedoen_bevestigen")
MIJN_TRAJECT = Link("trajecten:mijn_traject")


def meedoen(meedoener: Meedoener) -> str:
    return MEEDOEN.adres(meedoener)


def meedoener_van(sleutel: str) -> Meedoener | None:
    """Who answered the call with `sleutel`; None for a link that is not ours."""
    rijen = Meedoener.objects.select_related("tranche", "traject")
    return rijen.filter(pk=MEEDOEN.nummer(sleutel)).first()


def mijn_traject(deelname: Deelname) -> str:
    """Where the intern projectleider of `deelname` reads and writes."""
    return MIJN_TRAJECT.adres(deelname, deelname.projectleider_email)


def deelname_van(sleutel: str) -> Deelname | None:
    """The participation that `sleutel` leads to; None for a link that is not ours, or no longer."""
    rijen = Deelname.objects.select_related("traject", "organisatie", "coach", "plan", "evaluatie")
    deelname = rijen.filter(pk=genoemd(sleutel)).exclude(projectleider_email="").first()
    if deelname is None or not MIJN_TRAJECT.nummer(sleutel, deelname.projectleider_email):
        return None
    return deelname
