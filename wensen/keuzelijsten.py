"""The fixed lists of the inventarisatie."""

from __future__ import annotations

from django.db.models import TextChoices


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


class Gebiedsoort(TextChoices):
    """How the questionnaire asks about something."""

    GEBIED = "gebied", "Wat doet u al, en wat zou u willen?"
    VRAAG = "vraag", "Een eigen vraag, met één antwoord"
