"""Who reads the reports, and who delivers them."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_ZIEN = "Het rapport is voor de stuurgroep, de projectleider en de webredacteur."
NIET_OPLEVEREN = "Een rapport opleveren doet de projectleider."


def mag_zien(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reads the dashboard and the reports."""
    return gebruiker.mag(Recht.ZIET_RAPPORT)


def mag_opleveren(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` freezes the report of a half-year that is over."""
    return gebruiker.mag(Recht.LEVERT_OP)


def moet_lezen(gebruiker: Gebruiker) -> bool:
    """Whether a delivered report waits for `gebruiker`: who decides by it, and did not make it."""
    return gebruiker.mag(Recht.BESLUIT) and not mag_opleveren(gebruiker)
