"""The descriptions around a page that is none, and the other pages around a description."""

from __future__ import annotations

from innovaties.models import Beschrijving, Thema
from innovaties.models.beschrijving import BeschrijvingQuerySet
from vinden.models import Wegwijzer
from vinden.models.wegwijzer import BUREN

_VAN_INNOVATIE = """
    SELECT wegwijzer_id FROM innovaties_innovatie_wegwijzers WHERE innovatie_id = %s
"""


def wegwijzers_van(innovatie: int) -> list[Wegwijzer]:
    """The newest pages of each kind about the innovatie with this key. One query."""
    return Wegwijzer.objects.als_buur_met(_VAN_INNOVATIE, [innovatie])


def beschrijvingen_over(adres: str) -> BeschrijvingQuerySet:
    """The newest descriptions on the theme of the page at `adres`, when that names no innovatie."""
    themas = Thema.objects.filter(wegwijzers__adres=adres, wegwijzers__innovaties=None)
    zichtbaar = Beschrijving.objects.zichtbaar().beschreven().filter(themas__in=themas).distinct()
    return zichtbaar.select_related("innovatie").order_by("-gepubliceerd_op", "-pk")[:BUREN]
