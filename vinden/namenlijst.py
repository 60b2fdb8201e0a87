"""The names of one collection, read anew when anything changes that a visitor can see."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, F, TextChoices, Value
from django.db.models.functions import Concat
from taggit.models import TagBase

from organisaties.lezen import plaatsen
from organisaties.models import Regio
from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.namen import andere_namen
from vinden.stand import stand

DRAAIT = "draait:"
"""Where something runs has the values of 'regio', which lead further."""

VAN_PROVINCIE = 0.6
"""A place lies in a provincie too, with much that is far away."""

_slot = threading.Lock()
bewaard: dict[frozenset[str], tuple[int, Namenlijst]] = {}
"""The last list for each set of facets, with the stand when it was read."""


def namenlijst(facetten: Sequence[Facet[Any]]) -> Namenlijst:
    """What the values of `facetten` are called. Two queries when anything changed."""
    nummer = stand().nummer
    sleutel = frozenset(facet.sleutel for facet in facetten)
    with _slot:
        if sleutel not in bewaard or bewaard[sleutel][0] != nummer:
            bewaard[sleutel] = nummer, _lees(facetten)
        return bewaard[sleutel][1]


def _lees(facetten: Sequence[Facet[Any]]) -> Namenlijst:
    namen, labels = Namenlijst(), dict[str, str]()
    eigen, anders = _namen_van(facetten)
    for code, label in eigen:
        labels[code] = label
        if not code.startswith(DRAAIT):
            namen.zet(label, Genoemd(code, label))
    for code, naam in anders:
        if code in labels:
            namen.zet(naam, Genoemd(code, labels[code], eigen=False))
    for naam, regios, _soort in plaatsen():
        for slug, soort in regios:
            if (code := f"regio:{slug}") in labels:
                telt = VAN_PROVINCIE if soort == Regio.Soort.PROVINCIE else 1.0
                namen.zet(naam, Genoemd(code, labels[code], eigen=False, plaats=naam, telt=telt))
    return namen


def _namen_van(
    facetten: Sequence[Facet[Any]],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The code and label of every value, and the code and text of every other name. One query."""
    eigen = [
        (facet.code(str(een.value)), str(een.label))
        for facet in facetten
        if issubclass(facet.lijst, TextChoices)
        for een in facet.lijst
    ]
    lijsten = [
        facet.lijst._default_manager.order_by().values_list(
            Value("eigen", CharField()),
            Concat(Value(f"{facet.sleutel}:"), F("slug"), output_field=CharField()),
            F("name" if issubclass(facet.lijst, TagBase) else "naam"),
        )
        for facet in facetten
        if not issubclass(facet.lijst, TextChoices)
    ]
    alle = andere_namen(Value("anders", CharField())).union(*lijsten, all=True)
    rijen = list(alle.order_by())
    eigen += [(code, naam) for soort, code, naam in rijen if soort == "eigen"]
    return eigen, [(code, naam) for soort, code, naam in rijen if soort == "anders"]
