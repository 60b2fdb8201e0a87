"""What a colleague says to who answered a call, of a tranche and of a traject."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from basis.tekst import als_nummer
from trajecten.actions import meedoen
from trajecten.forms.tranches import NietNuForm
from trajecten.models import Meedoener, Toezegging
from werkplek.stap import Stap, Uitleg


def rij_in_adres(request: HttpRequest) -> int:
    """The key of the row that the address names, 0 when it names none. Raises Http404."""
    nummer = als_nummer(request.GET.get("rij", "") or "0", -1)
    if nummer < 0:
        raise Http404
    return nummer


def wie_en_wat(rij: Toezegging | Meedoener) -> str:
    """Which organisation, and what it wants."""
    return f"{rij.organisatie}: {rij.wat}" if rij.wat else str(rij.organisatie)


def _niet_nu(meedoener: Meedoener) -> Uitleg:
    return Uitleg(
        f"{meedoener.naam} krijgt een vriendelijke mail dat het deze keer niet past, met waaraan "
        "zij nu wel mee kunnen doen.",
        kern=wie_en_wat(meedoener),
    )


def niet_nu_stap() -> Stap:
    """Saying that it does not fit now."""
    return Stap(
        meedoen.niet_nu,
        "Niet nu",
        "Mail dat het nu niet past",
        "De organisatie krijgt een mail dat het nu niet past.",
        _niet_nu,
        lambda _rij, data: NietNuForm(data),
    )
