"""The masterclasses that search engines may visit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from masterclasses.models import Masterclass
from vinden.sitemaps import EigenSitemap


class MasterclassSitemap(EigenSitemap):
    def items(self) -> QuerySet[Masterclass]:
        zichtbaar = Masterclass.objects.zichtbaar()
        return zichtbaar.only("slug", "gewijzigd_op").order_by("pk")

    def lastmod(self, item: Masterclass) -> datetime:
        return item.gewijzigd_op


SITEMAPS: dict[str, Sitemap[Any]] = {"masterclasses": MasterclassSitemap()}
