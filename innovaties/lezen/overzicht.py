"""All that the site has of one kind, by name: for pages that lead to every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator

from basis.tekst import sorteersleutel
from innovaties.keuzelijsten import Soort
from innovaties.lezen.gids import gids
from innovaties.lezen.naamwijzer import Naam
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from vinden.keuzelijsten import Wegwijzersoort
from vinden.stand import na_te_vragen
from vinden.tekens import plat

CIJFERS = "0–9"
PER_BLAD = 100
KORT = 7
"""So many names are seen at once: nobody looks among them by letter or by word."""


class Overzichtsregel(NamedTuple):
    """A page by its name. `aantal` is how many innovaties it has; None where none belong to it.

    Of these a source only names `genoemd`.
    """

    letter: str
    titel: str
    adres: str
    uitleg: str
    aantal: int | None
    genoemd: int


class Overzichtsblad(NamedTuple):
    """What one page of an overview shows: its `regels`, of the `aantal` at `letter`."""

    letters: list[str]
    letter: str
    is_kort: bool
    """Whether they are all seen at once, without a letter or a word."""
    aantal: int
    nummer: int
    regels: list[Overzichtsregel]


@na_te_vragen
def overzichtsblad(soort: str, tekst: str, letter: str, pagina: str) -> Overzichtsblad:
    """What this page shows of `soort` (see `overzicht`); an unknown letter is none."""
    alle = overzicht(soort, tekst)
    letters = list(dict.fromkeys(regel.letter for regel in alle))
    gekozen = letter if letter in letters else ""
    regels = [regel for regel in alle if regel.letter == gekozen] if gekozen else alle
    blad = Paginator(regels, PER_BLAD).get_page(pagina)
    is_kort = not gekozen and not tekst and len(alle) <= KORT
    return Overzichtsblad(letters, gekozen, is_kort, len(regels), blad.number, list(blad))


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
        Overzichtsregel(_letter(naam), naam.titel, naam.adres, naam.uitleg, aantal, genoemd)
        for naam, aantal, genoemd in van_gids
        if all(woord in plat(f"{naam.titel} {naam.uitleg}") for woord in woorden)
    ]
    return sorted(regels, key=lambda regel: sorteersleutel(regel.titel))


def _letter(naam: Naam) -> str:
    eerste = sorteersleutel(naam.titel)[:1].upper()
    return eerste if eerste.isalpha() else CIJFERS


def per_letter(regels: Iterable[Overzichtsregel]) -> list[tuple[str, list[Overzichtsregel]]]:
    """`regels`, in order, below their first letters."""
    return [(letter, list(groep)) for letter, groep in groupby(regels, lambda een: een.letter)]
