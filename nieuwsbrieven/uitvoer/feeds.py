"""The Atom feed of the editions, for who reads without mail."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from basis.adressen import SITE_NAAM, absoluut, tag_uri
from nieuwsbrieven.models import Editie
from vinden.feeds import EigenFeed


class NieuwsbrievenFeed(EigenFeed):
    title = f"Nieuwsbrieven – {SITE_NAAM}"
    subtitle = "Elke nieuwsbrief, zodra die is verzonden"

    def link(self) -> str:
        return absoluut(reverse("nieuwsbrieven:lijst"))

    def feed_url(self) -> str:
        return absoluut(reverse("nieuwsbrieven:feed"))

    def feed_guid(self) -> str:
        return tag_uri("nieuwsbrieven")

    def deel(self, obj: None, deel: slice) -> list[Editie]:  # noqa: ARG002 (it has no subject)
        return list(Editie.objects.openbaar().defer("stukken")[deel])

    def samenvatting(self, item: Editie) -> str:
        return item.preheader

    def item_guid(self, item: Editie) -> str:
        return tag_uri("nieuwsbrief", item.slug)

    def item_pubdate(self, item: Editie) -> datetime | None:
        return item.begonnen_op
