"""What the stuurgroep decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from basis.velden import dag_constraint, keuze_constraint
from gebruikers.velden import persoon
from innovaties.models import Thema
from trajecten.keuzelijsten import Besluitsoort


class Besluit(models.Model):
    """One decision, as recorded after the meeting."""

    datum = models.DateField()
    soort = models.CharField(max_length=10, choices=Besluitsoort)
    titel = models.CharField(max_length=120)
    toelichting = models.TextField(max_length=2000, blank=True)
    thema = models.ForeignKey(
        Thema, on_delete=models.PROTECT, related_name="besluiten", null=True, blank=True
    )
    vastgelegd_op = models.DateTimeField(auto_now_add=True)
    vastgelegd_door = persoon()

    class Meta:
        ordering = ["-datum", "-pk"]
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints: ClassVar = [
            dag_constraint("besluit", "datum"),
            keuze_constraint("besluit", "soort", Besluitsoort, leeg=False),
            models.CheckConstraint(
                name="besluit_themakeuze_met_thema",
                condition=~Q(soort=Besluitsoort.THEMAKEUZE) | Q(thema__isnull=False),
                violation_error_message="Kies over welk thema dit besluit gaat.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel
