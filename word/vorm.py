"""What writer and reader of the Word file share: names, texts that are ours, and one form a value.

A value travels raw, as its kind makes it (`ruw`), so that JSON can carry it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from basis.getypt import sleutel
from basis.tekst import een_regel, vingerafdruk
from innovaties.formaat import FORMAAT, TREFWOORDEN, VELD, onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Veld
from innovaties.models import Beschrijving
from word.blad import INLEIDING, MERK_VAN, TITEL, Herkenning
from word.opmaak import canoniek

LABEL_TREFWOORDEN = "Trefwoorden bij de beschrijving"
VRAAG_TREFWOORDEN = "Met welke woorden zoeken mensen dit?"


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
def herkenning() -> Herkenning:
    """What a file that we made is known by; of our lines the `sleutel`."""
    teksten = [TITEL, *INLEIDING, LABEL_TREFWOORDEN, VRAAG_TREFWOORDEN, *koppen().values()]
    teksten += [sectie.titel for sectie in FORMAAT]
    teksten += [f"{deel.nummer}. {deel.label}" for deel in onderdelen()]
    teksten += [deel.hulpvraag for deel in onderdelen()]
    teksten += [regel for veld in VELD.values() for regel in uitleg(veld)]
    return Herkenning(koppen(), frozenset(map(sleutel, teksten)))


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


def merk_van(versie: Beschrijving) -> str:
    """The bookmark that says of which innovatie the file is."""
    return f"{MERK_VAN}{versie.innovatie_id}"
