"""Forgetting with whom we had contact, once what it was for is a year past."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from basis.data import na_maanden
from wensen.models import Uitvraag

BEWAREN = 12
"""Months after the last day of an inventarisatie."""


def vergeet_adressen(nu: datetime) -> None:
    """Erase the address of each questionnaire; answers stay."""
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    Uitvraag.objects.filter(inventarisatie__einde__lt=grens).exclude(email="").update(email="")
