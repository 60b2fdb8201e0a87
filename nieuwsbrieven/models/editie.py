"""An edition of the newsletter and the parts that it is made of."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from basis.velden import (
    MeerKeuzes,
    RijkeTekst,
    keuze_constraint,
    keuzes_constraint,
    lengte_constraint,
    moment_constraint,
    samen_constraint,
)
from gebruikers.velden import iemand, persoon
from innovaties.models import Innovatie, Thema
from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort, Editiesoort, Editiestatus
from organisaties.keuzelijsten import Persoonsrol
from organisaties.models import Regio

STUKKEN = ["html", "tekst"]
"""The two forms that a mail has, and of which an edition that went out keeps the pieces."""

INLEIDING = 2000
BLOKTEKST = 1500


def beeldpad(blok: Blok, naam: str) -> str:  # noqa: ARG001 (Django passes it)
    """A name that nobody guesses: a test mail must show the image of what is no edition yet."""
    return f"nieuwsbrieven/{uuid4().hex}{PurePosixPath(naam).suffix}"


class EditieQuerySet(models.QuerySet["Editie"]):
    def openbaar(self) -> EditieQuerySet:
        """Those that may be in somebody's mail, the newest first."""
        return self.filter(status__in=BEGONNEN).order_by("-begonnen_op", "-pk")


