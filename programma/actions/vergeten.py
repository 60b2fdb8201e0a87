"""Forgetting with whom we had contact, once what it was for is a year past."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from basis.data import na_maanden
from programma.keuzelijsten import Deelnamestatus
from programma.models import Deelname, Uitvraag

BEWAREN = 12
"""Months after the last day of an inventarisatie or a traject."""


def vergeet_contactpersonen(nu: datetime) -> None:
    """Erase the address of each questionnaire, and who was intern projectleider; answers stay."""
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    Uitvraag.objects.filter(inventarisatie__einde__lt=grens).exclude(email="").update(email="")
    voorbij = Deelname.objects.exclude(status=Deelnamestatus.ACTIEF)
    voorbij.filter(traject__einde__lt=grens).exclude(projectleider="").update(
        projectleider="", projectleider_email=""
    )
