"""What search made of a question, for the page to say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from innovaties.keuzelijsten import Soort
from innovaties.lezen.facetten import LANDELIJK
from innovaties.lezen.gids import Gids, gids
from innovaties.lezen.naamwijzer import Naam
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from organisaties.keuzelijsten import BUREN
from vinden.herken import Genoemd
from vinden.stand import na_te_vragen
from vinden.vraag import ontleed
from vinden.zoeken import Codes, Uitslag, Vraag
from vinden.zoekindex import Bits, Zoekindex

MEESTE_LANDELIJK = 3
MEESTE_WAARDEN = 3


@dataclass(frozen=True)
class Ligging:
    """A place that a question names, and where it lies; what is nearest when nothing is there."""

    plaats: str
    regios: tuple[Naam, ...]
    leeg: bool
    dichtbij: tuple[tuple[Naam, int], ...] = ()
    """Regio's with how many descriptions these have."""
    landelijk: tuple[Naam, ...] = ()
    """Answers to the question that are for the whole country."""


@dataclass(frozen=True)
class Gedaan:
    """What the page says above its results."""

    ook: tuple[str, ...] = ()
    waarden: tuple[Naam, ...] = ()
    """The values that the question names, and that have no page of their own."""
    liggingen: tuple[Ligging, ...] = ()
    wel: tuple[str, ...] = ()
    """The words that are somewhere, when others are nowhere."""
    deels: bool = False
    """Whether no page has all words, and some have a part."""
    alleen_stopwoorden: bool = False

    @property
    def iets(self) -> bool:
        """Whether there is anything to say."""
        gezegd = (self.ook, self.waarden, self.liggingen, self.deels, self.alleen_stopwoorden)
        return any(gezegd)


@na_te_vragen
def gedaan_in_lijst(tekst: str, codes: Codes) -> Gedaan:
    """What was done for `tekst` in the list of descriptions, with the values `codes` chosen."""
    return gedaan(tekst, BESCHRIJVINGEN.zoek(Vraag.met(tekst, codes)))


def gedaan(tekst: str, innovaties: Uitslag, *andere: Uitslag) -> Gedaan:
    """What was done for the question `tekst`, which gave `innovaties` and `andere` pages."""
    uitslagen = (innovaties, *andere)
    gezocht = [uitslag.gezocht for uitslag in uitslagen]
    nergens = [een for een in gezocht[0].zonder if all(een in g.zonder for g in gezocht)]
    ook = tuple(dict.fromkeys(woord for g in gezocht for woord in g.ook))
    termen = [" ".join(term.delen) for term in ontleed(tekst).gevraagd]
    deels = (
        len(termen) > 1
        and any(uitslag.aantal for uitslag in uitslagen)
        and not any(uitslag.alles for uitslag in uitslagen)
    )
    return Gedaan(
        ook=ook,
        waarden=tuple(_waarden(innovaties)),
        liggingen=tuple(_liggingen(innovaties)),
        wel=tuple(een for een in termen if een not in nergens)
        if deels and nergens and not ook  # which of the words was mended is not known
        else (),
        deels=deels,
        alleen_stopwoorden=all(g.alleen_stopwoorden for g in gezocht),
    )


def _waarden(uitslag: Uitslag) -> Iterator[Naam]:
    codes = [een.code for een in uitslag.gezocht.genoemd if not een.plaats]
    if codes:
        namen = (gids().van_code.get(code) for code in dict.fromkeys(codes))
        zonder_pagina = (naam for naam in namen if naam and not naam.met_pagina)
        yield from islice(zonder_pagina, MEESTE_WAARDEN)


def _liggingen(uitslag: Uitslag) -> Iterator[Ligging]:
    plaatsen = dict[str, list[Genoemd]]()
    for een in uitslag.gezocht.genoemd:
        if een.plaats:
            plaatsen.setdefault(een.plaats, []).append(een)
    met_regio = uitslag.index.waarden["regio"]
    for plaats, genoemd in plaatsen.items():
        namen = gids()
        meest = max(een.telt for een in genoemd)
        codes = [een.code for een in genoemd if een.telt == meest and een.code in namen.van_code]
        slugs = [code.partition(":")[2] for code in codes]
        regios = tuple(namen.van_code[code] for code in codes)
        if any(met_regio.get(slug) for slug in slugs):
            yield Ligging(plaats, regios, leeg=False)
            continue
        dichtbij = _dichtbij(namen, uitslag.index, slugs)
        landelijk = uitslag.met("regio", LANDELIJK)
        eerste = _eerste(namen, landelijk.index, landelijk.bits)
        yield Ligging(plaats, regios, leeg=True, dichtbij=dichtbij, landelijk=eerste)


@dataclass(frozen=True)
class Rondom:
    """What to look at where a region has nothing: what is near, what is for all, and wishes."""

    dichtbij: tuple[tuple[Naam, int], ...]
    landelijk: tuple[Naam, ...]
    gewenst: tuple[Naam, ...]


@na_te_vragen
def rondom(slug: str) -> Rondom:
    """What is around the region `slug`. No query but those of the index and the guide."""
    index, namen = BESCHRIJVINGEN.index(), gids()
    met_regio, gewenst = index.waarden["regio"], index.met("soort", Soort.GEWENST)
    return Rondom(
        _dichtbij(namen, index, [slug]),
        _eerste(namen, index, met_regio.get(LANDELIJK, 0) & ~gewenst),
        _eerste(namen, index, gewenst),
    )


def _dichtbij(namen: Gids, index: Zoekindex, slugs: Iterable[str]) -> tuple[tuple[Naam, int], ...]:
    """The regions around `slugs` where something is described, with how much."""
    met_regio, genoemd = index.waarden["regio"], index.met("soort", Soort.GENOEMD)
    beschreven = {slug: met_regio.get(slug, 0) & ~genoemd for slug in _nabij(namen, slugs)}
    return tuple(
        (naam, bits.bit_count())
        for slug, bits in beschreven.items()
        if bits and (naam := namen.van_code.get(f"regio:{slug}"))
    )


def _eerste(namen: Gids, index: Zoekindex, bits: Bits) -> tuple[Naam, ...]:
    """The newest of `bits`, of which there are at most MEESTE_LANDELIJK."""
    gevonden = (namen.van_innovatie.get(pk) for pk in index.pks(bits))
    return tuple(islice(filter(None, gevonden), MEESTE_LANDELIJK))


def _nabij(namen: Gids, slugs: Iterable[str]) -> Iterator[str]:
    """The web names of the provincies around regio's, then of those beside these."""
    provincies = dict.fromkeys(een for slug in slugs for een in namen.provincies.get(slug, ()))
    yield from provincies
    eigen = provincies or dict.fromkeys(slugs)
    yield from dict.fromkeys(
        buur for slug in eigen for buur in BUREN.get(slug, ()) if buur not in eigen
    )
