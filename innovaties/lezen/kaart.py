"""The map of the Netherlands, with how many innovaties each provincie has."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from organisaties.keuzelijsten import Regiosoort
from organisaties.models import Regio
from vinden.stand import per_stand

TRAPPEN = 4


@dataclass(frozen=True)
class Kaartdeel:
    """A provincie as it is drawn: its outline, where its number stands, and how dark it is."""

    naam: str
    aantal: int
    trap: int
    """From 0, for none, to TRAPPEN, for the most."""
    url: str
    omtrek: str
    label_x: int
    label_y: int


@cache
def _omtrekken() -> dict[str, dict[str, Any]]:
    tekst = (settings.BASE_DIR / "inhoud" / "kaart.json").read_text(encoding="utf-8")
    omtrekken: dict[str, dict[str, Any]] = json.loads(tekst)
    return omtrekken


@per_stand("namen")
def _provincies() -> list[Regio]:
    return list(Regio.objects.filter(soort=Regiosoort.PROVINCIE))


def kaart(aantallen: Mapping[str, int], adres: Callable[[Regio], str]) -> list[Kaartdeel]:
    """The provincies with how many of `aantallen` each has; each leads to its `adres`."""
    rijen = [(regio, aantallen.get(regio.slug, 0)) for regio in _provincies()]
    meeste = max((aantal for _, aantal in rijen), default=0) or 1
    return [
        Kaartdeel(
            regio.naam,
            aantal,
            -(-aantal * TRAPPEN // meeste),
            adres(regio),
            vorm["d"],
            vorm["x"],
            vorm["y"],
        )
        for regio, aantal in rijen
        if (vorm := _omtrekken().get(regio.slug))
    ]
