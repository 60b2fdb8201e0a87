"""What is to be done: goals and efforts, agendas, and what practice taught."""

from opgaven.models.din import Actie, Doel, Inspanning, Netwerk, Project
from opgaven.models.indicator import Indicator, Indicatormeting
from opgaven.models.les import Les, Lestaak, Regioervaring
from opgaven.models.standgever import Standgever, Standvraag
from opgaven.models.voorstel import Kennisvoorstel
from opgaven.models.werkagenda import Actiepunt, Agendathema, Randvoorwaarde, Werkagenda

__all__ = [
    "Actie",
    "Actiepunt",
    "Agendathema",
    "Doel",
    "Indicator",
    "Indicatormeting",
    "Inspanning",
    "Kennisvoorstel",
    "Les",
    "Lestaak",
    "Netwerk",
    "Project",
    "Randvoorwaarde",
    "Regioervaring",
    "Standgever",
    "Standvraag",
    "Werkagenda",
]
