"""What writer and reader of the Word file share: names, texts that are ours, and one form a value.

A value travels raw, as its kind makes it (`ruw`), so that JSON can carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from basis.getypt import sleutel
from basis.tekst import een_regel, vingerafdruk
from innovaties.formaat import FORMAAT, TREFWOORDEN, VELD, onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Veld
from innovaties.models import Beschrijving
from word.opmaak import canoniek

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
LABEL_TREFWOORDEN = "Trefwoorden bij de beschrijving"
VRAAG_TREFWOORDEN = "Met welke woorden zoeken mensen dit?"

_MERK = re.compile(r"k_(\w+)_([0-9a-f]{8})")
_MERK_VAN = "kb_innovatie_"


def kop(onderdeel: Onderdeel | None, veld: Veld) -> str:
    """The label above an answer, which no other field has."""
    if onderdeel is None:
        return LABEL_TREFWOORDEN
    bij = f": {veld.label}" if veld.label else ""
    return f"{onderdeel.nummer}. {onderdeel.label}{bij}"


@cache
def koppen() -> Mapping[str, str]:
    """The label of each field, by its name, in the order of the format."""
    namen = {veld.naam: kop(deel, veld) for deel in onderdelen() for veld in deel.velden}
    return {**namen, TREFWOORDEN.naam: LABEL_TREFWOORDEN}


@cache
def _plekken() -> Mapping[str, str]:
    """The part to which each heading or question of the file belongs, by its `sleutel`."""
    return {
        sleutel(tekst): deel.naam
        for deel in onderdelen()
        for tekst in (
            f"{deel.nummer}. {deel.label}",
            deel.hulpvraag,
            *(kop(deel, veld) for veld in deel.velden),
        )
    }


def onderdeel_bij(tekst: str) -> str:
    """The name of the part whose heading or question `tekst` is; empty for another."""
    return _plekken().get(sleutel(tekst), "")


def uitleg(veld: Veld) -> Iterator[str]:
    """The lines under a label that say how to answer."""
    if veld.hulp:
        yield veld.hulp
    yield from veld.soort.uitleg


@cache
def eigen_teksten() -> frozenset[str]:
    """The `sleutel` of each line that the file itself brings along."""
    teksten = [TITEL, *INLEIDING, LABEL_TREFWOORDEN, VRAAG_TREFWOORDEN, *koppen().values()]
    teksten += [sectie.titel for sectie in FORMAAT]
    teksten += [f"{deel.nummer}. {deel.label}" for deel in onderdelen()]
    teksten += [deel.hulpvraag for deel in onderdelen()]
    teksten += [regel for veld in VELD.values() for regel in uitleg(veld)]
    return frozenset(map(sleutel, teksten))


def genormaliseerd(naam: str, waarde: Any) -> Any:
    """`waarde` of field `naam` without differences that no reader sees."""
    return canoniek(waarde) if VELD[naam].soort.is_opmaak else genormaliseerd_tekst(waarde)


def genormaliseerd_tekst(waarde: Any) -> Any:
    """`waarde` with every text in it on one line."""
    if isinstance(waarde, str):
        return een_regel(waarde)
    if isinstance(waarde, list):
        return [genormaliseerd_tekst(deel) for deel in waarde]
    if isinstance(waarde, dict):
        return {naam: genormaliseerd_tekst(deel) for naam, deel in waarde.items()}
    return waarde


def kenmerk(naam: str, waarde: Any) -> str:
    """Eight characters that change when a reader would see `waarde` change."""
    return vingerafdruk(genormaliseerd(naam, waarde))[:8]


def merk(naam: str, waarde: Any) -> str:
    """The bookmark of field `naam`; Word allows forty characters."""
    return f"k_{naam}_{kenmerk(naam, waarde)}"


def lees_merk(bladwijzer: str) -> tuple[str, str] | None:
    """The field and the fingerprint in a bookmark of ours."""
    gelezen = ontleed(bladwijzer)
    return gelezen if gelezen and gelezen[0] in koppen() else None


def ontleed(bladwijzer: str) -> tuple[str, str] | None:
    """What `merk` put together: any name that a field can have, and the fingerprint."""
    gevonden = _MERK.fullmatch(bladwijzer)
    return (gevonden[1], gevonden[2]) if gevonden else None


def merk_van(versie: Beschrijving) -> str:
    """The bookmark that says of which innovatie the file is."""
    return f"{_MERK_VAN}{versie.innovatie_id}"


def lees_merk_van(bladwijzer: str) -> int | None:
    """The innovatie in a bookmark of ours."""
    nummer = bladwijzer.removeprefix(_MERK_VAN)
    return int(nummer) if nummer != bladwijzer and nummer.isdecimal() else None
