"""A thematranche: a period in which organisations describe what they do within one theme."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from basis.velden import RijkeTekst, dag_constraint, lengte_constraint, samen_constraint
from gebruikers.velden import iemand
from innovaties.models import Innovatie, Thema
from organisaties.models import Organisatie

OPROEP = 2000


class TrancheQuerySet(models.QuerySet["Tranche"]):
    def openbaar(self) -> TrancheQuerySet:
        """Those with a page for everyone."""
        return self.filter(geopend_op__isnull=False)


class Tranche(models.Model):
    """One theme in one period, with a kennismakelaar and a number of descriptions to reach."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    thema = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="tranches")
    begin = models.DateField()
    einde = models.DateField()
    kennismakelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tranches"
    )
    doel = models.PositiveSmallIntegerField(
        "hoeveel beschrijvingen?",
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    samenvatting = models.CharField(max_length=300, blank=True)
    oproep = RijkeTekst(max_tekens=OPROEP, blank=True)
    geopend_op = models.DateTimeField(null=True, blank=True)
    geopend_door = iemand()
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    objects = TrancheQuerySet.as_manager()

    class Meta:
        ordering = ["begin", "pk"]
        verbose_name = "thematranche"
        verbose_name_plural = "thematranches"
        constraints: ClassVar = [
            dag_constraint("tranche", "begin"),
            dag_constraint("tranche", "einde"),
            lengte_constraint("tranche", "oproep", OPROEP),
            models.CheckConstraint(
                name="tranche_einde_na_begin",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="De tranche eindigt vóór zij begint.",
            ),
            models.CheckConstraint(
                name="tranche_doel",
                condition=Q(doel__range=(1, 100)),
                violation_error_message="Kies een aantal van 1 tot en met 100.",
            ),
            samen_constraint("tranche", "geopend"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("trajecten:tranche", args=[self.slug])

    def loopt(self, vandaag: date) -> bool:
        """Whether organisations can still join on that day."""
        return self.geopend_op is not None and vandaag <= self.einde

    def bevat(self, moment: datetime) -> bool:
        """Whether what appeared at `moment` did so in this tranche, and counts for it."""
        return self.begin <= timezone.localdate(moment) <= self.einde


class Toezegging(models.Model):
    """An organisation that describes something in a tranche; the innovatie once it is begun."""

    tranche = models.ForeignKey(Tranche, on_delete=models.CASCADE, related_name="toezeggingen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="toezeggingen"
    )
    wat = models.CharField("wat beschrijft deze organisatie?", max_length=200, blank=True)
    innovatie = models.ForeignKey(
        Innovatie, on_delete=models.SET_NULL, related_name="toezeggingen", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tranche", "innovatie"],
                name="toezegging_innovatie_eenmaal",
                violation_error_message="Deze innovatie staat al bij deze tranche.",
            ),
            models.UniqueConstraint(
                fields=["tranche", "organisatie", "wat"],
                name="toezegging_eenmaal",
                violation_error_message="Deze toezegging staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}: {self.wat or self.innovatie or 'nog open'}"
