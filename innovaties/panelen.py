"""What apps above add to the page of a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

from basis.register import Register
from innovaties.models import Beschrijving

Paneelplek = Literal["kop", "elders", "einde", "meenemen"]
"""Below the head, at where else it is used, after the sections, and at what to take along."""


@dataclass(frozen=True)
class Paneel:
    """A part of the page: a template with its own `gegevens`, in a fixed place.

    What has a `titel` stands in the table of contents, and its template has the id `anker`.
    """

    plek: Paneelplek
    sjabloon: str
    gegevens: Mapping[str, Any] = field(default_factory=dict)
    anker: str = ""
    titel: str = ""


PANELEN: Register[Callable[[Beschrijving, HttpRequest], Paneel | None]] = Register()
"""Each makes its panel for a description and who reads it, or nothing."""


GELEZEN: Register[str] = Register()
"""The parameters that panels read from the address of the page."""


def panelen(beschrijving: Beschrijving, request: HttpRequest) -> list[Paneel]:
    """All panels of the page of `beschrijving`, whose relations were fetched."""
    gemaakt = (maak(beschrijving, request) for maak in PANELEN)
    return [paneel for paneel in gemaakt if paneel]
