"""How far something is, and who or what says so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from basis.velden import DeelDatum, deeldatum_constraint, keuze_constraint
from opgaven.keuzelijsten import Actiestand


class MetStand(models.Model):
    """A row with a stand. One that is known says who or what tells it, and of when that is."""

    stand = models.CharField(
        "hoe ver is het?", max_length=9, choices=Actiestand, default=Actiestand.ONBEKEND
    )
    stand_volgens = models.CharField(
        "wie zegt dat?", max_length=120, blank=True, help_text="Een bron, of wie het u vertelde."
    )
    stand_peil = DeelDatum("wanneer was dat zo?", blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            keuze_constraint("%(class)s", "stand", Actiestand, leeg=False),
            deeldatum_constraint("%(class)s", "stand_peil"),
            models.CheckConstraint(
                name="%(class)s_stand_met_bron",
                condition=Q(stand=Actiestand.ONBEKEND) | (~Q(stand_volgens="") & ~Q(stand_peil="")),
                violation_error_message=(
                    "Vul in wie zegt hoe ver het is, en wanneer dat zo was. "
                    "Weet u dat niet? Kies dan: niet bekend."
                ),
            ),
        ]
