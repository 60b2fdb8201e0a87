"""Make the file of `vinden.woordenboek`: `python -m vinden.woordenboek_maken <file>`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import marisa_trie
import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from vinden.tekens import plat

STAPPEN = 2
"""'daklozen' is 'dakloze', and that is 'dakloos'."""


def regels() -> Iterator[tuple[str, bytes]]:
    """Every word with its frequency, a byte, and its lemmas."""
    lemmas = _lemmas()
    gebruik: dict[str, float] = {}
    for woord, deel in wordfreq.get_frequency_dict("nl", wordlist="best").items():
        gebruik[plat(woord)] = gebruik.get(plat(woord), 0) + deel
    for woord in gebruik.keys() | lemmas.keys():
        if not woord.isalpha():
            continue
        zipf = wordfreq.freq_to_zipf(gebruik[woord]) if woord in gebruik else 0
        yield woord, bytes([max(0, round(zipf * 10))]) + " ".join(_keten(woord, lemmas)).encode()


def _lemmas() -> Mapping[str, set[str]]:
    gelezen = dict[str, set[str]]()
    for woord, lemma in DefaultDictionaryFactory().get_dictionary("nl").items():
        vorm, basis = plat(_tekst(woord)), plat(_tekst(lemma))
        if "_" not in basis and basis.isalpha():
            gelezen.setdefault(vorm, set()).add(basis)
    return gelezen


def _tekst(ruw: Any) -> str:
    """The dictionary keeps bytes, whatever it says."""
    return ruw.decode() if isinstance(ruw, bytes) else str(ruw)


def _keten(woord: str, lemmas: Mapping[str, set[str]]) -> list[str]:
    """The lemmas of `woord`, and theirs."""
    gevonden, nu = list[str](), {woord}
    for _ in range(STAPPEN):
        nu = {lemma for een in nu for lemma in lemmas.get(een, ())} - {woord, *gevonden}
        gevonden += sorted(nu)
    return gevonden


if __name__ == "__main__":
    doel = Path(sys.argv[1])
    # Who is killed meanwhile leaves no half a dictionary under its name.
    half = doel.with_suffix(".half")
    marisa_trie.BytesTrie(regels()).save(str(half))
    half.replace(doel)
