"""The passage of a text around the words that were looked for, these between markers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vinden.tekens import BROK, delen_van
from vinden.woorden import STAM, lexemen_van, stammen, vormen

MARKEER_BEGIN, MARKEER_EIND = "\u2983", "\u2984"
"""Marks around a found word: signs that no text holds, so that escaping comes before marking."""

WOORDEN = 34
"""How long the passage is."""
VOORAF = 8
"""How many words come before the first that was found, in a text that is longer."""


@dataclass(frozen=True)
class _Plek:
    begin: int
    einde: int
    raak: str


def uitsnede(tekst: str, gezocht: Collection[str]) -> str:
    """Some WOORDEN of `tekst`, from where most of the words `gezocht` stand together.

    They are marked as the text writes them; without any the passage is its beginning.
    """
    tekst = unicodedata.normalize("NFC", tekst)
    plekken = list(_plekken(tekst, gezocht))
    begin = _beste(plekken)
    deel = plekken[begin : begin + WOORDEN]
    if not deel:
        return ""
    stukken, hier = list[str](), deel[0].begin
    for plek in deel:
        if plek.raak:
            stukken += [tekst[hier : plek.begin], MARKEER_BEGIN, tekst[plek.begin : plek.einde]]
            stukken.append(MARKEER_EIND)
            hier = plek.einde
    stukken.append(tekst[hier : deel[-1].einde])
    einde = "" if begin + WOORDEN >= len(plekken) else " …"
    return ("… " if begin else "") + "".join(stukken) + einde


def _plekken(tekst: str, gezocht: Collection[str]) -> Iterator[_Plek]:
    """Every word of `tekst` with its place, and for a found one which it is."""
    van = {
        lexeem: woord
        for woord in gezocht
        for lexeem in (*vormen(woord), *(STAM + een for een in stammen(woord)))
    }
    eerder = dict[str, str]()  # most words come more than once
    for gevonden in BROK.finditer(tekst):
        woord = gevonden[0]
        if woord not in eerder:
            eerder[woord] = _welk(woord, van)
        yield _Plek(gevonden.start(), gevonden.end(), eerder[woord])


def _welk(woord: str, van: dict[str, str]) -> str:
    delen = delen_van(woord)
    for deel in (*delen, "".join(delen)):
        for lexeem in lexemen_van(deel):
            if lexeem.lstrip("~") in van:
                return van[lexeem.lstrip("~")]
    return ""


def _beste(plekken: list[_Plek]) -> int:
    """Where the passage begins that holds most different words, the first of such."""
    venster: Counter[str] = Counter()
    beste, waar = 0, 0
    for nummer, plek in enumerate(plekken):
        if plek.raak:
            venster[plek.raak] += 1
        oud = nummer - (WOORDEN - VOORAF)
        if oud >= 0 and (raak := plekken[oud].raak):
            venster[raak] -= 1
            if not venster[raak]:
                del venster[raak]
        if len(venster) > beste:
            beste = len(venster)
            eerste = next(i for i in range(max(0, oud + 1), nummer + 1) if plekken[i].raak)
            waar = eerste
    return max(0, min(waar - VOORAF, len(plekken) - WOORDEN)) if beste else 0
