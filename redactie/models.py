"""Editorial review: who writes, who reviews, what was said, and what comes in from outside."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from basis.velden import (
    Mailadres,
    OpAlfabet,
    dag_constraint,
    keuze_constraint,
    moment_constraint,
    samen_constraint,
)
from gebruikers.velden import iemand, persoon
from innovaties.keuzelijsten import Toepassing
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.models import Bericht
from redactie.keuzelijsten import Beginbloksoort
from vinden.models import Document


class SchrijverQuerySet(models.QuerySet["Schrijver"]):
    def bezig(self, nu: datetime) -> SchrijverQuerySet:
        """Those who have the version open now."""
        return self.filter(bezig_tot__gt=nu)


class Schrijver(models.Model):
    """Someone who opened a version to write in it, and whether a change of theirs is in it.

    Who changed a version may not publish it.
    """

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="schrijvers")
    gebruiker = persoon()
    schreef = models.BooleanField(default=False)
    bezig_tot = models.DateTimeField()

    objects = SchrijverQuerySet.as_manager()

    class Meta:
        verbose_name = "schrijver"
        verbose_name_plural = "schrijvers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["versie", "gebruiker"], name="schrijver_eenmaal"),
        ]

    def __str__(self) -> str:
        return str(self.gebruiker)


class Werkdocument(Document):
    """A version as the search of the workplace sees it; see `redactie.actions.indexeren`.

    Apart from the documents of visitors: drafts and archived versions are here too. Its
    `gepubliceerd_op` is when the version was changed last, as it was when this was written.
    """

    versie = models.OneToOneField(
        Beschrijving, on_delete=models.CASCADE, primary_key=True, related_name="werkdocument"
    )
    ontbreekt = models.PositiveSmallIntegerField(
        null=True, help_text="Hoeveel onderdelen er nog nodig zijn om te publiceren."
    )

    class Meta(Document.Meta):
        verbose_name = "werkdocument"
        verbose_name_plural = "werkdocumenten"


class BewaardeLijst(models.Model):
    """What somebody chose on the desk and wants to see again, under a name of their own."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bewaarde_lijsten"
    )
    naam = models.CharField(max_length=60)
    vraag = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = [OpAlfabet("naam"), "pk"]
        verbose_name = "bewaarde lijst"
        verbose_name_plural = "bewaarde lijsten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gebruiker", "naam"],
                name="bewaarde_lijst_eenmaal",
                violation_error_message="U hebt al een lijst met deze naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Beoordeling(models.Model):
    """How the review of one version goes: made when it is first submitted."""

    versie = models.OneToOneField(
        Beschrijving, on_delete=models.CASCADE, related_name="beoordeling"
    )
    ingediend_op = models.DateTimeField()
    ingediend_door = persoon()
    eerste_reactie_op = models.DateTimeField(null=True, blank=True)
    eerste_reactie_door = iemand()
    beoordelaar = iemand()
    publiceren_op = models.DateTimeField(null=True, blank=True)
    publiceren_door = iemand()
    reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        constraints: ClassVar = [
            moment_constraint("beoordeling", "publiceren_op"),
            samen_constraint("beoordeling", "eerste_reactie"),
            samen_constraint("beoordeling", "publiceren"),
        ]

    def __str__(self) -> str:
        return f"Beoordeling van {self.versie}"


class Ronde(models.Model):
    """The text of a version as it was submitted; it stands still until its reviewer answers.

    So this is what the remarks of that round are about. See `redactie.lezen.rondes`.
    """

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="rondes")
    nummer = models.PositiveSmallIntegerField()
    ingediend_op = models.DateTimeField()
    ingediend_door = persoon()
    tekst = models.JSONField()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["versie", "nummer"], name="ronde_nummer_uniek"),
        ]

    def __str__(self) -> str:
        return f"ronde {self.nummer}"


class Beginstuk(models.Model):
    """A document that somebody had already, read as blocks to begin a version with.

    The file itself is not kept. The blocks go with the version, when a writer says so, or some
    time after the version was finished: a report may name people.
    """

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="beginstukken")
    naam = models.CharField(max_length=120, help_text="Hoe het bestand heette.")

    class Meta:
        ordering = ["pk"]
        verbose_name = "beginstuk"
        verbose_name_plural = "beginstukken"

    def __str__(self) -> str:
        return self.naam


