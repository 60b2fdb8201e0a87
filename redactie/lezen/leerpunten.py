"""Which leerpunten from trajecten wait for the writers of a description."""

from __future__ import annotations

from django.db.models import QuerySet

from innovaties.formaat import FORMAAT
from innovaties.models import Beschrijving
from trajecten.keuzelijsten import Deelnamestatus, Leerpuntsoort
from trajecten.models import Leerpunt

TABEL_VAN = {
    Leerpuntsoort.SUCCESFACTOR: "succesfactoren",
    Leerpuntsoort.KNELPUNT: "knelpunten",
}
"""The table of the description that each soort goes to."""

SECTIE = next(
    sectie.slug
    for sectie in FORMAAT
    for onderdeel in sectie.onderdelen
    for veld in onderdeel.velden
    if veld.naam in TABEL_VAN.values()
)
"""The section where they are dealt with."""


def wachtend() -> QuerySet[Leerpunt]:
    """Those of finished participations that nobody dealt with."""
    return Leerpunt.objects.filter(
        overgenomen=None,
        deelname__status=Deelnamestatus.AFGEROND,
        deelname__innovatie__isnull=False,
    )


def leerpunten_voor(versie: Beschrijving) -> QuerySet[Leerpunt]:
    """Those that wait for the writers of `versie`, with where they come from."""
    van = wachtend().filter(deelname__innovatie=versie.innovatie_id)
    return van.select_related("deelname__organisatie", "deelname__traject").order_by("pk")


def voorstellen(versie: Beschrijving, sectie: str) -> list[tuple[str, Leerpunt]]:
    """Each that waits, with the table it goes to; only in the section that has these tables."""
    if sectie != SECTIE:
        return []
    return [(TABEL_VAN[Leerpuntsoort(punt.soort)], punt) for punt in leerpunten_voor(versie)]
