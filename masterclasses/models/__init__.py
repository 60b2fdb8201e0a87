"""Masterclasses, who comes to them, and what was said there."""

from masterclasses.models.aanmelding import (
    Aanmelding,
    Antwoord,
    Behoefte,
    Evaluatie,
    Uitnodiging,
)
from masterclasses.models.masterclass import (
    Inschrijfvraag,
    Lesmateriaal,
    Masterclass,
    Plek,
    Programmadeel,
    Spreker,
)
from masterclasses.models.verslag import Verslag

__all__ = [
    "Aanmelding",
    "Antwoord",
    "Behoefte",
    "Evaluatie",
    "Inschrijfvraag",
    "Lesmateriaal",
    "Masterclass",
    "Plek",
    "Programmadeel",
    "Spreker",
    "Uitnodiging",
    "Verslag",
]
