"""The names of one collection, read anew when what a value is called changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import CharField, F, TextChoices, Value
from django.db.models.functions import Concat
from taggit.models import TagBase

from organisaties.keuzelijsten import BUREN
from organisaties.lezen import plaatsen
from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.keuzelijsten import MetMeervoud
from vinden.namen import andere_namen
from vinden.stand import stand

VAN_PROVINCIE = 0.6
"""A place lies in a provincie too, with much that is far away."""

_slot = threading.Lock()
bewaard: dict[frozenset[str], tuple[int, Namenlijst]] = {}
"""The last list for each set of facets, with how often names had changed when it was read."""


def namenlijst(facetten: Sequence[Facet[Any]]) -> Namenlijst:
    """What the values of `facetten` are called. Three queries when that changed."""
    nummer = stand("namen").namen
    sleutel = frozenset(facet.sleutel for facet in facetten)
    with _slot:
        if sleutel not in bewaard or bewaard[sleutel][0] != nummer:
            bewaard[sleutel] = nummer, _lees(facetten)
        return bewaard[sleutel][1]


def _lees(facetten: Sequence[Facet[Any]]) -> Namenlijst:
    namen, labels = Namenlijst(), dict[str, str]()
    bij_naam = [facet for facet in facetten if facet.bij_naam]
    for code, label in _labels(bij_naam):
        labels[code] = label
        namen.zet(label, Genoemd(code, label))
    for facet in bij_naam:
        if issubclass(facet.lijst, MetMeervoud):
            for een in facet.lijst:  # of English words the lists know no plural: masterclasses
                code = facet.code(str(een.value))
                namen.zet(een.meervoud, Genoemd(code, labels[code]))
                for naam in een.ook:
                    namen.zet(naam, Genoemd(code, labels[code], eigen=False))
    for naam, code in andere_namen():
        if code in labels:
            namen.zet(naam, Genoemd(code, labels[code], eigen=False))
    for facet in facetten:
        if facet.ligging and facet.bij_naam:
            _zet_plaatsen(namen, facet, labels)
    return namen


def _zet_plaatsen(namen: Namenlijst, facet: Facet[Any], labels: Mapping[str, str]) -> None:
    for naam, regios, _soort in plaatsen():
        for slug in regios:
            if (code := facet.code(slug)) in labels:
                telt = VAN_PROVINCIE if slug in BUREN else 1.0
                namen.zet(naam, Genoemd(code, labels[code], eigen=False, plaats=naam, telt=telt))


def _labels(facetten: Sequence[Facet[Any]]) -> Iterator[tuple[str, str]]:
    """The code of every value with what it is called. One query."""
    lijsten = []
    for facet in facetten:
        if issubclass(facet.lijst, TextChoices):
            yield from ((facet.code(str(een.value)), str(een.label)) for een in facet.lijst)
            continue
        code = Concat(Value(f"{facet.sleutel}:"), F("slug"), output_field=CharField())
        naam = F("name" if issubclass(facet.lijst, TagBase) else "naam")
        lijsten.append(facet.lijst._default_manager.order_by().values_list(code, naam))
    if lijsten:
        eerste, *rest = lijsten
        yield from eerste.union(*rest, all=True).order_by()
