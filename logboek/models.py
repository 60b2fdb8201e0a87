"""Who did what, when. Rows are only ever added; the database refuses the rest.

Names and words of people without an account stand beside it, since those are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from basis.velden import Mailadres
from gebruikers.models import Gebruiker

BEWAREN = timedelta(days=365)
"""How long we know who without an account took a step, and in what words (privacy page)."""

ZONDER_ACCOUNT = "iemand zonder account"
"""Who took a step, for the log that is never changed."""

GEWIST = "De woorden hierbij zijn gewist."


class VergeetbaarQuerySet(models.QuerySet["Vergeetbaar"]):
    def wis(self) -> int:
        """Blank these rows, which log rows point at; return how many. Twice does no more."""
        leeg = {"naam": "", "email": "", "tekst": ""}
        return self.filter(gewist_op=None).update(**leeg, gewist_op=timezone.now())


class Vergeetbaar(models.Model):
    """A name and words that a log row points at, and that are blanked when their time is over.

    `email` is the address that the link was sent to with which somebody came.
    """

    naam = models.CharField(max_length=100, blank=True)
    email = Mailadres(blank=True)
    tekst = models.TextField(blank=True)
    vervalt_op = models.DateTimeField()
    gewist_op = models.DateTimeField(null=True, blank=True)

    objects = VergeetbaarQuerySet.as_manager()

    class Meta:
        verbose_name = "vergeetbaar deel van het logboek"
        verbose_name_plural = "vergeetbare delen van het logboek"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vergeetbaar_gewist_is_leeg",
                condition=Q(gewist_op__isnull=True) | Q(naam="", email="", tekst=""),
                violation_error_message="Wat gewist is, houdt geen naam of woorden.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["vervalt_op"],
                name="vergeetbaar_vervalt",
                condition=Q(gewist_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.naam or "gewist"


class LogregelQuerySet(models.QuerySet["Logregel"]):
    def over(self, *onderwerpen: models.Model) -> LogregelQuerySet:
        """What happened to `onderwerpen`, which are of one model."""
        soorten = {onderwerp._meta.label_lower for onderwerp in onderwerpen}
        return self.select_related("vergeetbaar").filter(
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
        toelichting: str | Vergeetbaar = "",
    ) -> Logregel:
        """Record one step in the caller's transaction.

        `door` is who did it; `wie` says so for the system itself. `van` and `naar` are statuses,
        `velden` the fields of the format that changed. An unsaved Vergeetbaar has the words, and
        the name of who has no account: it is kept for a year beside the log.
        """
        apart = None
        if isinstance(toelichting, Vergeetbaar):
            apart, toelichting = toelichting, ""
            apart.vervalt_op = timezone.now() + BEWAREN
            apart.save()
            wie = wie or ("" if door else ZONDER_ACCOUNT)
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
            vergeetbaar=apart,
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
    vergeetbaar = models.OneToOneField(
        Vergeetbaar, on_delete=models.PROTECT, related_name="regel", null=True, blank=True
    )

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

    @property
    def naam(self) -> str:
        """Who did it, as far as we still know."""
        return (self.vergeetbaar and self.vergeetbaar.naam) or self.wie

    @property
    def woorden(self) -> str:
        """What they said with it, or that this was erased."""
        if self.vergeetbaar is None:
            return self.toelichting
        return GEWIST if self.vergeetbaar.gewist_op else self.vergeetbaar.tekst
