"""The outbox: mail that waits for its turn, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from basis.velden import Mailadres
from post.models.terugzetten import Postsluiting

LANG = timedelta(hours=1)
"""How long a mail may wait before someone must look why."""


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def wachtend(self) -> BerichtQuerySet:
        """Those that still have to be sent."""
        return self.filter(verzonden_op__isnull=True, opgegeven_op__isnull=True)

    def verzendbaar(self, nu: datetime) -> BerichtQuerySet:
        """Those whose turn it is, the longest waiting first; none while the post is closed."""
        open_ = ~models.Exists(Postsluiting.objects.all())
        return self.wachtend().filter(open_, volgende_op__lte=nu).order_by("volgende_op", "pk")

    def blijft_liggen(self, nu: datetime) -> BerichtQuerySet:
        """Those that wait longer than anyone should notice."""
        return self.wachtend().filter(klaargezet_op__lt=nu - LANG)

    def opgegeven(self) -> BerichtQuerySet:
        """Those that we do not try any more."""
        return self.filter(opgegeven_op__isnull=False)

    def afgehandeld_voor(self, moment: datetime) -> BerichtQuerySet:
        """Those that were sent or given up before `moment`."""
        return self.filter(Q(verzonden_op__lt=moment) | Q(opgegeven_op__lt=moment))


class Bericht(models.Model):
    """One mail to one person. `sleutel` names the event, so that it is queued once."""

    sleutel = models.CharField(max_length=200, unique=True)
    aan = Mailadres()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    knop = models.CharField(max_length=60, blank=True, help_text="Wat op de knop staat.")
    waarom = models.CharField(max_length=300, help_text="Waarom iemand deze mail krijgt.")
    html = models.TextField(
        blank=True, help_text="Eigen opmaak; anders maakt de post die van de tekst."
    )
    agenda = models.TextField(
        blank=True, help_text="Een kalenderbestand (iCalendar) dat met de mail meegaat."
    )
    klaargezet_op = models.DateTimeField(auto_now_add=True)
    volgende_op = models.DateTimeField()
    pogingen = models.PositiveSmallIntegerField(default=0)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    opgegeven_op = models.DateTimeField(null=True, blank=True)
    fout = models.TextField(blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bericht_verzonden_of_opgegeven",
                condition=Q(verzonden_op__isnull=True) | Q(opgegeven_op__isnull=True),
                violation_error_message="Een bericht is verzonden of opgegeven, niet allebei.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["volgende_op", "id"],
                name="bericht_wachtend",
                condition=Q(verzonden_op__isnull=True, opgegeven_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onderwerp} aan {self.aan}"

    @property
    def toestand(self) -> str:
        """What became of it, in a few words."""
        if self.verzonden_op:
            return "verzonden"
        if self.opgegeven_op:
            return "opgegeven"
        return "wacht op een nieuwe poging" if self.pogingen else "wacht"
