"""The fixed lists of goals, agendas and lessons."""

from __future__ import annotations

from django.db.models import TextChoices


class Netwerkpartij(TextChoices):
    """Whose effort is asked in a project (DIN tables of the multi-year programme)."""

    GEMEENTE = "gemeente", "Gemeenten"
    VERZEKERAAR = "verzekeraar", "Zorgverzekeraar"
    AANBIEDER = "aanbieder", "Aanbieders"


class Preventie(TextChoices):
    """Which part of the network a goal belongs to."""

    PRIMAIR = "primair", "Primaire preventie: voorkomen"
    SECUNDAIR = "secundair", "Secundaire preventie: terugval voorkomen"


class Actiestand(TextChoices):
    """How far an action or actiepunt is; nobody knows, until somebody or a source says so."""

    OPEN = "open", "Nog niet begonnen"
    BEZIG = "bezig", "Mee bezig"
    KLAAR = "klaar", "Klaar"
    VERVALLEN = "vervallen", "Vervallen"
    ONBEKEND = "onbekend", "Niet bekend"


GEEN_WERK_MEER = (Actiestand.KLAAR, Actiestand.VERVALLEN)
"""Of these nobody asks how far they are."""


class Actiepuntsoort(TextChoices):
    """The types of the werkagenda (its appendix)."""

    ONTWIKKELEN = "ontwikkelen", "Ontwikkelen"
    KENNISDELEN = "kennisdelen", "Kennis delen"
    CAMPAGNE = "campagne", "Campagne"
    ONDERZOEK = "onderzoek", "Onderzoek of analyse"
    PILOT = "pilot", "Pilot"
    UITVOERING = "uitvoering", "Uitvoering"
