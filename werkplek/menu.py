"""The menu of the workplace. Each app registers its own entries in its `werk.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from basis.register import Register
from gebruikers.models import Gebruiker


def iedereen(_gebruiker: Gebruiker) -> bool:
    """The right to an entry that everyone with an account has."""
    return True


@dataclass(frozen=True)
class Menupunt:
    """An entry: what it is called, the name of its page, its place, and who may go there."""

    naam: str
    pagina: str
    plek: int
    mag: Callable[[Gebruiker], bool] = iedereen

    @property
    def adres(self) -> str:
        return reverse(self.pagina)


MENU: Register[Menupunt] = Register()


def menupunten(gebruiker: Gebruiker) -> list[Menupunt]:
    """The entries that `gebruiker` may use, in their places."""
    return sorted((punt for punt in MENU if punt.mag(gebruiker)), key=lambda punt: punt.plek)
