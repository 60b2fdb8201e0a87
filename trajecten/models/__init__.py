"""Tranches and trajecten: what is planned, promised, agreed and learned."""

from trajecten.models.besluit import Besluit
from trajecten.models.meedoener import Meedoener
from trajecten.models.overleg import Afspraak, Overleg
from trajecten.models.traject import (
    Begeleidingsplan,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Traject,
    Trajectevaluatie,
    Urenweek,
)
from trajecten.models.tranche import Toezegging, Tranche

__all__ = [
    "Afspraak",
    "Begeleidingsplan",
    "Besluit",
    "Deelname",
    "Groepsbijeenkomst",
    "Leerpunt",
    "Meedoener",
    "Overleg",
    "Toezegging",
    "Traject",
    "Trajectevaluatie",
    "Tranche",
    "Urenweek",
]
