"""How what people without an account said is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from logboek.models import Vergeetbaar

PERSONEN.meld(
    Vindplaats(
        "Naam en woorden bij het logboek",
        lambda adres: Vergeetbaar.objects.filter(email=adres),
        lambda adres: Vergeetbaar.objects.filter(email=adres).wis(),
        "Dat er iets werd gemeld of bevestigd blijft in het logboek, zonder naam en woorden.",
    )
)
