"""The editions that search engines may visit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from nieuwsbrieven.models import Editie
from vinden.sitemaps import EigenSitemap


class NieuwsbriefSitemap(EigenSitemap):
    def items(self) -> QuerySet[Editie]:
        return Editie.objects.openbaar().only("slug", "begonnen_op")

    def lastmod(self, item: Editie) -> datetime | None:
        return item.begonnen_op


SITEMAPS: dict[str, Sitemap[Any]] = {"nieuwsbrieven": NieuwsbriefSitemap()}