class Editie(models.Model):
    """One edition. `wijziging` counts its changes, so that nobody overwrites another's work.

    When sending begins, `stukken` keeps what goes out (`nieuwsbrieven.uitvoer.opmaak`), so that
    everybody gets the same whatever is published or deployed meanwhile.
    """

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    soort = models.CharField(max_length=10, choices=Editiesoort, default=Editiesoort.GEWOON)
    status = models.CharField(max_length=10, choices=Editiestatus, default=Editiestatus.CONCEPT)
    onderwerp = models.CharField(max_length=120)
    preheader = models.CharField("voorproefje", max_length=150, blank=True)
    inleiding = RijkeTekst(max_tekens=INLEIDING, blank=True)
    vier_ogen = models.BooleanField("een collega leest mee vóór het verzenden", default=False)
    wijziging = models.PositiveIntegerField(default=0)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = persoon()
    gewijzigd_op = models.DateTimeField(null=True, blank=True)
    gewijzigd_door = iemand()
    schrijvers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text="Wie aan deze editie schreven."
    )
    meelezers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        blank=True,
        help_text="Wie gevraagd is om mee te lezen.",
    )
    akkoord_op = models.DateTimeField(null=True, blank=True)
    akkoord_door = iemand()
    gepland_op = models.DateTimeField(null=True, blank=True)
    gepland_door = iemand()
    verzendmoment = models.DateTimeField(null=True, blank=True)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    gestopt_op = models.DateTimeField(null=True, blank=True)
    gestopt_door = iemand()
    reden = models.CharField("waarom gestopt?", max_length=300, blank=True)
    stukken = models.JSONField(null=True, blank=True)
    verzonden = models.PositiveIntegerField(default=0)
    mislukt = models.PositiveIntegerField(default=0)

    objects = EditieQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "nieuwsbrief"
        verbose_name_plural = "nieuwsbrieven"
        constraints: ClassVar = [
            moment_constraint("editie", "gepland_op"),
            moment_constraint("editie", "verzendmoment"),
            keuze_constraint("editie", "soort", Editiesoort, leeg=False),
            keuze_constraint("editie", "status", Editiestatus, leeg=False),
            lengte_constraint("editie", "inleiding", INLEIDING),
            models.CheckConstraint(
                name="editie_onderwerp_gevuld",
                condition=~Q(onderwerp=""),
                violation_error_message="Geef de nieuwsbrief een onderwerp.",
            ),
            models.CheckConstraint(
                name="editie_gepland_met_moment",
                condition=~Q(status=Editiestatus.GEPLAND)
                | Q(verzendmoment__isnull=False, gepland_op__isnull=False),
                violation_error_message="Kies wanneer de nieuwsbrief wordt verzonden.",
            ),
            models.CheckConstraint(
                name="editie_begonnen_met_stukken",
                condition=~Q(status__in=BEGONNEN)
                | Q(begonnen_op__isnull=False, stukken__isnull=False, stukken__has_keys=STUKKEN),
                violation_error_message="Leg vast wat er wordt verzonden.",
            ),
            models.CheckConstraint(
                name="editie_klaar_bij_verzonden",
                condition=Q(status=Editiestatus.VERZONDEN, klaar_op__isnull=False)
                | (~Q(status=Editiestatus.VERZONDEN) & Q(klaar_op__isnull=True)),
                violation_error_message="Leg vast wanneer de nieuwsbrief was verzonden.",
            ),
            models.CheckConstraint(
                name="editie_meegelezen",
                condition=Q(vier_ogen=False)
                | ~Q(status__in=(Editiestatus.GEPLAND, *BEGONNEN))
                | Q(akkoord_op__isnull=False),
                violation_error_message="Een collega moet deze nieuwsbrief eerst lezen.",
            ),
            *(
                samen_constraint("editie", wat)
                for wat in ("gewijzigd", "akkoord", "gepland", "gestopt")
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp

    def get_absolute_url(self) -> str:
        return reverse("nieuwsbrieven:editie", args=[self.slug])

    @property
    def begonnen(self) -> bool:
        """Whether somebody may have it in the mail: then nothing in it changes any more."""
        return self.status in BEGONNEN

    @property
    def totaal(self) -> int:
        """How many it went to or was meant to; known when it is sent."""
        return self.verzonden + self.mislukt


class Blok(models.Model):
    """One part of an edition: a page of the site in a few words, or a paragraph of its own.

    Whom it is for is said as with a subscriber: all themes or these, all regions or these, and
    an empty `rollen` is everyone.
    """

    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="blokken")
    volgorde = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=11, choices=Bloksoort)
    titel = models.CharField(max_length=120)
    tekst = RijkeTekst(max_tekens=BLOKTEKST, blank=True)
    adres = models.CharField(
        "waar gaat de link heen?",
        max_length=300,
        blank=True,
        help_text="Een pagina van deze site, zoals /masterclasses/, of een adres met https://.",
    )
    linktekst = models.CharField("tekst van de link", max_length=60, blank=True)
    afbeelding = models.ImageField(upload_to=beeldpad, blank=True)
    alt = models.CharField(
        "wat is er op de afbeelding te zien?",
        max_length=200,
        blank=True,
        help_text="Voor wie de afbeelding niet ziet, of haar niet laadt.",
    )
    alle_themas = models.BooleanField("voor alle thema's", default=True)
    themas = models.ManyToManyField(
        Thema, verbose_name="thema's", related_name="nieuwsbriefblokken", blank=True
    )
    alle_regios = models.BooleanField("voor heel Nederland", default=True)
    regios = models.ManyToManyField(
        Regio, verbose_name="regio's", related_name="nieuwsbriefblokken", blank=True
    )
    rollen = MeerKeuzes(Persoonsrol, blank=True)
    innovatie = models.ForeignKey(
        Innovatie,
        on_delete=models.SET_NULL,
        related_name="nieuwsbriefblokken",
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        constraints: ClassVar = [
            keuze_constraint("blok", "soort", Bloksoort, leeg=False),
            keuzes_constraint("blok", "rollen", Persoonsrol),
            lengte_constraint("blok", "tekst", BLOKTEKST),
            models.UniqueConstraint(
                fields=["editie", "volgorde"],
                name="blok_volgorde",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deze plaats in de nieuwsbrief is al bezet.",
            ),
            models.UniqueConstraint(
                fields=["editie", "adres"],
                condition=~Q(soort=Bloksoort.EIGEN),
                name="blok_eenmaal_per_adres",
                violation_error_message="Dit staat al in de nieuwsbrief.",
            ),
            models.CheckConstraint(
                name="blok_titel_gevuld",
                condition=~Q(titel=""),
                violation_error_message="Geef dit deel een kop.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Blokopmerking(models.Model):
    """What a colleague who reads along wants otherwise in one part."""

    blok = models.ForeignKey(Blok, on_delete=models.CASCADE, related_name="opmerkingen")
    tekst = models.CharField("opmerking", max_length=500)
    geplaatst_op = models.DateTimeField()
    geplaatst_door = persoon()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = iemand()

    class Meta:
        ordering = ["pk"]
        verbose_name = "opmerking bij een blok"
        verbose_name_plural = "opmerkingen bij blokken"
        constraints: ClassVar = [samen_constraint("blokopmerking", "afgehandeld")]

    def __str__(self) -> str:
        return self.tekst
