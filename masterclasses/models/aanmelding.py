"""Who comes to a masterclass, who waits, and what they said afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from basis.velden import Mailadres, keuze_constraint, samen_constraint
from gebruikers.velden import iemand, persoon
from masterclasses.keuzelijsten import BEEINDIGD, BEZET, LOPEND, Aanmeldstatus, Wijze
from masterclasses.models.masterclass import Inschrijfvraag, Masterclass, Plek
from organisaties.keuzelijsten import Persoonsrol

VASTHOUDEN = timedelta(minutes=20)
"""How long a seat is held for an address that nobody confirmed."""


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    def lopend(self) -> AanmeldingQuerySet:
        """Those that may still come."""
        return self.filter(status__in=LOPEND)

    def bevestigd(self) -> AanmeldingQuerySet:
        """Those that come, or came."""
        return self.filter(status=Aanmeldstatus.BEVESTIGD)

    def in_rij(self, wijze: str) -> AanmeldingQuerySet:
        """The line of one `wijze`: who waits, and who has another seat; first come, first."""
        wacht = Q(status=Aanmeldstatus.WACHTLIJST, wijze=wijze)
        rij = self.annotate(sinds=Coalesce("liever_op", "bevestigd_op"))
        return rij.filter(wacht | Q(liever=wijze)).order_by("sinds", "pk")

    def verlopen(self, nu: datetime) -> AanmeldingQuerySet:
        """Those whose time to answer is over, or only that in which a seat was held."""
        vastgehouden = Q(status=Aanmeldstatus.TE_BEVESTIGEN, plek__isnull=False)
        return self.lopend().filter(
            Q(verloopt__lte=nu) | (vastgehouden & Q(aangemeld_op__lte=nu - VASTHOUDEN))
        )


class Aanmelding(models.Model):
    """One registration. Who holds a seat has a `plek`; who waits is in line since they confirmed.

    Who has a seat and would rather take part otherwise stands in line for that (`liever`), with it.
    `netwerk` is a fingerprint of where it came from, as long as nobody confirmed it.
    """

    masterclass = models.ForeignKey(
        Masterclass, on_delete=models.PROTECT, related_name="aanmeldingen"
    )
    wijze = models.CharField("hoe doet u mee?", max_length=6, choices=Wijze)
    status = models.CharField(max_length=13, choices=Aanmeldstatus)
    plek = models.OneToOneField(
        Plek, on_delete=models.PROTECT, related_name="aanmelding", null=True, blank=True
    )
    naam = models.CharField("uw naam", max_length=100, blank=True)
    email = Mailadres("uw e-mailadres", blank=True)
    organisatie = models.CharField("uw organisatie", max_length=120, blank=True)
    functie = models.CharField("uw functie", max_length=100, blank=True)
    rol = models.CharField("in welke rol komt u?", max_length=19, choices=Persoonsrol)
    uitgenodigd = models.BooleanField(default=False)
    netwerk = models.CharField(max_length=64, blank=True)
    akkoord_op = models.DateTimeField()
    aangemeld_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    verloopt = models.DateTimeField(null=True, blank=True)
    aanwezig_op = models.DateTimeField(null=True, blank=True)
    aanwezig_door = iemand()
    liever = models.CharField(max_length=6, choices=Wijze, blank=True)
    liever_op = models.DateTimeField(null=True, blank=True)
    geevalueerd = models.BooleanField(default=False)

    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints: ClassVar = [
            keuze_constraint("aanmelding", "wijze", Wijze, leeg=False),
            keuze_constraint("aanmelding", "status", Aanmeldstatus, leeg=False),
            keuze_constraint("aanmelding", "rol", Persoonsrol, leeg=False),
            models.UniqueConstraint(
                "masterclass",
                "email",
                condition=Q(status__in=LOPEND) & ~Q(email=""),
                name="aanmelding_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres is al aangemeld.",
            ),
            models.CheckConstraint(
                name="aanmelding_plek_bij_status",
                condition=Q(status__in=BEZET, plek__isnull=False)
                | Q(status=Aanmeldstatus.TE_BEVESTIGEN)
                | (~Q(status__in=(*BEZET, Aanmeldstatus.TE_BEVESTIGEN)) & Q(plek__isnull=True)),
                violation_error_message="Er is geen plek meer.",
            ),
            models.CheckConstraint(
                name="aanmelding_verloopt_bij_status",
                condition=Q(
                    status__in=(Aanmeldstatus.TE_BEVESTIGEN, Aanmeldstatus.AANGEBODEN),
                    verloopt__isnull=False,
                )
                | Q(status__in=(Aanmeldstatus.TE_BEOORDELEN, Aanmeldstatus.WACHTLIJST))
                | (Q(status__in=(Aanmeldstatus.BEVESTIGD, *BEEINDIGD)) & Q(verloopt__isnull=True)),
                violation_error_message="Leg vast tot wanneer deze plek wordt vastgehouden.",
            ),
            models.CheckConstraint(
                name="aanmelding_bevestigd_door_deelnemer",
                condition=~Q(status__in=(*BEZET, Aanmeldstatus.WACHTLIJST))
                | Q(bevestigd_op__isnull=False),
                violation_error_message="De deelnemer bevestigde nog niet.",
            ),
            models.CheckConstraint(
                name="aanmelding_netwerk_tot_bevestigd",
                condition=Q(netwerk="") | Q(status=Aanmeldstatus.TE_BEVESTIGEN),
                violation_error_message="Vergeet waar een aanmelding vandaan kwam.",
            ),
            models.CheckConstraint(
                name="aanmelding_aanwezig_met_plek",
                condition=Q(aanwezig_op__isnull=True) | Q(status=Aanmeldstatus.BEVESTIGD),
                violation_error_message="Alleen wie een bevestigde plek heeft, kan aanwezig zijn.",
            ),
            models.CheckConstraint(
                name="aanmelding_liever_met_plek",
                condition=Q(liever="", liever_op__isnull=True)
                | (Q(status=Aanmeldstatus.BEVESTIGD, liever_op__isnull=False) & ~Q(liever="")),
                violation_error_message="Alleen wie een plek heeft, kan liever anders meedoen.",
            ),
            keuze_constraint("aanmelding", "liever", Wijze, leeg=True),
            samen_constraint("aanmelding", "aanwezig"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["masterclass", "status"], name="aanmelding_status"),
            models.Index(
                fields=["masterclass", "verloopt"],
                name="aanmelding_verloopt",
                condition=Q(verloopt__isnull=False),
            ),
            models.Index(
                fields=["email"],
                name="aanmelding_onbevestigd",
                condition=Q(bevestigd_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam or 'Iemand'}, {self.masterclass}"

    @property
    def van_waar(self) -> str:
        """'Adviseur, Lentis': as far as one said so."""
        return ", ".join(filter(None, (self.functie, self.organisatie)))

    @property
    def plaats_in_rij(self) -> int:
        """The place in line, from 1; 0 for who stands in none. One query."""
        if not self.wacht_op:
            return 0
        rij, sinds = self.masterclass.aanmeldingen.in_rij(self.wacht_op), self.in_rij_sinds
        return rij.filter(Q(sinds__lt=sinds) | Q(sinds=sinds, pk__lte=self.pk)).count()

    @property
    def wacht_op(self) -> str:
        """The wijze in whose line this person stands; empty for none."""
        return self.liever or (self.wijze if self.status == Aanmeldstatus.WACHTLIJST else "")

    @property
    def in_rij_sinds(self) -> datetime | None:
        """Since when they stand in that line."""
        return self.liever_op or self.bevestigd_op

    @property
    def vastgehouden_tot(self) -> datetime | None:
        """Until when a seat is held for who must confirm yet; None where none is."""
        if self.status != Aanmeldstatus.TE_BEVESTIGEN or not self.plek_id or not self.verloopt:
            return None
        return min(self.aangemeld_op + VASTHOUDEN, self.verloopt)


class Antwoord(models.Model):
    """What somebody answered to a question of the organiser."""

    aanmelding = models.ForeignKey(Aanmelding, on_delete=models.CASCADE, related_name="antwoorden")
    vraag = models.ForeignKey(Inschrijfvraag, on_delete=models.CASCADE, related_name="antwoorden")
    tekst = models.CharField(max_length=500)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["aanmelding", "vraag"],
                name="antwoord_eenmaal",
                violation_error_message="Deze vraag is al beantwoord.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst


class Behoefte(models.Model):
    """What somebody needs to eat or to get in. Apart, since it says something of their health."""

    aanmelding = models.OneToOneField(
        Aanmelding, on_delete=models.CASCADE, related_name="behoefte", primary_key=True
    )
    tekst = models.CharField("dieet of hulp bij toegang", max_length=500)

    class Meta:
        verbose_name = "dieet of toegang"
        verbose_name_plural = "dieet en toegang"

    def __str__(self) -> str:
        return self.tekst


class Uitnodiging(models.Model):
    """A network partner who was asked to come: who registers through its link needs no approval."""

    masterclass = models.ForeignKey(
        Masterclass, on_delete=models.CASCADE, related_name="uitnodigingen"
    )
    email = Mailadres("e-mailadres")
    verstuurd_op = models.DateTimeField(auto_now_add=True)
    verstuurd_door = persoon()

    class Meta:
        ordering = ["pk"]
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "masterclass",
                "email",
                name="uitnodiging_eenmaal",
                violation_error_message="Dit adres is al uitgenodigd.",
            ),
        ]

    def __str__(self) -> str:
        return self.email


def _oordeel(label: str) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


OORDELEN = ("inhoud", "sprekers", "organisatie")
"""What a participant judges, from 1 (bad) to 5 (good)."""


class Evaluatie(models.Model):
    """What one participant thought of the day; nothing in it says who that was."""

    masterclass = models.ForeignKey(
        Masterclass, on_delete=models.CASCADE, related_name="evaluaties"
    )
    cijfer = models.PositiveSmallIntegerField(
        "welk cijfer geeft u de masterclass?",
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    inhoud = _oordeel("de inhoud")
    sprekers = _oordeel("de sprekers")
    organisatie = _oordeel("de organisatie van de dag")
    meegenomen = models.CharField("wat gaat u ermee doen?", max_length=1000, blank=True)
    beter = models.CharField("wat kan beter?", max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="evaluatie_cijfer",
                condition=Q(cijfer__range=(1, 10)),
                violation_error_message="Kies een cijfer van 1 tot en met 10.",
            ),
            *(
                models.CheckConstraint(
                    name=f"evaluatie_{naam}",
                    condition=Q(**{f"{naam}__isnull": True}) | Q(**{f"{naam}__range": (1, 5)}),
                    violation_error_message="Kies een oordeel van 1 tot en met 5.",
                )
                for naam in OORDELEN
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cijfer}, {self.masterclass}"
