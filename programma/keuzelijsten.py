"""The fixed lists of the programme, and its limits."""

from __future__ import annotations

from datetime import timedelta
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

RITME = timedelta(days=62)
"""Every two months a theme starts and a masterclass is held (programme plan, 3)."""

VASTE_THEMA = "regionale-samenwerking"
"""The theme of a traject that the plan itself chose; the stuurgroep picks the others."""


class Trajectstatus(TextChoices):
    VOORBEREIDING = "voorbereiding", "In voorbereiding"
    LOPEND = "lopend", "Loopt"
    AFGEROND = "afgerond", "Afgerond"
    VERVALLEN = "vervallen", "Gaat niet door"


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


class Partij(TextChoices):
    """Whose effort is asked in a project (DIN tables of the multi-year programme)."""

    GEMEENTE = "gemeente", "Gemeenten"
    VERZEKERAAR = "verzekeraar", "Zorgverzekeraar"
    AANBIEDER = "aanbieder", "Aanbieders"


class Preventie(TextChoices):
    """Which part of the network a goal belongs to."""

    PRIMAIR = "primair", "Primaire preventie: voorkomen"
    SECUNDAIR = "secundair", "Secundaire preventie: terugval voorkomen"


class Stand(TextChoices):
    """How far an action or actiepunt is."""

    OPEN = "open", "Nog niet begonnen"
    BEZIG = "bezig", "Mee bezig"
    KLAAR = "klaar", "Klaar"
    VERVALLEN = "vervallen", "Vervallen"


class Actiepuntsoort(TextChoices):
    """The types of the werkagenda (its appendix)."""

    ONTWIKKELEN = "ontwikkelen", "Ontwikkelen"
    KENNISDELEN = "kennisdelen", "Kennis delen"
    CAMPAGNE = "campagne", "Campagne"
    ONDERZOEK = "onderzoek", "Onderzoek of analyse"
    PILOT = "pilot", "Pilot"
    UITVOERING = "uitvoering", "Uitvoering"


class Lezer(TextChoices):
    """What a reader is: whose tasks from the lessons come first."""

    GEMEENTE = "gemeente", "Gemeente"
    VERZEKERAAR = "verzekeraar", "Zorgverzekeraar"
    BESTUUR = "bestuur", "Bestuurder of manager van een aanbieder"
    PROFESSIONAL = "professional", "Professional"
    CLIENT_OF_NAASTE = "client-of-naaste", "Cliënt of naaste"


class Steun(TextChoices):
    """The support that an organisation wants (inventory in the programme plan)."""

    KENNISBANK = "kennisbank", "Een digitale kennisbank"
    NIEUWSBRIEF = "nieuwsbrief", "Een nieuwsbrief"
    BIJEENKOMSTEN = "bijeenkomsten", "Bijeenkomsten"
    COACH = "coach", "Een coach bij het invoeren"
    ONDERZOEK = "onderzoek", "Onderzoek en beschrijving van resultaten"
    ANDERS = "anders", "Iets anders"


class Inzet(TextChoices):
    """What an organisation would put in itself."""

    PERSONEEL = "personeel", "Eigen personeel"
    GELD = "geld", "Een financiële bijdrage"
    GEEN = "geen", "Nu niets"
    WEET_NIET = "weet-niet", "Hangt af van het programma"


class Besluitsoort(TextChoices):
    THEMAKEUZE = "themakeuze", "Themakeuze voor een traject"
    PRIORITEIT = "prioriteit", "Prioriteit"
    OVERIG = "overig", "Ander besluit"
