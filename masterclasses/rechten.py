"""Who may do what with masterclasses."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_ZIEN = "De planning van masterclasses is voor kennismakelaars en de projectleiding."
NIET_ORGANISEREN = "Masterclasses organiseert een kennismakelaar of webredacteur."


def mag_zien(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees the planning and the participants."""
    return gebruiker.mag(Recht.ZIET_MASTERCLASSES)


def mag_organiseren(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` makes and runs masterclasses, and writes and reviews verslagen."""
    return gebruiker.mag(Recht.ORGANISEERT)
