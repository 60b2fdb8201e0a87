"""A network laid out as a drawing: the boxes, the lines between them, and where each stands.

From left to right: what it is all for, the goals, and the projects. Positions are whole numbers,
which read the same in every language; text is wrapped here, by how wide letters are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

BREEDTE = 776
"""Narrow enough to read at 768 pixels, where it is drawn at nearly its own size."""

TUSSEN = 44
"""Room between two columns, for the lines."""

KOLOM = 150
"""What a column of goals needs at least; with many levels the drawing becomes wider."""

PROJECTEN = 290
LETTER = 16
REGEL = 21
BINNEN = 12
"""Between the edge of a box and its text."""

ONDER = 12
"""Between two boxes in a column."""

RAND = 4
"""Around everything, so that a ring around a box is not cut off."""

_SMAL, _BREED = "iljtfrI.,:;'’|!()[]-/ ", "mwMWABCDEGHKNOPQRUVXYZ0123456789%&@—–"


@dataclass(frozen=True)
class Tekenvak:
    """What is in one box. `boven` are the numbers of the boxes that it serves, the first its own.

    Projects stand in the last column, whatever they serve.
    """

    nummer: str
    tekst: str
    adres: str
    soort: str
    boven: Sequence[str] = ()
    noot: str = ""
    is_project: bool = False


@dataclass(frozen=True)
class Geplaatst:
    """A box on its place."""

    vak: Tekenvak
    x: int
    y: int
    breedte: int
    hoogte: int
    regels: list[tuple[int, str]]
    """The height on which each line of text stands, and the line."""
    noot: tuple[int, str] | None

    @property
    def tekst_x(self) -> int:
        return self.x + BINNEN

    @property
    def midden(self) -> int:
        return self.y + self.hoogte // 2


@dataclass(frozen=True)
class Tekening:
    """Boxes in the order in which they are read, and the paths of the lines."""

    breedte: int
    hoogte: int
    vakken: list[Geplaatst]
    lijnen: list[tuple[str, bool]]
    """Each with whether it is a second one: to another goal that a project serves too."""


def breedte_van(tekst: str) -> float:
    """How wide `tekst` is in the letter of the drawing, rather too much than too little."""
    return LETTER * sum(
        0.36 if letter in _SMAL else 0.76 if letter in _BREED else 0.58 for letter in tekst
    )


def wikkel(tekst: str, ruimte: float) -> list[str]:
    """`tekst` in lines no wider than `ruimte`; a word that is too long is broken with a hyphen."""
    regels = [""]
    for woord in tekst.split():
        rest = woord
        while breedte_van(rest) > ruimte:
            deel = _past(rest, ruimte)
            regels.append(f"{deel}-")
            rest = rest[len(deel) :]
        samen = f"{regels[-1]} {rest}".strip()
        if breedte_van(samen) <= ruimte and not regels[-1].endswith("-"):
            regels[-1] = samen
        else:
            regels.append(rest)
    return [regel for regel in regels if regel]


def _past(woord: str, ruimte: float) -> str:
    """As much of `woord` as fits with a hyphen, at least one letter."""
    einde = len(woord) - 1
    while einde > 1 and breedte_van(f"{woord[:einde]}-") > ruimte:
        einde -= 1
    return woord[:einde]


def teken(vakken: Iterable[Tekenvak]) -> Tekening:
    """Place `vakken`, which come in the order in which boxes of one goal are read.

    A box whose goals are not among them stands by itself, in the first column.
    """
    return _Tekenaar(list(vakken)).teken()


@dataclass
class _Tekenaar:
    """Gives each box a band of its own, as high as what hangs below it, so that none overlap."""

    vakken: list[Tekenvak]
    geplaatst: dict[str, Geplaatst] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bekend = {vak.nummer for vak in self.vakken}
        self.onder: dict[str, list[Tekenvak]] = {}
        for vak in self.vakken:
            self.onder.setdefault(self._eigen(vak), []).append(vak)
        diepte = max((self._diepte(vak) for vak in self.onder.get("", [])), default=0)
        rechts = any(vak.is_project for vak in self.vakken) * PROJECTEN
        over = BREEDTE - 2 * RAND - rechts - diepte * TUSSEN
        self.kolom = max(KOLOM, over // max(diepte, 1))
        self.laatste = RAND + diepte * (self.kolom + TUSSEN)
        self.breedte = self.laatste + (rechts or -TUSSEN) + RAND
        self.regels = {
            vak.nummer: wikkel(vak.tekst, self._breedte(vak) - 2 * BINNEN) for vak in self.vakken
        }

    def teken(self) -> Tekening:
        hoogste = self.onder.get("", [])
        self._plaats_onder_elkaar(hoogste, RAND, RAND)
        gelezen = list(self._lees(""))
        lijnen = [
            (_lijn(boven, een), nummer != self._eigen(een.vak))
            for een in gelezen
            for nummer in een.vak.boven
            if (boven := self.geplaatst.get(nummer))
        ]
        return Tekening(self.breedte, self._hoogte(hoogste) + 2 * RAND, gelezen, lijnen)

    def _eigen(self, vak: Tekenvak) -> str:
        """The goal that `vak` hangs below; '' for none."""
        return next((nummer for nummer in vak.boven if nummer in self.bekend), "")

    def _diepte(self, vak: Tekenvak) -> int:
        """How many columns of goals there are from `vak` on."""
        if vak.is_project:
            return 0
        return 1 + max((self._diepte(een) for een in self.onder.get(vak.nummer, [])), default=0)

    def _breedte(self, vak: Tekenvak) -> int:
        return PROJECTEN if vak.is_project else self.kolom

    def _eigen_hoogte(self, vak: Tekenvak) -> int:
        return (len(self.regels[vak.nummer]) + bool(vak.noot)) * REGEL + 2 * BINNEN - 4

    def _hoogte(self, vakken: list[Tekenvak]) -> int:
        """How high `vakken` and all below them are, one under the other."""
        return sum(self._band(vak) for vak in vakken) + ONDER * max(len(vakken) - 1, 0)

    def _band(self, vak: Tekenvak) -> int:
        return max(self._eigen_hoogte(vak), self._hoogte(self.onder.get(vak.nummer, [])))

    def _plaats_onder_elkaar(self, vakken: list[Tekenvak], x: int, y: int) -> None:
        """Give `vakken` and all below them their places, from height `y` on."""
        for vak in vakken:
            band, onder = self._band(vak), self.onder.get(vak.nummer, [])
            self._plaats(vak, x, y + (band - self._eigen_hoogte(vak)) // 2)
            bij = y + (band - self._hoogte(onder)) // 2
            self._plaats_onder_elkaar(onder, x + self.kolom + TUSSEN, bij)
            y += band + ONDER

    def _plaats(self, vak: Tekenvak, x: int, y: int) -> None:
        regels = self.regels[vak.nummer]
        basis = y + BINNEN + ceil(LETTER * 0.8)
        self.geplaatst[vak.nummer] = Geplaatst(
            vak=vak,
            x=self.laatste if vak.is_project else x,
            y=y,
            breedte=self._breedte(vak),
            hoogte=self._eigen_hoogte(vak),
            regels=[(basis + nummer * REGEL, regel) for nummer, regel in enumerate(regels)],
            noot=(basis + len(regels) * REGEL, vak.noot) if vak.noot else None,
        )

    def _lees(self, nummer: str) -> Iterator[Geplaatst]:
        for vak in self.onder.get(nummer, []):
            yield self.geplaatst[vak.nummer]
            yield from self._lees(vak.nummer)


def _lijn(van: Geplaatst, naar: Geplaatst) -> str:
    """A path that bends beside the first box and then runs straight, behind other boxes."""
    begin, bocht = van.x + van.breedte, TUSSEN // 2
    return (
        f"M{begin} {van.midden}C{begin + bocht} {van.midden} {begin + bocht} {naar.midden} "
        f"{begin + TUSSEN} {naar.midden}H{naar.x}"
    )