class Zetting(models.Model):
    """That blocks of a Beginstuk were put into a field, and what the field held before."""

    stuk = models.ForeignKey(Beginstuk, on_delete=models.CASCADE, related_name="zettingen")
    veld = models.CharField(max_length=40, help_text="Naam van een veld van het formaat.")
    was = models.JSONField(null=True)
    kenmerk = models.CharField(max_length=20, help_text="Van wat er toen in het veld kwam.")

    class Meta:
        ordering = ["pk"]
        verbose_name = "zetting"
        verbose_name_plural = "zettingen"

    def __str__(self) -> str:
        return f"{self.stuk} in {self.veld}"


class BeginblokQuerySet(models.QuerySet["Beginblok"]):
    def over(self) -> BeginblokQuerySet:
        """Those that were put nowhere yet."""
        return self.filter(zetting__isnull=True)


class Beginblok(models.Model):
    """One heading, paragraph, list or table of a Beginstuk."""

    stuk = models.ForeignKey(Beginstuk, on_delete=models.CASCADE, related_name="blokken")
    volgorde = models.PositiveIntegerField()
    soort = models.CharField(max_length=10, choices=Beginbloksoort)
    niveau = models.PositiveSmallIntegerField(default=0)
    html = models.TextField(blank=True)
    rijen = models.JSONField(default=list, blank=True, help_text="De cellen van een tabel.")
    zetting = models.ForeignKey(
        Zetting, on_delete=models.SET_NULL, related_name="blokken", null=True, blank=True
    )

    objects = BeginblokQuerySet.as_manager()

    class Meta:
        ordering = ["stuk", "volgorde"]
        verbose_name = "blok van een beginstuk"
        verbose_name_plural = "blokken van beginstukken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stuk", "volgorde"], name="beginblok_plek_uniek"),
            keuze_constraint("beginblok", "soort", Beginbloksoort, leeg=False),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.volgorde}"


class Meelezer(models.Model):
    """Someone without an account who reads one version through a signed link, and may comment."""

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="meelezers")
    naam = models.CharField(max_length=100)
    email = Mailadres("e-mailadres")
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = persoon()
    verloopt = models.DateTimeField()

    class Meta:
        verbose_name = "meelezer"
        verbose_name_plural = "meelezers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["versie", "email"],
                name="meelezer_eenmaal_per_versie",
                violation_error_message="Deze persoon leest al mee.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class OpmerkingQuerySet(models.QuerySet["Opmerking"]):
    def open(self) -> OpmerkingQuerySet:
        """Comments, not replies, that nobody resolved."""
        return self.filter(antwoord_op_opmerking__isnull=True, opgelost_op__isnull=True)


class Opmerking(models.Model):
    """A comment on one part of a version, or a reply to one."""

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="opmerkingen")
    onderdeel = models.CharField(max_length=40, help_text="Naam van een onderdeel van het formaat.")
    tekst = models.CharField(max_length=1000)
    voorstel = models.TextField(
        blank=True, help_text="Hoe het onderdeel kan luiden, zoals het veld zijn tekst bewaart."
    )
    geplaatst_op = models.DateTimeField(auto_now_add=True)
    geplaatst_door = iemand()
    meelezer = models.ForeignKey(
        Meelezer, on_delete=models.CASCADE, related_name="opmerkingen", null=True, blank=True
    )
    antwoord_op_opmerking = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="antwoorden", null=True, blank=True
    )
    opgelost_op = models.DateTimeField(null=True, blank=True)
    opgelost_door = iemand()

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="opmerking_van_een",
                condition=Q(geplaatst_door__isnull=True, meelezer__isnull=False)
                | Q(geplaatst_door__isnull=False, meelezer__isnull=True),
                violation_error_message="Een opmerking is van een gebruiker of van een meelezer.",
            ),
            models.CheckConstraint(
                name="opmerking_antwoord_stelt_niets_voor",
                condition=Q(voorstel="") | Q(antwoord_op_opmerking__isnull=True),
                violation_error_message="Stel een tekst voor in een eigen opmerking.",
            ),
            samen_constraint("opmerking", "opgelost"),
        ]

    def __str__(self) -> str:
        return self.tekst[:60]

    @property
    def wie(self) -> str:
        """The name of who placed it."""
        return str(self.meelezer or self.geplaatst_door)


