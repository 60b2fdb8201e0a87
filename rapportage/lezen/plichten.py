"""Which report is due, and which was just delivered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, QuerySet
from django.utils import timezone

from logboek.models import Logregel
from rapportage.models import Rapport
from rapportage.regels.halfjaar import Halfjaar

NIEUW = timedelta(days=30)
"""So long a delivered report stands among what the stuurgroep has to read."""


def niet_opgeleverd(nu: datetime) -> list[Halfjaar]:
    """The last half-year, when it was not delivered and somebody worked here in it or before."""
    vorige = Halfjaar.van(timezone.localdate(nu)).vorige
    opgeleverd = Rapport.objects.filter(
        jaar=vorige.jaar, helft=vorige.helft, opgeleverd_op__isnull=False
    )
    regels = Logregel.objects.filter(~Exists(opgeleverd))
    eerste = regels.order_by("pk").values_list("op", flat=True).first()
    in_gebruik = eerste is not None and timezone.localdate(eerste) <= vorige.laatste
    return [vorige] if in_gebruik else []


def pas_opgeleverd(nu: datetime) -> QuerySet[Rapport]:
    """What was delivered in the last month, the oldest first."""
    nieuw = Rapport.objects.filter(opgeleverd_op__gt=nu - NIEUW)
    return nieuw.select_related("opgeleverd_door").defer("cijfers").order_by("opgeleverd_op", "pk")
