"""Who gets the newsletter, what they asked for, and the proof that they did."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from basis.velden import Mailadres, MeerKeuzes, keuze_constraint, keuzes_constraint
from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Frequentie, Toestemmingsstap
from organisaties.keuzelijsten import Persoonsrol
from organisaties.models import Regio
from post.models import Postadres


def is_actief(voor: str = "") -> Q:
    """Who confirmed and did not unsubscribe; `voor` is the way there, such as 'abonnees__'."""
    return Q(**{f"{voor}bevestigd_op__isnull": False, f"{voor}afgemeld_op__isnull": True})


def is_bereikbaar(voor: str = "") -> Q:
    """As `is_actief`, at an address that takes mail: a stopped one is no subscriber in a figure."""
    gestopt = Postadres.objects.gestopt().filter(email=models.OuterRef(f"{voor}email"))
    return is_actief(voor) & ~Q(models.Exists(gestopt))


class AbonneeQuerySet(models.QuerySet["Abonnee"]):
    def actief(self) -> AbonneeQuerySet:
        """Those who confirmed and did not unsubscribe."""
        return self.filter(is_actief())

    def bereikbaar(self) -> AbonneeQuerySet:
        """Those of them at an address that takes mail."""
        return self.filter(is_bereikbaar())

    def te_mailen(self, vandaag: date) -> AbonneeQuerySet:
        """Those of them who want mail now."""
        return self.bereikbaar().filter(Q(pauze_tot__isnull=True) | Q(pauze_tot__lte=vandaag))

    def met_voorkeuren(self) -> AbonneeQuerySet:
        """With `thema_pks` and `regio_pks`, lists of what was chosen, in the same query."""
        return self.annotate(
            thema_pks=_gekozen(Abonnee.themas.through, "thema_id"),
            regio_pks=_gekozen(Abonnee.regios.through, "regio_id"),
        )


def _gekozen(tussen: type[models.Model], naam: str) -> ArraySubquery:
    """The values of column `naam` in the rows of `tussen` that are the subscriber's."""
    rijen = tussen._default_manager.filter(abonnee_id=models.OuterRef("pk"))
    return ArraySubquery(rijen.order_by(naam).values(naam))


class Abonnee(models.Model):
    """One address, and what it wants to be mailed about.

    `alle_themas` and an empty `themas` are two things: who chose one theme, which was removed
    since, did not ask for all.
    """

    email = Mailadres("e-mailadres")
    alle_themas = models.BooleanField("alle thema's", default=True)
    themas = models.ManyToManyField(
        Thema, verbose_name="thema's", related_name="abonnees", blank=True
    )
    alle_regios = models.BooleanField("heel Nederland", default=True)
    regios = models.ManyToManyField(
        Regio, verbose_name="regio's", related_name="abonnees", blank=True
    )
    rollen = MeerKeuzes(Persoonsrol, blank=True)
    frequentie = models.CharField(
        "hoe vaak?", max_length=10, choices=Frequentie, default=Frequentie.ELKE
    )
    pauze_tot = models.DateField(null=True, blank=True)
    aangemeld_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    afgemeld_op = models.DateTimeField(null=True, blank=True)
    verhuizing_op = models.DateTimeField(
        null=True, blank=True, help_text="Wanneer een ander adres het laatst werd gevraagd."
    )

    objects = AbonneeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"
        constraints: ClassVar = [
            keuzes_constraint("abonnee", "rollen", Persoonsrol),
            keuze_constraint("abonnee", "frequentie", Frequentie, leeg=False),
            models.UniqueConstraint(
                "email",
                name="abonnee_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres is al abonnee.",
            ),
            models.CheckConstraint(
                name="abonnee_bevestigd_voor_afgemeld",
                condition=Q(afgemeld_op__isnull=True) | Q(bevestigd_op__isnull=False),
                violation_error_message="Alleen wie abonnee is, kan zich afmelden.",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_actief(self) -> bool:
        return self.bevestigd_op is not None and self.afgemeld_op is None


class Toestemming(models.Model):
    """Proof of what one person agreed to, and took back. Kept without the address itself.

    `kenmerk` is a keyed hash of the address (`nieuwsbrieven.regels.toestemming.kenmerk_van`):
    enough to answer who asks, too little to mail to. Rows are never changed (a trigger refuses).
    """

    kenmerk = models.CharField(max_length=64)
    stap = models.CharField(max_length=11, choices=Toestemmingsstap)
    op = models.DateTimeField()
    tekst = models.TextField(blank=True, help_text="De tekst waar deze persoon mee instemde.")

    class Meta:
        ordering = ["pk"]
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints: ClassVar = [
            keuze_constraint("toestemming", "stap", Toestemmingsstap, leeg=False),
            models.CheckConstraint(
                name="toestemming_met_tekst",
                condition=~Q(stap=Toestemmingsstap.GEGEVEN) | ~Q(tekst=""),
                violation_error_message="Leg vast met welke tekst iemand instemde.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kenmerk"], name="toestemming_kenmerk")]

    def __str__(self) -> str:
        return f"{self.get_stap_display()}, {date_format(self.op, 'j F Y')}"
