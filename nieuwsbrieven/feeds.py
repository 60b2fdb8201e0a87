"""The Atom feed of the editions, for who reads without mail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from basis.adressen import SITE_NAAM, absoluut, tag_uri
from basis.tekst import schoon
from innovaties.feeds import AANTAL
from nieuwsbrieven.models import Editie

if TYPE_CHECKING:
    _Feed = Feed[Editie, None]
else:
    _Feed = Feed


class NieuwsbrievenFeed(_Feed):
    feed_type = Atom1Feed
    language = "nl"
    author_name = SITE_NAAM
    title = f"Nieuwsbrieven – {SITE_NAAM}"
    subtitle = "Elke nieuwsbrief, zodra die is verzonden"

    def link(self) -> str:
        return absoluut(reverse("nieuwsbrieven:lijst"))

    def feed_url(self) -> str:
        return absoluut(reverse("nieuwsbrieven:feed"))

    def feed_guid(self) -> str:
        return tag_uri("nieuwsbrieven")

    def items(self) -> list[Editie]:
        return list(Editie.objects.openbaar().defer("stukken")[:AANTAL])

    def item_title(self, item: Editie) -> str:
        return schoon(item.onderwerp)

    def item_description(self, item: Editie) -> str:
        # Django marks the summary as HTML, and the preheader is plain text.
        return escape(schoon(item.preheader))

    def item_link(self, item: Editie) -> str:
        return absoluut(item.get_absolute_url())

    def item_guid(self, item: Editie) -> str:
        return tag_uri("nieuwsbrief", item.slug)

    def item_pubdate(self, item: Editie) -> datetime | None:
        return item.begonnen_op

    def item_updateddate(self, item: Editie) -> datetime | None:
        return item.begonnen_op
