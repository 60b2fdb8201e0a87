"""The descriptions in the workplace: which there are, and those that answer a question."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.lezen.facetten import FACETTEN, INGANGEN
from innovaties.lezen.zoeken import EINDELOOS
from innovaties.models import Beschrijving
from redactie.models import Werkdocument
from redactie.rechten import zichtbaar_voor
from vinden.gelijkend import gelijkend
from vinden.zoeken import Gezocht, Verzameling, Vraag

VERSIES = Verzameling(
    Werkdocument,
    FACETTEN,
    "zoek_werkdocumenten",
    eindeloos=EINDELOOS,
    ingangen=INGANGEN,
    openbaar=False,
)

MEESTE_GELIJKEND = 5
"""How many descriptions are offered to who begins one."""


def in_de_lijst(versies: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    """Of each innovatie the live version and the newest, and what was thrown away since."""
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    ).exclude(status=Status.WEGGEGOOID)
    return versies.filter(Q(gepubliceerd_als__isnull=False) | ~Exists(nieuwer))


def lijkt_op(titel: str, gebruiker: Gebruiker) -> list[Beschrijving]:
    """What may be the same as `titel`, the most alike first: one version of each innovatie.

    The newest of those that `gebruiker` may open, and the live ones of others.
    """
    mag = zichtbaar_voor(gebruiker).values("pk")
    versies = Beschrijving.objects.filter(Q(pk__in=mag) | Q(gepubliceerd_als__isnull=False))
    versies = versies.exclude(status=Status.WEGGEGOOID)
    nieuwste = versies.order_by("innovatie_id", "-versie").distinct("innovatie_id")
    titels = dict(nieuwste.values_list("pk", "titel"))
    pks = gelijkend(titel, titels)[:MEESTE_GELIJKEND]
    gevonden = Beschrijving.objects.select_related("innovatie").annotate(
        te_openen=Exists(zichtbaar_voor(gebruiker).filter(pk=OuterRef("pk")))
    )
    op_pk = gevonden.in_bulk(pks)
    return [op_pk[pk] for pk in pks]


def zoek_versies(
    versies: QuerySet[Beschrijving], woorden: str, *, op_volgorde: bool = False
) -> tuple[list[int], Gezocht]:
    """The keys of those of `versies` that answer `woorden`, and what was done to find them.

    The best first, or `op_volgorde` in the order of `versies`.
    """
    uitslag = VERSIES.zoek(Vraag(woorden))
    mag = list((versies if op_volgorde else versies.order_by()).values_list("pk", flat=True))
    gevonden = uitslag.op_volgorde("relevantie")[:]
    eerst, ook = (mag, set(gevonden)) if op_volgorde else (gevonden, set(mag))
    return [pk for pk in eerst if pk in ook], uitslag.gezocht
