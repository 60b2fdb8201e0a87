"""What a list offers further: the values of each facet, and what was chosen, to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from types import MappingProxyType
from typing import Any

from vinden.facetten import Facet
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
    binnen: bool = False
    """Whether it lies in the value before it that does not."""


@dataclass(frozen=True)
class FacetBlok:
    """One facet as the page shows it: the first values, and the others behind 'meer'."""

    sleutel: str
    label: str
    eerste: list[Facetoptie]
    meer: list[Facetoptie]
    open: bool
    ook: list[FacetBlok] = field(default_factory=list)
    """The facets that are shown with it."""


def facetblokken(
    filterset: VraagFilter,
    uitslag: Uitslag,
    uitleg: Mapping[str, str],
    ligt_in: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[FacetBlok]:
    """The facets with the chosen values and those that give something, at most `MEESTE_OPTIES`.

    A facet that is `ook_nul` has all its values. `uitleg` explains values by code, `ligt_in` says
    in which others those of a `ligging` lie.

    The first facet is open, as is one that has a choice.
    """
    blokken = dict[str, FacetBlok]()
    for facet in filterset.facetten:
        opties = _opties(facet, filterset, uitslag.tellingen[facet.sleutel], uitleg)
        if not opties:
            continue
        if len(opties) > LANGE_LIJST:
            opties.sort(key=lambda optie: (not optie.gekozen, -optie.aantal))
        if facet.ligging:
            opties = _in_elkaar(opties, ligt_in)
        eerste, meer = opties[:LANGE_LIJST], opties[LANGE_LIJST:]
        gekozen = facet.sleutel in filterset.vraag.gekozen
        is_open = gekozen or facet is filterset.facetten[0]
        blok = FacetBlok(facet.sleutel, facet.label, eerste, meer, is_open)
        if om := blokken.get(facet.binnen):
            blokken[facet.binnen] = replace(om, open=om.open or gekozen, ook=[*om.ook, blok])
        else:
            blokken[facet.sleutel] = blok
    return list(blokken.values())


def _opties(
    facet: Facet[Any],
    filterset: VraagFilter,
    aantallen: Mapping[str, int],
    uitleg: Mapping[str, str],
) -> list[Facetoptie]:
    keuze = filterset.vraag.gekozen.get(facet.sleutel, ())
    namen = filterset.namen[facet.sleutel]
    if len(namen) > MEESTE_OPTIES:
        vaakst = nlargest(MEESTE_OPTIES, aantallen, key=lambda waarde: aantallen[waarde])
        namen = {waarde: namen[waarde] for waarde in (*keuze, *vaakst) if waarde in namen}
    return [
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


def _in_elkaar(
    opties: Iterable[Facetoptie], ligt_in: Mapping[str, Sequence[str]]
) -> list[Facetoptie]:
    """`opties`, each behind the one that it lies in, where that is among them."""
    van = {optie.waarde: optie for optie in opties}
    groepen = dict[str, list[Facetoptie]]()
    for optie in opties:
        om = next((een for een in ligt_in.get(optie.waarde, ()) if een in van), "")
        groep = groepen.setdefault(om or optie.waarde, [])
        if om:
            groep.append(replace(optie, binnen=True))
    return [een for waarde, groep in groepen.items() for een in (van[waarde], *groep)]


def chips(filterset: VraagFilter) -> Iterator[dict[str, str]]:
    """The words and each chosen value, with the address without them."""
    vraag = filterset.vraag
    if vraag.tekst:
        yield {"label": f"“{vraag.tekst}”", "adres": filterset.adres(wissen="q")}
    binnen = {facet.sleutel: f"{facet.label}: " for facet in filterset.facetten if facet.binnen}
    for sleutel, waarden in vraag.gekozen.items():
        for waarde in waarden:
            label = binnen.get(sleutel, "") + filterset.namen[sleutel][waarde]
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
