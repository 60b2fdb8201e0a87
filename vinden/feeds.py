"""What our Atom feeds have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from basis.adressen import SITE_NAAM, absoluut
from basis.tekst import als_nummer, schoon

AANTAL = 30
"""How many a page of a feed holds."""

VERSTE = 10_000

if TYPE_CHECKING:
    _Feed = Feed[Any, Any]
    _Atom = Any
else:
    _Feed, _Atom = Feed, Atom1Feed


class BladAtom(_Atom):
    """Atom that says where the pages before and after are (RFC 5005)."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel, adres in self.feed["bladen"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": adres})


class EigenFeed(_Feed, ABC):
    """A feed of rows that have a page and whose `str` is their title, the newest first."""

    feed_type = BladAtom
    language = "nl"
    author_name = SITE_NAAM
    pagina = 1
    obj: Any = None

    @abstractmethod
    def deel(self, obj: Any, deel: slice) -> list[Any]:
        """The rows of `obj` from a place to another, at most so many."""

    @abstractmethod
    def samenvatting(self, item: Any) -> str:
        """What the row is about, in plain text."""

    @abstractmethod
    def item_pubdate(self, item: Any) -> datetime | None:
        """When the row appeared; what is said of it does not change after that."""

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """The page that `request` asks for. Raises Http404 for one that cannot be."""
        gevraagd = als_nummer(request.GET.get("pagina", "1"))
        if not 0 < gevraagd <= VERSTE:
            raise Http404("Zo’n pagina is er niet.")
        blad = copy(self)  # one feed serves all threads
        blad.pagina, blad.obj = gevraagd, obj
        return super(EigenFeed, blad).get_feed(obj, request)

    @cached_property
    def met_een_erbij(self) -> list[Any]:
        """The rows of this page, and the first one of the next."""
        van = (self.pagina - 1) * AANTAL
        return self.deel(self.obj, slice(van, van + AANTAL + 1))

    def items(self) -> list[Any]:
        return self.met_een_erbij[:AANTAL]

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        adres: str = self._get_dynamic_attr("feed_url", obj)  # type: ignore[attr-defined]
        bladen = {"first": adres}
        if self.pagina > 1:
            bladen["previous"] = f"{adres}?pagina={self.pagina - 1}"
        if len(self.met_een_erbij) > AANTAL:
            bladen["next"] = f"{adres}?pagina={self.pagina + 1}"
        return {"bladen": bladen}

    def item_title(self, item: Any) -> str:
        return schoon(str(item))

    def item_description(self, item: Any) -> str:
        return escape(schoon(self.samenvatting(item)))  # Django marks the summary as HTML

    def item_link(self, item: Any) -> str:
        return absoluut(item.get_absolute_url())

    def item_updateddate(self, item: Any) -> datetime | None:
        return self.item_pubdate(item)
