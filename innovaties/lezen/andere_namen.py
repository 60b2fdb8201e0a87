"""The values that have other names: what they are called, and which descriptions have them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Func, TextChoices
from django.urls import reverse
from taggit.models import TagBase

from basis.tekst import sorteersleutel, vingerafdruk
from basis.velden import OpAlfabet
from innovaties.lezen.facetten import DOMEINOVERSTIJGEND, FACETTEN, INGANGEN, WAAR_HET_DRAAIT
from innovaties.models import Beschrijving, Zoekdocument
from innovaties.zinnen import ZINNEN
from logboek.models import Logregel, LogregelQuerySet
from vinden.facetten import Facet
from vinden.models import AndereNaam

ZONDER_NAMEN = {*WAAR_HET_DRAAIT, "trefwoord", "resultaat"}
"""Facets whose values are those of another one, or free words."""

MET_NAMEN: dict[str, Facet[Beschrijving]] = {
    facet.sleutel: facet for facet in (*FACETTEN, *INGANGEN) if facet.sleutel not in ZONDER_NAMEN
}
_EIGEN_PAGINA = {facet.sleutel for facet in INGANGEN}
LAATSTE = 10
"""How many steps of the log a page shows."""


@dataclass(frozen=True)
class Naamdrager:
    """One value: its own name, its other names, and the descriptions that have it.

    `ook` says of each name that other values have too which these are.
    """

    slug: str
    label: str
    namen: list[str]
    ook: list[tuple[str, str]]
    aantal: int
    adres: str


@dataclass(frozen=True)
class Naamstap:
    """One row of the log, in words."""

    regel: Logregel
    zin: str
    label: str
    naam: str


def labels(facet: Facet[Beschrijving]) -> dict[str, str]:
    """What each value of `facet` is called, by web name, in the order of its list. One query."""
    if issubclass(facet.lijst, TextChoices):
        vast = {keuze.value: str(keuze.label) for keuze in facet.lijst}
        return vast | ({DOMEINOVERSTIJGEND: "Domeinoverstijgend"} if facet.sleutel == "wet" else {})
    naam = "name" if issubclass(facet.lijst, TagBase) else "naam"
    rijen = facet.lijst._default_manager.values_list("slug", naam)
    return dict(rijen)


def waarden(facet: Facet[Beschrijving]) -> list[Naamdrager]:
    """The values of `facet`, as its page shows them. Nine queries."""
    per_code = defaultdict[str, list[str]](list)
    codes = defaultdict[str, list[str]](list)
    for naam in AndereNaam.objects.all():
        per_code[naam.code].append(naam.naam)
        codes[naam.naam.casefold()].append(naam.code)
    alle = {
        een.code(slug): f"{een.label}: {label}"
        for een in MET_NAMEN.values()
        for slug, label in labels(een).items()
    }
    aantallen = _aantallen()
    return [
        Naamdrager(
            slug,
            label,
            sorted(per_code[code], key=sorteersleutel),
            [
                (naam, "; ".join(alle[ander] for ander in anders if ander in alle))
                for naam in per_code[code]
                if (anders := [ander for ander in codes[naam.casefold()] if ander != code])
            ],
            aantallen.get(code, 0),
            _adres(facet, slug),
        )
        for slug, label in labels(facet).items()
        for code in [facet.code(slug)]
    ]


def tellingen() -> list[tuple[Facet[Beschrijving], int]]:
    """Each list with how many other names its values have. One query."""
    rijen = AndereNaam.objects.order_by().values_list("facet").annotate(Count("pk"))
    aantal = dict(rijen)
    return [(facet, aantal.get(sleutel, 0)) for sleutel, facet in MET_NAMEN.items()]


def kenmerk_namen(facet: str) -> str:
    """Tells the other names of the values of `facet` from those of before. One query."""
    rijen = AndereNaam.objects.filter(facet=facet).order_by("slug", OpAlfabet("naam"))
    return vingerafdruk(list(rijen.values_list("slug", "naam")))


def omschrijving(rij: AndereNaam) -> str:
    """What the log says of a name: the value, and after a space the name."""
    return f"{rij.code} {rij.naam}"


def laatste_stappen(facet: Facet[Beschrijving]) -> list[Naamstap]:
    """Who changed names of values of `facet`, the last step first."""
    regels = _log().filter(toelichting__startswith=facet.code(""))[:LAATSTE]
    namen, stappen = labels(facet), []
    for regel in regels:
        code, _, naam = regel.toelichting.partition(" ")
        slug = code.partition(":")[2]
        stappen.append(Naamstap(regel, ZINNEN[regel.wat], namen.get(slug, slug), naam))
    return stappen


def weggehaald() -> set[str]:
    """What the log says of each name that somebody took away, in small letters."""
    regels = _log().filter(wat="naam-weg").values_list("toelichting", flat=True)
    return {regel.casefold() for regel in regels}


def _log() -> LogregelQuerySet:
    return Logregel.objects.filter(over_soort=AndereNaam._meta.label_lower)


def _aantallen() -> dict[str, int]:
    """How many descriptions have each code."""
    code = Func(F("facetten"), function="unnest")
    return dict(Zoekdocument.objects.order_by().values_list(code).annotate(Count("pk")))


def _adres(facet: Facet[Beschrijving], slug: str) -> str:
    """Where the descriptions with this value are."""
    if facet.sleutel in _EIGEN_PAGINA:
        return reverse(f"innovaties:{facet.sleutel}", args=[slug])
    return reverse("innovaties:lijst", query={facet.sleutel: slug})
