"""How what people without an account said is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from logboek.models import BEWAREN, Vergeetbaar

PERSONEN.meld(
    Vindplaats(
        "Naam en woorden bij het logboek",
        lambda adres: Vergeetbaar.objects.filter(email=adres),
        lambda adres: Vergeetbaar.objects.filter(email=adres).wis(),
        "Dat er iets werd gemeld of bevestigd blijft in het logboek, zonder naam en woorden.",
    )
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Naam en woorden van wie liet weten of een beschrijving nog klopt",
        BEWAREN,
        "nadat wij het hoorden",
        lambda nu: Vergeetbaar.objects.filter(vervalt_op__lt=nu).wis(),
    ),
)
