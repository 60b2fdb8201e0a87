"""The descriptions that search engines may visit, and the pages of the lists behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Manager, Model, OuterRef, Q, QuerySet

from innovaties.models import Beschrijving, Element, Methodiek, Thema
from organisaties.models import Organisatie, Regio
from vinden.sitemaps import EigenSitemap


class BeschrijvingSitemap(EigenSitemap):
    def items(self) -> QuerySet[Beschrijving]:
        velden = ("innovatie__slug", "gepubliceerd_op")
        zichtbaar = Beschrijving.objects.zichtbaar().select_related("innovatie").only(*velden)
        return zichtbaar.order_by("pk")

    def lastmod(self, item: Beschrijving) -> datetime | None:
        return item.gepubliceerd_op


class IngangSitemap(EigenSitemap):
    """The pages of a list's rows that lead to at least one description.

    `rijen` are all of them; `paden` lead from a row to its descriptions.
    """

    def __init__(self, rijen: Manager[Any], *paden: str) -> None:
        self.rijen = rijen
        self.paden = paden

    def items(self) -> QuerySet[Model]:
        zichtbaar = Beschrijving.objects.zichtbaar().order_by().values("pk")
        gevonden = Q()
        for pad in self.paden:
            leidt = self.rijen.filter(pk=OuterRef("pk"), **{f"{pad}__in": zichtbaar})
            gevonden |= Q(Exists(leidt))  # the first is enough: a row may have thousands
        return self.rijen.filter(gevonden).order_by("pk")


SITEMAPS: dict[str, Sitemap[Any]] = {
    "innovaties": BeschrijvingSitemap(),
    "themas": IngangSitemap(Thema.objects, "beschrijvingen"),
    "regios": IngangSitemap(Regio.objects, "beschrijvingen", "zorgregios__beschrijvingen"),
    "organisaties": IngangSitemap(
        Organisatie.objects, "partijen__beschrijving", "toepassingen__beschrijving"
    ),
    "methodieken": IngangSitemap(Methodiek.objects, "beschrijvingen"),
    "elementen": IngangSitemap(Element.objects, "regels__beschrijving"),
}
