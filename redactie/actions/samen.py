"""Steps with many innovaties at once: each in a transaction of its own, and each may be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation, vereis, vereis_recht
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import OPEN, Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from redactie.actions.basis import adres, mail, schrijvers, vergrendel
from redactie.lezen.schrijvers import mogelijke_beoordelaars
from redactie.lezen.versies import beoordelaar_van
from redactie.rechten import NIET_OVERDRAGEN, mag_overdragen
from redactie.regels.overgangen import TE_SCHRIJVEN

HERINNERD = "herinnerd"


@dataclass(frozen=True)
class Samenuitkomst:
    """What came of a step with many: how many took it, and of each other one why not."""

    gedaan: int
    geweigerd: list[tuple[str, str]]


def doe_samen(
    innovaties: Iterable[tuple[Innovatie, str]], doe: Callable[[Innovatie], object]
) -> Samenuitkomst:
    """Take a step with each of `innovaties`, which come with their title.

    One that a rule refuses keeps no other from it.
    """
    gedaan, geweigerd = 0, list[tuple[str, str]]()
    for innovatie, titel in innovaties:
        try:
            doe(innovatie)
        except RuleViolation as reden:
            geweigerd.append((titel, str(reden)))
        else:
            gedaan += 1
    return Samenuitkomst(gedaan, geweigerd)


@transaction.atomic
def herinner(*, innovatie: Innovatie, door: Gebruiker) -> None:
    """Remind who must do something with the open version of `innovatie`: writers, or a reviewer.

    Raises RuleViolation when nobody works on it, when there is nobody to remind, and the second
    time on one day.
    """
    vereis_recht(mag_overdragen(door), NIET_OVERDRAGEN)
    open_ = innovatie.versies.filter(status__in=OPEN).first()
    if open_ is None:
        raise RuleViolation("Hier werkt nu niemand aan: er is geen open versie.")
    versie = vergrendel(open_)
    vandaag = timezone.localdate()
    al = Logregel.objects.over(versie).filter(wat=HERINNERD, op__date=vandaag)
    vereis(not al.exists(), "Hier is vandaag al aan herinnerd.")
    aan = [email for email in _wie_moet(versie) if email != door.email]
    vereis(aan, "Er is behalve u niemand om te herinneren.")
    regel = Logregel.objects.schrijf(versie, HERINNERD, door=door)
    mail(
        regel,
        aan,
        f"Herinnering: {versie.titel}",
        f"{door} herinnert u aan ‘{versie.titel}’. {_wat_moet(versie)}\n\n{adres(versie)}",
    )


def _wie_moet(versie: Beschrijving) -> list[str]:
    """Whose turn it is."""
    if versie.status in TE_SCHRIJVEN:
        return schrijvers(versie)
    if beoordelaar := beoordelaar_van(versie):
        return [beoordelaar.email]
    return [wie.email for wie in mogelijke_beoordelaars(versie)]


def _wat_moet(versie: Beschrijving) -> str:
    zinnen: dict[str, str] = {
        Status.CONCEPT: "De beschrijving is nog een concept. Wilt u haar afmaken en indienen?",
        Status.AANVULLING: "De beoordelaar vroeg u om een aanvulling. Wilt u die geven?",
    }
    zin = zinnen.get(versie.status, "De beschrijving is ingediend. Wilt u haar beoordelen?")
    deadline: Any = versie.innovatie.deadline
    return f"{zin} De deadline is {date_format(deadline, 'j F Y')}." if deadline else zin
