"""What the page of a description says of lessons: what these ask of whom."""

from __future__ import annotations

from django.http import HttpRequest

from innovaties.models import Beschrijving
from innovaties.panelen import Paneel
from opgaven.forms.lestaken import lestaken_van
from opgaven.models import Les
from vinden.stand import per_stand


def lestaken(beschrijving: Beschrijving, request: HttpRequest) -> Paneel | None:
    """The tasks of the lessons about an innovatie.

    Two queries where there are lessons, and none where there are none.
    """
    if beschrijving.innovatie_id not in _met_lessen():
        return None
    over = Les.objects.filter(openbaar=True, innovaties=beschrijving.innovatie)
    taken = lestaken_van(over.prefetch_related("taken"), request)
    if not taken.groepen:
        return None
    kop = "Wat kunt u doen?"
    zin = "Bij deze innovatie horen lessen uit de praktijk."
    gegevens = {"taken": taken, "kop": kop, "zin": zin, "adres": request.path}
    return Paneel("einde", "opgaven/taken.html", gegevens, "lestaken", kop)


@per_stand("nummer")
def _met_lessen() -> frozenset[int]:
    """The keys of the innovaties that lessons are about."""
    gekoppeld = Les.innovaties.through.objects.filter(les__openbaar=True)
    return frozenset(gekoppeld.values_list("innovatie_id", flat=True))
