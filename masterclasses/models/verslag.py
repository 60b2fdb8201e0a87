"""What was said at a masterclass, to read afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.velden import RijkeTekst, keuze_constraint, lengte_constraint, samen_constraint
from gebruikers.velden import iemand, persoon
from masterclasses.keuzelijsten import VERSLAG_OPEN, Verslagstatus
from masterclasses.models.masterclass import Masterclass

TEKST, MEER_WETEN = 20_000, 2000


class Verslag(models.Model):
    """One version of the verslag; the published one stays while the next is made."""

    masterclass = models.ForeignKey(Masterclass, on_delete=models.CASCADE, related_name="verslagen")
    status = models.CharField(max_length=12, choices=Verslagstatus, default=Verslagstatus.CONCEPT)
    auteur = models.CharField(
        "verslag door", max_length=100, blank=True, help_text="Een functie is genoeg."
    )
    tekst = RijkeTekst(max_tekens=TEKST, blank=True)
    meer_weten = RijkeTekst("meer weten", max_tekens=MEER_WETEN, blank=True)
    aanvulling = models.CharField(
        max_length=1000, blank=True, help_text="Wat de redactie vraagt om aan te vullen."
    )
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    gewijzigd_door = persoon()
    schrijvers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        help_text="Wie aan deze versie schreef; een ander plaatst haar.",
    )
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = iemand()
    geplaatst_op = models.DateTimeField(null=True, blank=True)
    geplaatst_door = iemand()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        constraints: ClassVar = [
            keuze_constraint("verslag", "status", Verslagstatus, leeg=False),
            lengte_constraint("verslag", "tekst", TEKST),
            lengte_constraint("verslag", "meer_weten", MEER_WETEN),
            models.UniqueConstraint(
                fields=["masterclass"],
                condition=Q(status=Verslagstatus.GEPUBLICEERD),
                name="verslag_een_zichtbaar",
                violation_error_message="Er is al een verslag zichtbaar.",
            ),
            models.UniqueConstraint(
                fields=["masterclass"],
                condition=Q(status__in=VERSLAG_OPEN),
                name="verslag_een_open",
                violation_error_message="Aan dit verslag wordt al gewerkt.",
            ),
            samen_constraint("verslag", "ingediend"),
            samen_constraint("verslag", "geplaatst"),
            models.CheckConstraint(
                name="verslag_zichtbaar_is_geplaatst",
                condition=~Q(status=Verslagstatus.GEPUBLICEERD) | Q(geplaatst_op__isnull=False),
                violation_error_message="Leg vast wanneer het verslag is geplaatst.",
            ),
            models.CheckConstraint(
                name="verslag_vier_ogen",
                condition=~Q(geplaatst_door=F("gewijzigd_door")),
                violation_error_message="Wie een verslag schreef, plaatst het niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag van {self.masterclass}"
