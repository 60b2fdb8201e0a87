"""What was loaded from the content files, and which forms were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class InhoudBestand(models.Model):
    """A content file as it was loaded last, so that only a changed file is loaded again."""

    pad = models.CharField(max_length=200, unique=True)
    vingerafdruk = models.CharField(max_length=64)

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
