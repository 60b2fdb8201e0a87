"""The fixed lists of tranches and trajecten, and the limits of the programme plan."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import TextChoices

TRAJECTTHEMAS = 6


ORGANISATIES_MINSTENS, ORGANISATIES_HOOGSTENS = 6, 10


ORGANISATIES_IN_ALLES = 40


MAANDEN_MINSTENS, MAANDEN_HOOGSTENS = 12, 15


UREN_MINSTENS, UREN_HOOGSTENS = Decimal(2), Decimal(3)
"""Implementation trajecten (programme plan, 2.2)."""


UREN_IN_WEEK = Decimal(40)
"""More than a working week no coach can give, to all organisations together."""


INZET_HOOGSTENS = 10_000_000
"""More hours or euros than that no organisation puts in: somebody typed too many digits."""


VASTE_THEMA = "regionale-samenwerking"
"""The theme of a traject that the plan itself chose; the stuurgroep picks the others."""


class Trajectstatus(TextChoices):
    VOORBEREIDING = "voorbereiding", "In voorbereiding"
    LOPEND = "lopend", "Loopt"
    AFGEROND = "afgerond", "Afgerond"
    VERVALLEN = "vervallen", "Gaat niet door"


BEGONNEN = (Trajectstatus.LOPEND, Trajectstatus.AFGEROND)
BEZIG = (Trajectstatus.VOORBEREIDING, Trajectstatus.LOPEND)
"""The statuses in which something may still change."""


class Deelnamestatus(TextChoices):
    ACTIEF = "actief", "Doet mee"
    AFGEROND = "afgerond", "Afgerond"
    GESTOPT = "gestopt", "Gestopt"


class Leerpuntsoort(TextChoices):
    SUCCESFACTOR = "succesfactor", "Succesfactor"
    KNELPUNT = "knelpunt", "Knelpunt"


class Oordeel(TextChoices):
    """How far the goal of a participation was reached."""

    GEHAALD = "gehaald", "Gehaald"
    DEELS = "deels", "Voor een deel gehaald"
    NIET = "niet", "Niet gehaald"


class Besluitsoort(TextChoices):
    THEMAKEUZE = "themakeuze", "Themakeuze voor een traject"
    PRIORITEIT = "prioriteit", "Prioriteit"
    OVERIG = "overig", "Ander besluit"


class Overlegsoort(TextChoices):
    """Who meets: the stuurgroep, or people of the programme with others."""

    STUURGROEP = "stuurgroep", "Stuurgroep"
    PROGRAMMA = "programma", "Met een ander programma"
    RAADPLEGING = "raadpleging", "Raadpleging"
    WERKPLAN = "werkplan", "Gesprek over een werkplan"
