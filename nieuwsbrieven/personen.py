"""How subscribers, and to whom an edition went, are found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from nieuwsbrieven.actions.abonneren import wis_adres
from nieuwsbrieven.models import Abonnee, Levering

PERSONEN.meld(
    Vindplaats(
        "Abonnee van de nieuwsbrief",
        lambda adres: Abonnee.objects.filter(email=adres),
        lambda adres: wis_adres(email=adres),
        "Het bewijs van toestemming blijft tot vijf jaar na het stoppen, als code en zonder adres.",
    ),
    Vindplaats(
        "Nieuwsbrief die naar dit adres ging",
        lambda adres: Levering.objects.filter(email=adres),
        lambda adres: wis_adres(email=adres),
        "Dat de editie naar iemand ging, blijft in de aantallen.",
    ),
)
