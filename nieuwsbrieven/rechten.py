"""Who may do what with newsletters."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht

NIET_ZIEN = "De nieuwsbrieven zijn voor kennismakelaars en de projectleiding."
NIET_MAKEN = "Een nieuwsbrief maakt en verstuurt een webredacteur."


def mag_zien(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees editions, previews and figures, and may read one as second eyes."""
    return gebruiker.mag(Recht.ZIET_NIEUWSBRIEVEN)


def mag_maken(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` makes and sends editions, and helps subscribers."""
    return gebruiker.mag(Recht.MAAKT_NIEUWSBRIEVEN)
