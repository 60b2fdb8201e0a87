"""Who did what, when. Rows are only ever added; the database refuses the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gebruikers.models import Gebruiker


class LogregelQuerySet(models.QuerySet["Logregel"]):
    def over(self, *onderwerpen: models.Model) -> LogregelQuerySet:
        """What happened to `onderwerpen`, which are of one model."""
        soorten = {onderwerp._meta.label_lower for onderwerp in onderwerpen}
        return self.filter(
            over_soort__in=soorten, over_sleutel__in=[onderwerp.pk for onderwerp in onderwerpen]
        )

    def schrijf(
        self,
        onderwerp: models.Model,
        wat: str,
        *,
        door: Gebruiker | None = None,
        wie: str = "",
        van: str = "",
        naar: str = "",
        velden: Iterable[str] = (),
        toelichting: str = "",
    ) -> Logregel:
        """Record one step in the caller's transaction.

        `door` is who did it; `wie` says so for one without an account, or for the system itself.
        `van` and `naar` are statuses, `velden` the fields of the format that changed.
        """
        return self.create(
            over_soort=onderwerp._meta.label_lower,
            over_sleutel=onderwerp.pk,
            wat=wat,
            door=door,
            wie=wie or (str(door) if door else "de kennisbank"),
            van=van,
            naar=naar,
            velden=list(velden),
            toelichting=toelichting,
        )


class Logregel(models.Model):
    """One step that someone, or the system, took."""

    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    wie = models.CharField(max_length=100)
    wat = models.CharField(max_length=40)
    over_soort = models.CharField(max_length=60)
    over_sleutel = models.BigIntegerField()
    van = models.CharField(max_length=20, blank=True)
    naar = models.CharField(max_length=20, blank=True)
    velden = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    toelichting = models.TextField(blank=True)

    objects = LogregelQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        indexes: ClassVar = [
            models.Index(fields=["over_soort", "over_sleutel", "-id"], name="logregel_over"),
        ]

    def __str__(self) -> str:
        return f"{self.wat} door {self.wie}"
