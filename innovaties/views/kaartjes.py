"""A page of kaartjes: from search documents to descriptions, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from innovaties.models import Beschrijving
from innovaties.templatetags.kaartje import kaart_van
from vinden.bladen import GeteldePaginator
from vinden.fragment import uitsnijder
from vinden.stand import per_stand, stand
from vinden.zoeken import Volgorde

MEESTE = 1_000
"""So many cards a worker keeps, some MiB."""


def haal(pks: Iterable[int], gezocht: Collection[str] = ()) -> list[Beschrijving]:
    """The live descriptions `pks`, in that order and ready for a kaartje. One query.

    With `gezocht`, words, each has `fragment`, the passage around these.
    """
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen: QuerySet[Any] = Beschrijving.objects.zichtbaar().filter(pk__in=volgorde).voor_lijst()
    if gezocht:
        rijen = rijen.annotate(doorzocht=F("zoekdocument__tekst"))
    gevonden = sorted(rijen.order_by(), key=lambda rij: volgorde[rij.pk])
    if gezocht:
        uitsnede = uitsnijder(gezocht)
        for rij in gevonden:
            rij.fragment = uitsnede(rij.doorzocht or "")
    return gevonden


@dataclass
class _Gemaakt:
    """The cards that were made so far at this number of the stand, by what they show."""

    nummer: int
    kaartjes: dict[int, SafeString] = field(default_factory=dict)


@per_stand("nummer")
def _gemaakt() -> _Gemaakt:
    return _Gemaakt(stand().nummer)


def op_sleutel(pks: Iterable[int]) -> dict[int, SafeString]:
    """The cards of the live descriptions `pks`. At most one query.

    All lists show the same ones, so each is made once a number.
    """
    bewaard = _gemaakt()
    daar = {pk: kaart for pk in pks if (kaart := bewaard.kaartjes.get(pk))}
    if nieuw := [pk for pk in pks if pk not in daar]:
        gemaakt = {rij.pk: kaart_van(rij) for rij in haal(nieuw)}
        vol = len(bewaard.kaartjes) > MEESTE
        bewaard.kaartjes = gemaakt if vol else bewaard.kaartjes | gemaakt
        daar |= gemaakt
    return daar


def kaartjes(pks: Iterable[int], gezocht: Collection[str] = ()) -> list[SafeString]:
    """The cards of the live descriptions `pks`, in that order, with the passage around `gezocht`.

    At most one query.
    """
    if gezocht:
        return [kaart_van(rij) for rij in haal(pks, gezocht)]
    daar = op_sleutel(volgorde := list(pks))
    return [daar[pk] for pk in volgorde if pk in daar]


def pagina(
    request: HttpRequest,
    pks: Volgorde,
    aantal: int,
    gezocht: Collection[str] = (),
    lees: Callable[[Iterable[int]], list[Beschrijving]] | None = None,
) -> Page[Any]:
    """The page that `request` asks for of the descriptions `pks`, the last one when too far.

    Cards, or what `lees` fetches.
    """
    blad = GeteldePaginator(pks, aantal).get_page(request.GET.get("pagina"))
    blad.object_list = lees(blad.object_list) if lees else kaartjes(blad.object_list, gezocht)
    return blad
