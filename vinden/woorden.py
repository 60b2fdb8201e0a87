"""Words as search knows them: the same for a text and for a question.

A word has forms (itself and its lemmas: kinderen, kind), a stem that it shares with its relatives
(begeleiding, begeleiden) and, when it is a compound, parts (woonvorm: woon, vorm).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import Stemmer

from vinden.tekens import EVEN, ONTHOUDEN, brokken
from vinden.woordenboek import gebruik, lemmas

# What two words have in common in the lists and not in the minds of people: ouderen, ouders; and
# who stands beside somebody is a naaste.
EIGEN_LEMMAS: dict[str, tuple[str, ...]] = {
    "ouder": (),
    "ouders": ("ouder",),
    "oudere": (),
    "ouderen": ("oudere",),
    "maatje": (),
    "maatjes": ("maatje",),
    "naast": (),
    "naaste": (),
    "naasten": ("naaste",),
}
KORTSTE_DEEL = 3
GEWOON = 20
"""A part of a compound is a word that people use (Zipf times ten)."""
VOEGEN = ("", "s", "en", "e", "n")

TITEL, KERN, VAAK = "/a", "/b", "/m"
"""Behind a lexeme in what is written of a text: where it stands, and that it comes often."""

VAAK_IS = 3
KORTST = 4
"""Of a shorter word nobody can tell what it was meant as."""

STAM, DEEL, PAAR, HEEL = "=", "~", "+", "^"
"""Before a stem, a part of a compound, two neighbours and a whole title, in what is written."""

_stam = Stemmer.Stemmer("dutch_porter")

STOPWOORDEN = frozenset(
    Path(__file__).with_name("stopwoorden.txt").read_text(encoding="utf-8").split()
)
"""Words that say nothing of what somebody looks for."""


@lru_cache(EVEN)
def vormen(woord: str) -> tuple[str, ...]:
    """`woord`, which is flat, and its lemmas; of an unknown compound those of its last part."""
    if woord in EIGEN_LEMMAS:
        return (woord, *EIGEN_LEMMAS[woord])
    if gevonden := lemmas(woord):
        return (woord, *(een for een in gevonden if een != "oud"))
    if delen := splits(woord):
        kop = woord.removesuffix(delen[-1])
        return (woord, *(kop + een for een in lemmas(delen[-1])))
    return (woord,)


@lru_cache(EVEN)
def stammen(woord: str) -> tuple[str, ...]:
    """What `woord` shares with its relatives."""
    if woord in EIGEN_LEMMAS or not woord.isalpha():
        return ()
    return tuple(dict.fromkeys(_ontdubbel(_stam.stemWord(een)) for een in vormen(woord)))


def _ontdubbel(stam: str) -> str:
    """herstell, herstel: the verb and the noun."""
    return stam[:-1] if len(stam) > 3 and stam[-1] == stam[-2] and stam[-1] not in "aeiou" else stam


@lru_cache(EVEN)
def splits(woord: str) -> tuple[str, ...]:
    """The two parts of a compound, each a word that people use more than the whole; else nothing.

    Of several ways the one whose rarest part is the most usual.
    """
    beste: tuple[str, ...] = ()
    score = max(GEWOON, gebruik(woord) - 8)
    for knip in range(KORTSTE_DEEL, len(woord) - KORTSTE_DEEL + 1):
        rechts = woord[knip:]
        if rechts in STOPWOORDEN or _bekend(rechts) <= score:
            continue
        for voeg in VOEGEN:
            links = woord[: knip - len(voeg)]
            if not woord[:knip].endswith(voeg) or len(links) < KORTSTE_DEEL or links in STOPWOORDEN:
                continue
            kans = min(_bekend(links), _bekend(rechts)) - len(voeg)
            if kans > score:
                beste, score = (links, rechts), kans
    return beste


def _bekend(deel: str) -> int:
    """How usual `deel` is; a short word has to be more so, since others end like it by chance."""
    return gebruik(deel) - 5 * max(0, 5 - len(deel))


@lru_cache(EVEN)
def naamvorm(woord: str) -> str:
    """One form for all inflections of `woord`, to look names up by."""
    return min((een for een in vormen(woord)), key=lambda een: (len(een), een))


def lexemen(per_gewicht: Mapping[str, Iterable[str]]) -> dict[str, set[int]]:
    """Every lexeme of texts by weight ('A' to 'D'), with its places, for the search document.

    A lexeme of a text of weight A or B stands there once more with that letter, and one that comes
    often once more with VAAK.
    """
    gevonden = dict[str, set[int]]()
    plek = 0
    for gewicht, teksten in sorted(per_gewicht.items()):
        achter = {"A": TITEL, "B": KERN}.get(gewicht, "")
        for tekst in teksten:
            vorig = ""
            for brok in brokken(tekst):
                begin = plek
                for deel in brok.delen:
                    plek += 1
                    _zet(gevonden, lexemen_van(deel), plek, achter)
                    if zegt_iets(deel):
                        if vorig:
                            gevonden.setdefault(paar(vorig, deel), set())
                        vorig = deel
                if len(brok.delen) > 1:
                    _zet(gevonden, lexemen_van(brok.aaneen), begin + 1, achter)
            plek += 1  # a phrase does not run on into the next text
    vaak = [een for een, plekken in gevonden.items() if len(plekken) >= VAAK_IS]
    return gevonden | {een + VAAK: set() for een in vaak}


def zegt_iets(deel: str) -> bool:
    """Whether `deel` stands beside others: no word between them that says nothing by itself."""
    return deel not in STOPWOORDEN and len(deel) > 1


def paar(een: str, ander: str) -> str:
    """The lexeme of two words that stand beside each other, in whatever order."""
    return paar_van_wortels(wortel(een), wortel(ander))


def paar_van_wortels(een: str, ander: str) -> str:
    """The same of the roots of two words."""
    return PAAR + "+".join(sorted((een, ander)))


def heel(titel: str) -> str:
    """The lexeme of a whole title: its words, whatever stands between them."""
    return HEEL + "".join(deel for brok in brokken(titel) for deel in brok.delen)


def wortel(woord: str) -> str:
    """One form of `woord` and its relatives: its stem, or itself where it has none."""
    return next(iter(stammen(woord)), woord)


@lru_cache(ONTHOUDEN)
def lexemen_van(woord: str) -> tuple[str, ...]:
    """What is written of a flat word: its forms, its stems, and those of its parts."""
    return (
        *vormen(woord),
        *(STAM + een for een in stammen(woord)),
        *(DEEL + een for deel in splits(woord) for een in vormen(deel)),
        *(DEEL + STAM + een for deel in splits(woord) for een in stammen(deel)),
        *([paar(*splits(woord))] if splits(woord) else ()),
    )


def te_leren(lexemen: Iterable[str]) -> set[str]:
    """The words among lexemes that a typing error may have been meant as."""
    return {een for een in lexemen if een.isalpha() and len(een) >= KORTST}


def _zet(gevonden: dict[str, set[int]], namen: Iterable[str], plek: int, achter: str) -> None:
    for naam in namen:
        gevonden.setdefault(naam, set()).add(min(plek, 16_383))
        if achter:
            gevonden.setdefault(naam + achter, set())


def woorden_van(tekst: str) -> list[str]:
    """The different words of `tekst` that tell something, one form of each."""
    alle = (deel for brok in brokken(tekst) for deel in brok.delen)
    zinvol = (naamvorm(woord) for woord in alle if len(woord) > 1 and woord not in STOPWOORDEN)
    return list(dict.fromkeys(zinvol))


def een_van(woorden: Iterable[str], *plekken: str) -> str:
    """A tsquery for what has one of `woorden`, in one of `plekken` when these are given."""
    lexemen = (
        f"'{vorm}{plek}'"
        for woord in woorden
        for vorm in vormen(woord)
        for plek in plekken or ("",)
    )
    return " | ".join(dict.fromkeys(lexemen))
