"""What is drawn of a description: who take part around the client, and where it is.

Whole numbers, which read the same in every language; the drawing says in words what it shows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from innovaties.keuzelijsten import Partijrol, Schaal
from innovaties.lezen.kaart import Kaartdeel, kaart
from innovaties.models import Beschrijving
from organisaties.keuzelijsten import Regiosoort
from organisaties.models import Regio
from vinden.stand import per_stand

MINSTE_ROLLEN = 3
"""Of fewer a list says as much."""

REGEL, RAND = 30, 22
MIDDEN_X, BOOG = 38, 76
"""Where the client stands, and how far the roles bend around her."""


@dataclass(frozen=True)
class Kringplek:
    """A role on its place, and by how many it is filled."""

    rol: str
    aantal: int
    x: int
    y: int


@dataclass(frozen=True)
class Kring:
    """The roles around the client, from above to below."""

    plekken: tuple[Kringplek, ...]
    hoogte: int

    @property
    def midden_x(self) -> int:
        return MIDDEN_X

    @property
    def midden_y(self) -> int:
        return self.hoogte // 2

    @property
    def in_woorden(self) -> str:
        return ", ".join(
            f"{plek.rol} ({plek.aantal})" if plek.aantal > 1 else plek.rol for plek in self.plekken
        )


def kring(beschrijving: Beschrijving) -> Kring | None:
    """Who take part in `beschrijving`, drawn; None of what has few roles. No query."""
    aantallen = Counter(partij.rol for partij in beschrijving.partijen.all())
    if len(aantallen) < MINSTE_ROLLEN:
        return None
    rollen = [rol for rol in Partijrol if rol in aantallen]
    hoogte = REGEL * (len(rollen) - 1) + 2 * RAND
    plekken = []
    for plek, rol in enumerate(rollen):
        y = RAND + REGEL * plek
        hoog = (2 * y - hoogte) / (hoogte + REGEL)
        x = MIDDEN_X + round(BOOG * sqrt(1 - hoog * hoog))
        plekken.append(Kringplek(rol.label, aantallen[rol], x, y))
    return Kring(tuple(plekken), hoogte)


@dataclass(frozen=True)
class Plekkaart:
    """The map of the Netherlands, with where a description is."""

    delen: list[Kaartdeel]
    namen: str


@per_stand("namen")
def _ligt_in() -> dict[str, list[str]]:
    """Of each zorgregio the provincies that it lies in, by web name. One query."""
    waar: dict[str, list[str]] = {}
    zorgregios = Regio.objects.filter(soort=Regiosoort.ZORGREGIO).order_by("slug", "provincies")
    for regio, provincie in zorgregios.values_list("slug", "provincies__slug"):
        waar.setdefault(regio, []).append(provincie)
    return waar


def plekkaart(beschrijving: Beschrijving) -> Plekkaart | None:
    """Where `beschrijving` is; None where nobody knows. Two queries, of what is kept."""
    regios = list(beschrijving.regios.all())
    namen = ", ".join(regio.naam for regio in regios)
    waar = {provincie for regio in regios for provincie in _ligt_in().get(regio.slug, [regio.slug])}
    if not regios and beschrijving.schaal == Schaal.LANDELIJK:
        namen, waar = "heel Nederland", {deel.url for deel in kaart({}, _webnaam)}
    return Plekkaart(kaart(dict.fromkeys(waar, 1), _webnaam), namen) if namen else None


def _webnaam(regio: Regio) -> str:
    return regio.slug
