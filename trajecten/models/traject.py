"""Implementation trajecten. Their limits are numbered places, so the database itself keeps them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Func, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from basis.velden import (
    Mailadres,
    RijkeTekst,
    dag_constraint,
    keuze_constraint,
    lengte_constraint,
    samen_constraint,
)
from gebruikers.velden import iemand, persoon
from innovaties.models import Innovatie, Thema
from organisaties.models import Organisatie
from trajecten.keuzelijsten import (
    BEGONNEN,
    MAANDEN_HOOGSTENS,
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    TRAJECTTHEMAS,
    UREN_HOOGSTENS,
    UREN_IN_WEEK,
    UREN_MINSTENS,
    Deelnamestatus,
    Leerpuntsoort,
    Oordeel,
    Trajectstatus,
)
from trajecten.models.besluit import Besluit
from trajecten.models.samenkomst import Samenkomst

NOTITIES = 3000
VRIJ = 2000


_LAATSTE_EINDE = Func(
    F("begin"),
    template=f"(%(expressions)s + interval '{MAANDEN_HOOGSTENS} months')",
    output_field=models.DateTimeField(),
)


class TrajectQuerySet(models.QuerySet["Traject"]):
    def gekozen(self) -> TrajectQuerySet:
        """Those that count for the limits: all that were not called off."""
        return self.exclude(status=Trajectstatus.VERVALLEN)

    def met_oproep(self) -> TrajectQuerySet:
        """Those that ask organisations to join; whether there is a place is another question."""
        return self.filter(status=Trajectstatus.VOORBEREIDING, geopend_op__isnull=False)

    def openbaar(self) -> TrajectQuerySet:
        """Those with a page for everyone: once they ask who joins, and from their begin on."""
        return self.filter(status__in=BEGONNEN) | self.met_oproep()

    def met_bezet(self) -> models.QuerySet[Any]:
        """With `bezet`: how many of their places are taken."""
        bezet = Count("deelnames", filter=~Q(deelnames__status=Deelnamestatus.GESTOPT))
        return self.annotate(bezet=bezet)


class Traject(models.Model):
    """Support in one theme. `nummer` is its place among the themes: there are only six."""

    thema = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="trajecten")
    nummer = models.PositiveSmallIntegerField(null=True, blank=True)
    slug = models.SlugField("webnaam", max_length=80, unique=True)
    titel = models.CharField(max_length=120)
    samenvatting = models.CharField(max_length=300, blank=True)
    besluit = models.ForeignKey(
        Besluit, on_delete=models.PROTECT, related_name="trajecten", null=True, blank=True
    )
    begin = models.DateField()
    einde = models.DateField()
    status = models.CharField(
        max_length=13, choices=Trajectstatus, default=Trajectstatus.VOORBEREIDING
    )
    coaches = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="trajecten", blank=True)
    geopend_op = models.DateTimeField(null=True, blank=True)
    geopend_door = iemand()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = persoon()
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()

    objects = TrajectQuerySet.as_manager()

    class Meta:
        ordering = ["begin", "pk"]
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        constraints: ClassVar = [
            dag_constraint("traject", "begin"),
            dag_constraint("traject", "einde"),
            keuze_constraint("traject", "status", Trajectstatus, leeg=False),
            models.UniqueConstraint(
                fields=["nummer"],
                name="traject_nummer",
                violation_error_message="Deze plaats is al van een ander thema.",
            ),
            models.UniqueConstraint(
                fields=["thema"],
                condition=~Q(status=Trajectstatus.VERVALLEN),
                name="traject_een_per_thema",
                violation_error_message="Er is al een traject over dit thema.",
            ),
            models.CheckConstraint(
                name="traject_hoogstens_zes_themas",
                condition=Q(status=Trajectstatus.VERVALLEN, nummer__isnull=True)
                | (
                    ~Q(status=Trajectstatus.VERVALLEN)
                    & Q(nummer__isnull=False, nummer__range=(1, TRAJECTTHEMAS))
                ),
                violation_error_message=f"Er zijn al {TRAJECTTHEMAS} trajectthema's.",
            ),
            models.CheckConstraint(
                name="traject_einde_na_begin",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="Het traject eindigt vóór het begint.",
            ),
            models.CheckConstraint(
                name="traject_hoogstens_vijftien_maanden",
                condition=Q(einde__lte=_LAATSTE_EINDE),
                violation_error_message=f"Een traject duurt hoogstens {MAANDEN_HOOGSTENS} maanden.",
            ),
            samen_constraint("traject", "geopend"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("trajecten:traject", args=[self.slug])

    @property
    def roept_op(self) -> bool:
        """Whether it asks organisations to join."""
        return self.status == Trajectstatus.VOORBEREIDING and self.geopend_op is not None

    @property
    def is_openbaar(self) -> bool:
        """Whether it has a page for everyone."""
        return self.roept_op or self.status in BEGONNEN


class Deelname(models.Model):
    """One organisation in a traject, on a place of the ten of its theme and of the forty in all.

    Who stopped gave both back.
    """

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="deelnames")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="deelnames")
    status = models.CharField(max_length=8, choices=Deelnamestatus, default=Deelnamestatus.ACTIEF)
    plek = models.PositiveSmallIntegerField("plek in het thema", null=True, blank=True)
    plek_in_alles = models.PositiveSmallIntegerField(null=True, blank=True)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deelnames"
    )
    innovatie = models.ForeignKey(
        Innovatie,
        verbose_name="welke innovatie voert deze organisatie in?",
        on_delete=models.PROTECT,
        related_name="deelnames",
        null=True,
        blank=True,
    )
    # Both are erased a year after the traject (`trajecten.actions.vergeten`).
    projectleider = models.CharField("intern projectleider", max_length=100)
    projectleider_email = Mailadres("e-mailadres van de projectleider")
    commitment_van = models.CharField("wie van het bestuur zegde toe?", max_length=120)
    commitment_datum = models.DateField("wanneer?")
    uren_per_week = models.DecimalField(
        "uren van de coach per week",
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(UREN_MINSTENS), MaxValueValidator(UREN_HOOGSTENS)],
    )
    inzet_uren = models.PositiveIntegerField(
        "hoeveel uur zet de organisatie zelf in?",
        null=True,
        blank=True,
        help_text="In het hele traject samen. Nog niet bekend? Laat dit dan leeg.",
    )
    inzet_euro = models.PositiveIntegerField(
        "hoeveel geld zet zij zelf in, in hele euro's?",
        null=True,
        blank=True,
        help_text="In het hele traject samen. Nog niet bekend? Laat dit dan leeg.",
    )
    begonnen_op = models.DateTimeField()
    begonnen_door = persoon()
    gestopt_op = models.DateTimeField(null=True, blank=True)
    gestopt_door = iemand()
    reden = models.CharField("waarom gestopt?", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints: ClassVar = [
            dag_constraint("deelname", "commitment_datum"),
            keuze_constraint("deelname", "status", Deelnamestatus, leeg=False),
            models.UniqueConstraint(
                fields=["traject", "organisatie"],
                condition=~Q(status=Deelnamestatus.GESTOPT),
                name="deelname_eenmaal",
                violation_error_message="Deze organisatie doet al mee.",
            ),
            models.UniqueConstraint(
                fields=["traject", "plek"],
                name="deelname_plek",
                violation_error_message="Deze plek is al bezet.",
            ),
            models.UniqueConstraint(
                fields=["plek_in_alles"],
                name="deelname_plek_in_alles",
                violation_error_message="Deze plek is al bezet.",
            ),
            models.CheckConstraint(
                name="deelname_hoogstens_tien_per_thema",
                condition=Q(status=Deelnamestatus.GESTOPT, plek__isnull=True)
                | (
                    ~Q(status=Deelnamestatus.GESTOPT)
                    & Q(plek__isnull=False, plek__range=(1, ORGANISATIES_HOOGSTENS))
                ),
                violation_error_message=(
                    f"Aan een traject doen hoogstens {ORGANISATIES_HOOGSTENS} organisaties mee."
                ),
            ),
            models.CheckConstraint(
                name="deelname_hoogstens_veertig",
                condition=Q(status=Deelnamestatus.GESTOPT, plek_in_alles__isnull=True)
                | (
                    ~Q(status=Deelnamestatus.GESTOPT)
                    & Q(
                        plek_in_alles__isnull=False, plek_in_alles__range=(1, ORGANISATIES_IN_ALLES)
                    )
                ),
                violation_error_message=(
                    f"In alle trajecten samen doen {ORGANISATIES_IN_ALLES} organisaties mee."
                ),
            ),
            models.CheckConstraint(
                name="deelname_uren",
                condition=Q(uren_per_week__range=(UREN_MINSTENS, UREN_HOOGSTENS)),
                violation_error_message="Een coach is er 2 tot 3 uur per week.",
            ),
            models.CheckConstraint(
                name="deelname_met_commitment",
                condition=~Q(commitment_van="")
                & (
                    ~Q(status=Deelnamestatus.ACTIEF)
                    | (~Q(projectleider="") & ~Q(projectleider_email=""))
                ),
                violation_error_message=(
                    "Leg vast wie intern projectleider is, en wie van het bestuur toezegde."
                ),
            ),
            samen_constraint("deelname", "gestopt"),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} in {self.traject}"


class Urenweek(models.Model):
    """What a coach gave one organisation in one week; `week` is its Monday."""

    deelname = models.ForeignKey(Deelname, on_delete=models.CASCADE, related_name="urenweken")
    week = models.DateField()
    uren = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(UREN_IN_WEEK)],
    )
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = persoon()

    class Meta:
        ordering = ["week"]
        verbose_name = "urenweek"
        verbose_name_plural = "urenweken"
        constraints: ClassVar = [
            dag_constraint("urenweek", "week"),
            models.UniqueConstraint(fields=["deelname", "week"], name="urenweek_eenmaal"),
            models.CheckConstraint(
                name="urenweek_uren",
                condition=Q(uren__range=(0, UREN_IN_WEEK)),
                violation_error_message=f"Vul 0 tot {UREN_IN_WEEK} uur in.",
            ),
            models.CheckConstraint(
                name="urenweek_op_maandag",
                condition=Q(week__week_day=2),
                violation_error_message="Een week begint op maandag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week}: {self.uren}"


class Groepsbijeenkomst(Samenkomst):
    """A meeting of the intern projectleiders of one traject."""

    dit = "de groepsbijeenkomst"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="bijeenkomsten")
    notities = RijkeTekst(max_tekens=NOTITIES, blank=True)
    aanwezig = models.ManyToManyField(Deelname, related_name="bijeenkomsten", blank=True)

    class Meta(Samenkomst.Meta):
        ordering = ["datum", "pk"]
        verbose_name = "groepsbijeenkomst"
        verbose_name_plural = "groepsbijeenkomsten"
        constraints: ClassVar = [
            *Samenkomst.Meta.constraints,
            lengte_constraint("groepsbijeenkomst", "notities", NOTITIES),
            models.UniqueConstraint(fields=["traject", "datum"], name="bijeenkomst_een_per_dag"),
        ]

    def __str__(self) -> str:
        return f"{self.traject}, {date_format(self.datum, 'j F Y')}"

    @property
    def onderwerp(self) -> str:
        return str(self.traject)

    def doet_mee(self) -> QuerySet[Deelname]:
        """The participations that did not end."""
        actief = self.traject.deelnames.filter(status=Deelnamestatus.ACTIEF)
        return actief.select_related("traject", "organisatie")

    def get_absolute_url(self) -> str:
        return reverse("trajecten:traject_beheer", args=[self.traject_id])


class Begeleidingsplan(models.Model):
    """What the coach and the organisation agreed on; the fixed form."""

    deelname = models.OneToOneField(
        Deelname, on_delete=models.CASCADE, related_name="plan", primary_key=True
    )
    beginsituatie = models.TextField("hoe staat het er nu voor?", max_length=VRIJ, blank=True)
    doel = models.TextField("wat wil de organisatie bereiken?", max_length=VRIJ)
    clientvraag = models.TextField("wat vragen cliënten hierin?", max_length=VRIJ, blank=True)
    aanpak = models.TextField("hoe pakt de organisatie het aan?", max_length=VRIJ)
    afspraken = models.TextField("wie doet wat, en wanneer?", max_length=VRIJ, blank=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()  # nobody here: the intern projectleider
    besproken_op = models.DateTimeField(null=True, blank=True)
    besproken_door = iemand()

    class Meta:
        verbose_name = "begeleidingsplan"
        verbose_name_plural = "begeleidingsplannen"

    def __str__(self) -> str:
        return f"Plan van {self.deelname}"


class Trajectevaluatie(models.Model):
    """What came of it; the fixed form."""

    deelname = models.OneToOneField(
        Deelname, on_delete=models.CASCADE, related_name="evaluatie", primary_key=True
    )
    oordeel = models.CharField("is het doel gehaald?", max_length=7, choices=Oordeel)
    resultaat = models.TextField("wat is er veranderd voor cliënten?", max_length=VRIJ)
    gaat_door = models.BooleanField("gaat de organisatie ermee door?", default=False)
    vervolg = models.TextField("wat is daarvoor nodig?", max_length=VRIJ, blank=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = iemand()  # nobody here: the intern projectleider
    besproken_op = models.DateTimeField(null=True, blank=True)
    besproken_door = iemand()

    class Meta:
        verbose_name = "trajectevaluatie"
        verbose_name_plural = "trajectevaluaties"
        constraints: ClassVar = [keuze_constraint("evaluatie", "oordeel", Oordeel, leeg=False)]

    def __str__(self) -> str:
        return f"Evaluatie van {self.deelname}"


class Leerpunt(models.Model):
    """A success factor or bottleneck: a suggestion for the description that is put into practice.

    `overgenomen` says what the writers of that description did with it.
    """

    deelname = models.ForeignKey(Deelname, on_delete=models.CASCADE, related_name="leerpunten")
    soort = models.CharField(max_length=12, choices=Leerpuntsoort)
    tekst = models.CharField(max_length=500)
    oplossing = models.CharField("wat hielp?", max_length=500, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    overgenomen = models.BooleanField(null=True, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = iemand()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        constraints: ClassVar = [
            keuze_constraint("leerpunt", "soort", Leerpuntsoort, leeg=False),
            models.CheckConstraint(
                name="leerpunt_afgehandeld",
                condition=Q(overgenomen__isnull=True, afgehandeld_op__isnull=True)
                | Q(overgenomen__isnull=False, afgehandeld_op__isnull=False),
                violation_error_message="Leg vast wat er met dit leerpunt is gedaan.",
            ),
            samen_constraint("leerpunt", "afgehandeld"),
        ]

    def __str__(self) -> str:
        return self.tekst
