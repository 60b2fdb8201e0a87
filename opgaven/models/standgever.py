"""Who tells for a party of a network how far its actions are, and when we asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Left, Length
from django.utils import timezone

from basis.data import na_maanden
from basis.velden import Mailadres, OpAlfabet
from opgaven.keuzelijsten import GEEN_WERK_MEER
from opgaven.models.din import Actie, Netwerk
from opgaven.models.indicator import Indicator
from organisaties.models import Organisatie

TUSSEN = 6
"""Months from one question to the next."""

HERINNEREN_NA, GELDIG = timedelta(days=14), timedelta(days=60)
"""When who did not answer hears of it again, once, and how long the link holds."""


class StandgeverQuerySet(models.QuerySet["Standgever"]):
    def voorbij(self, dag: date) -> StandgeverQuerySet:
        """Those of networks that had ended before `dag`; an end may be a month or a year."""
        zo_precies = Left(Value(f"{dag}"), Length("netwerk__einde"))
        return self.alias(peil=zo_precies).filter(netwerk__einde__lt=F("peil"))

    def van_wie_meedoet(self) -> StandgeverQuerySet:
        """Those whose organisation is still a party of the network."""
        partij = Netwerk.organisaties.through.objects.filter(
            netwerk=OuterRef("netwerk"), organisatie=OuterRef("organisatie")
        )
        return self.filter(Exists(partij))

    def te_vragen(self, dag: date) -> StandgeverQuerySet:
        """Whom to ask on `dag`: a party of a public network with something left to tell."""
        acties = Standgever.acties.through.objects.filter(standgever=OuterRef("pk"))
        over = Exists(acties.exclude(actie__stand__in=GEEN_WERK_MEER)) | Exists(
            Standgever.indicatoren.through.objects.filter(standgever=OuterRef("pk"))
        )
        pas = Standvraag.objects.filter(
            standgever=OuterRef("pk"), gevraagd_op__date__gt=na_maanden(dag, -TUSSEN)
        )
        open_ = self.van_wie_meedoet().filter(over, ~Exists(pas), netwerk__openbaar=True)
        return open_.exclude(pk__in=Standgever.objects.voorbij(dag))


class Standgever(models.Model):
    """The person whom we mail for one organisation of a network, and about what."""

    netwerk = models.ForeignKey(Netwerk, on_delete=models.CASCADE, related_name="standgevers")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.RESTRICT, related_name="standgevers"
    )
    naam = models.CharField("wie mailen wij daar?", max_length=100)
    email = Mailadres("e-mailadres")
    acties = models.ManyToManyField(
        Actie,
        verbose_name="van welke acties weet deze organisatie hoe ver het is?",
        related_name="standgevers",
        blank=True,
    )
    indicatoren = models.ManyToManyField(
        Indicator,
        verbose_name="welke indicatoren meet deze organisatie?",
        related_name="standgevers",
        blank=True,
    )

    objects = StandgeverQuerySet.as_manager()

    class Meta:
        ordering = [OpAlfabet("organisatie__naam")]
        verbose_name = "wie zegt hoe het staat"
        verbose_name_plural = "wie zegt hoe het staat"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["netwerk", "organisatie"],
                name="standgever_eenmaal",
                violation_error_message="Van deze organisatie is er al iemand.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisatie.naam


class StandvraagQuerySet(models.QuerySet["Standvraag"]):
    def stil(self, nu: datetime, na: timedelta) -> StandvraagQuerySet:
        """Those of parties that did not answer within `na`, while they still can."""
        van = Standgever.objects.van_wie_meedoet().filter(netwerk__openbaar=True)
        return self.filter(
            standgever__in=van,
            beantwoord_op=None,
            gevraagd_op__lte=nu - na,
            gevraagd_op__gt=nu - GELDIG,
        )


class Standvraag(models.Model):
    """One question to a party, which is answered once."""

    standgever = models.ForeignKey(Standgever, on_delete=models.CASCADE, related_name="vragen")
    gevraagd_op = models.DateTimeField()
    herinnerd_op = models.DateTimeField(null=True, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    objects = StandvraagQuerySet.as_manager()

    class Meta:
        ordering = ["gevraagd_op", "pk"]
        verbose_name = "vraag hoe het staat"
        verbose_name_plural = "vragen hoe het staat"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="standvraag_antwoord_na_vraag",
                condition=Q(beantwoord_op__isnull=True) | Q(beantwoord_op__gte=F("gevraagd_op")),
                violation_error_message="Een antwoord komt na de vraag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standgever}, {timezone.localdate(self.gevraagd_op)}"

    @property
    def tot(self) -> date:
        """The last day on which the link takes an answer."""
        return timezone.localdate(self.gevraagd_op + GELDIG)

    def loopt(self, nu: datetime) -> bool:
        """Whether an answer is still taken at `nu`."""
        return self.beantwoord_op is None and timezone.localdate(nu) <= self.tot
