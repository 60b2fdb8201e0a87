"""What visitors looked for and did not find: how often a day, and by nobody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Max, Min, Q, Sum

LANGST = 80
"""The most signs of a question that is kept; a longer one is a story."""

DAGEN_GENOEG = 3
"""Asked on so many days, a question is no accident."""


class GemisteVraagQuerySet(models.QuerySet["GemisteVraag"]):
    def vaker(self) -> models.QuerySet[Any, Any]:
        """The questions asked on DAGEN_GENOEG days or more that nobody set aside.

        Each as a dict: `tekst`, on how many `dagen`, how often in `totaal`, the day `sinds`, and
        the key of its `laatste` row. Asked on the most days first.
        """
        per_vraag = self.order_by().values("tekst")
        return (
            per_vraag.annotate(
                laatste=Max("pk"),
                dagen=Count("pk"),
                totaal=Sum("keren"),
                sinds=Min("dag"),
                opzijgezet=Count("pk", filter=Q(opzij=True)),
            )
            .filter(dagen__gte=DAGEN_GENOEG, opzijgezet=0)
            .order_by("-dagen", "tekst")
        )


class GemisteVraag(models.Model):
    """A question that gave nothing, or nothing good, with how often it was asked on one day.

    Without who asked, from where, and when on that day; `vinden.gemist` decides what is kept.
    """

    tekst = models.CharField(max_length=LANGST)
    dag = models.DateField()
    keren = models.PositiveIntegerField(default=1)
    opzij = models.BooleanField(default=False)

    objects = GemisteVraagQuerySet.as_manager()

    class Meta:
        ordering = ["-dag", "tekst"]
        verbose_name = "gemiste vraag"
        verbose_name_plural = "gemiste vragen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dag", "tekst"],
                name="gemiste_vraag_uniek",
                violation_error_message="Deze vraag is op deze dag al geteld.",
            ),
            models.CheckConstraint(
                name="gemiste_vraag_zonder_nummer",
                condition=~Q(tekst="") & ~Q(tekst__regex=r"@|\d{4}"),
                violation_error_message="Een vraag met een nummer of een adres bewaren wij niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def zelfde(self) -> GemisteVraagQuerySet:
        """The question on all its days."""
        return GemisteVraagQuerySet(GemisteVraag).filter(tekst=self.tekst)
