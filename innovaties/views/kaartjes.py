"""A page of kaartjes: from search documents to descriptions, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import HttpRequest

from innovaties.models import Beschrijving
from vinden.bladen import GeteldePaginator
from vinden.fragment import uitsnede
from vinden.zoeken import Volgorde


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
        for rij in gevonden:
            rij.fragment = uitsnede(rij.doorzocht or "", gezocht)
    return gevonden


def pagina(
    request: HttpRequest,
    pks: Volgorde,
    aantal: int,
    gezocht: Collection[str] = (),
    lees: Callable[[Iterable[int]], list[Beschrijving]] | None = None,
) -> Page[Any]:
    """The page that `request` asks for of the descriptions `pks`, the last one when too far.

    `lees` fetches them where it is not for a kaartje.
    """
    blad = GeteldePaginator(pks, aantal).get_page(request.GET.get("pagina"))
    blad.object_list = lees(blad.object_list) if lees else haal(blad.object_list, gezocht)
    return blad
