"""What programs read of masterclasses and their verslagen."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from basis.tekst import schoon
from innovaties.uitvoer.gegevenssets import INNOVATIES_ERBIJ
from masterclasses.keuzelijsten import Publiek, Verslagstatus
from masterclasses.models import Masterclass, Verslag
from vinden.gegevens import (
    ADRES,
    LIJST,
    SLUG,
    Gegeven,
    Gegevensset,
    een,
    keuze,
    lijst,
    moment,
    rijen,
    tekst,
)


def _publiek(masterclass: Masterclass) -> list[dict[str, str]]:
    return [{"sleutel": een, "tekst": str(Publiek(een).label)} for een in masterclass.publiek]


def _sprekers(deel: Any) -> list[str]:
    return [schoon(str(spreker)) for spreker in deel.sprekers.all()]


PROGRAMMADEEL = (
    tekst("van"),
    tekst("tot"),
    tekst("titel"),
    tekst("toelichting"),
    Gegeven("sprekers", {"type": "array", "items": {"type": "string"}}, _sprekers),
)
MASTERCLASS = (
    SLUG,
    tekst("titel"),
    tekst("samenvatting"),
    tekst("inleiding", "HTML."),
    keuze("fase"),
    een("thema"),
    Gegeven(
        "publiek",
        LIJST,
        _publiek,
        uitleg="Voor wie zij is; leeg is voor iedereen, of met een bron niet bekend.",
    ),
    lijst("regios"),
    INNOVATIES_ERBIJ,
    lijst("elementen"),
    moment("begin", "Met een bron is van begin en einde alleen de dag bekend."),
    moment("einde"),
    tekst("locatie"),
    tekst("adres"),
    tekst("bron"),
    rijen("programma", *PROGRAMMADEEL, ophalen=("programma__sprekers",)),
    moment("gewijzigd_op"),
    ADRES,
)
"""Not who organises it, nor the address to take part online: that is for who registered."""

VERSLAG = (
    tekst("slug", "Die van de masterclass.", van="masterclass.slug"),
    tekst("titel", van="masterclass.titel"),
    tekst("tekst", "HTML."),
    tekst("meer_weten", "HTML."),
    een("masterclass"),
    moment("geplaatst_op"),
)
"""Not who wrote it: that may be somebody's name."""


def _masterclasses() -> QuerySet[Any]:
    return Masterclass.objects.zichtbaar().select_related("thema").order_by("begin", "pk")


def _verslagen() -> QuerySet[Any]:
    zichtbaar = Verslag.objects.filter(
        status=Verslagstatus.GEPUBLICEERD, masterclass__in=Masterclass.objects.zichtbaar()
    )
    return zichtbaar.select_related("masterclass").order_by("geplaatst_op", "pk")


SETS = (
    Gegevensset(
        "masterclasses",
        "Een masterclass",
        "Bijeenkomsten van één dag, aangekondigd, geweest of afgelast.",
        lambda: MASTERCLASS,
        _masterclasses,
        gewijzigd="gewijzigd_op",
    ),
    Gegevensset(
        "verslagen",
        "Een verslag",
        "Wat er op een masterclass werd gezegd, om na te lezen.",
        lambda: VERSLAG,
        _verslagen,
        sleutel="masterclass__slug",
        gewijzigd="geplaatst_op",
    ),
)
