"""What the pages of trajecten share: a step that may be refused, and what was posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from basis.fouten import RuleViolation, Verboden

BEHEER = "programma/beheer/"


def weigering(doe: Callable[[], object]) -> str:
    """Why the step was refused; empty when it was done. Raises Verboden."""
    try:
        doe()
    except Verboden:
        raise
    except RuleViolation as reden:
        return str(reden)
    return ""


def gepost(request: HttpRequest) -> QueryDict | None:
    """What the form sent; None for a page that is only asked for."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class Stap:
    """What the page says before and after one step, and whether it asks for a reason."""

    kop: str
    ja: str
    gedaan: str
    met_reden: bool = False
