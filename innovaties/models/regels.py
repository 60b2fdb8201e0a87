"""The repeatable rows of the format, each in its own table and in the order of its writer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from basis.bestanden import ILLUSTRATIES, MAP
from basis.velden import Beeldveld, DeelDatum, deeldatum_constraint, keuze_constraint
from innovaties import keuzelijsten as k
from innovaties.models.beschrijving import Beschrijving
from innovaties.models.lijsten import Element
from organisaties.models import Organisatie


def bij(naam: str) -> models.ForeignKey[Beschrijving, Beschrijving]:
    return models.ForeignKey(Beschrijving, on_delete=models.CASCADE, related_name=naam)


JAREN = (1950, 2100)


def jaartal(label: str) -> models.PositiveSmallIntegerField[int | None, int | None]:
    grenzen = [MinValueValidator(JAREN[0]), MaxValueValidator(JAREN[1])]
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=grenzen)


class Regel(models.Model):
    """One row of a repeatable part."""

    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["volgorde", "pk"]

    @classmethod
    def kolommen(cls) -> tuple[models.Field[Any, Any], ...]:
        """The columns that belong to the format."""
        eigen = ("id", "volgorde", "beschrijving")
        return tuple(veld for veld in cls._meta.fields if veld.name not in eigen)


class Partij(Regel):
    """Who takes part, in which role, and what it brings in."""

    beschrijving = bij("partijen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="partijen")
    rol = models.CharField(max_length=30, choices=k.Partijrol)
    inbreng = models.CharField(max_length=300, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "betrokken partij"
        verbose_name_plural = "betrokken partijen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["beschrijving", "organisatie", "rol"],
                name="partij_eenmaal_per_rol",
                violation_error_message="Deze organisatie staat er al in deze rol.",
            ),
            keuze_constraint("partij", "rol", k.Partijrol, leeg=False),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} ({self.get_rol_display()})"


class ElementRegel(Regel):
    """A werkzaam element, and how it works here."""

    beschrijving = bij("elementen")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="regels")
    hoe_hier = models.CharField(max_length=300, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "werkzaam element"
        verbose_name_plural = "werkzame elementen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["beschrijving", "element"],
                name="element_eenmaal_per_beschrijving",
                violation_error_message="Dit element staat er al.",
            ),
            models.CheckConstraint(
                name="elementregel_hoogstens_acht",
                condition=Q(volgorde__lt=8),
                violation_error_message="Noem hoogstens acht werkzame elementen.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.element)


class Succesfactor(Regel):
    """Something that helped."""

    beschrijving = bij("succesfactoren")
    tekst = models.CharField(max_length=300)

    class Meta(Regel.Meta):
        verbose_name = "succesfactor"
        verbose_name_plural = "succesfactoren"

    def __str__(self) -> str:
        return self.tekst


class Knelpunt(Regel):
    """Where it got stuck, and what helped."""

    beschrijving = bij("knelpunten")
    knelpunt = models.CharField(max_length=300)
    oplossing = models.CharField(max_length=300, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"

    def __str__(self) -> str:
        return self.knelpunt


class Cijfer(Regel):
    """A figure: an aim, something that was counted, or an effect that was measured."""

    beschrijving = bij("cijfers")
    indicator = models.CharField(max_length=200)
    soort = models.CharField(max_length=15, choices=k.Meetsoort)
    waarde = models.CharField(max_length=100, blank=True)
    n = models.PositiveIntegerField("aantal gemeten (n)", null=True, blank=True)
    hoe = models.CharField("hoe gemeten", max_length=200, blank=True)
    datum = DeelDatum(blank=True)
    bron = models.CharField(max_length=200, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        constraints: ClassVar = [
            keuze_constraint("cijfer", "soort", k.Meetsoort, leeg=False),
            deeldatum_constraint("cijfer", "datum"),
            models.CheckConstraint(
                name="cijfer_effect_met_n_en_hoe",
                condition=~Q(soort=k.Meetsoort.EFFECT) | (Q(n__isnull=False, n__gt=0) & ~Q(hoe="")),
                violation_error_message="Schrijf bij 'effect gemeten' bij hoeveel mensen (n) en "
                "hoe er is gemeten. Weet u dat niet? Kies dan 'geteld' of 'doel'.",
            ),
        ]

    def __str__(self) -> str:
        return self.indicator


class Bron(Regel):
    """A document that a statement rests on."""

    beschrijving = bij("bronnen")
    titel = models.CharField(max_length=200)
    url = models.URLField("webadres", max_length=300, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self) -> str:
        return self.titel


class ToepassingElders(Regel):
    """An organisation that took the innovation over."""

    beschrijving = bij("elders")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="toepassingen"
    )
    stand = models.CharField(max_length=10, choices=k.Toepassing)
    jaar = jaartal("sinds (jaar)")
    genoemd = jaartal("genoemd in (jaar)")
    aanpassing = models.CharField(max_length=300, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "toepassing elders"
        verbose_name_plural = "toepassingen elders"
        constraints: ClassVar = [
            keuze_constraint("elders", "stand", k.Toepassing, leeg=False),
            *[
                models.CheckConstraint(
                    name=f"elders_{veld}_denkbaar",
                    condition=Q(**{f"{veld}__isnull": True}) | Q(**{f"{veld}__range": JAREN}),
                    violation_error_message="Schrijf een jaartal, bijvoorbeeld 2021.",
                )
                for veld in ("jaar", "genoemd")
            ],
        ]

    def __str__(self) -> str:
        return str(self.organisatie)


class Materiaal(Regel):
    """Something that another can use at once: a file or an address."""

    beschrijving = bij("materialen")
    titel = models.CharField(max_length=120)
    url = models.URLField("webadres", max_length=300, blank=True)
    bestand = models.FileField(upload_to=MAP, blank=True)

    class Meta(Regel.Meta):
        verbose_name = "materiaal"
        verbose_name_plural = "materialen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="materiaal_bestand_of_url",
                condition=(Q(url="") & ~Q(bestand="")) | (~Q(url="") & Q(bestand="")),
                violation_error_message="Geef een bestand of een webadres, niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Illustratie(Regel):
    """One photo or drawing of what is done, with what it shows for who does not see it."""

    beschrijving = bij("illustraties")
    alt = models.CharField("wat is erop te zien?", max_length=200)
    maker = models.CharField("wie maakte haar?", max_length=120)
    licentie = models.CharField(max_length=12, choices=k.Licentie)
    bestand = Beeldveld("foto of tekening", upload_to=ILLUSTRATIES)

    class Meta(Regel.Meta):
        verbose_name = "foto of tekening"
        verbose_name_plural = "foto's en tekeningen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["beschrijving"],
                name="illustratie_een_per_beschrijving",
                violation_error_message="Er past één foto of tekening bij een beschrijving.",
            ),
            models.CheckConstraint(
                name="illustratie_compleet",
                condition=~Q(alt="") & ~Q(maker="") & Q(bestand__regex=r"\.(jpg|png)$"),
                violation_error_message="Kies een jpg of png. Schrijf erbij wat erop te zien is "
                "en wie haar maakte.",
            ),
            keuze_constraint("illustratie", "licentie", k.Licentie, leeg=False),
        ]

    def __str__(self) -> str:
        return self.alt
