"""Who wants a wish too, and the task that follows when two parties do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from basis.velden import Mailadres, keuze_constraint, naamsleutel_van, samen_constraint
from gebruikers.velden import iemand
from innovaties.models import Innovatie
from organisaties.keuzelijsten import Persoonsrol


class BelangstellingQuerySet(models.QuerySet["Belangstelling"]):
    def bevestigd(self) -> BelangstellingQuerySet:
        """Those whose address answered; only these count and show."""
        return self.filter(bevestigd_op__isnull=False)


class Belangstelling(models.Model):
    """'Wij willen dit ook': one organisation for one gewenste innovatie."""

    innovatie = models.ForeignKey(
        Innovatie, on_delete=models.CASCADE, related_name="belangstellingen"
    )
    organisatie = models.CharField("uw organisatie", max_length=120)
    naam = models.CharField("uw naam", max_length=100, blank=True)
    rol = models.CharField("in welke rol?", max_length=19, choices=Persoonsrol, blank=True)
    email = Mailadres("uw e-mailadres", blank=True)
    inbreng = models.CharField("wat kunt u inbrengen?", max_length=500, blank=True)
    gemeld_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = BelangstellingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "belangstelling"
        verbose_name_plural = "belangstellingen"
        constraints: ClassVar = [
            keuze_constraint("belangstelling", "rol", Persoonsrol, leeg=True),
            models.UniqueConstraint(
                "innovatie",
                naamsleutel_van("organisatie"),
                condition=Q(bevestigd_op__isnull=False, ingetrokken_op__isnull=True),
                name="belangstelling_eenmaal_per_organisatie",
                violation_error_message="Uw organisatie staat er al bij.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}, {self.innovatie}"


class Match(models.Model):
    """A wish that at least two parties have: somebody must bring them together. One a wish."""

    innovatie = models.OneToOneField(
        Innovatie, on_delete=models.CASCADE, related_name="match", primary_key=True
    )
    ontstaan_op = models.DateTimeField()
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    uitgenodigd_door = iemand()
    uitkomst = models.CharField("wat kwam ervan?", max_length=500, blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = iemand()

    class Meta:
        ordering = ["ontstaan_op"]
        verbose_name = "match"
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            samen_constraint("match", "uitgenodigd"),
            samen_constraint("match", "afgerond"),
        ]

    def __str__(self) -> str:
        return f"Match: {self.innovatie}"
