"""What people also call a value of a facet, beside its own name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from basis.velden import OpAlfabet


class AndereNaam(models.Model):
    """One name that leads to everything that has the value `facet`:`slug`.

    One table for lists of rows and for fixed lists. A name may belong to several values.
    A row of a list takes its names along when its web name changes or when it goes (a trigger).
    """

    facet = models.CharField(max_length=20)
    slug = models.CharField("webnaam", max_length=80)
    naam = models.CharField(max_length=80)

    class Meta:
        ordering = [OpAlfabet("naam"), "pk"]
        verbose_name = "andere naam"
        verbose_name_plural = "andere namen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "facet",
                "slug",
                Lower("naam"),
                name="andere_naam_uniek",
                violation_error_message="Deze naam staat er al bij.",
            ),
            models.CheckConstraint(
                name="andere_naam_gevuld",
                condition=~Q(naam=""),
                violation_error_message="Een naam heeft letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def code(self) -> str:
        """The value as a search document stores it."""
        return f"{self.facet}:{self.slug}"
