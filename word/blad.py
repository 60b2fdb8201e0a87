"""What a Word file to fill in holds, as data.

Who draws and reads the file itself may have no models (`basis.apart`): here are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from word.opmaak import Alinea

AAN, UIT = "☒", "☐"
SITE = "Kennisbank Nieuwe wegen"
TITEL = "Een innovatie beschrijven"
INLEIDING = (
    "Vul in wat u weet. Wat u nog niet weet, laat u leeg. U mag tussendoor bewaren en stoppen.",
    "Schrijf uw antwoord in het witte vak onder elk gekleurd vak.",
    "Laat de gekleurde vakken staan: daaraan herkent de site uw antwoord.",
    "Klaar? Kies dit bestand op de pagina waar u het ophaalde.",
    "U ziet dan eerst wat er verandert. Pas daarna wordt het bewaard.",
)
MERK_VAN = "kb_innovatie_"
"""How the bookmark begins that says of which innovatie the file is."""

_MERK = re.compile(r"k_(\w+)_([0-9a-f]{8})")

Vakjes = Sequence[tuple[str, bool]]
"""Each label with its box, and whether that is ticked."""


class Rooster(NamedTuple):
    """Rows below the labels of their columns."""

    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]


class Invulveld(NamedTuple):
    """A field with its label, its bookmark, how to answer, and the answer as it is now."""

    kop: str
    merk: str
    uitleg: Sequence[str]
    soort: Literal["regels", "rijk", "keuzes", "rooster"]
    waarde: Sequence[str] | Sequence[Alinea] | Vakjes | Rooster


class Invuldeel(NamedTuple):
    """The fields of one part, below its question."""

    kop: str
    vraag: str
    velden: Sequence[Invulveld]


class Invulsectie(NamedTuple):
    """The parts of one section; the last one has no title."""

    titel: str
    delen: Sequence[Invuldeel]


class Invulblad(NamedTuple):
    """All of a file to fill in."""

    titel: str
    merk: str
    secties: Sequence[Invulsectie]


Wordcel = list[Alinea]
Wordrij = list[Wordcel]


@dataclass(frozen=True)
class NietHerkend:
    """Words from the file that go into no field: near which label, which words, and why."""

    bij: str
    tekst: str
    reden: str


@dataclass
class Veldblok:
    """The answer to one field, with the fingerprint of what it was when the file was made."""

    naam: str
    was: str = ""
    rijen: list[Wordrij] = field(default_factory=list)


@dataclass
class Gevonden:
    """All that a document says; or, where it is not read at all, `geweigerd` says why."""

    blokken: dict[str, Veldblok] = field(default_factory=dict)
    niet_herkend: list[NietHerkend] = field(default_factory=list)
    innovatie: int | None = None
    geweigerd: str = ""


class Herkenning(NamedTuple):
    """What a file that we made is known by: the label of each field by its name, and our lines."""

    koppen: Mapping[str, str]
    eigen_teksten: frozenset[str]

    def lees_merk(self, bladwijzer: str) -> tuple[str, str] | None:
        """The field and the fingerprint in a bookmark of ours."""
        gelezen = ontleed(bladwijzer)
        return gelezen if gelezen and gelezen[0] in self.koppen else None


def ontleed(bladwijzer: str) -> tuple[str, str] | None:
    """What `merk` put together: any name that a field can have, and the fingerprint."""
    gevonden = _MERK.fullmatch(bladwijzer)
    return (gevonden[1], gevonden[2]) if gevonden else None


def lees_merk_van(bladwijzer: str) -> int | None:
    """The innovatie in a bookmark of ours."""
    nummer = bladwijzer.removeprefix(MERK_VAN)
    return int(nummer) if nummer != bladwijzer and nummer.isdecimal() else None
