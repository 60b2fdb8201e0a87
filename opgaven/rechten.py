"""Who keeps networks, werkagenda's and lessons."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_BIJHOUDEN = "Dit wijzigt de projectleider of de webredacteur. Geef aan hen door wat anders is."


def mag_bijhouden(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` writes what stands on these pages."""
    return gebruiker.mag(Recht.BEHEERT_PROGRAMMA)
