"""The passages of a description that search by meaning compares a question with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from basis.tekst import platte_tekst
from innovaties.lezen.weergave import Getoond, secties, voor_weergave
from innovaties.models import Beschrijving
from vinden.models import Passagevorm
from vinden.passages import Teksten

LANGSTE_SECTIE, LANGSTE_VENSTER = 1500, 400
"""Signs of a passage; the encoder reads some five hundred tokens at once."""

KORTSTE_ZIN = 20
"""What is shorter says nothing by itself."""

_NA_ZIN = re.compile(r"(?<=[.!?:;])\s+")


def passages_van(pk: int) -> Teksten | None:
    """The passages of the description `pk`: sections, windows of two sentences, and questions.

    None when it is not live. Only what a visitor may read.
    """
    gevonden = voor_weergave(Beschrijving.objects.zichtbaar().filter(pk=pk)).first()
    if gevonden is None:
        return None
    alle = list(secties(gevonden))
    return {
        Passagevorm.SECTIE: [
            _sectie(gevonden.titel, sectie.titel, getoond) for sectie, getoond in alle
        ],
        Passagevorm.VENSTER: list(
            chain([gevonden.titel], chain.from_iterable(_vensters(getoond) for _, getoond in alle))
        ),
        Passagevorm.VRAAG: [
            zin[:LANGSTE_VENSTER] for zin in _zinnen(platte_tekst(gevonden.lezersvragen))
        ],
    }


def _sectie(titel: str, kop: str, getoond: Iterable[Getoond]) -> str:
    return f"{titel}. {kop}. {' '.join(deel.plat for deel in getoond)}"[:LANGSTE_SECTIE]


def _vensters(getoond: Iterable[Getoond]) -> Iterator[str]:
    """Each sentence of running text with the one that follows it."""
    zinnen = _zinnen(
        " ".join(tekst for deel in getoond for waarde in deel.waarden for tekst in waarde.lopend)
    )
    for eerste, tweede in zip_longest(zinnen, zinnen[1:], fillvalue=""):
        yield f"{eerste} {tweede}"[:LANGSTE_VENSTER].strip()


def _zinnen(tekst: str) -> list[str]:
    return [zin for zin in _NA_ZIN.split(tekst) if len(zin) >= KORTSTE_ZIN]
