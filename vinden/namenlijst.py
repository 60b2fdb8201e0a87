"""The names of one collection, read anew when anything changes that a visitor can see."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from django.db.models import Model, TextChoices
from taggit.models import TagBase

from organisaties.lezen import plaatsen
from organisaties.models import Regio
from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.models import Document
from vinden.namen import andere_namen
from vinden.stand import stand

VAN_PROVINCIE = 0.6
"""A place lies in a provincie too, with much that is far away."""

_slot = threading.Lock()
bewaard: dict[type[Document], tuple[int, Namenlijst]] = {}


def namenlijst(model: type[Document], facetten: Sequence[Facet[Any]]) -> Namenlijst:
    """What the values of `facetten` are called. A query a list when something changed."""
    nummer = stand().nummer
    with _slot:
        if model not in bewaard or bewaard[model][0] != nummer:
            bewaard[model] = nummer, _lees(facetten)
        return bewaard[model][1]


def _lees(facetten: Sequence[Facet[Any]]) -> Namenlijst:
    namen, labels = Namenlijst(), dict[str, str]()
    for facet in facetten:
        for slug, label in _waarden(facet.lijst):
            code = facet.code(slug)
            labels[code] = label
            if facet.sleutel != "draait":
                namen.zet(label, Genoemd(code, label))
    for naam, code in andere_namen():
        if code in labels:
            namen.zet(naam, Genoemd(code, labels[code], eigen=False))
    provincies = set(Regio.objects.filter(soort="provincie").values_list("slug", flat=True))
    for naam, regios, _soort in plaatsen():
        for slug in regios:
            if (code := f"regio:{slug}") in labels:
                telt = VAN_PROVINCIE if slug in provincies else 1.0
                namen.zet(naam, Genoemd(code, labels[code], eigen=False, plaats=naam, telt=telt))
    return namen


def _waarden(lijst: type[TextChoices] | type[Model]) -> list[tuple[str, str]]:
    if issubclass(lijst, TextChoices):
        return [(str(een.value), str(een.label)) for een in lijst]
    naam = "name" if issubclass(lijst, TagBase) else "naam"
    return list(lijst._default_manager.order_by("pk").values_list("slug", naam))
