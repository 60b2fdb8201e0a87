"""What a list offers further: the values of each facet, and what was chosen, to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Any

from vinden.filters import VraagFilter
from vinden.zoeken import Uitslag, Verzameling

LANGE_LIJST = 8
MEESTE_OPTIES = 40


@dataclass(frozen=True)
class Facetoptie:
    """One value of a facet, with the count that it would give."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool
    uitleg: str = ""


@dataclass(frozen=True)
class FacetBlok:
    """One facet as the page shows it: the first values, and the others behind 'meer'."""

    sleutel: str
    label: str
    eerste: list[Facetoptie]
    meer: list[Facetoptie]
    open: bool


def facetblokken(
    filterset: VraagFilter, uitslag: Uitslag, uitleg: Mapping[str, str]
) -> Iterator[FacetBlok]:
    """The facets with the chosen values and those that give something, at most `MEESTE_OPTIES`.

    A facet that is `ook_nul` has all its values. `uitleg` explains values by code.

    The first facet is open, as is one that has a choice.
    """
    for facet in filterset.facetten:
        aantallen = uitslag.tellingen[facet.sleutel]
        keuze = filterset.vraag.gekozen.get(facet.sleutel, ())
        namen = filterset.namen[facet.sleutel]
        if len(namen) > MEESTE_OPTIES:
            vaakst = nlargest(MEESTE_OPTIES, aantallen, key=lambda waarde: aantallen[waarde])
            namen = {waarde: namen[waarde] for waarde in (*keuze, *vaakst) if waarde in namen}
        opties = [
            Facetoptie(
                waarde,
                label,
                aantallen.get(waarde, 0),
                waarde in keuze,
                uitleg.get(facet.code(waarde), ""),
            )
            for waarde, label in namen.items()
            if facet.ook_nul or waarde in keuze or aantallen.get(waarde)
        ]
        if not opties:
            continue
        if len(opties) > LANGE_LIJST:
            opties.sort(key=lambda optie: (not optie.gekozen, -optie.aantal))
        eerste, meer = opties[:LANGE_LIJST], opties[LANGE_LIJST:]
        is_open = bool(keuze) or facet is filterset.facetten[0]
        yield FacetBlok(facet.sleutel, facet.label, eerste, meer, is_open)


def chips(filterset: VraagFilter) -> Iterator[dict[str, str]]:
    """The words and each chosen value, with the address without them."""
    vraag = filterset.vraag
    if vraag.tekst:
        yield {"label": f"“{vraag.tekst}”", "adres": filterset.adres(wissen="q")}
    for sleutel, waarden in vraag.gekozen.items():
        for waarde in waarden:
            label = filterset.namen[sleutel][waarde]
            yield {"label": label, "adres": filterset.adres(zonder=(sleutel, waarde))}


def ruimer(
    filterset: VraagFilter, verzameling: Verzameling, uitslag: Uitslag
) -> list[dict[str, Any]]:
    """For an empty answer: what gives results when it is dropped, the words or a facet."""
    vraag = filterset.vraag
    weg = [
        (f"het filter ‘{facet.label}’", facet.sleutel, uitslag.zonder[facet.sleutel])
        for facet in filterset.facetten
        if facet.sleutel in vraag.gekozen
    ]
    if vraag.tekst and vraag.gekozen:
        zonder_woorden = verzameling.zoek(replace(vraag, tekst=""))
        weg.append(("de zoekwoorden", "q", zonder_woorden.aantal))
    return [
        {"label": label, "aantal": aantal, "adres": filterset.adres(wissen=sleutel)}
        for label, sleutel, aantal in weg
        if aantal
    ]
