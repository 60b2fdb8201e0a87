"""A document: headings, paragraphs, lists, tables and images, on paper.

Who draws it may have no models (`basis.apart`): here is nothing but data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from basis.adressen import SITE_NAAM
from basis.blokken import Stuk, Tekstblok


@dataclass(frozen=True)
class Tabel:
    """Rows under a header. `titel` says what they are to who cannot see the table."""

    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Stuk, ...], ...]
    soort: Literal["tabel"] = "tabel"


@dataclass(frozen=True)
class Plaatjesblok:
    """An image. `alt` says what it shows to who cannot see it."""

    inhoud: bytes
    vorm: str
    alt: str
    bijschrift: str
    soort: Literal["plaatje"] = "plaatje"


type Papierblok = Tekstblok | Tabel | Plaatjesblok


@dataclass(frozen=True)
class Paragraaf:
    titel: str
    blokken: tuple[Papierblok, ...]


@dataclass(frozen=True)
class Hoofdstuk:
    titel: str
    paragrafen: tuple[Paragraaf, ...]


@dataclass(frozen=True)
class Uitdraai:
    """All that stands on paper, in order."""

    site: str
    titel: str
    kern: str
    samenvatting: tuple[tuple[str, str], ...]
    melding: str
    hoofdstukken: tuple[Hoofdstuk, ...]
    slot: tuple[Stuk, ...]
    adres: str
    versie: str
    liggend: bool = False


@dataclass(frozen=True)
class Bundel:
    """What goes in one file, each on pages of its own."""

    titel: str
    stukken: tuple[Uitdraai, ...]
    site: str = SITE_NAAM
