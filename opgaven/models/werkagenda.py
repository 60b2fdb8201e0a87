"""A werkagenda: problems by theme, what is to be done about them, and what that needs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from basis.velden import DeelDatum, deeldatum_constraint, keuze_constraint
from gebruikers.velden import iemand
from innovaties.models import Innovatie, Thema
from opgaven.keuzelijsten import Actiepuntsoort
from opgaven.models.les import Les
from opgaven.models.stand import MetStand

LANG = 2000


class Werkagenda(models.Model):
    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(max_length=300, blank=True)
    datum = DeelDatum()
    tekst = models.TextField(max_length=LANG, blank=True)
    bron = models.CharField(max_length=300, blank=True)
    openbaar = models.BooleanField("zichtbaar op de site", default=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    class Meta:
        ordering = ["-datum", "pk"]
        verbose_name = "werkagenda"
        verbose_name_plural = "werkagenda's"
        constraints: ClassVar = [deeldatum_constraint("werkagenda", "datum")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("opgaven:werkagenda", args=[self.slug])


class Agendathema(models.Model):
    """One theme of the agenda: what is wrong, and what that means for clients."""

    werkagenda = models.ForeignKey(
        Werkagenda, on_delete=models.CASCADE, related_name="agendathemas"
    )
    slug = models.SlugField("webnaam", max_length=80)
    titel = models.CharField(max_length=120)
    probleem = models.TextField("wat gaat er niet goed?", max_length=LANG)
    gevolg = models.TextField("wat merken cliënten en naasten ervan?", max_length=LANG, blank=True)
    themas = models.ManyToManyField(Thema, related_name="agendathemas", blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "agendathema"
        verbose_name_plural = "agendathema's"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["werkagenda", "slug"], name="agendathema_eenmaal"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return f"{self.werkagenda.get_absolute_url()}#{self.anker}"

    @property
    def anker(self) -> str:
        """Its id on the page of the agenda, where no other id begins so."""
        return f"agendathema-{self.slug}"


class Randvoorwaarde(models.Model):
    """What must be there before the actiepunten of a theme can succeed."""

    agendathema = models.ForeignKey(
        Agendathema, on_delete=models.CASCADE, related_name="randvoorwaarden"
    )
    tekst = models.CharField(max_length=500)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "randvoorwaarde"
        verbose_name_plural = "randvoorwaarden"

    def __str__(self) -> str:
        return self.tekst


class Actiepunt(MetStand):
    """One thing to do, of a type, with an owner and how far it is."""

    agendathema = models.ForeignKey(
        Agendathema, on_delete=models.CASCADE, related_name="actiepunten"
    )
    soort = models.CharField(max_length=12, choices=Actiepuntsoort)
    tekst = models.CharField(max_length=600)
    eigenaar = models.CharField("wie trekt dit?", max_length=200, blank=True)
    bron = models.CharField(max_length=300, blank=True, help_text="Document en hoofdstuk.")
    lessen = models.ManyToManyField(Les, related_name="actiepunten", blank=True)
    innovaties = models.ManyToManyField(Innovatie, related_name="actiepunten", blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta(MetStand.Meta):
        ordering = ["volgorde", "pk"]
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        constraints: ClassVar = [
            *MetStand.Meta.constraints,
            keuze_constraint("actiepunt", "soort", Actiepuntsoort, leeg=False),
        ]

    def __str__(self) -> str:
        return self.tekst
