"""How the contactpersoon of a description is found and erased."""

from __future__ import annotations

from django.db.models import QuerySet

from basis.personen import PERSONEN, Vindplaats
from innovaties.actions.vergeten import vergeet_contactpersoon
from innovaties.models import Beschrijving


def _van(adres: str) -> QuerySet[Beschrijving]:
    return Beschrijving.objects.filter(contact_email=adres)


PERSONEN.meld(
    Vindplaats(
        "Contactpersoon van een beschrijving",
        _van,
        lambda adres: vergeet_contactpersoon(email=adres),
        "De tekst van de beschrijving blijft. Staat de naam ook daarin, dan haalt de redactie hem "
        "er in een nieuwe versie uit.",
    )
)
