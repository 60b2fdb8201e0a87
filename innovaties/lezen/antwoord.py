"""The answer of the whole site to a question: terms, and a part for each kind of page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from urllib.parse import urlencode

from django.urls import reverse

from innovaties.lezen.gedaan import Gedaan, gedaan
from innovaties.lezen.gids import Gids, gids
from innovaties.lezen.naamwijzer import Naam
from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from vinden.fragment import uitsnijder
from vinden.herken import Genoemd
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.zoeken import Uitslag, Vraag

EERSTE_INNOVATIES = 6
EERSTE_PAGINAS = 3
VOOR_INNOVATIES = 0.2
"""How much better another kind must answer to go before the descriptions."""
INNOVATIES = "innovaties"
"""The part of the descriptions; the other parts are called as their kind."""


@dataclass
class Resultaatsoort:
    """One kind of results: how many there are, and the first of them; `adres` has them all."""

    soort: str
    titel: str
    aantal: int
    adres: str
    rijen: list[Wegwijzer] = field(default_factory=list)


@dataclass(frozen=True)
class Zoekantwoord:
    """What the site has for one question, in the order in which the page shows it."""

    termen: list[Naam]
    kaarten: list[Naam]
    """Those of `termen` that the page shows: where a place lies, it says in a sentence."""
    delen: list[Resultaatsoort]
    gedaan: Gedaan
    innovaties: Uitslag
    andere: Uitslag
    bijna: list[Naam]
    """What looks like the question, when there is nothing else."""
    paginas: list[Naam]
    """Where else to look."""

    @property
    def aantal(self) -> int:
        return sum(deel.aantal for deel in self.delen)


def antwoord_op(tekst: str) -> Zoekantwoord:
    """What the site has for `tekst`.

    A kind that the question names goes first; the others by how well their best page answers.
    """
    namen = gids()
    innovaties, andere = BESCHRIJVINGEN.zoek(Vraag(tekst)), WEGWIJZERS.zoek(Vraag(tekst))
    genoemd = (*innovaties.gezocht.genoemd, *andere.gezocht.genoemd)
    codes = {een.code for een in genoemd}
    delen = [_van_innovaties(tekst, innovaties.aantal)] if innovaties.aantal else []
    plekken = {INNOVATIES: (True, -innovaties.past - VOOR_INNOVATIES)}
    per_soort = dict[str, Uitslag]()
    for soort in Wegwijzersoort:
        uitslag = van_soort(andere, soort)
        if uitslag.aantal:
            delen.append(_van_soort(tekst, soort, uitslag.aantal))
            plekken[soort] = f"pagina:{soort}" not in codes, -uitslag.past
            per_soort[soort] = uitslag
    delen.sort(key=lambda deel: plekken[deel.soort])
    termen = namen.termen(tekst, genoemd)
    kaarten = _zonder_ligging(namen, termen, genoemd)
    _vul(delen, per_soort, {kaart.adres for kaart in kaarten})
    delen = [deel for deel in delen if deel.rijen or deel.soort == INNOVATIES]
    return Zoekantwoord(
        termen,
        kaarten,
        delen,
        gedaan(tekst, innovaties, andere),
        innovaties,
        andere,
        [] if delen or termen else namen.lijkt_op(tekst),
        namen.vaste_paginas,
    )


def _zonder_ligging(namen: Gids, termen: Iterable[Naam], genoemd: Iterable[Genoemd]) -> list[Naam]:
    adressen: dict[bool, set[str]] = {True: set(), False: set()}
    for een in genoemd:
        if een.code in namen.van_code:
            adressen[bool(een.plaats)].add(namen.van_code[een.code].adres)
    return [term for term in termen if term.adres not in adressen[True] - adressen[False]]


def van_soort(uitslag: Uitslag, soort: str) -> Uitslag:
    """What of `uitslag` is a page of one kind."""
    van = uitslag.index.waarden["pagina"].get(soort, 0)
    return replace(uitslag, bits=uitslag.bits & van, alles=uitslag.alles & van)


def haal(pks: Iterable[int], gezocht: Collection[str]) -> list[Wegwijzer]:
    """The pages `pks` in that order, each with `fragment`, the passage around the words."""
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen = Wegwijzer.objects.defer("zoek", "zinnen").filter(pk__in=volgorde)
    gevonden = sorted(rijen, key=lambda rij: volgorde[rij.pk])
    uitsnede = uitsnijder(gezocht)
    for rij in gevonden:
        rij.fragment = uitsnede(" – ".join(filter(None, (rij.samenvatting, rij.tekst))))
    return gevonden


def _vul(
    delen: Iterable[Resultaatsoort], per_soort: dict[str, Uitslag], al: Collection[str]
) -> None:
    """Give each kind its first pages, without the addresses that stand there `al`. One query."""
    if not per_soort:
        return
    eerste = {
        soort: uitslag.op_volgorde("relevantie")[: EERSTE_PAGINAS + len(al)]
        for soort, uitslag in per_soort.items()
    }
    woorden = next(iter(per_soort.values())).gezocht.woorden
    rijen = haal(chain.from_iterable(eerste.values()), woorden)
    for deel in delen:
        anders = (rij for rij in rijen if rij.soort == deel.soort and rij.adres not in al)
        deel.rijen = list(islice(anders, EERSTE_PAGINAS))


def _van_innovaties(tekst: str, aantal: int) -> Resultaatsoort:
    return Resultaatsoort(INNOVATIES, "Innovaties", aantal, _adres("lijst", q=tekst))


def _van_soort(tekst: str, soort: Wegwijzersoort, aantal: int) -> Resultaatsoort:
    return Resultaatsoort(soort, soort.meervoud, aantal, _adres("zoeken", q=tekst, soort=soort))


def _adres(naam: str, **vraag: str) -> str:
    return f"{reverse(f'innovaties:{naam}')}?{urlencode(vraag)}"
