"""The programme: what is planned, promised, wished for, asked, agreed and learned."""

from programma.models.besluit import Besluit
from programma.models.din import Actie, Doel, Inspanning, Netwerk, Project
from programma.models.inventarisatie import (
    Antwoordregel,
    Gebied,
    Inventarisatie,
    Uitkomstregel,
    Uitvraag,
)
from programma.models.les import Les, Lestaak, Regioervaring
from programma.models.traject import (
    Begeleidingsplan,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Traject,
    Trajectevaluatie,
    Urenweek,
)
from programma.models.tranche import Meedoener, Toezegging, Tranche
from programma.models.wens import Belangstelling, Match
from programma.models.werkagenda import Actiepunt, Agendathema, Randvoorwaarde, Werkagenda

__all__ = [
    "Actie",
    "Actiepunt",
    "Agendathema",
    "Antwoordregel",
    "Begeleidingsplan",
    "Belangstelling",
    "Besluit",
    "Deelname",
    "Doel",
    "Gebied",
    "Groepsbijeenkomst",
    "Inspanning",
    "Inventarisatie",
    "Leerpunt",
    "Les",
    "Lestaak",
    "Match",
    "Meedoener",
    "Netwerk",
    "Project",
    "Randvoorwaarde",
    "Regioervaring",
    "Toezegging",
    "Traject",
    "Trajectevaluatie",
    "Tranche",
    "Uitkomstregel",
    "Uitvraag",
    "Urenweek",
    "Werkagenda",
]
