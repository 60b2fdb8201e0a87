"""Who may do what with tranches, trajecten and decisions."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.models import Afspraak, Traject, Tranche
from werkplek.rechten import mag_sturen

NIET_TRANCHE = "Dit doet de kennismakelaar van deze tranche, of de projectleider."
NIET_TRAJECT = "Dit doet een coach van dit traject, of de projectleider."
NIET_UW_AFSPRAAK = "Dit zegt wie het afsprak, of de projectleider."
NIET_UW_WERKPLAN = "Een werkplan lezen de kennismakelaar zelf en de projectleider."
NIET_BESLUITEN = "Besluiten legt de projectleider of de stuurgroep vast."


def mag_besluiten(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` records what the stuurgroep decided."""
    return gebruiker.mag(Recht.BESLUIT)


def mag_afspraak(gebruiker: Gebruiker, afspraak: Afspraak) -> bool:
    """Whether `gebruiker` says that it is done."""
    return mag_sturen(gebruiker) or afspraak.wie_id == gebruiker.pk


def mag_werkplan(gebruiker: Gebruiker, van: Gebruiker) -> bool:
    """Whether `gebruiker` reads the work plan of kennismakelaar `van`."""
    return mag_sturen(gebruiker) or gebruiker == van


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
