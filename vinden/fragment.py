"""The passage of a text around the words that were looked for, these between markers."""

from __future__ import annotations

import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from vinden.tekens import BROK, delen_van
from vinden.woorden import DEEL, STAM, lexemen_van, stammen, vormen

MARKEER_BEGIN, MARKEER_EIND = "\u2983", "\u2984"
"""Marks around a found word: signs that no text holds, so that escaping comes before marking."""

WOORDEN = 34
"""How long the passage is."""
VOORAF = 8
"""How many words come before the first that was found, in a text that is longer."""


def uitsnijder(gezocht: Collection[str]) -> Callable[[str], str]:
    """Makes of a text some WOORDEN, from where most of the words `gezocht` stand together.

    They are marked as the text writes them; without any the passage is its beginning. For all texts
    of an answer: most words come in more than one.
    """
    van = {
        deel + lexeem: woord
        for woord in gezocht
        for lexeem in (*vormen(woord), *(STAM + een for een in stammen(woord)))
        for deel in ("", DEEL)
    }
    bekend = dict[str, str]()

    def uitsnede(tekst: str) -> str:
        tekst = unicodedata.normalize("NFC", tekst)
        woorden = BROK.findall(tekst)
        for woord in {*woorden} - bekend.keys():
            bekend[woord] = _welk(woord, van)
        raak = [bekend[woord] for woord in woorden]
        begin = _beste(raak)
        deel = list(islice(BROK.finditer(tekst), begin, begin + WOORDEN))
        if not deel:
            return ""
        stukken, hier = list[str](), deel[0].start()
        for gevonden, is_raak in zip(deel, raak[begin:], strict=False):
            if is_raak:
                stukken += [tekst[hier : gevonden.start()], MARKEER_BEGIN]
                stukken += [gevonden[0], MARKEER_EIND]
                hier = gevonden.end()
        stukken.append(tekst[hier : deel[-1].end()])
        einde = "" if begin + WOORDEN >= len(woorden) else " …"
        return ("… " if begin else "") + "".join(stukken) + einde

    return uitsnede


def _welk(woord: str, van: Mapping[str, str]) -> str:
    delen = delen_van(woord)
    for deel in (*delen, "".join(delen)):
        lexemen = lexemen_van(deel)
        if not van.keys().isdisjoint(lexemen):
            return next(van[lexeem] for lexeem in lexemen if lexeem in van)
    return ""


def _beste(raak: Sequence[str]) -> int:
    """Where the passage begins that holds most different words, the first of such."""
    venster, hier = Counter[str](), deque[int]()
    beste, waar = 0, 0
    for nummer in (nummer for nummer, woord in enumerate(raak) if woord):
        hier.append(nummer)
        venster[raak[nummer]] += 1
        while hier[0] <= nummer - (WOORDEN - VOORAF):
            weg = raak[hier.popleft()]
            venster[weg] -= 1
            if not venster[weg]:
                del venster[weg]
        if len(venster) > beste:
            beste, waar = len(venster), hier[0]
    return max(0, min(waar - VOORAF, len(raak) - WOORDEN)) if beste else 0
