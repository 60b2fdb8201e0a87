"""Where a description, and what it leads to, is found from outside the site."""

from basis.adressen import absoluut
from innovaties.models import Beschrijving


def webadres(beschrijving: Beschrijving) -> str:
    return absoluut(beschrijving.get_absolute_url())
