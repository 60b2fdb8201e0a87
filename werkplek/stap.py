"""What the pages of the workplace share: their steps, and what was posted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict


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
