"""Facets: the values by which pages of one kind are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextChoices

RANG = "rang"
RANGEN = [f"{nummer:02}" for nummer in range(100)]
"""The code that says how complete a document is, and its values, the lowest first."""
ONBEKEND = "onbekend"
"""The value of who has none, where nobody told us."""


@dataclass(frozen=True)
class Facet[Rij]:
    """One question of a list. `lijst` is where its labels come from: fixed choices or rows.

    `waarden` are the values that a row has; with `ook_onbekend` one without any has 'niet bekend'.
    With `ook_nul` the list also offers values that nothing has, for that tells something too.
    A facet that is not `bij_naam` is not meant by a question that names one of its values; one that
    is a `ligging` is meant by the places that lie in its values, which lie in each other too. One
    that is `binnen` another is shown with it. A list can be sorted by a facet that has `sorteer`,
    the name of that order: the last of its fixed choices first.
    """

    sleutel: str
    label: str
    lijst: type[TextChoices] | type[Model]
    waarden: Callable[[Rij], Iterable[str]]
    ook_onbekend: bool = False
    ook_nul: bool = False
    bij_naam: bool = True
    ligging: bool = False
    binnen: str = ""
    sorteer: str = ""

    def van(self, rij: Rij) -> tuple[str, ...]:
        """The values of `rij`."""
        leeg = (ONBEKEND,) if self.ook_onbekend else ()
        return tuple(self.waarden(rij)) or leeg

    def code(self, waarde: str) -> str:
        return f"{self.sleutel}:{waarde}"


def slugs(naam: str) -> Callable[[Any], Iterable[str]]:
    """The values of a facet that are the rows of the relation `naam`."""
    return lambda rij: [waarde.slug for waarde in getattr(rij, naam).all()]


def kolom(naam: str) -> Callable[[Any], Iterable[str]]:
    """The values of a facet that stand in the column `naam`: several, one or none."""

    def lees(rij: Any) -> Iterable[str]:
        waarde: Any = getattr(rij, naam)
        return waarde if isinstance(waarde, list) else [waarde] if waarde else []

    return lees


def codes[Rij](facetten: Iterable[Facet[Rij]], rij: Rij) -> list[str]:
    """All values of `facetten` that `rij` has, as its document stores them."""
    return sorted({facet.code(waarde) for facet in facetten for waarde in facet.van(rij)})
