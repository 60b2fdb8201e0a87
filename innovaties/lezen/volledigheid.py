"""Which parts a description still misses."""

from collections.abc import Mapping

from innovaties.formaat import VELD, onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Veld, Vereist
from innovaties.keuzelijsten import Schaal
from innovaties.models import Beschrijving

_STAPPEN = {
    Vereist.INDIENEN: {Vereist.INDIENEN},
    Vereist.PUBLICEREN: {Vereist.INDIENEN, Vereist.PUBLICEREN},
}


def ontbreekt(
    beschrijving: Beschrijving, stap: Vereist, rijen: Mapping[str, bool] | None = None
) -> list[Onderdeel]:
    """The parts that must be filled at `stap` (INDIENEN or PUBLICEREN) and are not.

    `rijen` says of lists and tables whether they hold anything; without it they are read.
    """
    return [
        onderdeel
        for onderdeel in onderdelen()
        if onderdeel.verplicht_vanaf(beschrijving.soort) in _STAPPEN[stap]
        and not _gevuld(beschrijving, onderdeel, rijen or {}, stap)
    ]


def _gevuld(
    beschrijving: Beschrijving, onderdeel: Onderdeel, rijen: Mapping[str, bool], stap: Vereist
) -> bool:
    if (
        onderdeel.naam == "gebied"
        and beschrijving.schaal != Schaal.LANDELIJK
        and not _heeft(beschrijving, VELD["regios"], rijen)
    ):
        return False
    soort = beschrijving.soort
    velden = (
        veld
        for veld in onderdeel.velden_voor(soort)
        if veld.verplicht_voor(soort) or (veld.bij_publiceren and stap is Vereist.PUBLICEREN)
    )
    return all(_heeft(beschrijving, veld, rijen) for veld in velden)


def _heeft(beschrijving: Beschrijving, veld: Veld, rijen: Mapping[str, bool]) -> bool:
    if veld.naam in rijen:
        return rijen[veld.naam]
    return veld.soort.is_gevuld(beschrijving)
