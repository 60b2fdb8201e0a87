"""A masterclass: one day, its programme, its seats and what it asks of who comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from basis.velden import (
    MeerKeuzes,
    RijkeTekst,
    keuze_constraint,
    keuzes_constraint,
    lengte_constraint,
    moment_constraint,
    samen_constraint,
)
from gebruikers.velden import iemand
from innovaties.models import Element, Innovatie, Thema
from masterclasses.keuzelijsten import (
    ROLLEN_VAN,
    Masterclassfase,
    Publiek,
    Toelating,
    Vraagsoort,
    Wijze,
)
from organisaties.models import Regio

LANGSTE = timedelta(hours=16)
"""A masterclass takes one day (programme plan, 2.2)."""

LAATSTE_AANBOD = timedelta(hours=2)
"""Closer to the begin a seat is no more offered in line: who comes first has it."""

MAXIMUM_PLEKKEN = 1000
INLEIDING = 3000


class MasterclassQuerySet(models.QuerySet["Masterclass"]):
    def zichtbaar(self) -> MasterclassQuerySet:
        """Those that visitors see: announced, or called off after that."""
        return self.exclude(fase=Masterclassfase.CONCEPT)

    def komend(self, nu: datetime) -> MasterclassQuerySet:
        """Those that are not over yet, the first one first."""
        return self.filter(einde__gt=nu).order_by("begin", "pk")

    def voorbij(self, nu: datetime) -> MasterclassQuerySet:
        """Those that are over, the last one first."""
        return self.filter(einde__lte=nu).order_by("-begin", "-pk")

    def met_plekken(self) -> MasterclassQuerySet:
        """With `zaal`, `zaal_vrij`, `online` and `online_vrij`: the seats, and those not taken."""
        vrij = Q(plekken__aanmelding__isnull=True)
        return self.annotate(
            **{
                f"{wijze}{naam}": Count("plekken", Q(plekken__wijze=wijze) & erbij)
                for wijze in Wijze.values
                for naam, erbij in (("", Q()), ("_vrij", vrij))
            }
        )


class Masterclass(models.Model):
    """One masterclass. Its seats are rows (`Plek`), and what was said afterwards is its verslag."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(
        max_length=300, blank=True, help_text="Twee of drie zinnen voor in de lijst."
    )
    inleiding = RijkeTekst(max_tekens=INLEIDING, blank=True)
    thema = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="masterclasses")
    publiek = MeerKeuzes(Publiek, blank=True)
    toelating = models.CharField(
        "wie mag komen?", max_length=12, choices=Toelating, default=Toelating.OPEN
    )
    regios = models.ManyToManyField(
        Regio, verbose_name="regio's", related_name="masterclasses", blank=True
    )
    innovaties = models.ManyToManyField(Innovatie, related_name="masterclasses", blank=True)
    elementen = models.ManyToManyField(
        Element, verbose_name="werkzame elementen", related_name="masterclasses", blank=True
    )
    begin = models.DateTimeField()
    einde = models.DateTimeField()
    locatie = models.CharField("naam van de locatie", max_length=120, blank=True)
    adres = models.CharField(max_length=300, blank=True)
    online_adres = models.URLField(
        "webadres om online mee te doen",
        blank=True,
        help_text="Alleen wie online meedoet, krijgt dit adres, in de mail.",
    )
    aanmelden_van = models.DateTimeField("aanmelden kan vanaf", null=True, blank=True)
    aanmelden_tot = models.DateTimeField("aanmelden kan tot", null=True, blank=True)
    organisator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="masterclasses"
    )
    bron = models.CharField(max_length=300, blank=True)
    """What tells of a masterclass that was held elsewhere. Only its day is known then: its times,
    its organiser and for whom it was are shown nowhere."""
    fase = models.CharField(max_length=12, choices=Masterclassfase, default=Masterclassfase.CONCEPT)
    reden = models.CharField("waarom gaat zij niet door?", max_length=300, blank=True)
    volgnummer = models.PositiveIntegerField(
        default=0, help_text="Rijst bij elke wijziging die in agenda's moet komen (SEQUENCE)."
    )
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    gewijzigd_door = iemand()
    aangekondigd_op = models.DateTimeField(null=True, blank=True)
    aangekondigd_door = iemand()
    afgelast_op = models.DateTimeField(null=True, blank=True)
    afgelast_door = iemand()

    objects = MasterclassQuerySet.as_manager()

    class Meta:
        ordering = ["-begin", "-pk"]
        verbose_name = "masterclass"
        verbose_name_plural = "masterclasses"
        constraints: ClassVar = [
            moment_constraint("masterclass", "begin"),
            moment_constraint("masterclass", "einde"),
            moment_constraint("masterclass", "aanmelden_van"),
            moment_constraint("masterclass", "aanmelden_tot"),
            keuzes_constraint("masterclass", "publiek", Publiek),
            keuze_constraint("masterclass", "toelating", Toelating, leeg=False),
            keuze_constraint("masterclass", "fase", Masterclassfase, leeg=False),
            lengte_constraint("masterclass", "inleiding", INLEIDING),
            models.CheckConstraint(
                name="masterclass_einde_na_begin",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="Het einde moet na het begin liggen.",
            ),
            models.CheckConstraint(
                name="masterclass_een_dag",
                condition=Q(einde__lte=F("begin") + LANGSTE),
                violation_error_message="Een masterclass duurt één dag.",
            ),
            models.CheckConstraint(
                name="masterclass_aanmelden_voor_begin",
                condition=Q(aanmelden_tot__isnull=True) | Q(aanmelden_tot__lte=F("begin")),
                violation_error_message="Aanmelden kan uiterlijk tot het begin.",
            ),
            models.CheckConstraint(
                name="masterclass_aanmelden_van_voor_tot",
                condition=Q(aanmelden_van__isnull=True)
                | Q(aanmelden_tot__isnull=True)
                | Q(aanmelden_van__lt=F("aanmelden_tot")),
                violation_error_message="Aanmelden moet eerder beginnen dan het eindigt.",
            ),
            samen_constraint("masterclass", "aangekondigd"),
            samen_constraint("masterclass", "afgelast"),
            models.CheckConstraint(
                name="masterclass_fase_klopt",
                condition=Q(fase=Masterclassfase.CONCEPT, aangekondigd_op__isnull=True)
                | Q(
                    fase=Masterclassfase.AANGEKONDIGD,
                    aangekondigd_op__isnull=False,
                    afgelast_op__isnull=True,
                )
                | Q(
                    fase=Masterclassfase.AFGELAST,
                    aangekondigd_op__isnull=False,
                    afgelast_op__isnull=False,
                )
                & ~Q(reden=""),
                violation_error_message="De fase past niet bij wat er is vastgelegd.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("masterclasses:masterclass", args=[self.slug])

    @property
    def rollen(self) -> tuple[str, ...]:
        """As what people come for whom this day is."""
        return tuple(rol for publiek in self.publiek for rol in ROLLEN_VAN[publiek])

    def is_voorbij(self, nu: datetime) -> bool:
        """Whether the day is over at `nu`."""
        return self.einde <= nu

    def aanmelden_open(self, nu: datetime) -> bool:
        """Whether visitors can register at `nu`; without a window until it begins."""
        return (
            self.fase == Masterclassfase.AANGEKONDIGD
            and (self.aanmelden_van is None or self.aanmelden_van <= nu)
            and nu < (self.aanmelden_tot or self.begin)
        )

    def biedt_aan(self, nu: datetime) -> bool:
        """Whether a seat that comes free is offered in line; near the begin it is for who comes."""
        return self.fase == Masterclassfase.AANGEKONDIGD and nu <= self.begin - LAATSTE_AANBOD

    @property
    def grenzen(self) -> list[datetime]:
        """The moments at which its page reads differently, without anything being changed."""
        laatste = self.begin - LAATSTE_AANBOD
        momenten = (self.aanmelden_van, self.aanmelden_tot, laatste, self.begin, self.einde)
        return [moment for moment in momenten if moment]


class Plek(models.Model):
    """One seat. The rows are the capacity: a 21st seat does not exist, so no one can have it."""

    masterclass = models.ForeignKey(Masterclass, on_delete=models.CASCADE, related_name="plekken")
    wijze = models.CharField(max_length=6, choices=Wijze)

    class Meta:
        ordering = ["pk"]
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        constraints: ClassVar = [keuze_constraint("plek", "wijze", Wijze, leeg=False)]
        indexes: ClassVar = [models.Index(fields=["masterclass", "wijze"], name="plek_wijze")]

    def __str__(self) -> str:
        return f"{self.get_wijze_display()}, {self.masterclass}"


class Programmadeel(models.Model):
    """One part of the day."""

    masterclass = models.ForeignKey(Masterclass, on_delete=models.CASCADE, related_name="programma")
    van = models.TimeField()
    tot = models.TimeField()
    titel = models.CharField(max_length=120)
    toelichting = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["van", "tot", "pk"]
        verbose_name = "programmadeel"
        verbose_name_plural = "programmadelen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="programmadeel_tot_na_van",
                condition=Q(tot__gt=F("van")),
                violation_error_message="Een onderdeel eindigt later dan het begint.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Spreker(models.Model):
    """Who presents a part: a function and an organisation; a name is not needed."""

    deel = models.ForeignKey(Programmadeel, on_delete=models.CASCADE, related_name="sprekers")
    volgorde = models.PositiveSmallIntegerField(default=0)
    functie = models.CharField(max_length=120)
    organisatie = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "spreker"
        verbose_name_plural = "sprekers"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.functie, self.organisatie)))


