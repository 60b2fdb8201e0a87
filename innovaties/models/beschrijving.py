"""An innovation and the versions of its description."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from basis.adressen import pad
from basis.meteen import met_rijen
from basis.velden import (
    DeelDatum,
    Mailadres,
    MeerKeuzes,
    OpAlfabet,
    RijkeTekst,
    dag_constraint,
    deeldatum_constraint,
    keuze_constraint,
    keuzes_constraint,
    lengte_constraint,
    samen_constraint,
    woorden_constraint,
)
from innovaties import keuzelijsten as k
from innovaties.models.lijsten import Doelgroep, Methodiek, Thema, Trefwoord, Trefwoordbeheer
from organisaties.models import Organisatie, Regio
from vinden.models import Wegwijzer

RIJK = {
    "aanleiding": 2000,
    "doelgroep_toelichting": 1500,
    "clientvraag": 1000,
    "lezersvragen": 1000,
    "doel": 1500,
    "aanpak": 5000,
    "vaste_kern": 1000,
    "uitvoerders": 1500,
    "ervaring_toelichting": 1000,
    "naasten": 1000,
    "randvoorwaarden_toelichting": 1500,
    "financiering_toelichting": 1500,
    "resultaten": 2000,
    "tips": 1500,
    "praktijkverhaal": 2000,
    "gezochte_partners_toelichting": 1000,
}
"""Rich text and the characters that it may show."""


ENKELVOUDIG: list[tuple[str, type[models.TextChoices], bool]] = [
    ("status", k.Status, False),
    ("soort", k.Soort, False),
    ("schaal", k.Schaal, True),
    ("fase", k.Fase, True),
    ("stopreden", k.Stopreden, True),
    ("onderbouwing", k.Onderbouwing, True),
    ("erkenning", k.Erkenning, True),
    ("contact_zichtbaarheid", k.Zichtbaarheid, False),
]
"""Columns that hold one value of a list, and whether they may be empty."""

MEERVOUDIG: list[tuple[str, type[models.TextChoices]]] = [
    ("niveaus", k.Niveau),
    ("wetten", k.Wet),
    ("richtpunten", k.Richtpunt),
    ("ervaring", k.Ervaring),
    ("ervaring_beloning", k.Beloning),
    ("randvoorwaarden", k.Randvoorwaardesoort),
    ("financiering", k.Financiering),
    ("cijfers_onbekend", k.Kostencijfer),
    ("gezochte_partners", k.Partijrol),
]
"""Columns that hold several values of a list."""


def _is_kort() -> Q:
    """Nothing but what a source may say by naming something: no costs, figures or contact.

    How readers ask for it (`lezersvragen`) is no statement about it.
    """
    enkel = [naam for naam, _, mag_leeg in ENKELVOUDIG if mag_leeg]
    ook = [
        "in_een_zin",
        "gewone_taal",
        "methodiek_toelichting",
        "gemeenten",
        "start",
        "einde",
        "fase_peildatum",
        "peildatum",
    ]
    wie = ["contact_naam", "contact_email", "contact_toestemming_door"]
    getallen = ["ervaring_fte", "kosten_per_jaar", "uren_per_week", "bereik"]
    return Q(
        contact_zichtbaarheid=k.Zichtbaarheid.REDACTIE,
        contact_toestemming_op__isnull=True,
        praktijkverhaal_toestemming=False,
        **dict.fromkeys((*enkel, *(RIJK.keys() - {"lezersvragen"}), *ook, *wie), ""),
        **{naam: [] for naam, _ in MEERVOUDIG},
        **{f"{naam}__isnull": True for naam in getallen},
    )


def rijk(naam: str) -> RijkeTekst:
    return RijkeTekst(max_tekens=RIJK[naam], blank=True)


class InnovatieQuerySet(models.QuerySet["Innovatie"]):
    def gearchiveerd(self) -> InnovatieQuerySet:
        """Those that everybody could read and that are in the archive; their address says why."""
        return self.filter(gepubliceerd=None).exclude(archief_reden="")


class Innovatie(models.Model):
    """The identity of an innovation; what it says stands in its versions."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    gepubliceerd = models.OneToOneField(
        "Beschrijving",
        verbose_name="gepubliceerde versie",
        on_delete=models.PROTECT,
        related_name="gepubliceerd_als",
        null=True,
        blank=True,
    )
    kennismakelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="innovaties",
        null=True,
        blank=True,
    )
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        related_name="innovaties",
        null=True,
        blank=True,
        help_text="Van wie is deze innovatie? Haar indieners schrijven mee.",
    )
    archief_reden = models.TextField(blank=True)
    archief_naar = models.ForeignKey(
        "self",
        verbose_name="lees in plaats hiervan",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    archief_op = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="Waarop de kalender haar naar het archief brengt; de redactie weet het.",
    )
    deadline = models.DateField(
        null=True,
        blank=True,
        help_text="Wanneer de open versie klaar moet zijn; de redactie spreekt dat af.",
    )
    bevestigd_op = models.DateField(
        null=True, blank=True, help_text="Wie dat zei, weet het logboek zolang dat mag."
    )
    veranderd_op = models.DateTimeField(null=True, blank=True, editable=False)
    """When something of it changed that everybody reads, its going to the archive included; empty
    as long as nobody could read it. Triggers write it, at the clock's moment: who asks what
    changed since has to miss nothing of a transaction that was long under way."""
    wegwijzers = models.ManyToManyField(Wegwijzer, related_name="innovaties", editable=False)

    objects = InnovatieQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "innovatie"
        verbose_name_plural = "innovaties"
        constraints: ClassVar = [dag_constraint("innovatie", "deadline")]
        indexes: ClassVar = [
            models.Index(fields=["veranderd_op", "id"], name="innovatie_veranderd")
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return pad("innovaties:beschrijving", self.slug)


class BeschrijvingQuerySet(models.QuerySet["Beschrijving"]):
    def zichtbaar(self) -> BeschrijvingQuerySet:
        """The live versions; the public side reads through this only."""
        return self.filter(gepubliceerd_als__isnull=False, status__in=k.ZICHTBAAR)

    def beschreven(self) -> BeschrijvingQuerySet:
        """Without those that a source only names."""
        return self.exclude(soort=k.Soort.GENOEMD)

    def voor_lijst(self) -> BeschrijvingQuerySet:
        """Everything a kaartje shows; any other lazy fetch raises."""
        qs = self.select_related("innovatie").only(
            "innovatie__slug",
            "innovatie__bevestigd_op",
            "titel",
            "kern",
            "in_een_zin",
            "soort",
            "fase",
            "fase_peildatum",
            "brondatum",
            "schaal",
            "start",
            "richtpunten",
            "randvoorwaarden",
            "financiering",
            "kosten_per_jaar",
            "uren_per_week",
            "onderbouwing",
            "status",
            "gepubliceerd_op",
        )
        rijen = met_rijen(qs, "themas", "regios", "doelgroepen", "cijfers")
        return rijen.fetch_mode(models.FETCH_RAISE)


class Beschrijving(models.Model):  # type: ignore[django-manager-missing]  # taggit is untyped
    """One version of the text, in the fixed format (`innovaties.formaat` puts it in order)."""

    innovatie = models.ForeignKey(Innovatie, on_delete=models.PROTECT, related_name="versies")
    versie = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=20, choices=k.Status, default=k.Status.CONCEPT)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    gepubliceerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    titel = models.CharField(max_length=120)
    soort = models.CharField(max_length=10, choices=k.Soort, default=k.Soort.BESTAAND)
    kern = models.CharField(max_length=500, blank=True)
    in_een_zin = models.CharField(max_length=140, blank=True)
    gewone_taal = models.CharField(max_length=1000, blank=True)
    bekend = models.CharField(max_length=500, blank=True)
    themas = TaggableManager(
        through="innovaties.ThemaBijBeschrijving",
        ordering=["volgorde", "name"],
        verbose_name="thema's",
        blank=True,
        related_name="beschrijvingen",
    )
    niveaus = MeerKeuzes(k.Niveau, blank=True)
    methodieken = models.ManyToManyField(Methodiek, related_name="beschrijvingen", blank=True)
    methodiek_toelichting = models.CharField(max_length=300, blank=True)
    wetten = MeerKeuzes(k.Wet, blank=True)
    regios = models.ManyToManyField(
        Regio, verbose_name="regio's", related_name="beschrijvingen", blank=True
    )
    gemeenten = models.CharField(max_length=200, blank=True)
    schaal = models.CharField(max_length=10, choices=k.Schaal, blank=True)
    fase = models.CharField(max_length=15, choices=k.Fase, blank=True)
    fase_peildatum = DeelDatum(blank=True)
    start = DeelDatum(blank=True)
    einde = DeelDatum(blank=True)
    stopreden = models.CharField(max_length=15, choices=k.Stopreden, blank=True)

    aanleiding = rijk("aanleiding")
    doelgroepen = models.ManyToManyField(Doelgroep, related_name="beschrijvingen", blank=True)
    doelgroep_toelichting = rijk("doelgroep_toelichting")
    clientvraag = rijk("clientvraag")
    lezersvragen = rijk("lezersvragen")
    doel = rijk("doel")
    richtpunten = MeerKeuzes(k.Richtpunt, blank=True)

    aanpak = rijk("aanpak")
    vaste_kern = rijk("vaste_kern")
    uitvoerders = rijk("uitvoerders")
    ervaring = MeerKeuzes(k.Ervaring, blank=True)
    ervaring_beloning = MeerKeuzes(k.Beloning, blank=True)
    ervaring_fte = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    ervaring_toelichting = rijk("ervaring_toelichting")
    naasten = rijk("naasten")

    randvoorwaarden = MeerKeuzes(k.Randvoorwaardesoort, blank=True)
    randvoorwaarden_toelichting = rijk("randvoorwaarden_toelichting")
    financiering = MeerKeuzes(k.Financiering, blank=True)
    financiering_toelichting = rijk("financiering_toelichting")
    kosten_per_jaar = models.PositiveIntegerField(null=True, blank=True)
    uren_per_week = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    bereik = models.PositiveIntegerField(null=True, blank=True)
    peildatum = DeelDatum(blank=True)
    cijfers_onbekend = MeerKeuzes(k.Kostencijfer, blank=True)

    resultaten = rijk("resultaten")
    onderbouwing = models.CharField(max_length=30, choices=k.Onderbouwing, blank=True)
    erkenning = models.CharField(max_length=20, choices=k.Erkenning, blank=True)
    brondatum = DeelDatum(blank=True)

    tips = rijk("tips")
    praktijkverhaal = rijk("praktijkverhaal")
    praktijkverhaal_toestemming = models.BooleanField("de verteller gaf toestemming", default=False)
    gezochte_partners = MeerKeuzes(k.Partijrol, blank=True)
    gezochte_partners_toelichting = rijk("gezochte_partners_toelichting")

    contact_naam = models.CharField(max_length=100, blank=True)
    contact_email = Mailadres(blank=True)
    contact_zichtbaarheid = models.CharField(
        max_length=10, choices=k.Zichtbaarheid, default=k.Zichtbaarheid.REDACTIE
    )
    contact_toestemming_op = models.DateField(null=True, blank=True)
    contact_toestemming_door = models.CharField(max_length=100, blank=True)

    trefwoorden = TaggableManager(
        through="innovaties.TrefwoordBijBeschrijving",
        manager=Trefwoordbeheer,
        ordering=["name"],
        verbose_name="trefwoorden",
        blank=True,
        related_name="beschrijvingen",
    )

    objects = BeschrijvingQuerySet.as_manager()

    class Meta:
        ordering = [OpAlfabet("titel"), "pk"]
        verbose_name = "beschrijving"
        verbose_name_plural = "beschrijvingen"
        constraints: ClassVar = [
            dag_constraint("beschrijving", "contact_toestemming_op"),
            models.UniqueConstraint(
                fields=["innovatie", "versie"], name="beschrijving_versie_uniek"
            ),
            models.UniqueConstraint(
                fields=["innovatie"],
                condition=Q(status__in=k.OPEN),
                name="beschrijving_hoogstens_een_open",
                violation_error_message="Er is al een nieuwe versie in bewerking.",
            ),
            models.CheckConstraint(
                name="beschrijving_vier_ogen",
                condition=~Q(gepubliceerd_door=F("gewijzigd_door")),
                violation_error_message="Wie een versie schreef, publiceert haar niet.",
            ),
            samen_constraint("beschrijving", "gepubliceerd"),
            models.CheckConstraint(
                name="beschrijving_zichtbaar_is_gepubliceerd",
                condition=~Q(status__in=k.ZICHTBAAR) | Q(gepubliceerd_op__isnull=False),
                violation_error_message="Een zichtbare beschrijving heeft een publicatiedatum.",
            ),
            models.CheckConstraint(
                name="beschrijving_titel_gevuld",
                condition=~Q(titel=""),
                violation_error_message="Geef de innovatie een titel.",
            ),
            models.CheckConstraint(
                name="beschrijving_stopreden_alleen_bij_gestopt",
                condition=Q(stopreden="") | Q(fase=k.Fase.GESTOPT),
                violation_error_message="Een stopreden hoort alleen bij de fase 'gestopt'.",
            ),
            models.CheckConstraint(
                name="beschrijving_einde_na_start",
                # Compared as precisely as both are known: '2017-06' to '2017' is fine.
                condition=Q(einde="") | Q(einde__gte=Left("start", Length("einde"))),
                violation_error_message="Het einde ligt voor de start.",
            ),
            models.CheckConstraint(
                name="beschrijving_geen_ervaring_staat_alleen",
                condition=~Q(ervaring__contains=[k.Ervaring.GEEN]) | Q(ervaring=[k.Ervaring.GEEN]),
                violation_error_message="'Geen inzet' gaat niet samen met een andere keuze.",
            ),
            models.CheckConstraint(
                name="beschrijving_cijfer_of_onbekend",
                condition=(
                    Q(kosten_per_jaar__isnull=True)
                    | ~Q(cijfers_onbekend__contains=[k.Kostencijfer.KOSTEN])
                )
                & (
                    Q(uren_per_week__isnull=True)
                    | ~Q(cijfers_onbekend__contains=[k.Kostencijfer.UREN])
                )
                & (Q(bereik__isnull=True) | ~Q(cijfers_onbekend__contains=[k.Kostencijfer.BEREIK])),
                violation_error_message="Vul een getal in of kies 'onbekend', niet allebei.",
            ),
            models.CheckConstraint(
                name="beschrijving_verhaal_met_toestemming",
                condition=Q(praktijkverhaal="")
                | Q(praktijkverhaal_toestemming=True)
                | ~Q(status__in=k.ZICHTBAAR),
                violation_error_message="Een praktijkverhaal is alleen zichtbaar met toestemming.",
            ),
            models.CheckConstraint(
                name="beschrijving_contact_openbaar_met_toestemming",
                condition=~Q(contact_zichtbaarheid=k.Zichtbaarheid.OPENBAAR)
                | (Q(contact_toestemming_op__isnull=False) & ~Q(contact_toestemming_door="")),
                violation_error_message="Noteer van een zichtbare contactpersoon de toestemming: "
                "wanneer, en door wie.",
            ),
            models.CheckConstraint(
                name="beschrijving_gezochte_partners_alleen_gewenst",
                condition=Q(gezochte_partners=[], gezochte_partners_toelichting="")
                | Q(soort=k.Soort.GEWENST),
                violation_error_message="Partners zoekt u alleen bij een gewenste innovatie.",
            ),
            models.CheckConstraint(
                name="beschrijving_genoemd_is_kort",
                condition=~Q(soort=k.Soort.GENOEMD) | _is_kort(),
                violation_error_message="Van wat een bron alleen noemt, staat hier niet meer dan "
                "titel, kern, thema's, wat er bekend is en de bron. Maak de rest leeg.",
            ),
            models.CheckConstraint(
                name="beschrijving_bekend_alleen_genoemd",
                condition=Q(bekend="") | Q(soort=k.Soort.GENOEMD),
                violation_error_message="‘Wat er bekend is’ hoort alleen bij wat een bron noemt. "
                "Zet die tekst op een andere plek, en maak het vak leeg.",
            ),
            *[
                keuze_constraint("beschrijving", veld, lijst, leeg=leeg)
                for veld, lijst, leeg in ENKELVOUDIG
            ],
            *[keuzes_constraint("beschrijving", veld, lijst) for veld, lijst in MEERVOUDIG],
            *[
                deeldatum_constraint("beschrijving", veld)
                for veld in ("start", "einde", "fase_peildatum", "peildatum", "brondatum")
            ],
            woorden_constraint("beschrijving", "gewone_taal", 120),
            *[lengte_constraint("beschrijving", veld, maximum) for veld, maximum in RIJK.items()],
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return self.innovatie.get_absolute_url()

    @property
    def samengevat(self) -> str:
        """What it is in one sentence, or the kern of what has none."""
        return self.in_een_zin or self.kern

    @property
    def volgens_bron(self) -> bool:
        """Whether a document says so, and nobody of the organisation confirmed it."""
        return bool(self.brondatum) and self.innovatie.bevestigd_op is None

    def was_gepland(self, dag: str) -> bool:
        """Whether `dag` was to come for who named it: nothing began, or the document is older."""
        samen = min(len(dag), len(self.brondatum))
        later = samen > 0 and dag[:samen] > self.brondatum[:samen]
        return self.fase in k.NOG_NIET or (later and self.volgens_bron)

    @property
    def domeinoverstijgend(self) -> bool:
        """Two or more laws (the format's own definition)."""
        return len(self.wetten) >= 2


class ThemaBijBeschrijving(ItemBase):
    tag = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="bij_beschrijvingen")
    content_object = models.ForeignKey(
        Beschrijving, on_delete=models.CASCADE, related_name="bij_themas"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="thema_eenmaal_per_beschrijving"
            ),
        ]


class TrefwoordBijBeschrijving(ItemBase):
    tag = models.ForeignKey(Trefwoord, on_delete=models.CASCADE, related_name="bij_beschrijvingen")
    content_object = models.ForeignKey(
        Beschrijving, on_delete=models.CASCADE, related_name="bij_trefwoorden"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="trefwoord_eenmaal_per_beschrijving"
            ),
        ]
