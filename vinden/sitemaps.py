"""What search engines may visit, at the address that the site itself knows as its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from basis.adressen import absoluut
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer

if TYPE_CHECKING:
    _Sitemap = Sitemap[Any]
else:
    _Sitemap = Sitemap


SITEMAPDEEL = "sitemap_deel"
"""The name of the address of a file, which asks for its `section`."""


def overzicht(request: HttpRequest, sitemaps: Mapping[str, EigenSitemap]) -> HttpResponse:
    """Where the files of all `sitemaps` are: none grows with the content."""
    delen = [
        {"location": absoluut(reverse(SITEMAPDEEL, args=[naam])) + (f"?p={nr}" if nr > 1 else "")}
        for naam, kaart in sitemaps.items()
        for nr in kaart.paginator.page_range
    ]
    context = {"sitemaps": delen}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


class _Site:
    """Stands in for django.contrib.sites: the address comes from the settings."""

    def __init__(self) -> None:
        self.domain = self.name = urlsplit(settings.SITE_URL).netloc


class EigenSitemap(_Sitemap):
    """Addresses below SITE_URL, whatever host was asked; a file has `limit` of them."""

    limit = 1000

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


class WegwijzerSitemap(EigenSitemap):
    """The pages that wegwijzers of `soorten` lead to."""

    def __init__(self, *soorten: Wegwijzersoort) -> None:
        self.soorten = soorten

    def items(self) -> QuerySet[Wegwijzer]:
        return Wegwijzer.objects.filter(soort__in=self.soorten).only("adres").order_by("pk")


class PaginaSitemap(EigenSitemap):
    """Pages by the name of their address."""

    def __init__(self, namen: Sequence[str]) -> None:
        self.namen = namen

    def items(self) -> Sequence[str]:
        return self.namen

    def location(self, item: str) -> str:
        return reverse(item)
