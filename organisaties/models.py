"""Where things happen and who does them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from basis.tekst import ruime_sleutel
from basis.velden import OpAlfabet, keuze_constraint, naam_constraint
from organisaties.boven import ORGANISATIE, REGIO
from organisaties.keuzelijsten import Partijrol, Plaatssoort, Regiosoort


class Regio(models.Model):
    """A provincie, or a zorgregio that lies in one or more of them."""

    slug = models.SlugField("webnaam", max_length=60, unique=True)
    naam = models.CharField(max_length=80, unique=True)
    soort = models.CharField(max_length=10, choices=Regiosoort)
    provincies = models.ManyToManyField(
        "self",
        verbose_name="ligt in",
        symmetrical=False,
        related_name="zorgregios",
        blank=True,
        limit_choices_to={"soort": Regiosoort.PROVINCIE},
        help_text="Alleen voor een zorgregio.",
    )

    class Meta:
        ordering = [OpAlfabet("naam"), "pk"]
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        constraints = [
            models.CheckConstraint(
                name="regio_soort_in_lijst",
                condition=Q(soort__in=["provincie", "zorgregio"]),
                violation_error_message="Kies provincie of zorgregio.",
            ),
            naam_constraint("regio"),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return REGIO(self.slug)


class Plaats(models.Model):
    """A name of somewhere in the Netherlands, and the regio's that it lies in.

    Two places of one name have web names of their own.
    """

    slug = models.SlugField("webnaam", max_length=60, unique=True)
    naam = models.CharField(max_length=60)
    soort = models.CharField(max_length=10, choices=Plaatssoort)
    regios = models.ManyToManyField(Regio, verbose_name="ligt in", related_name="plaatsen")

    class Meta:
        ordering = [OpAlfabet("naam"), "pk"]
        verbose_name = "plaats"
        verbose_name_plural = "plaatsen"
        constraints = [keuze_constraint("plaats", "soort", Plaatssoort, leeg=False)]

    def __str__(self) -> str:
        return self.naam


class Organisatie(models.Model):
    """A party that takes part, such as a provider, gemeente, insurer or client organisation."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    naam = models.CharField(max_length=120, unique=True)
    soort = models.CharField(max_length=30, choices=Partijrol, default=Partijrol.OVERIG)
    regios = models.ManyToManyField(
        Regio, verbose_name="regio's", related_name="organisaties", blank=True
    )
    toelichting = models.CharField(max_length=300, blank=True)
    website = models.URLField("website", max_length=300, blank=True)

    class Meta:
        ordering = [OpAlfabet("naam"), "pk"]
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [
            keuze_constraint("organisatie", "soort", Partijrol, leeg=False),
            naam_constraint("organisatie"),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return ORGANISATIE(self.slug)

    @classmethod
    def genoemd(cls, naam: str) -> Organisatie | None:
        """The one that is called so; capitals, accents, spaces and dashes make no other."""
        sleutel = ruime_sleutel(naam)
        rijen = cls._default_manager.all() if sleutel else ()
        return next((rij for rij in rijen if ruime_sleutel(rij.naam) == sleutel), None)
