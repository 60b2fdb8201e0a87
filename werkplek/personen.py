"""How somebody is found and erased who is named in what a colleague did not send yet."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from werkplek.klad import BEWAREN, kladden_met, vergeet_kladden

PERSONEN.meld(
    Vindplaats(
        "Klad van een collega",
        kladden_met,
        lambda adres: kladden_met(adres).delete(),
    )
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Wat iemand die is ingelogd typte en niet verstuurde",
        BEWAREN,
        "na de laatste wijziging",
        vergeet_kladden,
    ),
)
