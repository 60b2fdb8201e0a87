"""What comes back: failures, complaints, and the addresses that they stop."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from basis.velden import Mailadres, keuze_constraint
from post.keuzelijsten import Poststopreden, Terugmeldsoort


class PostadresQuerySet(models.QuerySet["Postadres"]):
    def gestopt(self) -> PostadresQuerySet:
        """Those that no newsletter goes to."""
        return self.filter(gestopt_op__isnull=False)


class Postadres(models.Model):
    """An address, in lower case, that mail came back from.

    Mail that somebody asks for, such as a confirmation, still goes there; who answers it lifts
    the stop.
    """

    email = Mailadres(unique=True)
    gestopt_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(max_length=9, choices=Poststopreden, blank=True)

    objects = PostadresQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "postadres"
        verbose_name_plural = "postadressen"
        constraints: ClassVar = [
            keuze_constraint("postadres", "reden", Poststopreden, leeg=True),
            models.CheckConstraint(
                name="postadres_gestopt_met_reden",
                condition=Q(gestopt_op__isnull=True, reden="")
                | (Q(gestopt_op__isnull=False) & ~Q(reden="")),
                violation_error_message="Leg vast waarom dit adres geen post meer krijgt.",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class Terugmelding(models.Model):
    """One thing that was told about a mail of ours. `kenmerk` names it, so that it counts once.

    `zending` says what was sent, such as 'editie-5'; it is empty where we cannot tell.
    """

    kenmerk = models.CharField(max_length=200, unique=True)
    email = Mailadres()
    soort = models.CharField(max_length=6, choices=Terugmeldsoort)
    zending = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40, blank=True)
    tekst = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=40, help_text="Wie het meldde: de server, een provider.")
    ontvangen_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "terugmelding"
        verbose_name_plural = "terugmeldingen"
        constraints: ClassVar = [
            keuze_constraint("terugmelding", "soort", Terugmeldsoort, leeg=False),
        ]
        indexes: ClassVar = [
            models.Index(fields=["zending", "soort"], name="terugmelding_zending"),
            models.Index(fields=["email", "soort"], name="terugmelding_email"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.email}"


class Weigering(models.Model):
    """How often a report that we could not trust was refused, a day and a source."""

    dag = models.DateField()
    bron = models.CharField(max_length=40)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-dag", "bron"]
        verbose_name = "geweigerde melding"
        verbose_name_plural = "geweigerde meldingen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dag", "bron"], name="weigering_per_dag"),
        ]

    def __str__(self) -> str:
        return f"{self.bron}, {self.dag}: {self.aantal}"


class Beurt(models.Model):
    """When the next mail may go to a mailer that takes only so many a second."""

    mailer = models.CharField(max_length=40, unique=True)
    vrij_op = models.DateTimeField()

    class Meta:
        verbose_name = "beurt"
        verbose_name_plural = "beurten"

    def __str__(self) -> str:
        return f"{self.mailer} vanaf {self.vrij_op}"
