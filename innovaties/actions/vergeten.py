"""Forgetting who was the contact of a description."""

from __future__ import annotations

from django.db import transaction

from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Zichtbaarheid
from innovaties.models import Beschrijving


@transaction.atomic
def vergeet_contactpersoon(*, email: str) -> None:
    """Take the contact with address `email` out of every version, the live one too."""
    versies = Beschrijving.objects.filter(contact_email=email)
    pks = list(versies.values_list("pk", flat=True))
    versies.update(
        contact_naam="",
        contact_email="",
        contact_zichtbaarheid=Zichtbaarheid.REDACTIE,
        contact_toestemming_op=None,
        contact_toestemming_door="",
    )
    indexeer(Beschrijving.objects.filter(pk__in=pks, gepubliceerd_als__isnull=False))
