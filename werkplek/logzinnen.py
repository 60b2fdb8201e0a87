"""The log as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Model

from logboek.models import Logregel


@dataclass(frozen=True)
class Logzin:
    """One step: what stands after the name of who did it, and the fields that changed."""

    regel: Logregel
    zin: str
    velden: list[str]


def logzinnen(onderwerp: Model, zinnen: Mapping[str, str], *delen: type[Model]) -> list[Logzin]:
    """What happened to `onderwerp`, the last step first; the same by the same person, once.

    `zinnen` says what each `wat` means; fields, also of `delen`, are called as the forms call them.
    """
    namen = {
        veld.name: str(veld.verbose_name).rstrip("?")
        for model in (*delen, type(onderwerp))
        for veld in (*model._meta.fields, *model._meta.many_to_many)
    }
    stappen = groupby(
        Logregel.objects.over(onderwerp),
        key=lambda regel: (regel.naam, regel.wat, regel.velden, regel.woorden),
    )
    return [
        Logzin(
            regel := next(gelijk),
            zinnen.get(regel.wat, regel.wat.replace("-", " ")),
            [namen.get(veld, veld.replace("_", " ")) for veld in regel.velden],
        )
        for _, gelijk in stappen
    ]
