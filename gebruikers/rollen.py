"""What people may be here, and what each may do. Roles add up.

A role that `RECHTEN` does not name may nothing. No app asks for a role: it asks for a right.
"""

from enum import Enum

from django.db.models import TextChoices


class Rol(TextChoices):
    INDIENER = "indiener", "Indiener"
    KENNISMAKELAAR = "kennismakelaar", "Kennismakelaar"
    COACH = "coach", "Coach"
    WEBREDACTEUR = "webredacteur", "Webredacteur"
    PROJECTLEIDER = "projectleider", "Projectleider"
    STUURGROEP = "stuurgroep", "Stuurgroep"
    BEHEERDER = "beheerder", "Beheerder"


class Recht(Enum):
    """One thing to see or to do. Which row it may be about, `rechten.py` of the app says."""

    REDACTIE = "komt in de redactie"

    ZIET_BESCHRIJVINGEN = "ziet elke beschrijving, in welke status ook"
    BESCHRIJFT = "schrijft elke beschrijving"
    BESCHRIJFT_EIGEN = "ziet en schrijft de beschrijvingen van de eigen organisaties"
    BEOORDEELT = "beoordeelt beschrijvingen"
    WIJST_TOE = "kiest wie een beschrijving beoordeelt"
    ARCHIVEERT = "haalt beschrijvingen van de site"
    VANGT_OP = "krijgt het werk en de post van wie er niet is"
    MAKELT = "is kennismakelaar van innovaties en tranches"

    ZIET_MASTERCLASSES = "ziet de planning en de deelnemers"
    ORGANISEERT = "organiseert masterclasses en leest verslagen na"

    ZIET_NIEUWSBRIEVEN = "ziet nieuwsbrieven en hun cijfers, en leest mee"
    MAAKT_NIEUWSBRIEVEN = "maakt en verstuurt nieuwsbrieven"

    ZIET_PROGRAMMA = "ziet de planning, de tranches, de trajecten en de besluiten"
    STUURT = "plant tranches en trajecten, en verstuurt vragenlijsten"
    BESLUIT = "legt besluiten vast"
    BEGELEIDT = "is coach van trajecten"
    LEEST_ANTWOORDEN = "leest wie wat antwoordde op een vragenlijst"
    VERBINDT = "brengt samen wie hetzelfde wensen"

    ZIET_RAPPORT = "leest het rapport"
    LEVERT_OP = "levert het rapport op"

    BEHEERT_ACCOUNTS = "beheert accounts en al het andere"
    BEHEERT_FORMAAT = "houdt de lijsten van het formaat en de organisaties bij"
    BEHEERT_PROGRAMMA = "houdt de lijsten van het programma bij"


_ALLEN = (Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR, Rol.PROJECTLEIDER)
_SCHRIJVERS = (Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR)

RECHTEN: dict[Recht, tuple[Rol, ...]] = {
    Recht.REDACTIE: (*_ALLEN, Rol.INDIENER, Rol.COACH, Rol.STUURGROEP),
    Recht.ZIET_BESCHRIJVINGEN: _ALLEN,
    Recht.BESCHRIJFT: _SCHRIJVERS,
    Recht.BESCHRIJFT_EIGEN: (Rol.INDIENER,),
    Recht.BEOORDEELT: _SCHRIJVERS,
    Recht.WIJST_TOE: _ALLEN,
    Recht.ARCHIVEERT: (Rol.WEBREDACTEUR,),
    Recht.VANGT_OP: (Rol.WEBREDACTEUR,),
    Recht.MAKELT: (Rol.KENNISMAKELAAR,),
    Recht.ZIET_MASTERCLASSES: _ALLEN,
    Recht.ORGANISEERT: _SCHRIJVERS,
    Recht.ZIET_NIEUWSBRIEVEN: _ALLEN,
    Recht.MAAKT_NIEUWSBRIEVEN: (Rol.WEBREDACTEUR,),
    Recht.ZIET_PROGRAMMA: (*_ALLEN, Rol.COACH, Rol.STUURGROEP),
    Recht.STUURT: (Rol.PROJECTLEIDER,),
    Recht.BESLUIT: (Rol.PROJECTLEIDER, Rol.STUURGROEP),
    Recht.BEGELEIDT: (Rol.COACH,),
    Recht.LEEST_ANTWOORDEN: _ALLEN,
    Recht.VERBINDT: _ALLEN,
    Recht.ZIET_RAPPORT: (Rol.STUURGROEP, Rol.PROJECTLEIDER, Rol.WEBREDACTEUR),
    Recht.LEVERT_OP: (Rol.PROJECTLEIDER,),
    Recht.BEHEERT_ACCOUNTS: (Rol.BEHEERDER,),
    Recht.BEHEERT_FORMAAT: (Rol.WEBREDACTEUR,),
    Recht.BEHEERT_PROGRAMMA: (Rol.WEBREDACTEUR, Rol.PROJECTLEIDER),
}
"""Who may what."""

ZWAAR = frozenset(
    {
        *(Recht.ARCHIVEERT, Recht.MAAKT_NIEUWSBRIEVEN, Recht.STUURT, Recht.LEVERT_OP),
        *(Recht.BEHEERT_ACCOUNTS, Recht.BEHEERT_FORMAAT, Recht.BEHEERT_PROGRAMMA),
    }
)
"""So much that a password alone is not enough."""
