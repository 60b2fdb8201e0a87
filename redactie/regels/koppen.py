"""Which field a heading in somebody's document is about: by the labels of the format, and more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from innovaties.formaat import VELD, onderdelen
from innovaties.formaat.onderdelen import Veld
from innovaties.formaat.soorten import Email, Rijen, Rijk, Tekst, Webadres
from vinden.woorden import stammen

OOK: Mapping[str, str] = {
    "kern": "samenvatting inleiding",
    "aanleiding": "achtergrond probleem probleemstelling context noodzaak",
    "doelgroep_toelichting": "cliënten deelnemers bewoners",
    "clientvraag": "behoefte wensen",
    "doel": "doelstelling ambitie missie visie",
    "aanpak": "werkwijze methode activiteiten uitvoering traject programma",
    "vaste_kern": "uitgangspunten principes",
    "uitvoerders": "team medewerkers personeel professionals opleiding training",
    "ervaring_toelichting": "ervaringskennis ervaringsdeskundigheid",
    "naasten": "familie mantelzorg mantelzorgers vrijwilligers",
    "knelpunten": "belemmeringen uitdagingen drempels",
    "randvoorwaarden_toelichting": "voorwaarden benodigdheden",
    "financiering_toelichting": "financiën bekostiging kosten begroting subsidie",
    "resultaten": "opbrengsten effecten uitkomsten bevindingen conclusies evaluatie",
    "bronnen": "literatuur literatuurlijst referenties",
    "tips": "aanbevelingen lessen adviezen",
    "praktijkverhaal": "casus verhaal portret praktijkvoorbeeld",
}
"""What else reports call what the format asks."""

_LEEG = {
    *("de", "het", "een", "en", "in", "op", "of", "van", "voor", "bij", "met", "zo", "wat", "er"),
    *("is", "één", "zin", "toelichting"),
}


def kan_uit_stuk(veld: Veld) -> bool:
    """Whether words of a document can go into `veld`: text, or rows that need no more than text."""
    soort = veld.soort
    if isinstance(soort, Rijen):
        eerste, *rest = soort.kolommen
        los = all(kolom.doel.blank and not kolom.doel.choices for kolom in rest)
        return isinstance(eerste, Tekst) and los and not soort.bestanden
    return isinstance(soort, (Rijk, Tekst)) and not isinstance(soort, (Email, Webadres))


@cache
def velden_uit_stuk(soort: str) -> tuple[Veld, ...]:
    """The fields of a description of `soort` that words of a document can go into."""
    return tuple(
        veld
        for veld in VELD.values()
        if veld.geldt_voor(soort) and veld.is_openbaar and kan_uit_stuk(veld)
    )


def veld_bij(kop: str, soort: str) -> str:
    """The name of the field that `kop` is about; empty when it says none."""
    gezegd = set(_stammen([kop]))
    punten = {
        veld.naam: sum(_woorden()[veld.naam].get(stam, 0) for stam in gezegd)
        for veld in velden_uit_stuk(soort)
        if veld.naam != "titel"
    }
    beste = max(punten, key=lambda naam: punten[naam], default="")
    return beste if punten.get(beste) else ""


@cache
def _woorden() -> dict[str, dict[str, int]]:
    """By which stems each field is known: its labels, and for half as much `OOK`."""
    return {
        veld.naam: {
            **dict.fromkeys(_stammen([OOK.get(veld.naam, "")]), 1),
            **dict.fromkeys(_stammen([deel.label, veld.label]), 2),
        }
        for deel in onderdelen()
        for veld in deel.velden
    }


def _stammen(teksten: Iterable[str]) -> Iterable[str]:
    for tekst in teksten:
        for woord in re.findall(r"[^\W\d_]+", tekst.lower()):
            if woord not in _LEEG:
                yield from stammen(woord)


def labels() -> dict[str, str]:
    """What a reader knows each field by: its part, and its own label where it has one."""
    return {
        veld.naam: f"{deel.label}: {veld.label}" if veld.label else deel.label
        for deel in onderdelen()
        for veld in deel.velden
    }
