"""The questions of `zoekvragen.yaml` and, of an answer, how good it is. Without Django."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

BESTAND = Path(__file__).with_suffix(".yaml")
PAGINA = "pagina"
"""The kind of questions whose answer is no description."""

JUIST = 2
EERSTE = 10


@dataclass(frozen=True)
class Zoekvraag:
    """A question with its kind and what answers it: 2 is the right answer, 1 useful too.

    `goed` holds web names of descriptions and addresses of other pages. `reeks` tells who judged.
    """

    q: str
    soort: str
    goed: Mapping[str, int]
    reeks: int = 1


@dataclass(frozen=True)
class Maat:
    """How well questions are answered, on average."""

    vragen: int
    recall: float
    mrr: float
    eerste: float
    niets: float
    aantal: float


def zoekvragen() -> list[Zoekvraag]:
    """All questions."""
    rijen: list[dict[str, Any]] = yaml.safe_load(BESTAND.read_text())
    return [Zoekvraag(**rij) for rij in rijen]


def maat(antwoorden: Sequence[tuple[Zoekvraag, Sequence[str], int]]) -> Maat:
    """How good `antwoorden` are: of each question the first results and how many there are.

    recall is the part of what is good among the first ten, MRR one divided by the place of the
    first right answer.
    """
    rangen = [_rang(vraag, eerste) for vraag, eerste, _ in antwoorden]
    return Maat(
        len(antwoorden),
        statistics.fmean(_recall(vraag, eerste) for vraag, eerste, _ in antwoorden),
        statistics.fmean(1 / rang if rang else 0 for rang in rangen),
        statistics.fmean(rang == 1 for rang in rangen),
        statistics.fmean(not aantal for *_, aantal in antwoorden),
        statistics.median(aantal for *_, aantal in antwoorden),
    )


def _recall(vraag: Zoekvraag, eerste: Sequence[str]) -> float:
    gevonden = vraag.goed.keys() & set(eerste[:EERSTE])
    return len(gevonden) / min(EERSTE, len(vraag.goed))


def _rang(vraag: Zoekvraag, eerste: Sequence[str]) -> int:
    """The place of the first right answer; 0 without one."""
    plekken = (plek for plek, wat in enumerate(eerste, 1) if vraag.goed.get(wat) == JUIST)
    return next(plekken, 0)
