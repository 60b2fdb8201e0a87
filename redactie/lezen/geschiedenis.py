"""The log of a description in sentences for its writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from innovaties.formaat import TREFWOORDEN, onderdelen
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.zinnen import ZINNEN

SAMEN = timedelta(hours=1)
"""Within this time the saves of one person count as one change."""


_STATUSSEN = {str(code): str(label) for code, label in Status.choices}
_ONDERDELEN = {onderdeel.naam: onderdeel.label for onderdeel in onderdelen()}
_VELDEN = {
    veld.naam: f"{onderdeel.label} ({veld.label.lower()})" if veld.label else onderdeel.label
    for onderdeel in onderdelen()
    for veld in onderdeel.velden
} | {TREFWOORDEN.naam: TREFWOORDEN.label}


@dataclass
class Gebeurtenis:
    """One line of the log: one row, or the saves of one person within an hour."""

    eerste: Logregel
    laatste: Logregel
    velden: dict[str, None]
    versie: int

    @property
    def wie(self) -> str:
        return self.eerste.naam

    @property
    def zin(self) -> str:
        return ZINNEN.get(self.eerste.wat, self.eerste.wat)

    @property
    def van(self) -> str:
        return _STATUSSEN.get(self.eerste.van, self.eerste.van)

    @property
    def naar(self) -> str:
        return _STATUSSEN.get(self.eerste.naar, self.eerste.naar)

    @property
    def labels(self) -> list[str]:
        """The names of the fields that changed, or of the part that was spoken about."""
        eerst, dan = _ONDERDELEN, _VELDEN
        if self.eerste.wat == "gewijzigd":
            eerst, dan = dan, eerst
        return [eerst.get(naam) or dan.get(naam, naam) for naam in self.velden]


def stappen(versies: Iterable[Beschrijving]) -> list[Gebeurtenis]:
    """What happened to `versies`, the last first, in one query."""
    versies = list(versies)
    nummers = {versie.pk: versie.versie for versie in versies}
    regels = Logregel.objects.over(*versies).order_by("pk")
    gevonden: list[Gebeurtenis] = []
    for regel in regels:
        if gevonden and _hoort_bij(regel, gevonden[-1]):
            gevonden[-1].laatste = regel
            gevonden[-1].velden |= dict.fromkeys(regel.velden)
        else:
            velden = dict.fromkeys(regel.velden)
            gevonden.append(Gebeurtenis(regel, regel, velden, nummers[regel.over_sleutel]))
    return gevonden[::-1]


def _hoort_bij(regel: Logregel, stap: Gebeurtenis) -> bool:
    eerste = stap.eerste
    return (
        regel.wat == eerste.wat == "gewijzigd"
        and (regel.over_sleutel, regel.door_id, regel.wie)
        == (eerste.over_sleutel, eerste.door_id, eerste.wie)
        and regel.op - eerste.op <= SAMEN
    )
