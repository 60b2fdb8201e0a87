"""Model fields that name a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gebruikers.models import Gebruiker


def persoon() -> models.ForeignKey[Gebruiker, Gebruiker]:
    """A person who stays known for what they did."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


def iemand() -> models.ForeignKey[Gebruiker | None, Gebruiker | None]:
    """A person who may not be there yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
