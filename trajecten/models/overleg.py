"""Meetings of the stuurgroep and with others, and what was agreed there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from basis.velden import RijkeTekst, dag_constraint, keuze_constraint, lengte_constraint
from gebruikers.velden import iemand, persoon
from trajecten.keuzelijsten import Overlegsoort
from trajecten.models.samenkomst import Samenkomst

TEKST = 8000


class Overleg(Samenkomst):
    """One day on which people decide or consult. Decisions of that day are read beside it."""

    dit = "het overleg"

    soort = models.CharField("wat is het?", max_length=11, choices=Overlegsoort)
    titel = models.CharField(max_length=120)
    agenda = RijkeTekst(
        max_tekens=TEKST,
        blank=True,
        help_text="Een stuk dat op deze site staat, zet u erin als link.",
    )
    verslag = RijkeTekst("wat is er gezegd?", max_tekens=TEKST, blank=True)
    aanwezig = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="wie waren er?",
        related_name="overleggen",
        blank=True,
    )

    class Meta(Samenkomst.Meta):
        ordering = ["-datum", "-pk"]
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        constraints: ClassVar = [
            *Samenkomst.Meta.constraints,
            keuze_constraint("overleg", "soort", Overlegsoort, leeg=False),
            lengte_constraint("overleg", "agenda", TEKST),
            lengte_constraint("overleg", "verslag", TEKST),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def onderwerp(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("trajecten:overleg", args=[self.pk])


class Afspraak(models.Model):
    """What somebody does after a meeting, and by when."""

    overleg = models.ForeignKey(Overleg, on_delete=models.CASCADE, related_name="afspraken")
    wat = models.CharField("wat is afgesproken?", max_length=300)
    wie = persoon()
    voor = models.DateField("wanneer moet het klaar zijn?")
    gedaan_op = models.DateTimeField(null=True, blank=True)
    gedaan_door = iemand()

    class Meta:
        ordering = ["voor", "pk"]
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        constraints: ClassVar = [
            dag_constraint("afspraak", "voor"),
            models.CheckConstraint(
                name="afspraak_gedaan_door_iemand",
                condition=Q(gedaan_op__isnull=True, gedaan_door__isnull=True)
                | Q(gedaan_op__isnull=False, gedaan_door__isnull=False),
                violation_error_message="Wie zegt dat het gedaan is, staat erbij.",
            ),
        ]

    def __str__(self) -> str:
        return self.wat
