"""The six signs of a description: by them a reader chooses, wherever she meets it."""

from __future__ import annotations

from dataclasses import dataclass

from innovaties.formaat import VELD
from innovaties.formaat.soorten import NIET_BEKEND
from innovaties.formaat.waarden import Cel
from innovaties.keuzelijsten import UITLEG, Meetsoort, Onderbouwing, Schaal, Soort
from innovaties.models import Beschrijving

MEESTE = 2
"""So many values of a list stand on a card; the description has them all."""

EFFECT: tuple[tuple[str, str], ...] = (
    (Meetsoort.EFFECT, "effect gemeten"),
    (Meetsoort.GETELD, "wel geteld, geen effect gemeten"),
    (Meetsoort.DOEL, "alleen een doel, niets gemeten"),
)
"""What the figures say of the effect, the strongest first: how many are reached is no effect."""


@dataclass(frozen=True)
class Teken:
    """One sign. `sleutel` is its stable code; `ook` are facts told after its values."""

    sleutel: str
    label: str
    icoon: str
    uitleg: str
    cellen: tuple[Cel, ...] = ()
    ook: tuple[str, ...] = ()
    stand: int | None = None
    """On the scale of the onderbouwing: 1 to 5, or 0 when it is not known."""

    @property
    def bekend(self) -> bool:
        return bool(self.cellen or self.ook)

    @property
    def waarde(self) -> str:
        """All that it says, in words."""
        return self._zeg([cel.tekst for cel in self.cellen])

    @property
    def kort(self) -> str:
        """What it says where there is little room."""
        meer = len(self.cellen) - MEESTE
        eerste = [cel.tekst for cel in self.cellen[:MEESTE]]
        return self._zeg(eerste, f" en nog {meer}" if meer > 0 else "")

    def _zeg(self, namen: list[str], rest: str = "") -> str:
        return " · ".join(filter(None, (", ".join(namen) + rest, *self.ook))) or NIET_BEKEND

    @property
    def treden(self) -> list[bool]:
        """The steps of its scale, and whether it reaches them."""
        return [] if self.stand is None else [n < self.stand for n in range(len(Onderbouwing))]


def tekens(beschrijving: Beschrijving) -> tuple[Teken, ...]:
    """The six signs of `beschrijving`, always in this order; none of what a source only names.

    It asks nothing of the database when `beschrijving` was fetched for a list or to be shown.
    """
    if beschrijving.soort == Soort.GENOEMD:
        return ()
    return (
        Teken(
            *("voor-wie", "Voor wie", "personen", "Voor welke mensen dit bedoeld is."),
            cellen=_gekozen(beschrijving, "doelgroepen"),
        ),
        Teken(
            *("verandert", "Wat verandert er", "doel"),
            "Aan welke doelen van het programma dit bijdraagt.",
            cellen=_gekozen(beschrijving, "richtpunten"),
        ),
        _nodig(beschrijving),
        Teken(
            *("wie-betaalt", "Wie betaalt", "geld", "Uit welke wet of pot het geld komt."),
            cellen=_gekozen(beschrijving, "financiering"),
        ),
        _zeker(beschrijving),
        _waar(beschrijving),
    )


def _gekozen(beschrijving: Beschrijving, naam: str) -> tuple[Cel, ...]:
    return VELD[naam].soort.waarde(beschrijving).lijst


def _nodig(beschrijving: Beschrijving) -> Teken:
    """People, money and conditions; what is not known of the first two is said beside the rest."""
    cijfers = {
        wat: VELD[naam].soort.tekst(getattr(beschrijving, naam))
        for wat, naam in (("kosten", "kosten_per_jaar"), ("uren", "uren_per_week"))
    }
    voorwaarden = _gekozen(beschrijving, "randvoorwaarden")
    ook = [tekst for tekst in cijfers.values() if tekst]
    if (voorwaarden or ook) and len(ook) < len(cijfers):
        weg = " en ".join(wat for wat, tekst in cijfers.items() if not tekst)
        ook.append(f"{weg} {NIET_BEKEND}")
    return Teken(
        *("nodig", "Wat het vraagt", "handen"),
        "Welke voorwaarden, welk geld en hoeveel uren van mensen nodig zijn.",
        *(voorwaarden, tuple(ook)),
    )


def _zeker(beschrijving: Beschrijving) -> Teken:
    code, waarop = beschrijving.onderbouwing, beschrijving.get_onderbouwing_display()
    gemeten = {cijfer.soort for cijfer in beschrijving.cijfers.all()}
    effect = next((tekst for soort, tekst in EFFECT if soort in gemeten), "")
    if effect and not waarop:
        waarop = f"onderbouwing {NIET_BEKEND}"
    return Teken(
        *("zeker", "Hoe zeker", "meetlat"),
        UITLEG.get(code, "Waarop de uitspraak steunt dat dit werkt. Dat weten wij hier niet."),
        ook=tuple(filter(None, (waarop, effect))),
        stand=Onderbouwing.values.index(code) + 1 if code else 0,
    )


def _waar(beschrijving: Beschrijving) -> Teken:
    regios = _gekozen(beschrijving, "regios")
    landelijk = not regios and beschrijving.schaal == Schaal.LANDELIJK
    fase, start = (VELD[naam].soort.waarde(beschrijving).tekst for naam in ("fase", "start"))
    gepland = beschrijving.was_gepland(beschrijving.start)
    begin = start if gepland or not start else f"sinds {start}"
    return Teken(
        *("waar", "Waar en sinds wanneer", "kaartpin"),
        "In welke regio dit draait, hoe ver het is en wanneer het begon.",
        regios,
        tuple(filter(None, ("Landelijk" if landelijk else "", fase, begin))),
    )
