"""The passages of a description that search by meaning compares a question with."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from basis.tekst import platte_tekst
from innovaties.lezen.weergave import Getoond, secties, voor_weergave
from innovaties.models import Beschrijving
from vinden.models import Passagevorm
from vinden.passages import LANGSTE_SECTIE, LANGSTE_VENSTER, Teksten, vensters, zinnen


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
            chain(
                [gevonden.titel],
                chain.from_iterable(vensters(_lopend(getoond)) for _, getoond in alle),
            )
        ),
        Passagevorm.VRAAG: [
            zin[:LANGSTE_VENSTER] for zin in zinnen(platte_tekst(gevonden.lezersvragen))
        ],
    }


def _sectie(titel: str, kop: str, getoond: Iterable[Getoond]) -> str:
    return f"{titel}. {kop}. {' '.join(deel.plat for deel in getoond)}"[:LANGSTE_SECTIE]


def _lopend(getoond: Iterable[Getoond]) -> str:
    return " ".join(tekst for deel in getoond for waarde in deel.waarden for tekst in waarde.lopend)
