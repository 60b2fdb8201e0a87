"""'Wij doen mee': who answered the call of a tranche or a traject, without an account."""

from __future__ import annotations

from typing import ClassVar, cast

from django.db import models
from django.db.models import Q

from basis.velden import Mailadres, samen_constraint
from gebruikers.velden import iemand
from trajecten.models.traject import Traject
from trajecten.models.tranche import Tranche


class Meedoener(models.Model):
    """An answer to one call. Of a traject it says who of the board stands behind it."""

    tranche = models.ForeignKey(
        Tranche, on_delete=models.CASCADE, related_name="meedoeners", null=True, blank=True
    )
    traject = models.ForeignKey(
        Traject, on_delete=models.CASCADE, related_name="meedoeners", null=True, blank=True
    )
    organisatie = models.CharField("uw organisatie", max_length=120)
    naam = models.CharField("uw naam", max_length=100)
    email = Mailadres("uw e-mailadres")
    wat = models.CharField("wat wilt u?", max_length=500)
    bestuur = models.CharField("wie van het bestuur staat erachter?", max_length=120, blank=True)
    gemeld_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = iemand()
    toegezegd = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "meedoener"
        verbose_name_plural = "meedoeners"
        constraints: ClassVar = [
            *(
                models.UniqueConstraint(
                    oproep,
                    "email",
                    name=f"meedoener_eenmaal_per_{oproep}",
                    violation_error_message="Met dit e-mailadres deed iemand al mee.",
                )
                for oproep in ("tranche", "traject")
            ),
            models.CheckConstraint(
                name="meedoener_van_een_oproep",
                condition=Q(tranche__isnull=False, traject__isnull=True)
                | (Q(tranche__isnull=True, traject__isnull=False) & ~Q(bestuur="")),
                violation_error_message=(
                    "Iemand doet mee met een tranche, of met een traject als het bestuur dat wil."
                ),
            ),
            samen_constraint("meedoener", "afgehandeld"),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}, {self.oproep}"

    @property
    def oproep(self) -> Tranche | Traject:
        """Whose call it answers."""
        return self.tranche or cast("Traject", self.traject)

    @property
    def van(self) -> str:
        """What it takes part in, with its name, in a sentence."""
        return f"{'de tranche' if self.tranche else 'het traject'} ‘{self.oproep}’"
