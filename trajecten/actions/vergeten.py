"""Forgetting with whom we had contact, once what it was for is a year past."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from basis.data import na_maanden
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname

BEWAREN = 12
"""Months after the last day of a traject."""


def vergeet_projectleiders(nu: datetime) -> None:
    """Erase who was intern projectleider of a participation that is over."""
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    _vergeet(Deelname.objects.filter(traject__einde__lt=grens))


def vergeet_projectleider(*, email: str) -> None:
    """Erase the intern projectleider with this address where the participation is over."""
    _vergeet(Deelname.objects.filter(projectleider_email=email))


def _vergeet(deelnames: QuerySet[Deelname]) -> None:
    voorbij = deelnames.exclude(status=Deelnamestatus.ACTIEF).exclude(projectleider="")
    voorbij.update(projectleider="", projectleider_email="")
