"""What the page of a description says of lessons: what these ask of whom."""

from __future__ import annotations

from django.http import HttpRequest

from innovaties.models import Beschrijving
from innovaties.panelen import Paneel
from opgaven.forms.lestaken import lestaken_van
from opgaven.models import Les


def lestaken(beschrijving: Beschrijving, request: HttpRequest) -> Paneel | None:
    """The tasks of the lessons about an innovatie.

    One query, and one more where there are lessons.
    """
    over = Les.objects.filter(openbaar=True, innovaties=beschrijving.innovatie)
    taken = lestaken_van(over.prefetch_related("taken"), request)
    if not taken.groepen:
        return None
    kop = "Wat kunt u doen?"
    zin = "Bij deze innovatie horen lessen uit de praktijk."
    gegevens = {"taken": taken, "kop": kop, "zin": zin, "adres": request.path}
    return Paneel("einde", "opgaven/taken.html", gegevens, "lestaken", kop)
