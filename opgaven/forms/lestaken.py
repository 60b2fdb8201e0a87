"""What lessons ask of each kind of reader, with the tasks of the reader herself first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from opgaven.forms.lezer import LezerForm
from opgaven.models import Les, Lestaak
from organisaties.keuzelijsten import Lezer


@dataclass(frozen=True)
class Lezersgroep:
    """All tasks of one kind of reader, per lesson."""

    lezer: Lezer
    is_eigen: bool
    per_les: list[tuple[Les, list[Lestaak]]]

    @property
    def aantal(self) -> int:
        return sum(len(taken) for _, taken in self.per_les)


@dataclass(frozen=True)
class Lestaken:
    """What the page shows: the form in which a reader says what she is, and the tasks."""

    form: LezerForm
    lessen: list[Les]
    groepen: list[Lezersgroep]


def van_lezer(les: Les, lezer: str) -> list[Lestaak]:
    """The tasks that `les`, whose tasks were fetched, has for `lezer`."""
    return [taak for taak in les.taken.all() if taak.lezer == lezer]


def lestaken_van(lessen: Iterable[Les], request: HttpRequest) -> Lestaken:
    """The tasks of `lessen`; first those of who `?lezer=` in the address says that she is."""
    lessen = list(lessen)
    form = LezerForm(request.GET)
    groepen = [
        Lezersgroep(
            lezer,
            lezer == form.gekozen,
            [(les, taken) for les in lessen if (taken := van_lezer(les, lezer))],
        )
        for lezer in Lezer
    ]
    groepen = [groep for groep in groepen if groep.per_les]
    return Lestaken(form, lessen, sorted(groepen, key=lambda groep: not groep.is_eigen))
