"""A Doelen-Inspanningen-Netwerk: a programme, its goals, and the projects that reach them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from basis.velden import DeelDatum, OpAlfabet, deeldatum_constraint, keuze_constraint
from gebruikers.velden import iemand
from innovaties.models import Innovatie, Thema
from opgaven.keuzelijsten import Netwerkpartij, Preventie
from opgaven.models.stand import MetStand
from organisaties.models import Organisatie, Regio

LANG = 2000


class Netwerk(models.Model):
    """One programme of many parties, such as a multi-year programme of a region."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(max_length=300, blank=True)
    tekst = models.TextField(max_length=LANG, blank=True)
    begin = DeelDatum(blank=True)
    einde = DeelDatum(blank=True)
    bron = models.CharField(max_length=300, blank=True)
    regios = models.ManyToManyField(Regio, related_name="netwerken", blank=True)
    organisaties = models.ManyToManyField(Organisatie, related_name="netwerken", blank=True)
    openbaar = models.BooleanField("zichtbaar op de site", default=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    class Meta:
        ordering = [OpAlfabet("titel"), "pk"]
        verbose_name = "netwerk van doelen en inspanningen"
        verbose_name_plural = "netwerken van doelen en inspanningen"
        constraints: ClassVar = [
            deeldatum_constraint("netwerk", "begin"),
            deeldatum_constraint("netwerk", "einde"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("opgaven:netwerk", args=[self.slug])


class Doel(models.Model):
    """A goal; a goal may serve a larger one, and never itself in the end (a trigger refuses)."""

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="doelen")
    boven = models.ForeignKey(
        "self",
        verbose_name="draagt bij aan",
        on_delete=models.RESTRICT,
        related_name="onder",
        null=True,
        blank=True,
    )
    titel = models.CharField(max_length=160)
    tekst = models.TextField(max_length=LANG, blank=True)
    soort = models.CharField(max_length=9, choices=Preventie, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        constraints: ClassVar = [
            keuze_constraint("doel", "soort", Preventie, leeg=True),
            models.CheckConstraint(
                name="doel_niet_boven_zichzelf",
                condition=Q(boven__isnull=True) | ~Q(boven=F("pk")),
                violation_error_message="Een doel kan niet bijdragen aan zichzelf.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Project(models.Model):
    """What parties do together for one or more goals."""

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="projecten")
    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(max_length=300, blank=True)
    doelen = models.ManyToManyField(Doel, related_name="projecten")
    doel = models.TextField("wat wil dit project bereiken?", max_length=LANG, blank=True)
    resultaat = models.TextField(max_length=LANG, blank=True)
    tijdpad = models.TextField(max_length=1000, blank=True)
    begin = DeelDatum(blank=True)
    einde = DeelDatum(blank=True)
    financien = models.TextField("financiën", max_length=1000, blank=True)
    bron = models.CharField(max_length=300, blank=True, help_text="Document en hoofdstuk.")
    themas = models.ManyToManyField(Thema, related_name="projecten", blank=True)
    innovaties = models.ManyToManyField(Innovatie, related_name="projecten", blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "project"
        verbose_name_plural = "projecten"
        constraints: ClassVar = [
            deeldatum_constraint("project", "begin"),
            deeldatum_constraint("project", "einde"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("opgaven:project", args=[self.slug])


class Inspanning(models.Model):
    """What one party does for a project. A party of which nothing is asked has no row."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="inspanningen")
    partij = models.CharField(max_length=12, choices=Netwerkpartij)
    tekst = models.TextField(max_length=LANG)

    class Meta:
        ordering = ["pk"]
        verbose_name = "inspanning"
        verbose_name_plural = "inspanningen"
        constraints: ClassVar = [
            keuze_constraint("inspanning", "partij", Netwerkpartij, leeg=False),
            models.UniqueConstraint(fields=["project", "partij"], name="inspanning_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.get_partij_display()}: {self.project}"


class Actie(MetStand):
    """One thing that is done in a project, and how far it is."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="acties")
    tekst = models.CharField(max_length=500)
    wie = models.CharField(max_length=120, blank=True)
    wanneer = models.CharField(max_length=120, blank=True)
    innovatie = models.ForeignKey(
        Innovatie, on_delete=models.SET_NULL, related_name="acties", null=True, blank=True
    )
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta(MetStand.Meta):
        ordering = ["volgorde", "pk"]
        verbose_name = "actie"
        verbose_name_plural = "acties"

    def __str__(self) -> str:
        return self.tekst
