"""What Mijn werk is made of: tasks, in piles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from basis.data import werkdagen


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
class Stapel:
    """Tasks of one kind, the longest waiting first."""

    naam: str
    kop: str
    uitleg: str
    taken: list[Taak]
    meer: bool
    in_planning: bool
    """Whether the rest is in the planning of masterclasses, and not in the list below."""
