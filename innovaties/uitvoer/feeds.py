"""Atom feeds of the newest descriptions: all, of one thema and of one regio."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from basis.adressen import SITE_NAAM, absoluut, tag_uri
from innovaties.lezen.facetten import CODE_GENOEMD
from innovaties.models import Beschrijving, Thema, Zoekdocument
from organisaties.models import Regio
from vinden.feeds import EigenFeed


class NieuwsteFeed(EigenFeed):
    """The newest of all; the others narrow it down to one `obj`."""

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

    def deel(self, obj: Thema | Regio | None, deel: slice) -> list[Beschrijving]:
        documenten = Zoekdocument.objects.exclude(facetten__contains=[CODE_GENOEMD]).nieuwste()
        if obj:
            documenten = documenten.met(f"{_soort(obj)}:{obj.slug}")
        gevonden = Beschrijving.objects.zichtbaar().filter(pk__in=documenten.values("pk")[deel])
        return list(
            gevonden.select_related("innovatie")
            .prefetch_related("themas")  # type: ignore[misc]
            .order_by("-gepubliceerd_op", "-pk")
        )

    def samenvatting(self, item: Beschrijving) -> str:
        return item.samengevat

    def item_guid(self, item: Beschrijving) -> str:
        return tag_uri("innovatie", item.innovatie.slug)

    def item_pubdate(self, item: Beschrijving) -> datetime | None:
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
