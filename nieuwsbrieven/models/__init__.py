"""Newsletters: who gets them, what is in them, and whether they got there."""

from nieuwsbrieven.models.abonnee import Abonnee, Toestemming
from nieuwsbrieven.models.editie import Blok, Blokopmerking, Editie
from nieuwsbrieven.models.levering import Levering

__all__ = ["Abonnee", "Blok", "Blokopmerking", "Editie", "Levering", "Toestemming"]
