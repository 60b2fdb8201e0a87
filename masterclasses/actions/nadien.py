"""What time brings: a reminder, the question what people thought of it, and forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from basis.data import begin_van_dag
from basis.fouten import vereis
from masterclasses import berichten
from masterclasses.actions.aanmelden import trek_in
from masterclasses.keuzelijsten import LOPEND, Aanmeldstatus, Masterclassfase
from masterclasses.models import (
    Aanmelding,
    Antwoord,
    Behoefte,
    Evaluatie,
    Masterclass,
    Uitnodiging,
)

HERINNEREN = timedelta(days=3)
"""How long before the begin people are reminded."""

OCHTEND = 7
"""The hour of the day from which we ask what people thought of the day before."""

NAVRAGEN = timedelta(days=14)
"""How long after the day we still ask: somebody may be checked in afterwards."""

KORT_BEWAREN, BEWAREN = timedelta(days=30), timedelta(days=365)
"""How long after the day we know what people need, and who came (privacy page)."""

NIET_AANWEZIG = "De evaluatie is voor wie bij de masterclass was, en kan na afloop."


def mag_evalueren(aanmelding: Aanmelding, nu: datetime) -> bool:
    """Whether this person was there, and the day is over at `nu`."""
    return aanmelding.aanwezig_op is not None and aanmelding.masterclass.is_voorbij(nu)


@transaction.atomic
def evalueer(*, aanmelding: Aanmelding, evaluatie: Evaluatie) -> None:
    """Keep the checked, unsaved `evaluatie`, with nothing that says whose it is.

    Each participant once: a second one is left out. Raises RuleViolation for who was not there,
    and before the end.
    """
    rijen = Aanmelding.objects.select_for_update(of=("self",), no_key=True)
    rijen = rijen.select_related("masterclass")
    aanmelding = rijen.get(pk=aanmelding.pk)
    vereis(mag_evalueren(aanmelding, timezone.now()), NIET_AANWEZIG)
    if aanmelding.geevalueerd:
        return
    evaluatie.masterclass = aanmelding.masterclass
    evaluatie.save(force_insert=True)
    aanmelding.geevalueerd = True
    aanmelding.save(update_fields=["geevalueerd"])


def herinner(nu: datetime) -> None:
    """Remind who comes, some days before. Who confirmed later than that knows it from that mail.

    Safe to run twice or late, but not after the begin.
    """
    binnenkort = Masterclass.objects.filter(
        fase=Masterclassfase.AANGEKONDIGD, begin__gt=nu, begin__lte=nu + HERINNEREN
    )
    for pk in list(binnenkort.values_list("pk", flat=True)):
        with transaction.atomic():  # locked, so that nobody withdraws or moves it meanwhile
            masterclass = binnenkort.select_for_update(of=("self",)).filter(pk=pk).first()
            if masterclass is None:
                continue
            komen = masterclass.aanmeldingen.bevestigd().select_related("masterclass")
            lang_geleden = Q(bevestigd_op__lte=F("masterclass__begin") - HERINNEREN)
            for aanmelding in komen.filter(lang_geleden):
                berichten.herinnering(aanmelding)


@transaction.atomic
def vraag_evaluaties(nu: datetime) -> None:
    """Ask who was there what they thought of it, the morning after. Safe to run twice or late."""
    if timezone.localtime(nu).hour < OCHTEND:
        return
    vandaag = begin_van_dag(timezone.localdate(nu))
    aanwezig = Aanmelding.objects.filter(
        masterclass__fase=Masterclassfase.AANGEKONDIGD,
        masterclass__einde__lt=vandaag,
        masterclass__einde__gte=nu - NAVRAGEN,
        aanwezig_op__isnull=False,
        geevalueerd=False,
    )
    for aanmelding in aanwezig.select_related("masterclass"):
        berichten.vraag_evaluatie(aanmelding)


@transaction.atomic
def vergeet(nu: datetime) -> None:
    """Erase personal data whose time is over. Safe to run twice or late.

    Of who came, the organisation and the role stay for the reports, without a name.
    """
    kort, lang = nu - KORT_BEWAREN, nu - BEWAREN
    kwam_niet = ~Q(status=Aanmeldstatus.BEVESTIGD) | Q(masterclass__fase=Masterclassfase.AFGELAST)
    nooit_bevestigd = Q(status=Aanmeldstatus.VERVALLEN, bevestigd_op=None, beeindigd_op__lt=kort)
    bekend = Aanmelding.objects.exclude(naam="", email="")  # an address is not always known
    Behoefte.objects.filter(aanmelding__masterclass__einde__lt=kort).delete()
    _wis(bekend.filter(nooit_bevestigd | kwam_niet & Q(masterclass__einde__lt=kort)), "organisatie")
    _wis(bekend.filter(masterclass__einde__lt=lang))
    Uitnodiging.objects.filter(masterclass__einde__lt=lang).delete()


@transaction.atomic
def wis_deelnemer(*, email: str) -> None:
    """Forget the person at `email`, who first leaves what is still to come."""
    nu = timezone.now()
    van_adres = Aanmelding.objects.filter(email=email).select_related("masterclass")
    for aanmelding in van_adres.filter(status__in=LOPEND, masterclass__begin__gt=nu):
        trek_in(aanmelding=aanmelding)
    Behoefte.objects.filter(aanmelding__in=van_adres).delete()
    _wis(van_adres, "organisatie")


def _wis(aanmeldingen: models.QuerySet[Aanmelding], *ook: str) -> None:
    pks = list(aanmeldingen.values_list("pk", flat=True))
    Antwoord.objects.filter(aanmelding__in=pks).delete()
    leeg = dict.fromkeys(("naam", "email", "functie", *ook), "")
    Aanmelding.objects.filter(pk__in=pks).update(**leeg)
