"""Forgetting with whom we had contact, once what it was for is a year past."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from basis.data import na_maanden
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname

BEWAREN = 12
"""Months after the last day of a traject."""


def vergeet_projectleiders(nu: datetime) -> None:
    """Erase who was intern projectleider of a participation that is over."""
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    voorbij = Deelname.objects.exclude(status=Deelnamestatus.ACTIEF)
    voorbij.filter(traject__einde__lt=grens).exclude(projectleider="").update(
        projectleider="", projectleider_email=""
    )
