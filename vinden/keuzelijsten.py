"""What kinds of pages there are beside descriptions."""

from __future__ import annotations

from typing import Self

from django.db.models import TextChoices


class MetMeervoud(TextChoices):
    """A list of which each value is its code, what many are called, and what one is.

    In between may stand `ook`, the words that readers have for one too.
    """

    meervoud: str
    ook: tuple[str, ...]

    def __new__(cls, code: str, *meervoud: str) -> Self:
        waarde = str.__new__(cls, code)
        waarde._value_ = code
        waarde.meervoud, *ook = meervoud
        waarde.ook = tuple(" ".join(ook).split())
        return waarde


class Wegwijzersoort(MetMeervoud):
    """What else the site has beside descriptions; in the order in which search shows them.

    An ingang is the page of a value, such as a theme, or of no row, such as the list of lessons.
    """

    INGANG = "ingang", "Ingangen", "Ingang"
    MASTERCLASS = (
        *("masterclass", "Masterclasses"),
        *("bijeenkomst studiedag workshop webinar", "Masterclass"),
    )
    VERSLAG = "verslag", "Verslagen", "terugblik", "Verslag"
    LES = "les", "Lessen", "leerpunt aanbeveling tip", "Les"
    PROJECT = "project", "Projecten", "Project"
    NETWERK = (
        *("netwerk", "Netwerken van doelen"),
        *("meerjarenprogramma meerjarenplan", "Doelen en inspanningen"),
    )
    WERKAGENDA = "werkagenda", "Werkagenda's", "actiepunt", "Werkagenda"
    TRANCHE = "tranche", "Thematranches", "tranche oproep", "Thematranche"
    TRAJECT = "traject", "Trajecten", "innovatietraject coachingstraject", "Traject"
    INVENTARISATIE = (
        *("inventarisatie", "Inventarisaties"),
        *("enquête vragenlijst peiling", "Inventarisatie"),
    )
    NIEUWSBRIEF = "nieuwsbrief", "Nieuwsbrieven", "nieuws nieuwsmail mailing", "Nieuwsbrief"


MET_EIGEN_DEEL = tuple(soort for soort in Wegwijzersoort if soort != Wegwijzersoort.INGANG)
"""Kinds that search shows together, each under its name; an ingang stands before them, or not."""

OP_EEN_DAG = (Wegwijzersoort.MASTERCLASS, Wegwijzersoort.VERSLAG, Wegwijzersoort.NIEUWSBRIEF)
"""Kinds whose date a reader looks for; what lasts, such as a lesson, has none to show."""
