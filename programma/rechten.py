"""Who may do what in the programme."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from programma.models import Traject, Tranche

NIET_ZIEN = "Het programma is voor kennismakelaars, coaches, de projectleiding en de stuurgroep."
NIET_STUREN = "Dit doet de projectleider."
NIET_TRANCHE = "Dit doet de kennismakelaar van deze tranche, of de projectleider."
NIET_TRAJECT = "Dit doet een coach van dit traject, of de projectleider."
NIET_ANTWOORDEN = "Dit lezen kennismakelaars, de webredacteur en de projectleider."
NIET_BESLUITEN = "Besluiten legt de projectleider of de stuurgroep vast."


def mag_zien(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees planning, tranches, trajecten, wishes and decisions."""
    return gebruiker.ziet_programma


def mag_sturen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` plans tranches and trajecten, and sends inventories."""
    return gebruiker.mag(Recht.STUURT)


def mag_besluiten(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` records what the stuurgroep decided."""
    return gebruiker.mag(Recht.BESLUIT)


def mag_tranche(gebruiker: Gebruiker, tranche: Tranche) -> bool:
    """Whether `gebruiker` writes the call of `tranche` and keeps who joins."""
    return mag_sturen(gebruiker) or (
        gebruiker.mag(Recht.MAKELT) and tranche.kennismakelaar_id == gebruiker.pk
    )


def mag_traject(gebruiker: Gebruiker, traject: Traject) -> bool:
    """Whether `gebruiker` reads and keeps the participants, hours, plans and meetings.

    One query.
    """
    return mag_sturen(gebruiker) or (
        gebruiker.mag(Recht.BEGELEIDT) and traject.coaches.filter(pk=gebruiker.pk).exists()
    )


def mag_antwoorden(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reads which organisation answered what to an inventory."""
    return gebruiker.mag(Recht.LEEST_ANTWOORDEN)


def mag_wensen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` brings together who wish for the same."""
    return gebruiker.mag(Recht.VERBINDT)
