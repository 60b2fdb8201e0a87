"""The answer of the whole site to a question: terms, and a part for each kind of page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from basis.tekst import eerste_zin
from innovaties.lezen.gedaan import Gedaan, gedaan
from innovaties.lezen.gids import PAGINA, Gids, gids
from innovaties.lezen.naamwijzer import Naam
from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from vinden.betekenis import WACHT
from vinden.fragment import uitsnijder
from vinden.herken import Genoemd, woorden_van_naam
from vinden.keuzelijsten import MET_EIGEN_DEEL, Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.stand import na_te_vragen
from vinden.zoeken import Uitslag, Vraag

EERSTE_INNOVATIES = 6
EERSTE_PAGINAS = 3
VOORAAN = 3
"""So many pages stand before all kinds: those that the question names, and the best."""
NAAST_DE_BESTE = 0.5
"""What part of the score of the best page another must have to stand beside it."""
ALS_GENOEMD = 2.0
"""What it counts to be named, as part of what the naming terms of the question weigh."""
VOOR_INNOVATIES = 0.2
"""How much better another kind must answer to go before the descriptions."""
INNOVATIES = "innovaties"
"""The part of the descriptions; the other parts are called as their kind."""


@dataclass(frozen=True)
class Treffer:
    """A page that is no description, as the answer to a question shows it."""

    soort: str
    titel: str
    adres: str
    samenvatting: str
    fragment: str
    """The passage around the words of the question."""
    dag: datetime | None
    """The day that it is about."""


@dataclass
class Resultaatsoort:
    """One kind of results: how many there are, and the first of them; `adres` has them all."""

    soort: str
    titel: str
    aantal: int
    adres: str
    rijen: list[Treffer] = field(default_factory=list)


@dataclass(frozen=True)
class Zoekantwoord:
    """What the site has for one question, in the order in which the page shows it."""

    termen: list[Naam]
    """The pages that the question names."""
    kaarten: list[Naam]
    """The pages in front: the best of `termen`, but for where a place lies, and of all others."""
    delen: list[Resultaatsoort]
    aantal: int
    gedaan: Gedaan
    innovaties: Uitslag = field(repr=False)  # who shows something of it asks that again
    andere: Uitslag = field(repr=False)
    bijna: list[Naam]
    """What looks like the question, when there is nothing else."""
    paginas: list[Naam]
    """Where else to look."""


@na_te_vragen
def antwoord_op(tekst: str) -> Zoekantwoord:
    """What the site has for `tekst`.

    A kind that the question names goes first; the others by how well their best page answers.
    """
    namen = gids()
    innovaties, alle = zoek_overal(tekst)
    andere = alle.buiten("pagina", Wegwijzersoort.INGANG)
    genoemd = (*innovaties.gezocht.genoemd, *andere.gezocht.genoemd)
    codes = {een.code for een in genoemd}
    delen = [_van_innovaties(tekst, innovaties.aantal)] if innovaties.aantal else []
    plekken = {INNOVATIES: (True, -innovaties.past - VOOR_INNOVATIES)}
    per_soort = dict[str, Uitslag]()
    for soort in MET_EIGEN_DEEL:
        uitslag = andere.met("pagina", soort)
        if uitslag.aantal:
            delen.append(_van_soort(tekst, soort, uitslag.aantal))
            plekken[soort] = f"pagina:{soort}" not in codes, -uitslag.past
            per_soort[soort] = uitslag
    delen.sort(key=lambda deel: plekken[deel.soort])
    vast = namen.genoemde_paginas(tekst, alle.gezocht.gewichten)
    termen = namen.termen(tekst, genoemd, vast)
    kaarten = _vul(delen, per_soort, alle, termen, _Telt(namen, tekst, (*genoemd, *vast)))
    kaarten = _zonder_ligging(namen, kaarten, genoemd)
    aantal = sum(deel.aantal for deel in delen)
    delen = [deel for deel in delen if deel.rijen or deel.soort == INNOVATIES]
    return Zoekantwoord(
        termen,
        kaarten,
        delen,
        aantal,
        gedaan(tekst, innovaties, andere),
        innovaties,
        andere,
        [] if delen or termen or kaarten else namen.lijkt_op(tekst),
        namen.vaste_paginas,
    )


class _Telt:
    """Which part of a question names what: that is what it counts to be named."""

    def __init__(self, namen: Gids, tekst: str, genoemd: Iterable[Genoemd]) -> None:
        """Of names that lead to one page the longest counts."""
        self._lengte = len(woorden_van_naam(tekst))
        self._delen = dict[str, float]()
        for een in sorted(genoemd, key=lambda een: een.deel):
            naam = namen.van_code.get(een.code)
            self._delen[naam.adres if naam else een.code] = een.deel

    def pagina(self, naam: Naam) -> float:
        """Of a page; of one with all words in its title, which part of that these are."""
        deel = self._delen.get(naam.adres)
        return self._lengte / (len(woorden_van_naam(naam.titel)) or 1) if deel is None else deel

    def soort(self, soort: str) -> float:
        """Of a kind of pages."""
        return self._delen.get(f"pagina:{soort}", 0)


def _zonder_ligging(namen: Gids, termen: Iterable[Naam], genoemd: Iterable[Genoemd]) -> list[Naam]:
    adressen: dict[bool, set[str]] = {True: set(), False: set()}
    for een in genoemd:
        if een.code in namen.van_code:
            adressen[bool(een.plaats)].add(namen.van_code[een.code].adres)
    return [term for term in termen if term.adres not in adressen[True] - adressen[False]]


def zoek_overal(tekst: str) -> tuple[Uitslag, Uitslag]:
    """The descriptions and the other pages that answer; what it means is waited for once."""
    innovaties = BESCHRIJVINGEN.zoek(Vraag(tekst))
    wacht = 0 if innovaties.gezocht.laat else WACHT
    return innovaties, WEGWIJZERS.zoek(Vraag(tekst), wacht=wacht)


def haal(pks: Iterable[int], ook: Iterable[str] = ()) -> list[Wegwijzer]:
    """The pages `pks` in that order, and behind them those at the addresses `ook`. One query."""
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    rijen = Wegwijzer.objects.defer("zoek", "zinnen").filter(Q(pk__in=volgorde) | Q(adres__in=ook))
    return sorted(rijen, key=lambda rij: volgorde.get(rij.pk, len(volgorde)))


@na_te_vragen
def treffers(pks: tuple[int, ...], gezocht: tuple[str, ...]) -> list[Treffer]:
    """The pages `pks` in that order, for a question with the words `gezocht`. One query."""
    return list(_treffers(haal(pks), gezocht))


def _treffers(rijen: Iterable[Wegwijzer], gezocht: Collection[str]) -> Iterator[Treffer]:
    uitsnede = uitsnijder(gezocht)
    for rij in rijen:
        yield Treffer(
            str(rij.get_soort_display()),
            rij.titel,
            rij.adres,
            rij.samenvatting,
            uitsnede(" – ".join(filter(None, (rij.samenvatting, rij.tekst)))),
            rij.datum if rij.is_van_een_dag else None,
        )


def _vul(
    delen: Sequence[Resultaatsoort],
    per_soort: Mapping[str, Uitslag],
    andere: Uitslag,
    genoemd: Sequence[Naam],
    telt: _Telt,
) -> list[Naam]:
    """Give each kind its first pages, and return those that stand before all. One query.

    Without descriptions to stand before, a page with a kind of its own is first in that. No page
    stands there twice.
    """
    beste = list(_beste(andere))
    met_innovaties = any(deel.soort == INNOVATIES for deel in delen)
    eerste = {
        soort: uitslag.op_volgorde("relevantie")[: EERSTE_PAGINAS + VOORAAN + len(genoemd)]
        for soort, uitslag in per_soort.items()
    }
    adressen = {naam.adres: naam for naam in genoemd}
    rijen = haal(dict.fromkeys(chain(beste, *eerste.values())), ook=adressen)
    naar_voren = [
        rij
        for rij in rijen
        if (rij.pk in beste or telt.soort(rij.soort))
        and (met_innovaties or rij.soort == Wegwijzersoort.INGANG)
    ]
    kaarten = _vooraan(andere, rijen, naar_voren, genoemd, telt)
    al = {kaart.adres for kaart in kaarten}
    for deel in delen:
        anders = (rij for rij in rijen if rij.soort == deel.soort and rij.adres not in al)
        deel.rijen = list(_treffers(islice(anders, EERSTE_PAGINAS), andere.gezocht.woorden))
    return kaarten


def _vooraan(
    andere: Uitslag,
    rijen: Iterable[Wegwijzer],
    naar_voren: Iterable[Wegwijzer],
    genoemd: Sequence[Naam],
    telt: _Telt,
) -> list[Naam]:
    """The pages that stand before all, of those that are named and the rows `naar_voren`.

    What the whole question names goes first, and then, of a kind that it names, what has all else.
    """
    score = _scores(andere, rijen, genoemd, telt)
    alle = {naam.adres: naam for naam in genoemd} | {
        rij.adres: _als_naam(rij) for rij in naar_voren
    }
    heel = {naam.adres for naam in genoemd if telt.pagina(naam) >= 1}
    van_soort = {
        rij.adres for rij in naar_voren if telt.soort(rij.soort) and andere.heeft_alles(rij.pk)
    }
    op_volgorde = sorted(
        alle, key=lambda adres: (adres not in heel, adres not in van_soort, -score[adres])
    )
    return [alle[adres] for adres in op_volgorde[: max(VOORAAN, len(genoemd))]]


def _scores(
    andere: Uitslag, rijen: Iterable[Wegwijzer], genoemd: Iterable[Naam], telt: _Telt
) -> Mapping[str, float]:
    """What each page counts, by address: for its words, and for being named."""
    score: dict[str, float] = {}
    for rij in rijen:
        erbij = andere.vol * ALS_GENOEMD * telt.soort(rij.soort)
        score[rij.adres] = andere.score(rij.pk) + erbij
    for naam in genoemd:
        erbij = andere.vol * ALS_GENOEMD * telt.pagina(naam)
        score[naam.adres] = score.get(naam.adres, 0) + erbij
    return score


def _beste(andere: Uitslag) -> Iterator[int]:
    """The pages that answer about as well as any, and as well as by holding each term once.

    Who names a place means what is there, when there is any.
    """
    bits = andere.bits & andere.daar or andere.bits
    drempel = max(round(andere.schaal.hoogste(bits) * NAAST_DE_BESTE), andere.vol)
    goed = replace(andere, in_bits=andere.schaal.vanaf(drempel, bits))
    yield from goed.op_volgorde("relevantie")[:VOORAAN]


def _als_naam(rij: Wegwijzer) -> Naam:
    """`rij` as the guide has it."""
    ingang = gids().van_adres.get(rij.adres)
    soort = str(rij.get_soort_display())
    return ingang or Naam(rij.titel, soort, rij.adres, PAGINA, eerste_zin(rij.samenvatting))


def _van_innovaties(tekst: str, aantal: int) -> Resultaatsoort:
    return Resultaatsoort(INNOVATIES, "Innovaties", aantal, _adres("lijst", q=tekst))


def _van_soort(tekst: str, soort: Wegwijzersoort, aantal: int) -> Resultaatsoort:
    return Resultaatsoort(soort, soort.meervoud, aantal, _adres("zoeken", q=tekst, soort=soort))


def _adres(naam: str, **vraag: str) -> str:
    return f"{reverse(f'innovaties:{naam}')}?{urlencode(vraag)}"
