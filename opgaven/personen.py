"""How who tells for a party how it stands is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from opgaven.actions.standvraag import BEWAREN, vergeet_standgevers
from opgaven.models import Standgever

PERSONEN.meld(
    Vindplaats(
        "Wie voor een partij van een netwerk zegt hoe het staat",
        lambda adres: Standgever.objects.filter(email=adres),
        lambda adres: Standgever.objects.filter(email=adres).delete(),
        "Wat de organisatie zei, blijft op de site. Wij vragen het haar niet meer.",
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Wie namens een organisatie zegt hoe het staat",
        BEWAREN,
        "na het einde van het netwerk",
        vergeet_standgevers,
    )
)