class WordrestQuerySet(models.QuerySet["Wordrest"]):
    def open(self) -> WordrestQuerySet:
        """Those that nobody ticked off."""
        return self.filter(afgevinkt_op__isnull=True)


class Wordrest(models.Model):
    """What stood in a Word file and fitted in no part; with its version until it is ticked off."""

    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="wordresten")
    onderdeel = models.CharField(
        max_length=40, blank=True, help_text="Naam van het onderdeel waar het bij stond."
    )
    bij = models.CharField(max_length=200, blank=True)
    tekst = models.TextField()
    reden = models.CharField(max_length=500)
    afgevinkt_op = models.DateTimeField(null=True, blank=True)
    afgevinkt_door = iemand()

    objects = WordrestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "rest uit Word"
        verbose_name_plural = "resten uit Word"
        constraints: ClassVar = [samen_constraint("wordrest", "afgevinkt")]

    def __str__(self) -> str:
        return self.tekst[:60]


class Nieuws(models.Model):
    """A step of another that somebody did not look at yet; gone when they do.

    `gemaild`: whether a mail told it already. See `redactie.actions.nieuws`.
    """

    gebruiker = persoon()
    versie = models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name="nieuws")
    regel = models.ForeignKey(Logregel, on_delete=models.CASCADE, related_name="+")
    gemaild = models.BooleanField(default=False)

    class Meta:
        verbose_name = "nieuws"
        verbose_name_plural = "nieuws"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gebruiker", "regel"], name="nieuws_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.regel}: {self.versie}"


class Navraag(models.Model):
    """That a mail asked about one innovatie whether its text, of `peildatum`, still holds.

    One mail may ask about several. `door` is who sent it again by hand; without one the calendar
    did. What counts is whether the `bericht` was sent.
    """

    innovatie = models.ForeignKey(Innovatie, on_delete=models.CASCADE, related_name="navragen")
    peildatum = models.DateField()
    bericht = models.ForeignKey(Bericht, on_delete=models.CASCADE, related_name="+")
    door = iemand()

    class Meta:
        ordering = ["pk"]
        verbose_name = "navraag"
        verbose_name_plural = "navragen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["innovatie", "bericht"], name="navraag_eenmaal"),
            dag_constraint("navraag", "peildatum"),
        ]

    def __str__(self) -> str:
        return f"{self.innovatie}, {self.peildatum}"


class Lezersmelding(models.Model):
    """What somebody reports of an innovatie without an account.

    Either that their organisation runs it too, or, in `tekst`, what they know of something that a
    source only names. Their address must be confirmed by mail before a kennismakelaar sees it.
    """

    innovatie = models.ForeignKey(Innovatie, on_delete=models.CASCADE, related_name="meldingen")
    organisatie = models.CharField("naam van de organisatie", max_length=120, blank=True)
    stand = models.CharField("hoe ver bent u?", max_length=10, choices=Toepassing, blank=True)
    jaar = models.PositiveSmallIntegerField("sinds welk jaar?", null=True, blank=True)
    aanpassing = models.CharField("wat paste u aan?", max_length=300, blank=True)
    tekst = models.CharField("wat weet u hiervan?", max_length=1000, blank=True)
    naam = models.CharField("uw naam", max_length=100)
    email = Mailadres("uw e-mailadres")
    gemeld_op = models.DateTimeField(auto_now_add=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = iemand()
    overgenomen = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints: ClassVar = [
            keuze_constraint("lezersmelding", "stand", Toepassing, leeg=True),
            models.CheckConstraint(
                name="lezersmelding_van_een_soort",
                condition=(Q(tekst="") & ~Q(stand="") & ~Q(organisatie=""))
                | (~Q(tekst="") & Q(stand="", aanpassing="", jaar__isnull=True)),
                violation_error_message="Een melding zegt wie dit ook doet, of wat iemand weet.",
            ),
            models.CheckConstraint(
                name="lezersmelding_jaar_denkbaar",
                condition=Q(jaar__isnull=True) | Q(jaar__range=(1950, 2100)),
                violation_error_message="Schrijf een jaartal, bijvoorbeeld 2021.",
            ),
            samen_constraint("lezersmelding", "beoordeeld"),
        ]

    def __str__(self) -> str:
        return f"{self.wie}: {self.innovatie}"

    @property
    def wie(self) -> str:
        """For whom somebody speaks: an organisation, or themselves."""
        return self.organisatie or self.naam
