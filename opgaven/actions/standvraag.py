"""Asking the parties of a network twice a year how their actions stand, and taking the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.data import na_maanden
from basis.fouten import RuleViolation
from logboek.models import Logregel
from opgaven import berichten
from opgaven.actions.bijhouden import werk_bij
from opgaven.models import Actie, Indicator, Indicatormeting, Standgever, Standvraag
from opgaven.models.standgever import HERINNEREN_NA
from opgaven.vindbaar import Vindbaar

BEWAREN = 12
"""Months after the end of a network that we know whom we mailed."""

KAN_NIET_MEER = "Hierop is al geantwoord, of de vraag is gesloten. Er is niets veranderd."
AL_GEMETEN = "Van ‘{}’ is er van dat moment al een getal. Vul in van wanneer het uwe is."


def vraag_rond(nu: datetime) -> None:
    """Ask who is due on the day of `nu`, and remind once who stays silent. Safe to run twice."""
    vandaag = timezone.localdate(nu)
    for pk in list(Standgever.objects.te_vragen(vandaag).values_list("pk", flat=True)):
        _vraag(pk, nu)
    for pk in list(_te_herinneren(nu).values_list("pk", flat=True)):
        _herinner(pk, nu)


@transaction.atomic
def _vraag(pk: int, nu: datetime) -> None:
    Standgever.objects.select_for_update().filter(pk=pk).first()
    nog = Standgever.objects.te_vragen(timezone.localdate(nu)).filter(pk=pk)
    for standgever in nog.select_related("organisatie", "netwerk"):
        vraag = standgever.vragen.create(gevraagd_op=nu)
        berichten.vraag_stand(vraag)
        wie = str(standgever)
        Logregel.objects.schrijf(standgever.netwerk, "stand-gevraagd", toelichting=wie)


def _te_herinneren(nu: datetime) -> Any:
    return Standvraag.objects.stil(nu, HERINNEREN_NA).filter(herinnerd_op=None)


@transaction.atomic
def _herinner(pk: int, nu: datetime) -> None:
    rijen = _te_herinneren(nu).select_related("standgever__organisatie", "standgever__netwerk")
    for vraag in rijen.select_for_update(of=("self",)).filter(pk=pk):
        vraag.herinnerd_op = nu
        vraag.save(update_fields=["herinnerd_op"])
        berichten.herinner_aan_stand(vraag)


def geef_door(
    *,
    vraag: Standvraag,
    standen: Mapping[int, str],
    metingen: Mapping[int, tuple[Decimal, str]],
) -> None:
    """Write what a party says of its own actions and indicators, with its name and the day.

    Raises RuleViolation for a question that is answered or closed, and for a second number of one
    moment: then nothing is written.
    """
    with transaction.atomic():
        nu = timezone.now()
        rijen = Standvraag.objects.select_for_update(of=("self",)).filter(pk=vraag.pk)
        gevonden = rijen.select_related("standgever__organisatie", "standgever__netwerk").first()
        if gevonden is None or not gevonden.loopt(nu):
            raise RuleViolation(KAN_NIET_MEER)
        van = gevonden.standgever
        gelezen: list[Vindbaar] = [
            *(_zet_stand(een, standen[een.pk], van, nu) for een in _eigen_acties(van, standen)),
            *(
                _meet(een, *metingen[een.pk], van)
                for een in van.indicatoren.filter(pk__in=metingen)
            ),
        ]
        werk_bij([*gelezen, van.netwerk], None)
        Logregel.objects.schrijf(van.netwerk, "stand-doorgegeven", wie=str(van)[:100])
        gevonden.beantwoord_op = nu
        gevonden.save(update_fields=["beantwoord_op"])


def _eigen_acties(van: Standgever, standen: Mapping[int, str]) -> Any:
    """The actions of `van` only, locked: who keeps the network may be editing one."""
    pks = van.acties.filter(pk__in=standen).values_list("pk", flat=True)
    rijen = Actie.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk")
    return rijen.select_related("project")


def _zet_stand(actie: Actie, stand: str, van: Standgever, nu: datetime) -> Vindbaar:
    actie.stand = stand
    actie.stand_volgens = str(van)[:120]
    actie.stand_peil = f"{timezone.localdate(nu)}"
    actie.save(update_fields=["stand", "stand_volgens", "stand_peil"])
    Logregel.objects.schrijf(actie, "stand-doorgegeven", wie=str(van)[:100], naar=stand)
    return actie.project


def _meet(indicator: Indicator, waarde: Decimal, peil: str, van: Standgever) -> Vindbaar:
    meting = Indicatormeting(indicator=indicator, waarde=waarde, peil=peil, volgens=str(van)[:120])
    try:
        with transaction.atomic():
            meting.save()
    except IntegrityError as fout:
        raise RuleViolation(AL_GEMETEN.format(indicator)) from fout
    Logregel.objects.schrijf(indicator, "stand-doorgegeven", wie=str(van)[:100])
    return indicator.project or van.netwerk


def vergeet_standgevers(nu: datetime) -> None:
    """Forget whom we mailed of networks that ended a year ago; what they said stays."""
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    Standgever.objects.filter(pk__in=Standgever.objects.voorbij(grens)).delete()
