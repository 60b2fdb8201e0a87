"""Throwing away a concept, which thirty days can undo; after that it is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from basis.fouten import is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.basis import adres, mail, schrijvers, vergrendel, zet_status
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING
from redactie.lezen.mijn import met_sinds
from redactie.lezen.versies import is_ingehaald
from redactie.rechten import mag_schrijven

BEWAREN = timedelta(days=30)
"""How long a concept that was thrown away can be put back."""


@transaction.atomic
def gooi_weg(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Throw away a concept; its other writers are told.

    Raises RuleViolation for who may not write in it, and for what is no concept (any more).
    """
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    regel = zet_status(versie, Status.WEGGEGOOID, "weggegooid", door=door)
    mail(
        regel,
        [email for email in schrijvers(versie) if email != door.email],
        f"Weggegooid: {versie.titel}",
        f"{door} gooide het concept ‘{versie.titel}’ weg. Is dat niet de bedoeling? U kunt het "
        f"{BEWAREN.days} dagen lang terugzetten.\n\n{adres(versie)}",
    )
    return versie


@transaction.atomic
def zet_terug(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Make a concept again of what was thrown away, as it was.

    Raises RuleViolation for who may not write in it, and when another version was begun since.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), versie.innovatie_id)
    vereis_recht(mag_schrijven(door, innovatie), NIET_UW_BESCHRIJVING)
    vereis(
        not is_ingehaald(versie),
        "Er is ondertussen een nieuwe versie begonnen. Ga daarmee verder.",
    )
    versie = vergrendel(versie)
    vereis(versie.status == Status.WEGGEGOOID, "Deze versie is niet weggegooid.")
    zet_status(versie, Status.CONCEPT, "teruggezet", door=door)
    return versie


def wis_weggegooid(nu: datetime) -> int:
    """Remove what was thrown away long ago; return how many. Safe to run twice, or at once.

    An innovatie of which nothing is left goes too, unless something else refers to it.
    """
    weg = met_sinds(Beschrijving.objects.filter(status=Status.WEGGEGOOID))
    pks = list(weg.filter(sinds__lt=nu - BEWAREN).values_list("pk", flat=True))
    return sum(_wis(pk) for pk in pks)


@transaction.atomic
def _wis(pk: int) -> bool:
    innovatie = Innovatie.objects.select_for_update(of=("self",)).filter(versies=pk).first()
    weg = Beschrijving.objects.select_for_update().filter(pk=pk, status=Status.WEGGEGOOID).first()
    if innovatie is None or weg is None:
        return False  # put back a moment ago
    weg.delete()
    if not innovatie.versies.exists():
        try:
            with transaction.atomic():
                innovatie.delete()
        except ProtectedError:
            pass  # a deelname says what was carried out
    return True
