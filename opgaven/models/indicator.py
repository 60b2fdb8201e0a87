"""By what one sees whether a network or a project reaches its aim, and what was measured."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format

from basis.velden import DeelDatum, deeldatum_constraint, deeldatum_tekst
from opgaven.models.din import Netwerk, Project


class Indicator(models.Model):
    """One number to follow: where it began, where it should be and when.

    What nobody told us stays empty, and is shown as niet bekend. `streven_woorden` is an aim that
    the source gives in words. Only what has the same `definitie` is set side by side.
    """

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="indicatoren")
    project = models.ForeignKey(
        Project,
        verbose_name="hoort bij een project",
        on_delete=models.SET_NULL,
        related_name="indicatoren",
        null=True,
        blank=True,
    )
    naam = models.CharField("wat volgt u?", max_length=160)
    eenheid = models.CharField("waarin telt u dat?", max_length=60)
    definitie = models.CharField(
        "hoe wordt het geteld?",
        max_length=300,
        blank=True,
        help_text="Wie het precies zo telt, komt ernaast te staan. Schrijf het dan hetzelfde op.",
    )
    start = models.DecimalField("getal bij het begin", max_digits=12, decimal_places=2, null=True,
        blank=True)  # fmt: skip
    start_peil = DeelDatum("wanneer was dat?", blank=True)
    streven = models.DecimalField("getal dat u wilt bereiken", max_digits=12, decimal_places=2,
        null=True, blank=True)  # fmt: skip
    streven_woorden = models.CharField(
        "doel in woorden",
        max_length=120,
        blank=True,
        help_text="Als de bron geen getal geeft, zoals: 10% minder.",
    )
    streven_peil = DeelDatum("wanneer moet het er zijn?", blank=True)
    bron = models.CharField(max_length=300, blank=True, help_text="Document en hoofdstuk.")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints: ClassVar = [
            deeldatum_constraint("indicator", "start_peil"),
            deeldatum_constraint("indicator", "streven_peil"),
            models.UniqueConstraint(
                fields=["netwerk", "naam"],
                name="indicator_eenmaal",
                violation_error_message="Deze indicator is er al.",
            ),
            models.CheckConstraint(
                name="indicator_start_met_peil",
                condition=Q(start__isnull=True) | ~Q(start_peil=""),
                violation_error_message="Vul in wanneer het getal bij het begin zo was.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Indicatormeting(models.Model):
    """What an indicator was at one time; without `waarde` somebody looked, and nobody knew."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="metingen")
    peil = DeelDatum("van wanneer is dit?")
    waarde = models.DecimalField("getal", max_digits=12, decimal_places=2, null=True, blank=True,
        help_text="Weet niemand het? Laat dit dan leeg.")  # fmt: skip
    volgens = models.CharField("wie zegt dat?", max_length=120)

    class Meta:
        ordering = ["peil", "pk"]
        verbose_name = "meting van een indicator"
        verbose_name_plural = "metingen van indicatoren"
        constraints: ClassVar = [
            deeldatum_constraint("indicatormeting", "peil"),
            models.UniqueConstraint(
                fields=["indicator", "peil"],
                name="indicatormeting_eenmaal",
                violation_error_message="Van dit moment is er al een meting.",
            ),
        ]

    def __str__(self) -> str:
        getal = "niet bekend"
        if self.waarde is not None:
            getal = str(number_format(self.waarde.normalize(), use_l10n=True))
        return f"{deeldatum_tekst(self.peil)}: {getal}"
