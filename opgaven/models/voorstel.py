"""What a kennismakelaar wants changed or added on these pages, until who keeps them decides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gebruikers.velden import iemand, persoon

REDEN = 500
WACHT = "U deed hier al een voorstel. Wacht eerst op antwoord."


class KennisvoorstelQuerySet(models.QuerySet["Kennisvoorstel"]):
    def open(self) -> KennisvoorstelQuerySet:
        """Those that nobody decided about, the longest waiting first."""
        wachtend = self.filter(afgehandeld_op=None).order_by("voorgesteld_op", "pk")
        return wachtend.select_related("voorgesteld_door")


class Kennisvoorstel(models.Model):
    """New values for some fields of row `rij` of a kind, by name as its form sends them.

    Without `rij` it is a new row, of the row `bij` when its kind is a part of another; once it was
    taken over, `rij` is that one. A reason means that it was not taken over.
    """

    soort = models.CharField(max_length=20)
    rij = models.PositiveBigIntegerField(null=True, blank=True)
    bij = models.PositiveBigIntegerField(null=True, blank=True)
    over = models.CharField(max_length=120)
    waarden = models.JSONField()
    toelichting = models.CharField("waarom stelt u dit voor?", max_length=REDEN)
    voorgesteld_op = models.DateTimeField(auto_now_add=True)
    voorgesteld_door = persoon()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = iemand()
    reden = models.CharField("waarom niet?", max_length=REDEN, blank=True)

    objects = KennisvoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["-voorgesteld_op", "-pk"]
        verbose_name = "voorstel voor kennis"
        verbose_name_plural = "voorstellen voor kennis"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="kennisvoorstel_afgehandeld_door_iemand",
                condition=Q(afgehandeld_op__isnull=False, afgehandeld_door__isnull=False)
                | Q(afgehandeld_op__isnull=True, afgehandeld_door__isnull=True, reden=""),
                violation_error_message="Wie besluit over een voorstel, staat erbij.",
            ),
            models.UniqueConstraint(
                fields=["soort", "rij", "voorgesteld_door"],
                condition=Q(afgehandeld_op__isnull=True),
                name="kennisvoorstel_een_tegelijk",
                violation_error_message=WACHT,
            ),
        ]

    def __str__(self) -> str:
        return self.over

    @property
    def is_nieuw(self) -> bool:
        """Whether it adds something, and does not change what is there."""
        return self.rij is None
