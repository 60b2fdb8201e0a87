"""Which parts a description still misses."""

from innovaties.formaat import onderdelen
from innovaties.keuzelijsten import Schaal
from innovaties.models import Beschrijving
from innovaties.onderdelen import Onderdeel, Vereist
from innovaties.weergave import waarde

_STAPPEN = {
    Vereist.INDIENEN: {Vereist.INDIENEN},
    Vereist.PUBLICEREN: {Vereist.INDIENEN, Vereist.PUBLICEREN},
}


def ontbreekt(beschrijving: Beschrijving, stap: Vereist) -> list[Onderdeel]:
    """The parts that must be filled at `stap` (INDIENEN or PUBLICEREN) and are not."""
    return [
        onderdeel
        for onderdeel in onderdelen()
        if onderdeel.verplicht_vanaf(beschrijving.soort) in _STAPPEN[stap]
        and not _gevuld(beschrijving, onderdeel)
    ]


def _gevuld(beschrijving: Beschrijving, onderdeel: Onderdeel) -> bool:
    if (
        onderdeel.naam == "gebied"
        and beschrijving.schaal != Schaal.LANDELIJK
        and not beschrijving.regios.all()
    ):
        return False
    return all(waarde(beschrijving, veld) for veld in onderdeel.velden if veld.verplicht)
