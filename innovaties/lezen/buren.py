"""The descriptions around a page that is none."""

from __future__ import annotations

from innovaties.models import Beschrijving, Thema
from innovaties.models.beschrijving import BeschrijvingQuerySet
from vinden.models.wegwijzer import BUREN


def beschrijvingen_over(adres: str) -> BeschrijvingQuerySet:
    """The newest descriptions on the theme of the page at `adres`, when that names no innovatie."""
    themas = Thema.objects.filter(wegwijzers__adres=adres, wegwijzers__innovaties=None)
    zichtbaar = Beschrijving.objects.zichtbaar().beschreven().filter(themas__in=themas).distinct()
    return zichtbaar.select_related("innovatie").order_by("-gepubliceerd_op", "-pk")[:BUREN]
