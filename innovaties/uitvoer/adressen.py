"""Where a description, and what it leads to, is found from outside the site."""

from basis.adressen import absoluut
from innovaties.lezen.weergave import Cel
from innovaties.models import Beschrijving


def webadres(beschrijving: Beschrijving) -> str:
    return absoluut(beschrijving.get_absolute_url())


def is_adres(cel: Cel) -> bool:
    """Whether the cell itself is an address or a file; a row of a list has a code too."""
    return bool(cel.url) and not cel.sleutel
