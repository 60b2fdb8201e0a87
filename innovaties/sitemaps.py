"""What search engines may visit, at the address that the site itself knows as its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Manager, Model, Q, QuerySet
from django.urls import reverse

from innovaties.models import Beschrijving, Element, Methodiek, Thema
from organisaties.models import Organisatie, Regio
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.wegwijzers import VAN_PROGRAMMA

if TYPE_CHECKING:
    _Sitemap = Sitemap[Any]
else:
    _Sitemap = Sitemap


class _Site:
    """Stands in for django.contrib.sites: the address comes from the settings."""

    def __init__(self) -> None:
        self.domain = self.name = urlsplit(settings.SITE_URL).netloc


class EigenSitemap(_Sitemap):
    """Addresses below SITE_URL, whatever host was asked."""

    def get_urls(
        self,
        page: int | str = 1,
        site: Any = None,  # noqa: ARG002 (its place is taken by our own address)
        protocol: str | None = None,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        eigen: Any = _Site()
        schema = urlsplit(settings.SITE_URL).scheme
        urls: list[dict[str, Any]] = super().get_urls(page, site=eigen, protocol=schema)
        return urls


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
            gevonden |= Q(pk__in=self.rijen.filter(**{f"{pad}__in": zichtbaar}))
        return self.rijen.filter(gevonden).order_by("pk")


class ProgrammaSitemap(EigenSitemap):
    """The pages of the programme, and the lessons."""

    def items(self) -> QuerySet[Wegwijzer]:
        soorten = (Wegwijzersoort.LES, *VAN_PROGRAMMA)
        return Wegwijzer.objects.filter(soort__in=soorten).only("adres").order_by("pk")


class PaginaSitemap(EigenSitemap):
    """Pages by the name of their address."""

    def __init__(self, namen: Sequence[str]) -> None:
        self.namen = namen

    def items(self) -> Sequence[str]:
        return self.namen

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Sitemap[Any]] = {
    "innovaties": BeschrijvingSitemap(),
    "programma": ProgrammaSitemap(),
    "themas": IngangSitemap(Thema.objects, "beschrijvingen"),
    "regios": IngangSitemap(Regio.objects, "beschrijvingen", "zorgregios__beschrijvingen"),
    "organisaties": IngangSitemap(
        Organisatie.objects, "partijen__beschrijving", "toepassingen__beschrijving"
    ),
    "methodieken": IngangSitemap(Methodiek.objects, "beschrijvingen"),
    "elementen": IngangSitemap(Element.objects, "regels__beschrijving"),
}
