"""Atom feeds of the newest descriptions: all, of one thema and of one regio."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from basis.adressen import SITE_NAAM, absoluut, tag_uri
from basis.tekst import schoon
from innovaties.models import Beschrijving, Thema, Zoekdocument
from innovaties.uitvoer.adressen import webadres
from organisaties.models import Regio

AANTAL = 30

if TYPE_CHECKING:
    _Feed = Feed[Beschrijving, object]
else:
    _Feed = Feed


class NieuwsteFeed(_Feed):
    """The newest of all; the others narrow it down to one `obj`."""

    feed_type = Atom1Feed
    language = "nl"
    author_name = SITE_NAAM

    def title(self, obj: Thema | Regio | None) -> str:
        return f"{SITE_NAAM}: {obj}" if obj else SITE_NAAM

    def subtitle(self, obj: Thema | Regio | None) -> str:
        return f"De nieuwste innovaties: {obj}" if obj else "De nieuwste innovaties"

    def link(self, obj: Thema | Regio | None) -> str:
        return absoluut(obj.get_absolute_url() if obj else reverse("innovaties:lijst"))

    def feed_url(self, obj: Thema | Regio | None) -> str:
        if obj is None:
            return absoluut(reverse("innovaties:feed"))
        return absoluut(reverse(f"innovaties:feed_{_soort(obj)}", args=[obj.slug]))

    def feed_guid(self, obj: Thema | Regio | None) -> str:
        return tag_uri(_soort(obj), obj.slug) if obj else tag_uri("innovaties")

    def items(self, obj: Thema | Regio | None) -> list[Beschrijving]:
        documenten = Zoekdocument.objects.nieuwste()
        if obj:
            documenten = documenten.met(f"{_soort(obj)}:{obj.slug}")
        gevonden = Beschrijving.objects.zichtbaar().filter(pk__in=documenten.values("pk")[:AANTAL])
        return list(
            gevonden.select_related("innovatie")
            .prefetch_related("themas")  # type: ignore[misc]
            .order_by("-gepubliceerd_op", "-pk")
        )

    def item_title(self, item: Beschrijving) -> str:
        return schoon(item.titel)

    def item_description(self, item: Beschrijving) -> str:
        # Django marks the summary as HTML, and the kern is plain text.
        return escape(schoon(item.kern))

    def item_link(self, item: Beschrijving) -> str:
        return webadres(item)

    def item_guid(self, item: Beschrijving) -> str:
        return tag_uri("innovatie", item.innovatie.slug)

    def item_pubdate(self, item: Beschrijving) -> datetime | None:
        return item.gepubliceerd_op

    def item_updateddate(self, item: Beschrijving) -> datetime | None:
        return item.gepubliceerd_op

    def item_categories(self, item: Beschrijving) -> list[str]:
        return [str(thema) for thema in item.themas.all()]


class ThemaFeed(NieuwsteFeed):
    def get_object(self, _request: HttpRequest, slug: str) -> Thema:
        return get_object_or_404(Thema, slug=slug)


class RegioFeed(NieuwsteFeed):
    """A provincie holds the descriptions of its zorgregio's too."""

    def get_object(self, _request: HttpRequest, slug: str) -> Regio:
        return get_object_or_404(Regio, slug=slug)


def _soort(obj: Thema | Regio) -> str:
    return "thema" if isinstance(obj, Thema) else "regio"
