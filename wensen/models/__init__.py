"""Who wants what: those who wish for the same, and what organisations answered."""

from wensen.models.inventarisatie import (
    Antwoordregel,
    Gebied,
    Inventarisatie,
    Uitkomstregel,
    Uitvraag,
)
from wensen.models.wens import Belangstelling, Match

__all__ = [
    "Antwoordregel",
    "Belangstelling",
    "Gebied",
    "Inventarisatie",
    "Match",
    "Uitkomstregel",
    "Uitvraag",
]
