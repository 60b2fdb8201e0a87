"""Who keeps networks, werkagenda's and lessons."""

from __future__ import annotations

from django.db import models

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from opgaven.models import Standgever

NIET_BIJHOUDEN = "Dit wijzigt de projectleider of de webredacteur. Geef aan hen door wat anders is."


def mag_bijhouden(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` writes what stands on these pages."""
    return gebruiker.mag(Recht.BEHEERT_PROGRAMMA)


def mag_voorstellen(gebruiker: Gebruiker, soort: type[models.Model]) -> bool:
    """Whether `gebruiker` asks who keeps these pages to change a row of `soort`, or to add one.

    Whom we mail is for who keeps them only.
    """
    return gebruiker.mag(Recht.MAKELT) and not mag_bijhouden(gebruiker) and soort is not Standgever
