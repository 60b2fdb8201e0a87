"""What Dutch knows of a word: its base forms, and how often people use it.

Two kept lists (simplemma: a word to its lemma; wordfreq: how often words are used) take a hundred
MiB in memory. Here they are one trie in a file of some five MiB, which all processes share.
"""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie
from django.conf import settings

BRONNEN = ("simplemma", "wordfreq", "marisa-trie")
UITGAVE = 1
"""One more with each change of what the file holds."""


@cache
def woordenboek() -> marisa_trie.BytesTrie:
    """The trie: from a word, without accents and capitals, to its frequency and its lemmas.

    Made by a process of its own where it is not there yet, so that none of ours grows by it.
    """
    pad = _pad()
    if not pad.exists():
        _maak(pad)
    return marisa_trie.BytesTrie().mmap(str(pad))


def _maak(pad: Path) -> None:
    """Make the file once, though all workers of a first start ask for it at the same time."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    with (pad.parent / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not pad.exists():
            subprocess.run([sys.executable, "-m", "vinden.woordenboek_maken", str(pad)], check=True)


def gebruik(woord: str) -> int:
    """How often people use `woord`, Zipf's scale times ten: 70 is 'de', 10 is rare, 0 is never."""
    gevonden = woordenboek().get(woord)
    return gevonden[0][0] if gevonden else 0


def lemmas(woord: str) -> tuple[str, ...]:
    """The base forms of `woord`, and those of these; nothing for a word that no list has."""
    gevonden = woordenboek().get(woord)
    return tuple(gevonden[0][1:].decode().split()) if gevonden else ()


def _pad() -> Path:
    uitgaven = " ".join([str(UITGAVE), *(version(naam) for naam in BRONNEN)])
    return settings.WOORDENBOEK / f"{hashlib.sha256(uitgaven.encode()).hexdigest()[:12]}.marisa"
