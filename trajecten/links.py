"""The personal links of who answered a call, and of who leads a participation."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from basis.tekst import als_nummer
from trajecten.models import Deelname, Meedoener
from werkplek.links import Link

MEEDOEN = Link("trajecten:meedoen_bevestigen")


def meedoen(meedoener: Meedoener) -> str:
    return MEEDOEN.adres(meedoener)


def meedoener_van(sleutel: str) -> Meedoener | None:
    """Who answered the call with `sleutel`; None for a link that is not ours."""
    rijen = Meedoener.objects.select_related("tranche", "traject")
    return rijen.filter(pk=MEEDOEN.nummer(sleutel)).first()


def _signer(deelname: Deelname) -> Signer:
    """Of this address: the link of who led it before opens nothing."""
    return Signer(salt=f"trajecten:mijn_traject {deelname.projectleider_email}")


def mijn_traject(deelname: Deelname) -> str:
    """Where the intern projectleider of `deelname` reads and writes."""
    sleutel = _signer(deelname).sign(str(deelname.pk))
    return f"{settings.SITE_URL}{reverse('trajecten:mijn_traject', args=[sleutel])}"


def deelname_van(sleutel: str) -> Deelname | None:
    """The participation that `sleutel` leads to; None for a link that is not ours, or no longer."""
    nummer = als_nummer(sleutel.partition(":")[0])
    rijen = Deelname.objects.select_related("traject", "organisatie", "coach", "plan", "evaluatie")
    deelname = rijen.filter(pk=nummer).exclude(projectleider_email="").first()
    if deelname is None:
        return None
    try:
        _signer(deelname).unsign(sleutel)
    except BadSignature:
        return None
    return deelname
