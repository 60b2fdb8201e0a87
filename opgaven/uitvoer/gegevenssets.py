"""What programs read of lessons, networks of goals, projects and agendas."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from innovaties.uitvoer.gegevenssets import INNOVATIES_ERBIJ
from opgaven.models import Les, Netwerk, Project, Werkagenda
from vinden.gegevens import (
    ADRES,
    SLUG,
    Gegevensset,
    een,
    getal,
    keuze,
    lijst,
    maat,
    moment,
    rijen,
    tekst,
)

TAAK = (keuze("lezer"), tekst("tekst"))
LES = (
    SLUG,
    getal("nummer"),
    tekst("titel"),
    tekst("samenvatting"),
    tekst("essentie", "HTML."),
    tekst("bron"),
    lijst("themas"),
    lijst("elementen"),
    INNOVATIES_ERBIJ,
    rijen("taken", *TAAK),
    moment("gewijzigd_op"),
    ADRES,
)
DOEL = (tekst("titel"), tekst("tekst"), keuze("soort"))
PEIL = "Een jaar, maand of dag."
METING = (tekst("peil", PEIL), maat("waarde"))
INDICATOR = (
    tekst("naam"),
    tekst("eenheid"),
    tekst("definitie", "Hoe het wordt geteld."),
    maat("start"),
    tekst("start_peil", PEIL),
    maat("streven"),
    tekst("streven_woorden", "Het doel in woorden, waar de bron geen getal geeft."),
    tekst("streven_peil", PEIL),
    rijen("metingen", *METING),
    tekst("bron"),
)
"""Not on whose word a number is: that may be somebody's name."""
NETWERK = (
    SLUG,
    tekst("titel"),
    tekst("samenvatting"),
    tekst("tekst"),
    tekst("begin", "Een jaar, maand of dag."),
    tekst("einde", "Een jaar, maand of dag."),
    tekst("bron"),
    lijst("regios"),
    lijst("organisaties"),
    rijen("doelen", *DOEL),
    lijst("projecten"),
    rijen("indicatoren", *INDICATOR, ophalen=("indicatoren__metingen",)),
    moment("gewijzigd_op"),
    ADRES,
)
INSPANNING = (keuze("partij"), tekst("tekst"))
PROJECT = (
    SLUG,
    tekst("titel"),
    tekst("samenvatting"),
    tekst("doel"),
    tekst("resultaat"),
    tekst("tijdpad"),
    tekst("financien"),
    tekst("begin", "Een jaar, maand of dag."),
    tekst("einde", "Een jaar, maand of dag."),
    tekst("bron"),
    een("netwerk"),
    lijst("themas"),
    INNOVATIES_ERBIJ,
    rijen("inspanningen", *INSPANNING),
    moment("gewijzigd_op"),
    ADRES,
)
VOORWAARDE = (tekst("tekst"),)
ACTIEPUNT = (keuze("soort"), tekst("tekst"), keuze("stand"), tekst("bron"))
AGENDATHEMA = (
    tekst("titel"),
    tekst("probleem"),
    tekst("gevolg"),
    lijst("themas"),
    rijen("randvoorwaarden", *VOORWAARDE),
    rijen("actiepunten", *ACTIEPUNT),
)
"""Not who does it, nor on whose word it is so far: that may be somebody's name."""
WERKAGENDA = (
    SLUG,
    tekst("titel"),
    tekst("samenvatting"),
    tekst("datum", "Een jaar, maand of dag."),
    tekst("tekst"),
    tekst("bron"),
    rijen(
        "agendathemas",
        *AGENDATHEMA,
        ophalen=tuple(
            f"agendathemas__{rij}" for rij in ("themas", "randvoorwaarden", "actiepunten")
        ),
    ),
    moment("gewijzigd_op"),
    ADRES,
)


def _projecten() -> QuerySet[Any]:
    zichtbaar = Project.objects.filter(netwerk__openbaar=True)
    return zichtbaar.select_related("netwerk").order_by("pk")


SETS = (
    Gegevensset(
        "lessen",
        "Een les",
        "Wat wie begint kan leren van anderen.",
        lambda: LES,
        lambda: Les.objects.filter(openbaar=True).order_by("nummer"),
        gewijzigd="gewijzigd_op",
    ),
    Gegevensset(
        "netwerken",
        "Een netwerk",
        "Programma’s met hun doelen, en de projecten die ze halen.",
        lambda: NETWERK,
        lambda: Netwerk.objects.filter(openbaar=True).order_by("pk"),
        gewijzigd="gewijzigd_op",
    ),
    Gegevensset(
        "projecten",
        "Een project",
        "Wat partijen samen doen voor een doel van een netwerk.",
        lambda: PROJECT,
        _projecten,
        gewijzigd="gewijzigd_op",
    ),
    Gegevensset(
        "werkagendas",
        "Een werkagenda",
        "Problemen per thema, wat eraan gedaan wordt en wat dat vraagt.",
        lambda: WERKAGENDA,
        lambda: Werkagenda.objects.filter(openbaar=True).order_by("pk"),
        gewijzigd="gewijzigd_op",
    ),
)
