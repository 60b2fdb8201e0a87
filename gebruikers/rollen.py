"""What people may be here. Roles add up, and what each may do stands in code."""

from django.db.models import TextChoices


class Rol(TextChoices):
    INDIENER = "indiener", "Indiener"
    KENNISMAKELAAR = "kennismakelaar", "Kennismakelaar"
    COACH = "coach", "Coach"
    WEBREDACTEUR = "webredacteur", "Webredacteur"
    PROJECTLEIDER = "projectleider", "Projectleider"
    STUURGROEP = "stuurgroep", "Stuurgroep"
    BEHEERDER = "beheerder", "Beheerder"


ZIET_ALLES = (Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR, Rol.PROJECTLEIDER)
"""Those who see every description in the redactie, whatever its status."""

ZIET_PROGRAMMA = (*ZIET_ALLES, Rol.COACH, Rol.STUURGROEP)
"""Those who see what the programme plans, promises and reaches."""

SCHRIJFT = (Rol.INDIENER, Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR)
"""Those who write descriptions."""

TWEEDE_FACTOR = frozenset({Rol.BEHEERDER, Rol.WEBREDACTEUR, Rol.PROJECTLEIDER})
"""Roles that may do so much that a password alone is not enough."""
