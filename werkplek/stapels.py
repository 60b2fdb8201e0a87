"""Mijn werk: tasks in piles. Each app registers its own in its `werk.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from basis.data import werkdagen
from basis.ineens import lees_ineens
from basis.register import Register
from gebruikers.models import Gebruiker

MEESTE = 10
"""How much of one pile is shown, when the rest stands somewhere else too."""


@dataclass(frozen=True)
class Taak:
    """One thing to do: where, for how long already, and what to know about it."""

    titel: str
    adres: str
    sinds: datetime
    bij: str = ""

    @property
    def wacht(self) -> str:
        """How long it waits, in words."""
        dagen = werkdagen(timezone.localdate(self.sinds), timezone.localdate())
        if dagen == 0:
            return "sinds vandaag"
        return "1 werkdag" if dagen == 1 else f"{dagen} werkdagen"


@dataclass(frozen=True)
class Rest:
    """Where the other tasks are: the name of a page."""

    zin: str
    pagina: str

    @property
    def adres(self) -> str:
        return reverse(self.pagina)


@dataclass(frozen=True)
class Stapel:
    """Tasks of one kind, the longest waiting first: who has them, from which rows, and how.

    `rang` says how pressing it is: the lowest stands first. With a `rest` only the first tasks are
    shown; without it, all. A queryset of `rijen` is read in one trip with those of the others.
    """

    naam: str
    kop: str
    uitleg: str
    rang: int
    mag: Callable[[Gebruiker], bool]
    rijen: Callable[[Gebruiker], QuerySet[Any] | list[Any]]
    taak: Callable[[Any], Taak]
    rest: Rest | None = None


STAPELS: Register[Stapel] = Register()

Stapeldeel = Callable[[HttpRequest], str]
"""Makes a part of the page, as HTML; nothing when it has nothing for who asks."""

NIETS_TE_DOEN: Register[Stapeldeel] = Register()
"""What to say to who has no task."""


@dataclass(frozen=True)
class Wachtend:
    """A pile with what of it is shown, and whether there is more."""

    stapel: Stapel
    taken: list[Taak]
    meer: bool


def wachtend(gebruiker: Gebruiker, *ook: QuerySet[Any, Any]) -> list[Wachtend]:
    """What waits for `gebruiker`, only what is not empty, the most pressing first.

    The rows of `ook`, which the page shows too, are read with them.
    """
    gevraagd = [
        (stapel, _begin(stapel, stapel.rijen(gebruiker)))
        for stapel in sorted(STAPELS, key=lambda stapel: stapel.rang)
        if stapel.mag(gebruiker)
    ]
    vragen = [rijen for _, rijen in gevraagd if isinstance(rijen, QuerySet)]
    lees_ineens([*vragen, *ook])
    gevuld = (_gevuld(stapel, rijen) for stapel, rijen in gevraagd)
    return [een for een in gevuld if een.taken]


def _begin(stapel: Stapel, rijen: QuerySet[Any] | list[Any]) -> QuerySet[Any] | list[Any]:
    return rijen[: MEESTE + 1] if stapel.rest else rijen


def _gevuld(stapel: Stapel, rijen: QuerySet[Any] | list[Any]) -> Wachtend:
    taken = [stapel.taak(rij) for rij in rijen]
    if not stapel.rest:
        return Wachtend(stapel, taken, meer=False)
    return Wachtend(stapel, taken[:MEESTE], len(taken) > MEESTE)
