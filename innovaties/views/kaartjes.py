"""A page of kaartjes: from search documents to descriptions, in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest

from innovaties.lezen.zoeken import met_fragment
from innovaties.models import Beschrijving
from vinden.bladen import GeteldePaginator
from vinden.zoeken import Volgorde

Pks = Volgorde | QuerySet[Any, int]


def haal(pks: Iterable[int], tekst: str = "") -> list[Beschrijving]:
    """The live descriptions `pks`, in that order and ready for a kaartje. Three queries."""
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen = (
        met_fragment(Beschrijving.objects.zichtbaar().filter(pk__in=volgorde), tekst)
        .voor_lijst()
        .order_by()
    )
    return sorted(rijen, key=lambda rij: volgorde[rij.pk])


def pagina(request: HttpRequest, pks: Pks, aantal: int, tekst: str = "") -> Page[Any]:
    """The page that `request` asks for of the descriptions `pks`, the last one when too far."""
    blad = GeteldePaginator(pks, aantal).get_page(request.GET.get("pagina"))
    blad.object_list = haal(blad.object_list, tekst)
    return blad
