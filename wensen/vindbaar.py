"""What search and the neighbours of a page know about inventories."""

from __future__ import annotations

from django.db.models import Q
from django.utils.text import Truncator

from basis.data import begin_van_dag
from innovaties.models import Thema
from vinden import vindbaar
from vinden.keuzelijsten import Wegwijzersoort
from vinden.vindbaar import Wijst
from wensen.keuzelijsten import Gebiedsoort
from wensen.lezen.uitkomst import te_noemen_regios
from wensen.models import Inventarisatie

KORT = 300
"""Characters of a summary."""


def maak_vindbaar(inventarisatie: Inventarisatie) -> None:
    """Let search and its neighbours lead to `inventarisatie` as it is now."""
    vindbaar.maak_vindbaar(inventarisatie, _inventarisatie)


def _inventarisatie(inventarisatie: Inventarisatie) -> Wijst:
    gebieden = inventarisatie.gebieden.filter(soort=Gebiedsoort.GEBIED)  # as its page shows
    uitkomsten = inventarisatie.uitkomsten.all()
    return Wijst(
        Wegwijzersoort.INVENTARISATIE,
        inventarisatie.gepubliceerd_op is not None,
        Truncator(inventarisatie.uitkomst or inventarisatie.inleiding).chars(KORT),
        begin_van_dag(inventarisatie.begin),
        [
            inventarisatie.uitkomst,
            *(gebied.naam for gebied in gebieden),
            *(f"{een.gebied} {een.bestaand} {een.gewenst}" for een in uitkomsten),
        ],
        themas=Thema.objects.filter(
            Q(pk__in=gebieden.values("thema")) | Q(name__in=uitkomsten.values("gebied"))
        ),
        regios=te_noemen_regios(inventarisatie),
    )
