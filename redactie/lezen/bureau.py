"""The desk: every description that somebody works with, chosen, searched and put in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from basis.tekst import sorteersleutel
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht
from innovaties.keuzelijsten import OPEN, Status
from innovaties.models import Beschrijving, Innovatie, Thema
from redactie.lezen.lijst import in_de_lijst
from redactie.lezen.mijn import met_sinds, mijn
from redactie.models import BewaardeLijst
from redactie.rechten import zichtbaar_voor
from trajecten.models import Toezegging, Tranche

WACHT = (*OPEN, Status.TE_BEVESTIGEN)
"""In these somebody is waited for."""

MIJN, ALLES = "mijn", "alles"
ZONDER = "geen"
"""Chosen as kennismakelaar: those that have none."""

NIEUWSTE = "-gewijzigd_op"

_PADEN = {
    "organisatie": "innovatie__organisatie__naam__icontains",
    "soort": "soort",
    "status": "status",
    "kennismakelaar": "innovatie__kennismakelaar",
}

VOLGORDE: Mapping[str, Any] = {
    "titel": F("werkdocument__sorteersleutel"),
    "soort": F("soort"),
    "status": Case(*(When(status=een, then=Value(nr)) for nr, een in enumerate(Status.values))),
    "wacht": F("wacht"),
    "organisatie": OpAlfabet("innovatie__organisatie__naam"),
    "thema": F("thema"),
    "tranche": F("tranche"),
    "kennismakelaar": OpAlfabet("innovatie__kennismakelaar__naam"),
    "deadline": F("innovatie__deadline"),
    "bevestigd": F("innovatie__bevestigd_op"),
    "compleet": F("werkdocument__ontbreekt"),
}
"""By what the desk can be sorted, either way; what is not known comes last."""


def op_het_bureau(gebruiker: Gebruiker, keuze: Mapping[str, str]) -> QuerySet[Any]:
    """Of each innovatie the live version and the newest, as `gebruiker` may see and `keuze` says.

    Each with all that a row of the desk shows. Without the words of `keuze`; what was thrown away
    only for who chooses that status.
    """
    versies = in_de_lijst(zichtbaar_voor(gebruiker))
    if keuze.get("status") != Status.WEGGEGOOID:
        versies = versies.exclude(status=Status.WEGGEGOOID)
    if keuze.get("van") == MIJN:
        versies = versies.filter(mijn(gebruiker))
    return _met_kolommen(versies.filter(_gekozen(keuze)))


def _gekozen(keuze: Mapping[str, str]) -> Q:
    gekozen = Q()
    for naam, pad in _PADEN.items():
        waarde = keuze.get(naam)
        if waarde:
            gekozen &= Q(**{f"{pad}__isnull": True} if waarde == ZONDER else {pad: waarde})
    if thema := keuze.get("thema"):
        gekozen &= Q(Exists(_themas().filter(slug=thema)))
    if tranche := keuze.get("tranche"):
        gekozen &= Q(Exists(_toezeggingen().filter(tranche=int(tranche))))
    return gekozen


def _themas() -> QuerySet[Thema]:
    bij: QuerySet[Thema] = Thema.objects.filter(bij_beschrijvingen__content_object=OuterRef("pk"))
    return bij.order_by("volgorde", OpAlfabet("name"))


def _toezeggingen() -> QuerySet[Toezegging]:
    return Toezegging.objects.filter(innovatie=OuterRef("innovatie")).order_by("-tranche__begin")


def _met_kolommen(versies: QuerySet[Beschrijving]) -> QuerySet[Any]:
    kolommen: QuerySet[Any] = met_sinds(versies).annotate(
        wacht=Case(When(status__in=WACHT, then=F("sinds"))),
        thema=Subquery(_themas().values("name")[:1]),
        themanamen=ArraySubquery(_themas().values("name")),
        tranche=Subquery(_toezeggingen().values("tranche__titel")[:1]),
        ontbreekt=F("werkdocument__ontbreekt"),
    )
    return kolommen.select_related("innovatie__organisatie", "innovatie__kennismakelaar").only(
        *("titel", "versie", "soort", "status", "innovatie__slug", "innovatie__gepubliceerd"),
        *("innovatie__deadline", "innovatie__bevestigd_op", "innovatie__organisatie__naam"),
        *("innovatie__kennismakelaar__naam", "innovatie__kennismakelaar__email"),
    )


def op_volgorde(versies: QuerySet[Any], sorteer: str) -> QuerySet[Any]:
    """`versies` by a key of `VOLGORDE`, with '-' before it the other way; else the newest first."""
    sleutel = VOLGORDE.get(sorteer.removeprefix("-"))
    if sleutel is None:
        return versies.order_by(NIEUWSTE, "-pk")
    om = sleutel.desc if sorteer.startswith("-") else sleutel.asc
    return versies.order_by(om(nulls_last=True), NIEUWSTE, "-pk")


def _makelaars() -> QuerySet[Gebruiker]:
    """Who may be the kennismakelaar of something, and who still is though they left."""
    makelt = Q(is_active=True, rollen__overlap=list(RECHTEN[Recht.MAKELT]))
    return Gebruiker.objects.filter(
        makelt | Q(Exists(Innovatie.objects.filter(kennismakelaar=OuterRef("pk"))))
    )


@dataclass(frozen=True)
class Keuzelijsten:
    """What the desk offers to choose from: codes and names, and the lists that somebody kept."""

    kennismakelaar: list[tuple[str, str]]
    thema: list[tuple[str, str]]
    tranche: list[tuple[str, str]]
    bewaard: list[BewaardeLijst]


def keuzelijsten(gebruiker: Gebruiker) -> Keuzelijsten:
    """All of them for `gebruiker`, by name; of the tranches the last first. One query."""
    delen: list[QuerySet[Any, Any]] = [
        _deel("kennismakelaar", _makelaars(), "naam"),
        _deel("thema", Thema.objects.all(), "name", sleutel="slug"),
        _deel("tranche", Tranche.objects.all(), "titel"),
        _deel("bewaard", gebruiker.bewaarde_lijsten.all(), "naam", bij="vraag"),
    ]
    gelezen = defaultdict[str, list[tuple[str, str, str]]](list)
    for wat, *rij in delen[0].union(*delen[1:], all=True):
        gelezen[wat].append(tuple(rij))
    for rijen in gelezen.values():
        rijen.sort(key=lambda rij: sorteersleutel(rij[1]))
    gelezen["tranche"].sort(key=lambda rij: int(rij[0]), reverse=True)
    bewaard = [
        BewaardeLijst(pk=int(pk), naam=naam, vraag=bij) for pk, naam, bij in gelezen["bewaard"]
    ]
    codes = {
        wat: [(sleutel, naam) for sleutel, naam, _ in gelezen[wat]]
        for wat in ("kennismakelaar", "thema", "tranche")
    }
    return Keuzelijsten(**codes, bewaard=bewaard)


def _deel(
    wat: str, rijen: QuerySet[Any], naam: str, *, sleutel: str = "pk", bij: str = ""
) -> QuerySet[Any, Any]:
    kolommen: dict[str, Combinable] = {
        "in_lijst": Value(wat),
        "sleutel": F(sleutel),
        "heet": F(naam),
        "erbij": F(bij) if bij else Value(""),
    }
    als_tekst = {k: Cast(waarde, TextField()) for k, waarde in kolommen.items()}
    deel: QuerySet[Any, Any] = rijen.order_by().annotate(**als_tekst).values_list(*als_tekst)
    return deel
