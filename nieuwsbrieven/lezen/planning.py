"""The editions in the planning of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from nieuwsbrieven.keuzelijsten import BEGONNEN, Editiestatus
from nieuwsbrieven.models import Editie
from programma.lezen.planning import Moment


def edities(van: date, tot: date) -> Iterator[Moment]:
    """What was sent, and what has a moment to be sent, from `van` until `tot`. One query."""
    gepland: QuerySet[Any] = Editie.objects.filter(status__in=(Editiestatus.GEPLAND, *BEGONNEN))
    rijen = gepland.annotate(op=Coalesce("begonnen_op", "verzendmoment"))
    for editie in rijen.filter(op__date__gte=van, op__date__lt=tot).order_by("op", "pk"):
        yield Moment(
            timezone.localdate(editie.op),
            "Nieuwsbrief",
            editie.onderwerp,
            reverse("nieuwsbrieven:bewerken", args=[editie.pk]),
            "" if editie.begonnen else "Gepland",
        )
