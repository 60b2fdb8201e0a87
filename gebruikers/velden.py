"""Model fields that name a person, and the rows that somebody looks after by such a field."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q

from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht


def persoon() -> models.ForeignKey[Gebruiker, Gebruiker]:
    """A person who stays known for what they did."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


def iemand() -> models.ForeignKey[Gebruiker | None, Gebruiker | None]:
    """A person who may not be there yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


def zorg_van(gebruiker: Gebruiker, veld: str, recht: Recht, *, vangt_op: bool) -> Q:
    """The rows that `gebruiker` looks after: whose `veld` they are, while they have `recht`.

    For who `vangt_op` also those of nobody: without a `veld`, or of one who left or has `recht`
    no more. So each row is with somebody, and with one kind of people only.
    """
    mijn = Q(**{veld: gebruiker}) if gebruiker.mag(recht) else Q(pk__in=[])
    if vangt_op:
        er_nog = {f"{veld}__is_active": True, f"{veld}__rollen__overlap": list(RECHTEN[recht])}
        mijn |= ~Q(**er_nog)
    return mijn


def wie_hoort(iemand: Gebruiker | None, recht: Recht, vangt_op: Recht) -> Collection[Gebruiker]:
    """Who is told of what `iemand` looks after: they while they have `recht`, as in `zorg_van`.

    Else everyone who has `vangt_op`; who left reads no mail of ours.
    """
    if iemand and iemand.mag(recht):
        return [iemand]
    return Gebruiker.objects.met_recht(vangt_op)
