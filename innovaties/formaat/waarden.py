"""What a field says, in the four shapes that every page and file can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from basis.tekst import platte_tekst

if TYPE_CHECKING:
    from innovaties.formaat.onderdelen import Veld


@dataclass(slots=True)
class Cel:
    """One value inside a row or a list; `sleutel` is its stable code where it comes from a list."""

    naam: str
    label: str
    tekst: str
    url: str = ""
    sleutel: str = ""
    uitleg: str = ""

    @property
    def is_adres(self) -> bool:
        """Whether the cell itself is an address or a file; a row of a list has a code too."""
        return bool(self.url) and not self.sleutel


@dataclass(slots=True)
class Waarde:
    """What one field holds: at most one of `tekst`, `html`, `lijst` and `rijen` is filled."""

    veld: Veld
    tekst: str = ""
    html: str = ""
    lijst: tuple[Cel, ...] = ()
    rijen: tuple[tuple[Cel, ...], ...] = ()
    uitleg: str = ""
    url: str = ""

    @property
    def naam(self) -> str:
        return self.veld.naam

    @property
    def label(self) -> str:
        return self.veld.label

    @property
    def per_naam(self) -> list[dict[str, Cel]]:
        """The rows with their cells by name."""
        return [{cel.naam: cel for cel in rij} for rij in self.rijen]

    def __bool__(self) -> bool:
        return bool(self.tekst or self.html or self.lijst or self.rijen)

    @property
    def plat(self) -> str:
        """All words of the value, for search and for comparing."""
        rijen = (cel.tekst for rij in self.rijen for cel in rij)
        lijst = (cel.tekst for cel in self.lijst)
        return " ".join(filter(None, (self.tekst, platte_tekst(self.html), *lijst, *rijen)))

    @property
    def lopend(self) -> Iterator[str]:
        """The words of the value that are sentences: the kern, rich text, and rows."""
        if self.naam == "kern":
            yield self.tekst
        if self.html:
            yield platte_tekst(self.html)
        for rij in self.rijen:
            yield ": ".join(cel.tekst for cel in rij if cel.tekst and not cel.sleutel)
