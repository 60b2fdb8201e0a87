"""Six situations in which somebody comes here, each with a few good places to begin."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.db.models import OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from basis.meteen import met_rijen
from basis.velden import OpAlfabet
from innovaties.keuzelijsten import Niveau, Soort
from innovaties.models import Beschrijving, Thema
from opgaven.models import Lestaak
from organisaties.keuzelijsten import Lezer

VERTELD = 20
"""Descriptions in one theme that are told plainly on the page; beyond them a list leads on."""


class Startplek(NamedTuple):
    """A place to begin: what it gives, the name of its address, its path and its question."""

    tekst: str
    naam: str
    pad: tuple[str, ...] = ()
    vraag: tuple[tuple[str, str], ...] = ()

    @property
    def adres(self) -> str:
        return _adres(self)


@cache
def _adres(plek: Startplek) -> str:
    return reverse(plek.naam, args=plek.pad, query=list(plek.vraag) or None)


class Situatie(NamedTuple):
    """Who somebody is, what she wants, and where to begin."""

    lezer: Lezer
    ik: str
    wil: str
    begin: tuple[Startplek, ...]


LIJST, ZOEKEN, KNELPUNTEN = "innovaties:lijst", "innovaties:zoeken", "innovaties:knelpunten"

SITUATIES = (
    Situatie(
        Lezer.CLIENT_OF_NAASTE,
        "Ik ben cliënt of naaste",
        "weten wat er anders kan, in gewone taal",
        (
            Startplek("Alles in gewone taal, en wat u zelf kunt doen", "gewone_taal"),
            Startplek("Zelf werken aan herstel", "innovaties:thema", ("herstel",)),
            Startplek("Wat te doen bij een crisis", ZOEKEN, (), (("q", "crisis"),)),
            Startplek("Wat er voor naasten is", LIJST, (), (("doelgroep", "naasten"),)),
        ),
    ),
    Situatie(
        Lezer.PROFESSIONAL,
        "Ik ben professional",
        "morgen iets anders doen",
        (
            Startplek("Wat overal helpt", "innovaties:elementen"),
            Startplek(
                "Hoe anderen samen een plan maken", ZOEKEN, (), (("q", "samen een plan maken"),)
            ),
            Startplek("Waar anderen op vastliepen", KNELPUNTEN),
        ),
    ),
    Situatie(
        Lezer.GEMEENTE,
        "Ik werk bij een gemeente",
        "het in onze wijken beter regelen",
        (
            Startplek("Wat onder de Wmo valt", LIJST, (), (("wet", "wmo-2015"),)),
            Startplek("Wonen met begeleiding", "innovaties:thema", ("wonen",)),
            Startplek("Wat er per regio is", LIJST, (), (("weergave", "kaart"),)),
        ),
    ),
    Situatie(
        Lezer.VERZEKERAAR,
        "Ik werk bij een zorgverzekeraar",
        "weten wat werkt en hoe het betaald wordt",
        (
            Startplek("Wat al geteld is", LIJST, (), (("resultaat", "geteld"),)),
            Startplek(
                "Betalen met één bedrag",
                LIJST,
                (),
                (("financiering", "lumpsum"), ("financiering", "virtuele-lumpsum")),
            ),
            Startplek("Waar verzekeraars meedoen", LIJST, (), (("rol", "zorgverzekeraar"),)),
        ),
    ),
    Situatie(
        Lezer.BESTUUR,
        "Ik bestuur een aanbieder",
        "kiezen waar wij aan beginnen",
        (
            Startplek("Alles in één tabel", LIJST, (), (("weergave", "tabel"),)),
            Startplek("Wat het van een bestuur vraagt", LIJST, (), (("niveau", "strategisch"),)),
            Startplek("Waar het op geld vastliep", KNELPUNTEN, (), (("q", "geld"),)),
        ),
    ),
    Situatie(
        Lezer.ORGANISATIENETWERK,
        "Ik werk in een netwerk",
        "samen iets nieuws beginnen",
        (
            Startplek("Wat anderen zoeken", LIJST, (), (("soort", "gewenst"),)),
            Startplek("Samenwerken in de regio", "innovaties:thema", ("regionale-samenwerking",)),
            Startplek("Lessen van regio's die u voorgingen", "opgaven:lessen"),
        ),
    ),
)


class Vertelling(NamedTuple):
    """What is told plainly in one theme, by its name; `meer` when that is not all of it."""

    thema: Thema
    beschrijvingen: list[Beschrijving]
    meer: bool


def in_gewone_taal() -> list[Vertelling]:
    """What somebody meets in the care itself and that was told plainly, by its first theme.

    Of each theme at most `VERTELD`. One query.
    """
    eerste = Thema.objects.filter(bij_beschrijvingen__content_object=OuterRef("pk"))
    verteld = (
        Beschrijving.objects.zichtbaar()
        .filter(soort=Soort.BESTAAND, niveaus__contains=[Niveau.OPERATIONEEL])
        .exclude(gewone_taal="")
        .annotate(eerste=Subquery(eerste.values("pk")[:1]))
        .annotate(plek=Window(RowNumber(), ["eerste"], [OpAlfabet("titel"), "pk"]))
        .filter(eerste__isnull=False, plek__lte=VERTELD + 1)
    )
    per_thema: dict[Thema, list[Beschrijving]] = {}
    getoond = Beschrijving.objects.filter(pk__in=verteld.values("pk"))
    rijen = met_rijen(getoond.select_related("innovatie"), "themas")
    for beschrijving in rijen.order_by(OpAlfabet("titel"), "pk"):
        per_thema.setdefault(beschrijving.themas.all()[0], []).append(beschrijving)
    return [
        Vertelling(thema, alle[:VERTELD], len(alle) > VERTELD)
        for thema, alle in sorted(per_thema.items(), key=lambda groep: groep[0].volgorde)
    ]


def zelf_doen() -> list[str]:
    """What the lessons ask of who gets care, and of her naasten. One query."""
    taken = Lestaak.objects.filter(lezer=Lezer.CLIENT_OF_NAASTE, les__openbaar=True)
    return list(taken.order_by("les__nummer", "volgorde", "pk").values_list("tekst", flat=True))
