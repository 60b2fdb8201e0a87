"""Where an inventory stands, and which steps there are with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils import timezone

from wensen.models import Inventarisatie, Uitvraag

WEEK = timedelta(days=7)
HERINNERINGEN = 2
"""At most two reminders, at least a week apart."""


class Inventarisatiefase(TextChoices):
    CONCEPT = "concept", "Concept"
    LOOPT = "loopt", "Loopt"
    GESLOTEN = "gesloten", "Gesloten"
    GEPUBLICEERD = "gepubliceerd", "Uitkomst op de site"


def stand(inventarisatie: Inventarisatie, vandaag: date) -> Inventarisatiefase:
    """How far `inventarisatie` is."""
    if inventarisatie.gepubliceerd_op:
        return Inventarisatiefase.GEPUBLICEERD
    if inventarisatie.geopend_op is None:
        return Inventarisatiefase.CONCEPT
    voorbij = inventarisatie.is_voorbij(vandaag)
    return Inventarisatiefase.GESLOTEN if voorbij else Inventarisatiefase.LOOPT


def loopt(inventarisatie: Inventarisatie, vandaag: date) -> bool:
    """Whether organisations can fill it in."""
    return stand(inventarisatie, vandaag) == Inventarisatiefase.LOOPT


def lopend(vandaag: date) -> QuerySet[Inventarisatie]:
    """Those that organisations can fill in: of which `loopt` is true."""
    return Inventarisatie.objects.filter(
        geopend_op__isnull=False, gesloten_op=None, gepubliceerd_op=None, einde__gte=vandaag
    )


def aflopend(vandaag: date) -> QuerySet[Any]:
    """Those that close within a week, or closed without an outcome on the site: who leads acts.

    With `gevraagd` and `terug`: how many organisations were asked, and handed it in.
    """
    open_of_dicht = Inventarisatie.objects.filter(
        geopend_op__isnull=False, gepubliceerd_op=None, einde__lte=vandaag + WEEK
    )
    gevonden: QuerySet[Any] = open_of_dicht.annotate(
        gevraagd=Count("uitvragen"),
        terug=Count("uitvragen", filter=Q(uitvragen__ingediend_op__isnull=False)),
    )
    return gevonden.order_by("einde", "pk")


def is_te_herinneren(uitvraag: Uitvraag, vandaag: date) -> bool:
    """Whether this organisation may get a reminder: `verstuurd_op` is its last mail."""
    return bool(
        uitvraag.verstuurd_op
        and uitvraag.ingediend_op is None
        and uitvraag.herinneringen < HERINNERINGEN
        and timezone.localdate(uitvraag.verstuurd_op) <= vandaag - WEEK
    )


def stappen(inventarisatie: Inventarisatie, uitvragen: list[Uitvraag], vandaag: date) -> list[str]:
    """What can be done with `inventarisatie` now, the most likely first."""
    nu = stand(inventarisatie, vandaag)
    elders = inventarisatie.van_elders
    mag = {
        "versturen": nu in (Inventarisatiefase.CONCEPT, Inventarisatiefase.LOOPT)
        and not inventarisatie.is_voorbij(vandaag)
        and any(uitvraag.verstuurd_op is None for uitvraag in uitvragen),
        "ontvangers": nu in (Inventarisatiefase.CONCEPT, Inventarisatiefase.LOOPT) and not elders,
        "herinneren": nu == Inventarisatiefase.LOOPT
        and any(is_te_herinneren(uitvraag, vandaag) for uitvraag in uitvragen),
        "sluiten": nu == Inventarisatiefase.LOOPT,
        "publiceren": nu == Inventarisatiefase.GESLOTEN
        or (nu == Inventarisatiefase.CONCEPT and elders),
        "verwijderen": nu == Inventarisatiefase.CONCEPT,
    }
    return [stap for stap, kan in mag.items() if kan]