class Inschrijfvraag(models.Model):
    """What the organiser asks of everyone who registers."""

    masterclass = models.ForeignKey(Masterclass, on_delete=models.CASCADE, related_name="vragen")
    volgorde = models.PositiveSmallIntegerField(default=0)
    vraag = models.CharField(max_length=200)
    soort = models.CharField(max_length=5, choices=Vraagsoort, default=Vraagsoort.TEKST)
    keuzes = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    verplicht = models.BooleanField(default=False)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "inschrijfvraag"
        verbose_name_plural = "inschrijfvragen"
        constraints: ClassVar = [
            keuze_constraint("inschrijfvraag", "soort", Vraagsoort, leeg=False),
            models.CheckConstraint(
                name="inschrijfvraag_keuze_heeft_keuzes",
                condition=~Q(soort=Vraagsoort.KEUZE) | Q(keuzes__len__gte=2),
                violation_error_message="Geef bij een keuzevraag ten minste twee antwoorden.",
            ),
        ]

    def __str__(self) -> str:
        return self.vraag


class Lesmateriaal(models.Model):
    """Something to take along from a masterclass: a file or a web address."""

    masterclass = models.ForeignKey(
        Masterclass, on_delete=models.CASCADE, related_name="materialen"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    naam = models.CharField(max_length=120)
    bestand = models.FileField(upload_to="masterclasses/", blank=True)
    url = models.URLField("webadres", blank=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "materiaal van een masterclass"
        verbose_name_plural = "materialen van masterclasses"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lesmateriaal_bestand_of_url",
                condition=Q(bestand="", url__gt="") | Q(bestand__gt="", url=""),
                violation_error_message="Geef een bestand of een webadres, niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        if self.url:
            return self.url
        pad = str(self.bestand.name).removeprefix("masterclasses/")
        return reverse("masterclasses:materiaal", args=[pad])
