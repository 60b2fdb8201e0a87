"""What the page of a description asks of who uses it too."""

from __future__ import annotations

from django.http import HttpRequest

from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from innovaties.panelen import Paneel


def werkt_mee(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel | None:
    if beschrijving.soort == Soort.GENOEMD:
        return None
    return Paneel("elders", "redactie/paneel_elders.html", {"slug": beschrijving.innovatie.slug})


def ook_melden(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel | None:
    if beschrijving.soort == Soort.GENOEMD:
        return None
    gegevens = {"slug": beschrijving.innovatie.slug}
    return Paneel("meenemen", "redactie/paneel_meenemen.html", gegevens)


def weet_meer(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel | None:
    """On what a source only names: the way to tell more of it."""
    if beschrijving.soort != Soort.GENOEMD:
        return None
    gegevens = {"slug": beschrijving.innovatie.slug}
    return Paneel("kop", "redactie/paneel_weet_meer.html", gegevens)
