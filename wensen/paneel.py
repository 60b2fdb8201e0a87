"""What the page of a description says of wishes: who wants it too, or that it was one."""

from __future__ import annotations

from django.http import HttpRequest

from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from innovaties.panelen import Paneel
from wensen.lezen.nabij import nabij
from wensen.lezen.wens import begonnen, beschrijvers, willen_ook


def wens(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel | None:
    """Of a gewenste innovatie: who wants it, and what exists that comes near.

    Names of organisations only, never of people. Three queries.
    """
    if beschrijving.soort != Soort.GEWENST:
        return None
    return Paneel(
        "kop",
        "wensen/paneel_wens.html",
        {
            "innovatie": beschrijving.innovatie,
            "beschrijvers": beschrijvers(beschrijving),
            "willen": list(
                willen_ook(beschrijving.innovatie_id).values_list("organisatie", flat=True)
            ),
            "nabij": nabij(beschrijving),
        },
    )


def was_wens(beschrijving: Beschrijving, _request: HttpRequest) -> Paneel | None:
    """Of a bestaande innovatie that was a wish: since when.

    At most two queries, and none for a first version.
    """
    was = begonnen(beschrijving) if beschrijving.soort == Soort.BESTAAND else None
    return Paneel("kop", "wensen/paneel_was_wens.html", {"begonnen": was}) if was else None
