"""What our Atom feeds have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from basis.adressen import SITE_NAAM, absoluut
from basis.tekst import schoon

AANTAL = 30
"""How many a feed holds: the newest."""

if TYPE_CHECKING:
    _Feed = Feed[Any, Any]
else:
    _Feed = Feed


class EigenFeed(_Feed, ABC):
    """A feed of rows that have a page and whose `str` is their title."""

    feed_type = Atom1Feed
    language = "nl"
    author_name = SITE_NAAM

    @abstractmethod
    def samenvatting(self, item: Any) -> str:
        """What the row is about, in plain text."""

    @abstractmethod
    def item_pubdate(self, item: Any) -> datetime | None:
        """When the row appeared; what is said of it does not change after that."""

    def item_title(self, item: Any) -> str:
        return schoon(str(item))

    def item_description(self, item: Any) -> str:
        return escape(schoon(self.samenvatting(item)))  # Django marks the summary as HTML

    def item_link(self, item: Any) -> str:
        return absoluut(item.get_absolute_url())

    def item_updateddate(self, item: Any) -> datetime | None:
        return self.item_pubdate(item)
