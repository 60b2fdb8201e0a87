"""Wishes and who wants them, for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from innovaties.models import Beschrijving
from tests.maak import maak_gepubliceerd
from wensen.actions.wensen import meld_ook
from wensen.models import Belangstelling


def maak_wens(**velden: Any) -> Beschrijving:
    """A live wish that names no organisation."""
    return maak_gepubliceerd(**{"soort": "gewenst", "titel": "Logeerhuis in de wijk", **velden})


def nieuw(wens: Beschrijving, organisatie: str = "Lentis", **velden: Any) -> Belangstelling:
    """What the form makes: checked and unsaved."""
    standaard = {"naam": "Jan", "email": f"{organisatie.lower().replace(' ', '')}@example.nl"}
    return Belangstelling(
        innovatie=wens.innovatie, organisatie=organisatie, **{**standaard, **velden}
    )


def gemeld(wens: Beschrijving, organisatie: str = "Lentis", **velden: Any) -> Belangstelling:
    return meld_ook(belangstelling=nieuw(wens, organisatie, **velden))


def bevestigd(wens: Beschrijving, organisatie: str = "Lentis", **velden: Any) -> Belangstelling:
    """One that counts, without the steps before."""
    nu = timezone.now()
    rij = nieuw(wens, organisatie, **{"gemeld_op": nu, "bevestigd_op": nu, **velden})
    rij.save()
    return rij
