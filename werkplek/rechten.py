"""Who may do what in the workplace, where several rooms ask."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_ZIEN = "Het programma is voor kennismakelaars, coaches, de projectleiding en de stuurgroep."
NIET_STUREN = "Dit doet de projectleider."
NIET_ANTWOORDEN = "Dit lezen kennismakelaars, de webredacteur en de projectleider."


def mag_zien(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees planning, tranches, trajecten, wishes and decisions."""
    return gebruiker.ziet_programma


def mag_sturen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` plans tranches and trajecten, and sends inventories."""
    return gebruiker.mag(Recht.STUURT)


def mag_antwoorden(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reads which organisation answered what to an inventory."""
    return gebruiker.mag(Recht.LEEST_ANTWOORDEN)


def mag_wensen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` brings together who wish for the same."""
    return gebruiker.mag(Recht.VERBINDT)
