"""What was loaded from the content files, which forms were sent, and which were not yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class InhoudBestand(models.Model):
    """A content file as it was loaded last, so that only a changed file is loaded again."""

    pad = models.CharField(max_length=200, unique=True)
    vingerafdruk = models.CharField(max_length=64)
    geladen = models.JSONField(default=dict, blank=True)
    """What was ever taken from it: the fingerprint of a row or field by that of its name."""

    class Meta:
        verbose_name = "inhoudsbestand"
        verbose_name_plural = "inhoudsbestanden"

    def __str__(self) -> str:
        return self.pad


class EenmaligeSleutel(models.Model):
    """The key of a form that began something, spent: the same form again leads to `naar`."""

    sleutel = models.UUIDField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    """Nobody where a mailed link is enough."""

    naar = models.CharField(max_length=500)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "eenmalige sleutel"
        verbose_name_plural = "eenmalige sleutels"
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "door"],
                name="eenmalige_sleutel_een_keer",
                nulls_distinct=False,
                violation_error_message="Dit formulier is al verstuurd.",
            )
        ]

    def __str__(self) -> str:
        return self.naar


class Klad(models.Model):
    """What `door` typed in the long form of page `pad` and did not send yet.

    `velden` are the names and values of its fields. `nummer` is of the window that wrote last.
    """

    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pad = models.CharField(max_length=500)
    nummer = models.CharField(max_length=36)
    velden = models.JSONField()
    begonnen_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "klad"
        verbose_name_plural = "kladden"
        constraints = [
            models.UniqueConstraint(
                fields=["door", "pad"],
                name="klad_een_per_pagina",
                violation_error_message="Van dit formulier is er al een klad.",
            )
        ]

    def __str__(self) -> str:
        return self.pad
