"""The descriptions in the workplace: which there are, and those that answer a question."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from innovaties.lezen.facetten import FACETTEN, INGANGEN
from innovaties.lezen.zoeken import EINDELOOS
from innovaties.models import Beschrijving
from redactie.models import Werkdocument
from vinden.zoeken import Gezocht, Verzameling, Vraag

VERSIES = Verzameling(
    Werkdocument,
    FACETTEN,
    "zoek_werkdocumenten",
    eindeloos=EINDELOOS,
    ingangen=INGANGEN,
    openbaar=False,
)


def in_de_lijst(versies: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    """Of each innovatie the live version and the newest."""
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    )
    return versies.filter(Q(gepubliceerd_als__isnull=False) | ~Exists(nieuwer))


def zoek_versies(versies: QuerySet[Beschrijving], woorden: str) -> tuple[list[int], Gezocht]:
    """The keys of those of `versies` that answer `woorden`, the best first, and what was done."""
    uitslag = VERSIES.zoek(Vraag(woorden))
    mag = set(versies.order_by().values_list("pk", flat=True))
    return [pk for pk in uitslag.op_volgorde("relevantie")[:] if pk in mag], uitslag.gezocht
