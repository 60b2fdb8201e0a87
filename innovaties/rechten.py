"""Who may do what with the lists of the format."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_LIJSTEN = "De lijsten houdt de webredacteur bij. Mist u iets, mail dan de redactie."
NIET_NAMEN = "Andere namen houdt de webredacteur bij. Mist u een naam, mail dan de redactie."


def mag_namen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` keeps the other names of the values of lists."""
    return gebruiker.mag(Recht.BEHEERT_FORMAAT)


def mag_lijsten(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` keeps the lists of the format, organisations and regions."""
    return gebruiker.mag(Recht.BEHEERT_FORMAAT)
