"""What networks, werkagenda's and lessons add to Mijn werk: proposals, and silent parties."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from opgaven.models import Kennisvoorstel, Standvraag
from opgaven.models.standgever import HERINNEREN_NA
from werkplek.rechten import mag_sturen
from werkplek.stapels import STAPELS, Stapel, Taak

BELLEN_NA = HERINNEREN_NA + timedelta(days=14)
"""So long after the question, and two weeks after the reminder, somebody calls."""


def _stil(_gebruiker: Gebruiker) -> Any:
    stil = Standvraag.objects.stil(timezone.now(), BELLEN_NA)
    return stil.select_related("standgever__organisatie", "standgever__netwerk")


def _partij(vraag: Standvraag) -> Taak:
    van = vraag.standgever
    return Taak(
        f"{van}, {van.netwerk}",
        reverse("opgaven:bewerken", args=["standgever", van.pk]),
        vraag.gevraagd_op + BELLEN_NA,
        f"de link werkt tot en met {date_format(vraag.tot, 'j F')}",
    )


def _voorstel(voorstel: Kennisvoorstel) -> Taak:
    adres = reverse("opgaven:voorstel", args=[voorstel.pk])
    wie = f"voorstel van {voorstel.voorgesteld_door}"
    return Taak(str(voorstel), adres, voorstel.voorgesteld_op, wie)


STAPELS.meld(
    Stapel(
        "voorstellen",
        "Voorstellen voor netwerk, werkagenda of les",
        "Een kennismakelaar wil hier iets anders of nieuws. Neem het over, of zeg waarom niet.",
        rang=82,
        mag=mag_sturen,
        rijen=lambda _gebruiker: Kennisvoorstel.objects.open(),
        taak=_voorstel,
    ),
    Stapel(
        "standen",
        "Partijen die niet zeiden hoe het staat",
        "Zij kregen de vraag en een herinnering. Bel hen, of vul zelf in wat u weet.",
        rang=83,
        mag=mag_sturen,
        rijen=_stil,
        taak=_partij,
    ),
)
