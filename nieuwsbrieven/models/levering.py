"""Who gets an edition, and whether it got there: one row a recipient."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from basis.velden import Mailadres, keuze_constraint
from nieuwsbrieven.keuzelijsten import Leveringstatus
from nieuwsbrieven.models.abonnee import Abonnee
from nieuwsbrieven.models.editie import Editie

NIET_OPNIEUW = ("afgemeld", "gepauzeerd", "adres gestopt", "adres bestaat niet")
"""Why a mail did not go that another try does not change."""


class LeveringQuerySet(models.QuerySet["Levering"]):
    def wachtend(self) -> LeveringQuerySet:
        """Those that still have to be sent."""
        return self.filter(status=Leveringstatus.WACHT)

    def te_herhalen(self) -> LeveringQuerySet:
        """Those that failed, and may go after all: the reader did not say no."""
        mislukt = self.filter(status=Leveringstatus.MISLUKT).exclude(email="")
        return mislukt.exclude(reden__in=NIET_OPNIEUW)


class Levering(models.Model):
    """One edition to one address. `blokken` are the parts that this reader gets, in order."""

    editie = models.ForeignKey(Editie, on_delete=models.PROTECT, related_name="leveringen")
    abonnee = models.ForeignKey(
        Abonnee, on_delete=models.SET_NULL, related_name="leveringen", null=True, blank=True
    )
    email = Mailadres(blank=True)
    blokken = ArrayField(models.BigIntegerField())
    status = models.CharField(max_length=9, choices=Leveringstatus, default=Leveringstatus.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_op = models.DateTimeField()
    verzonden_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(
        max_length=40, blank=True, help_text="Waarom het (nog) niet lukte, in een woord of twee."
    )
    fout = models.CharField(max_length=300, blank=True)

    objects = LeveringQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        constraints: ClassVar = [
            keuze_constraint("levering", "status", Leveringstatus, leeg=False),
            models.UniqueConstraint(
                fields=["editie", "email"],
                condition=~Q(email=""),
                name="levering_eenmaal_per_adres",
                violation_error_message="Deze nieuwsbrief gaat al naar dit adres.",
            ),
            models.CheckConstraint(
                name="levering_verzonden_met_moment",
                condition=Q(status=Leveringstatus.VERZONDEN, verzonden_op__isnull=False)
                | (~Q(status=Leveringstatus.VERZONDEN) & Q(verzonden_op__isnull=True)),
                violation_error_message="Leg vast wanneer de nieuwsbrief naar dit adres ging.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["editie", "volgende_op", "id"],
                name="levering_wachtend",
                condition=Q(status=Leveringstatus.WACHT),
            ),
            models.Index(fields=["email"], name="levering_email"),
        ]

    def __str__(self) -> str:
        return f"{self.editie_id} aan {self.email or 'iemand'}"
