"""Lessons from practice: what they come down to, and whom they ask what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from basis.velden import OpAlfabet, RijkeTekst, keuze_constraint, lengte_constraint
from gebruikers.velden import iemand
from innovaties.models import Element, Innovatie, Thema
from organisaties.keuzelijsten import Lezer
from organisaties.models import Regio

ESSENTIE = 3000


class Les(models.Model):
    nummer = models.PositiveSmallIntegerField(unique=True)
    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(max_length=300, blank=True)
    essentie = RijkeTekst(max_tekens=ESSENTIE, blank=True)
    bron = models.CharField(max_length=300, blank=True)
    openbaar = models.BooleanField("zichtbaar op de site", default=False)
    themas = models.ManyToManyField(Thema, related_name="lessen", blank=True)
    elementen = models.ManyToManyField(Element, related_name="lessen", blank=True)
    innovaties = models.ManyToManyField(Innovatie, related_name="lessen", blank=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    class Meta:
        ordering = ["nummer"]
        verbose_name = "les"
        verbose_name_plural = "lessen"
        constraints: ClassVar = [lengte_constraint("les", "essentie", ESSENTIE)]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("opgaven:les", args=[self.slug])


class Lestaak(models.Model):
    """What a lesson asks of one kind of reader."""

    les = models.ForeignKey(Les, on_delete=models.CASCADE, related_name="taken")
    lezer = models.CharField("voor wie?", max_length=18, choices=Lezer)
    tekst = models.CharField(max_length=500)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints: ClassVar = [keuze_constraint("lestaak", "lezer", Lezer, leeg=False)]

    def __str__(self) -> str:
        return self.tekst


class Regioervaring(models.Model):
    """How one region works, and the lessons that were drawn there."""

    regio = models.OneToOneField(Regio, on_delete=models.CASCADE, related_name="ervaring")
    tekst = models.TextField(max_length=2000)
    bron = models.CharField(max_length=300, blank=True)
    lessen = models.ManyToManyField(Les, related_name="ervaringen", blank=True)

    class Meta:
        ordering = [OpAlfabet("regio__naam")]
        verbose_name = "ervaring van een regio"
        verbose_name_plural = "ervaringen van regio's"

    def __str__(self) -> str:
        return f"Ervaring van {self.regio}"
