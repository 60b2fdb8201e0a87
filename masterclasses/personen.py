"""How participants and who was invited are found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from masterclasses.actions.nadien import wis_deelnemer
from masterclasses.models import Aanmelding, Uitnodiging

PERSONEN.meld(
    Vindplaats(
        "Aanmelding voor een masterclass",
        lambda adres: Aanmelding.objects.filter(email=adres),
        lambda adres: wis_deelnemer(email=adres),
        "Dat er iemand kwam, blijft in de aantallen. Een plek die nog komt, is afgemeld.",
    ),
    Vindplaats(
        "Uitnodiging voor een masterclass",
        lambda adres: Uitnodiging.objects.filter(email=adres),
        lambda adres: Uitnodiging.objects.filter(email=adres).delete(),
    ),
)
