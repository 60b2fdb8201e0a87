"""What the page of a description asks of who uses it too."""

from __future__ import annotations

from django.http import HttpRequest

from innovaties.models import Beschrijving
from innovaties.panelen import Paneel


def werkt_mee(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel:
    return Paneel("elders", "redactie/paneel_elders.html", {"slug": beschrijving.innovatie.slug})


def ook_melden(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel:
    gegevens = {"slug": beschrijving.innovatie.slug}
    return Paneel("meenemen", "redactie/paneel_meenemen.html", gegevens)
