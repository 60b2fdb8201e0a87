"""How who read along, or reported something, is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from redactie.actions.opmerkingen import vergeet
from redactie.models import Lezersmelding, Meelezer

PERSONEN.meld(
    Vindplaats(
        "Meelezer",
        lambda adres: Meelezer.objects.filter(email=adres),
        lambda adres: vergeet(Meelezer.objects.filter(email=adres)),
        "De opmerkingen blijven bij de tekst staan, zonder naam.",
    ),
    Vindplaats(
        "Melding",
        lambda adres: Lezersmelding.objects.filter(email=adres),
        lambda adres: Lezersmelding.objects.filter(email=adres).delete(),
        "Nam de redactie de melding over, dan blijft de organisatie op de pagina.",
    ),
)
