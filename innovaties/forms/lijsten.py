"""The lists of the format that the webredacteur keeps, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db import models

from innovaties.models import Doelgroep, Element, Methodiek, Thema, Trefwoord
from organisaties.models import Organisatie, Plaats, Regio
from werkplek.velden import KolommenForm


@dataclass(frozen=True)
class Waardelijst:
    """A list: what one row and all are called, its columns, and how descriptions refer to a row.

    The first column is its name. Its web name is made of that, and stays.
    """

    naam: str
    kop: str
    model: type[models.Model]
    velden: tuple[str, ...]
    paden: tuple[str, ...] = ()

    @cached_property
    def form(self) -> type[forms.ModelForm[Any]]:
        return forms.modelform_factory(self.model, KolommenForm, self.velden)


_UITGELEGD = ("naam", "uitleg")

LIJSTEN: Mapping[str, Waardelijst] = {
    "thema": Waardelijst(
        *("Thema", "Thema’s", Thema),
        ("name", "tekst", "volgorde", "kleur", "icoon"),
        ("bij_themas__tag",),
    ),
    "element": Waardelijst(
        "Element", "Werkzame elementen", Element, _UITGELEGD, ("elementen__element",)
    ),
    "methodiek": Waardelijst("Methodiek", "Methodieken", Methodiek, _UITGELEGD, ("methodieken",)),
    "doelgroep": Waardelijst("Doelgroep", "Doelgroepen", Doelgroep, _UITGELEGD, ("doelgroepen",)),
    "trefwoord": Waardelijst(
        "Trefwoord", "Trefwoorden", Trefwoord, ("name",), ("bij_trefwoorden__tag",)
    ),
    "organisatie": Waardelijst(
        *("Organisatie", "Organisaties", Organisatie),
        ("naam", "soort", "toelichting", "website", "regios"),
        ("partijen__organisatie", "elders__organisatie"),
    ),
    "regio": Waardelijst(
        *("Regio", "Regio’s", Regio),
        ("naam", "soort", "provincies"),
        ("regios", "elders__organisatie__regios"),
    ),
    "plaats": Waardelijst("Plaats", "Plaatsen", Plaats, ("naam", "soort", "regios")),
}
"""All of them, by the name in their address."""
