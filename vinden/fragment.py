"""The passage of a text around the words that were looked for, these between markers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from vinden.tekens import BROK, delen_van
from vinden.woorden import DEEL, STAM, lexemen_van, stammen, vormen

MARKEER_BEGIN, MARKEER_EIND = "\u2983", "\u2984"
"""Marks around a found word: signs that no text holds, so that escaping comes before marking."""

WOORDEN = 34
"""How long the passage is."""
VOORAF = 8
"""How many words come before the first that was found, in a text that is longer."""


def uitsnede(tekst: str, gezocht: Collection[str]) -> str:
    """Some WOORDEN of `tekst`, from where most of the words `gezocht` stand together.

    They are marked as the text writes them; without any the passage is its beginning.
    """
    tekst = unicodedata.normalize("NFC", tekst)
    woorden = list(BROK.finditer(tekst))
    raak = list(_raak(woorden, gezocht))
    begin = _beste(raak)
    deel = woorden[begin : begin + WOORDEN]
    if not deel:
        return ""
    stukken, hier = list[str](), deel[0].start()
    for gevonden, is_raak in zip(deel, raak[begin:], strict=False):
        if is_raak:
            stukken += [tekst[hier : gevonden.start()], MARKEER_BEGIN, gevonden[0], MARKEER_EIND]
            hier = gevonden.end()
    stukken.append(tekst[hier : deel[-1].end()])
    einde = "" if begin + WOORDEN >= len(woorden) else " …"
    return ("… " if begin else "") + "".join(stukken) + einde


def _raak(woorden: Iterable[re.Match[str]], gezocht: Collection[str]) -> Iterator[str]:
    """Of every word of a text which of `gezocht` it is, or nothing."""
    van = {
        deel + lexeem: woord
        for woord in gezocht
        for lexeem in (*vormen(woord), *(STAM + een for een in stammen(woord)))
        for deel in ("", DEEL)
    }
    eerder = dict[str, str]()  # most words come more than once
    for gevonden in woorden:
        woord = gevonden[0]
        if woord not in eerder:
            eerder[woord] = _welk(woord, van)
        yield eerder[woord]


def _welk(woord: str, van: Mapping[str, str]) -> str:
    delen = delen_van(woord)
    for deel in (*delen, "".join(delen)):
        lexemen = lexemen_van(deel)
        if not van.keys().isdisjoint(lexemen):
            return next(van[lexeem] for lexeem in lexemen if lexeem in van)
    return ""


def _beste(raak: Sequence[str]) -> int:
    """Where the passage begins that holds most different words, the first of such."""
    venster: Counter[str] = Counter()
    beste, waar = 0, 0
    for nummer, woord in enumerate(raak):
        if woord:
            venster[woord] += 1
        oud = nummer - (WOORDEN - VOORAF)
        if oud >= 0 and raak[oud]:
            venster[raak[oud]] -= 1
            if not venster[raak[oud]]:
                del venster[raak[oud]]
        if len(venster) > beste:
            beste = len(venster)
            waar = next(i for i in range(max(0, oud + 1), nummer + 1) if raak[i])
    return max(0, min(waar - VOORAF, len(raak) - WOORDEN)) if beste else 0
