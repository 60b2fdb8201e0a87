"""The inventory: what organisations already do, what they wish for, and what would help them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from basis.velden import (
    DeelDatum,
    Mailadres,
    MeerKeuzes,
    dag_constraint,
    deeldatum_constraint,
    keuze_constraint,
    keuzes_constraint,
    samen_constraint,
)
from gebruikers.velden import iemand, persoon
from innovaties.models import Innovatie, Thema
from organisaties.models import Organisatie, Regio
from wensen.keuzelijsten import Gebiedsoort, Inzet, Steun

ANTWOORD = 1000
SAMEN = ("geopend", "gesloten", "gepubliceerd")


class Inventarisatie(models.Model):
    """One questionnaire, sent to many organisations by personal link.

    An inventory that was held elsewhere has no Uitvragen, only `uitkomst` and its Uitkomstregels.
    Its `bron` tells of it. Of when it was held only `gehouden` is known, or nothing; its other days
    are shown nowhere.
    """

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    inleiding = models.TextField(max_length=2000, blank=True)
    begin = models.DateField()
    einde = models.DateField("invullen kan tot en met")
    uitkomst = models.TextField(
        max_length=3000, blank=True, help_text="Wat er in grote lijnen uitkwam; staat op de site."
    )
    bron = models.CharField(max_length=300, blank=True)
    gehouden = DeelDatum(blank=True)
    geopend_op = models.DateTimeField(null=True, blank=True)
    geopend_door = iemand()
    gesloten_op = models.DateTimeField(null=True, blank=True)
    """When somebody closed it before its last day was over."""
    gesloten_door = iemand()
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    gepubliceerd_door = iemand()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = persoon()

    class Meta:
        ordering = ["-begin", "-pk"]
        verbose_name = "inventarisatie"
        verbose_name_plural = "inventarisaties"
        constraints: ClassVar = [
            dag_constraint("inventarisatie", "begin"),
            dag_constraint("inventarisatie", "einde"),
            deeldatum_constraint("inventarisatie", "gehouden"),
            models.CheckConstraint(
                name="inventarisatie_einde_na_begin",
                condition=Q(einde__gte=F("begin")),
                violation_error_message="De inventarisatie eindigt vóór zij begint.",
            ),
            *(samen_constraint("inventarisatie", wat) for wat in SAMEN),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("wensen:inventarisatie", args=[self.slug])

    def is_voorbij(self, vandaag: date) -> bool:
        """Whether nothing can be filled in any more: it was closed, or its last day is over."""
        return self.gesloten_op is not None or self.einde < vandaag

    @property
    def van_elders(self) -> bool:
        """Whether it was held elsewhere: nobody fills in anything."""
        return bool(self.bron)


class Gebied(models.Model):
    """An area that the questionnaire asks about, or a question of the projectleider herself.

    The answer to such a question is the `bestaand` of its Antwoordregel.
    """

    inventarisatie = models.ForeignKey(
        Inventarisatie, on_delete=models.CASCADE, related_name="gebieden"
    )
    naam = models.CharField(max_length=120)
    uitleg = models.CharField(max_length=300, blank=True)
    soort = models.CharField(max_length=6, choices=Gebiedsoort, default=Gebiedsoort.GEBIED)
    thema = models.ForeignKey(
        Thema, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inventarisatie", "naam"], name="gebied_eenmaal"),
            keuze_constraint("gebied", "soort", Gebiedsoort, leeg=False),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_vraag(self) -> bool:
        """Whether this is a question with one answer."""
        return self.soort == Gebiedsoort.VRAAG


class Uitvraag(models.Model):
    """The questionnaire at one organisation: the personal link, and what was filled in."""

    inventarisatie = models.ForeignKey(
        Inventarisatie, on_delete=models.CASCADE, related_name="uitvragen"
    )
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="uitvragen")
    regio = models.ForeignKey(
        Regio, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    email = Mailadres("e-mailadres", blank=True)
    steun = MeerKeuzes(Steun, blank=True)
    steun_anders = models.CharField(max_length=300, blank=True)
    inzet = MeerKeuzes(Inzet, blank=True)
    opmerking = models.CharField(max_length=ANTWOORD, blank=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    verstuurd_door = iemand()
    herinneringen = models.PositiveSmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    ingediend_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "uitvraag"
        verbose_name_plural = "uitvragen"
        constraints: ClassVar = [
            keuzes_constraint("uitvraag", "steun", Steun),
            keuzes_constraint("uitvraag", "inzet", Inzet),
            models.UniqueConstraint(
                fields=["inventarisatie", "organisatie"],
                name="uitvraag_eenmaal",
                violation_error_message="Deze organisatie kreeg de vragenlijst al.",
            ),
            models.UniqueConstraint(
                "inventarisatie",
                "email",
                condition=~Q(email=""),
                name="uitvraag_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres kreeg de vragenlijst al.",
            ),
            samen_constraint("uitvraag", "verstuurd"),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}, {self.inventarisatie}"


class Antwoordregel(models.Model):
    """What one organisation answered about one area. Each may become a description."""

    uitvraag = models.ForeignKey(Uitvraag, on_delete=models.CASCADE, related_name="antwoorden")
    gebied = models.ForeignKey(Gebied, on_delete=models.CASCADE, related_name="antwoorden")
    bestaand = models.CharField("wat doet u al?", max_length=ANTWOORD, blank=True)
    gewenst = models.CharField("wat zou u willen?", max_length=ANTWOORD, blank=True)
    innovatie = models.ForeignKey(
        Innovatie, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    wens = models.ForeignKey(
        Innovatie, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["gebied__volgorde", "pk"]
        verbose_name = "antwoord op de inventarisatie"
        verbose_name_plural = "antwoorden op de inventarisatie"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["uitvraag", "gebied"], name="antwoordregel_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag}: {self.gebied}"


class Uitkomstregel(models.Model):
    """A figure or finding of an inventory that was held elsewhere, with what the source says."""

    inventarisatie = models.ForeignKey(
        Inventarisatie, on_delete=models.CASCADE, related_name="uitkomsten"
    )
    gebied = models.CharField(max_length=120)
    bestaand = models.TextField(max_length=ANTWOORD, blank=True)
    gewenst = models.TextField(max_length=ANTWOORD, blank=True)
    aandeel = models.CharField(
        max_length=40, blank=True, help_text="Zoals de bron het zegt: 'meer dan 60%'."
    )
    procent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Voor de grafiek: 0 tot 100."
    )
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="uitkomst_procent",
                condition=Q(procent__isnull=True) | Q(procent__lte=100),
                violation_error_message="Vul een percentage in van 0 tot en met 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.gebied
