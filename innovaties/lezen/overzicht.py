"""All that the site has of one kind, by name: for pages that lead to every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from basis.tekst import sorteersleutel
from innovaties.keuzelijsten import Soort
from innovaties.lezen.gids import gids
from innovaties.lezen.naamwijzer import Naam
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from vinden.keuzelijsten import Wegwijzersoort
from vinden.stand import na_te_vragen
from vinden.tekens import plat

CIJFERS = "0–9"


class Overzichtsregel(NamedTuple):
    """A page by its name. `aantal` is how many innovaties it has; None where none belong to it.

    Of these a source only names `genoemd`.
    """

    letter: str
    naam: Naam
    aantal: int | None
    genoemd: int


@na_te_vragen
def overzicht(soort: str, tekst: str) -> list[Overzichtsregel]:
    """The rows of the facet `soort`, or the pages of that Wegwijzersoort, as in a dictionary.

    With a `tekst` those with all of its words. No query but those of the guide and the index.
    """
    namen = gids()
    if soort in Wegwijzersoort.values:
        label = str(Wegwijzersoort(soort).label)
        van_gids: Iterable[tuple[Naam, int | None, int]] = (
            (naam, None, 0) for naam in namen.titels.wegwijzers.values() if naam.soort == label
        )
    else:
        index = BESCHRIJVINGEN.index()
        alleen_genoemd = index.met("soort", Soort.GENOEMD)
        codes = ((*code.partition(":"), naam) for code, naam in namen.van_code.items())
        van_gids = (
            (
                naam,
                (bits := index.met(soort, slug)).bit_count(),
                (bits & alleen_genoemd).bit_count(),
            )
            for facet, _, slug, naam in codes
            if facet == soort
        )
    woorden = plat(tekst).split()
    regels = [
        Overzichtsregel(_letter(naam), naam, aantal, genoemd)
        for naam, aantal, genoemd in van_gids
        if all(woord in plat(f"{naam.titel} {naam.uitleg}") for woord in woorden)
    ]
    return sorted(regels, key=lambda regel: sorteersleutel(regel.naam.titel))


def _letter(naam: Naam) -> str:
    eerste = sorteersleutel(naam.titel)[:1].upper()
    return eerste if eerste.isalpha() else CIJFERS


def per_letter(regels: Iterable[Overzichtsregel]) -> list[tuple[str, list[Overzichtsregel]]]:
    """`regels`, in order, below their first letters."""
    return [(letter, list(groep)) for letter, groep in groupby(regels, lambda een: een.letter)]
