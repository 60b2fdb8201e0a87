"""The half-yearly report as it was delivered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from basis.velden import samen_constraint
from gebruikers.velden import iemand

LANG = 3000

VERHAAL = {
    "gebeurd": "Wat er gebeurde",
    "komt": "Wat er komt",
    "gevraagd": "Wat wij de stuurgroep vragen",
    "toelichting": "Bij de cijfers",
}
"""What the projectleider writes, with the head above it, in the order in which it is read."""


class Rapport(models.Model):
    """One half-year: a draft of what the projectleider tells, until it is delivered.

    Then `cijfers` holds its figures, and all of it stays for good: a trigger sees to it.
    """

    jaar = models.PositiveSmallIntegerField()
    helft = models.PositiveSmallIntegerField()
    gebeurd = models.TextField(VERHAAL["gebeurd"], max_length=LANG, blank=True)
    komt = models.TextField(VERHAAL["komt"], max_length=LANG, blank=True)
    gevraagd = models.TextField(VERHAAL["gevraagd"], max_length=LANG, blank=True)
    toelichting = models.TextField(VERHAAL["toelichting"], max_length=LANG, blank=True)
    cijfers = models.JSONField(null=True, blank=True)
    opgeleverd_op = models.DateTimeField(null=True, blank=True)
    opgeleverd_door = iemand()

    class Meta:
        ordering = ["-jaar", "-helft"]
        verbose_name = "halfjaarrapport"
        verbose_name_plural = "halfjaarrapporten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jaar", "helft"], name="rapport_een_per_halfjaar"),
            models.CheckConstraint(
                name="rapport_helft",
                condition=Q(helft__in=(1, 2)),
                violation_error_message="Kies het eerste of het tweede halfjaar.",
            ),
            models.CheckConstraint(
                name="rapport_opgeleverd_met_cijfers",
                condition=Q(opgeleverd_op__isnull=True, cijfers__isnull=True)
                | Q(opgeleverd_op__isnull=False, cijfers__isnull=False),
                violation_error_message="Leg de cijfers vast bij het opleveren.",
            ),
            samen_constraint("rapport", "opgeleverd"),
        ]

    def __str__(self) -> str:
        return f"{'Eerste' if self.helft == 1 else 'Tweede'} halfjaar {self.jaar}"

    def get_absolute_url(self) -> str:
        return reverse("rapportage:rapport", args=[self.jaar, self.helft])

    @property
    def verhaal(self) -> list[tuple[str, str]]:
        """What was written: the head of each part and its text, without what is empty."""
        return [(kop, getattr(self, naam)) for naam, kop in VERHAAL.items() if getattr(self, naam)]


class Begrotingspost(models.Model):
    """What one activity of the programme may cost in a half-year, and what it did cost.

    Without `besteed` nobody filled it in. Whole euros: it is a plan, no bookkeeping.
    """

    rapport = models.ForeignKey(Rapport, on_delete=models.CASCADE, related_name="posten")
    activiteit = models.CharField("waarvoor?", max_length=120)
    gepland = models.PositiveIntegerField("begroot, in euro")
    besteed = models.PositiveIntegerField(
        "besteed, in euro",
        null=True,
        blank=True,
        help_text="Nog niet bekend? Laat dit dan leeg.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "begrotingspost"
        verbose_name_plural = "begrotingsposten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rapport", "activiteit"],
                name="begrotingspost_eenmaal",
                violation_error_message="Deze activiteit staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return self.activiteit
