"""How somebody is found and erased who is named in what a colleague did not send yet."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from werkplek.klad import kladden_met

PERSONEN.meld(
    Vindplaats(
        "Klad van een collega",
        kladden_met,
        lambda adres: kladden_met(adres).delete(),
    )
)
