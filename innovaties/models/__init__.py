"""Innovaties, the versions of their description, and the lists that these draw on."""

from innovaties.models.beschrijving import (
    Beschrijving,
    Innovatie,
    ThemaBijBeschrijving,
    TrefwoordBijBeschrijving,
)
from innovaties.models.lijsten import Doelgroep, Element, Methodiek, Thema, Trefwoord
from innovaties.models.regels import (
    Bron,
    Cijfer,
    ElementRegel,
    Illustratie,
    Knelpunt,
    Materiaal,
    Partij,
    Regel,
    Succesfactor,
    ToepassingElders,
)
from innovaties.models.zoekdocument import Zoekdocument

__all__ = [
    "Beschrijving",
    "Bron",
    "Cijfer",
    "Doelgroep",
    "Element",
    "ElementRegel",
    "Illustratie",
    "Innovatie",
    "Knelpunt",
    "Materiaal",
    "Methodiek",
    "Partij",
    "Regel",
    "Succesfactor",
    "Thema",
    "ThemaBijBeschrijving",
    "ToepassingElders",
    "Trefwoord",
    "TrefwoordBijBeschrijving",
    "Zoekdocument",
]
