"""All that has a name and a page, in memory: for what a reader types, and what a question names."""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import and_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet, TextChoices
from django.urls import reverse
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from basis.tekst import eerste_zin
from innovaties.lezen.facetten import FACETTEN, INGANGEN
from innovaties.models import Thema, Trefwoord, Zoekdocument
from organisaties.keuzelijsten import Plaatssoort
from organisaties.lezen import plaatsen
from organisaties.models import Organisatie, Regio
from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.namen import andere_namen
from vinden.paginas import PAGINAS, Pagina
from vinden.stand import stand
from vinden.tekens import brokken, plat
from vinden.vraag import ontleed
from vinden.woorden import STOPWOORDEN

MINSTENS = 2
"""Letters before anything is offered."""
MEESTE = 8
"""How many are offered."""
VAN_EEN_GROEP = 3
"""How many of one group, as long as another has any."""
MEESTE_TITELS = 10_000
"""Of very many pages the newest are offered, so that reading them anew takes no time."""
MEESTE_TERMEN = 6
LIJKT_OP = 0.86
"""How near a word must come that is offered instead of one that nothing begins with."""

TERM, ANDERE_NAAM, PAGINA, INNOVATIE, PLAATS = (
    "term",
    "andere naam",
    "pagina",
    "innovatie",
    "plaats",
)
LES = str(Wegwijzersoort.LES.label)


@dataclass(frozen=True, slots=True)
class Naam:
    """A name: what kind of thing it is of, and where that is."""

    titel: str
    soort: str
    adres: str
    groep: str
    uitleg: str = ""

    @property
    def met_pagina(self) -> bool:
        """Whether there is a page about it, and not a list or a search that has it."""
        return "?" not in self.adres


@dataclass
class Gids:
    """All names, those that come first in front, with the numbers of those that have each word."""

    namen: list[Naam] = field(default_factory=list)
    plat: list[str] = field(default_factory=list)
    """The titles of `namen` as they are compared."""
    van_code: dict[str, Naam] = field(default_factory=dict)
    """The values of facets and the fixed pages, by their code."""
    van_innovatie: dict[int, Naam] = field(default_factory=dict)
    provincies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each regio, by web name, the provincies that it lies in."""
    paginas: Namenlijst = field(default_factory=Namenlijst)
    nummers: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("i")))
    woorden: list[str] = field(default_factory=list)
    """Those of `nummers` in order, once all names are there."""

    def zet(self, naam: Naam) -> None:
        """Add a name, after all that are there."""
        for woord in {w for brok in brokken(naam.titel) for w in (*brok.delen, brok.aaneen)}:
            self.nummers[woord].append(len(self.namen))
        self.namen.append(naam)
        self.plat.append(plat(naam.titel))

    @property
    def vaste_paginas(self) -> list[Naam]:
        """The pages that are about no row."""
        return [self.van_code[_code(pagina)] for pagina in PAGINAS]

    def begint(self, tekst: str) -> list[Naam]:
        """The names of which some words begin as those of `tekst`; else those that look like it."""
        if len(plat(tekst).strip()) < MINSTENS:
            return []
        nummers = self._met(tekst, self._met_begin, half=True)
        return self._beste(nummers, plat(tekst)) if nummers else self.lijkt_op(tekst)

    def lijkt_op(self, tekst: str) -> list[Naam]:
        """The names with words that `tekst` may be typing errors of."""
        return self._beste(self._met(tekst, self._met_lijkend), plat(tekst))

    def termen(self, tekst: str, genoemd: Iterable[Genoemd]) -> list[Naam]:
        """The pages that a question is about: the values that it names, pages, and titles.

        `genoemd` are the values. A title is meant when it holds every word of the question.
        """
        alle = (*self._genoemde_paginas(tekst), *genoemd)
        meest_eigen = sorted(alle, key=lambda een: (not een.eigen, -een.telt))
        namen = [self.van_code[een.code] for een in meest_eigen if een.code in self.van_code]
        met_alles = sorted(self._met(tekst, self._met_woord))
        titels = (self.namen[nummer] for nummer in met_alles)
        namen += [een for een in titels if een.groep == TERM or een.soort == LES]
        met_pagina = {een.adres: een for een in reversed(namen) if een.met_pagina}
        volgorde = dict.fromkeys(een.adres for een in namen if een.adres in met_pagina)
        return [met_pagina[adres] for adres in islice(volgorde, MEESTE_TERMEN)]

    def _genoemde_paginas(self, tekst: str) -> Iterator[Genoemd]:
        for _begin, _einde, namen in self.paginas.herken([t.delen for t in ontleed(tekst).termen]):
            yield from namen

    def _met(self, tekst: str, zoek: Callable[[str], set[int]], *, half: bool = False) -> set[int]:
        """The numbers of the names that have all words of `tekst`, each as `zoek` finds it.

        With `half` the last one may be the begin of a word.
        """
        alle = list(brokken(tekst))
        gevraagd = [een for een in alle if not STOPWOORDEN.issuperset(een.delen)]
        if half and alle[-1:] != gevraagd[-1:]:
            gevraagd += alle[-1:]
        if not gevraagd:
            return set()
        return reduce(
            and_, (zoek(een.aaneen) or reduce(and_, map(zoek, een.delen)) for een in gevraagd)
        )

    def _met_woord(self, woord: str) -> set[int]:
        return set(self.nummers.get(woord, ()))

    def _met_begin(self, begin: str) -> set[int]:
        plek = bisect_left(self.woorden, begin)
        gevonden = set[int]()
        while plek < len(self.woorden) and self.woorden[plek].startswith(begin):
            gevonden.update(self.nummers[self.woorden[plek]])
            plek += 1
        return gevonden

    def _met_lijkend(self, woord: str) -> set[int]:
        if len(woord) < MINSTENS * 2:
            return set()
        lijkend = process.extract(
            woord, self.woorden, scorer=JaroWinkler.similarity, score_cutoff=LIJKT_OP, limit=5
        )
        return {nummer for een, _, _ in lijkend for nummer in self.nummers[een]}

    def _beste(self, nummers: Iterable[int], begin: str) -> list[Naam]:
        """The first of each group, those whose title begins so in front; no title or page twice."""

        def rang(nummer: int) -> tuple[bool, int]:
            return not self.plat[nummer].startswith(begin), nummer

        uniek = dict[str, int]()
        for nummer in sorted(nummers, key=rang):
            uniek.setdefault(self.plat[nummer], nummer)
        per_adres = {self.namen[nummer].adres: nummer for nummer in reversed(uniek.values())}
        voor, na, groepen = list[int](), list[int](), Counter[str]()
        for nummer in sorted(per_adres.values(), key=rang):
            groep = self.namen[nummer].groep
            groepen[groep] += 1
            (voor if groepen[groep] <= VAN_EEN_GROEP else na).append(nummer)
        gekozen = sorted((voor + na)[:MEESTE], key=rang)
        return [self.namen[nummer] for nummer in gekozen]


_slot = threading.Lock()
bewaard: list[tuple[int, Gids]] = []
"""The last guide, with the stand at which it was read."""


def gids() -> Gids:
    """All names, read anew when anything changed that a visitor can see."""
    nummer = stand().nummer
    with _slot:
        if not bewaard or bewaard[0][0] != nummer:
            bewaard[:] = [(nummer, _lees())]
        return bewaard[0][1]


def _code(pagina: Pagina) -> str:
    return f"vast:{pagina.adres}"


def _lees() -> Gids:
    gids = Gids()
    for code, naam in _waarden():
        gids.zet(naam)
        gids.van_code[code] = naam
    for anders, code in andere_namen():
        if wat := gids.van_code.get(code):
            soort = f"{wat.soort}: {wat.titel}"
            gids.zet(Naam(anders, soort, wat.adres, ANDERE_NAAM, wat.uitleg))
    for pagina in PAGINAS:
        code = _code(pagina)
        naam = Naam(pagina.titel, "Pagina", reverse(pagina.adres), PAGINA, pagina.uitleg)
        gids.zet(naam)
        gids.van_code[code] = naam
        for een in (pagina.titel, *pagina.namen):
            gids.paginas.zet(een, Genoemd(code, pagina.titel, eigen=een == pagina.titel))
    for naam in _wegwijzers():
        gids.zet(naam)
    for pk, naam in _innovaties():
        gids.zet(naam)
        gids.van_innovatie[pk] = naam
    regios = list(Regio.objects.prefetch_related("provincies"))
    gids.provincies = {r.slug: tuple(p.slug for p in r.provincies.all()) for r in regios}
    for naam in _plaatsen({r.slug: r.naam for r in regios}, gids.provincies):
        gids.zet(naam)
    gids.woorden = sorted(gids.nummers)
    return gids


def _waarden() -> Iterator[tuple[str, Naam]]:
    """The values of facets, those with a page first; the others lead to the list that has them."""
    lijst = reverse("innovaties:lijst")
    facetten = [facet for facet in (*FACETTEN, *INGANGEN) if facet.sleutel != "draait"]
    for facet in sorted(facetten, key=lambda facet: not _heeft_pagina(facet)):
        if issubclass(facet.lijst, TextChoices):
            waarden = [(str(een.value), str(een.label), "") for een in facet.lijst]
        elif facet.lijst is Trefwoord:
            continue
        else:
            rijen: QuerySet[Any] = facet.lijst._default_manager.all()
            waarden = [(rij.slug, str(rij), _uitleg(rij)) for rij in rijen]
        for slug, label, uitleg in waarden:
            anders = f"{lijst}?{urlencode({facet.sleutel: slug})}"
            adres = (
                reverse(f"innovaties:{facet.sleutel}", args=[slug])
                if _heeft_pagina(facet)
                else anders
            )
            yield facet.code(slug), Naam(label, facet.label, adres, TERM, uitleg)


def _heeft_pagina(facet: Facet[Any]) -> bool:
    return hasattr(facet.lijst, "get_absolute_url")


def _uitleg(rij: Model) -> str:
    match rij:
        case Thema():
            return rij.eerste_zin
        case Regio():
            return str(rij.get_soort_display())
        case Organisatie():
            return rij.toelichting or str(rij.get_soort_display())
        case _:
            return eerste_zin(str(getattr(rij, "uitleg", "")))


def _wegwijzers() -> Iterator[Naam]:
    volgorde = [str(soort) for soort in Wegwijzersoort]
    rijen = Wegwijzer.objects.values_list("titel", "soort", "adres", "samenvatting")
    for titel, soort, adres, uitleg in sorted(
        rijen[:MEESTE_TITELS], key=lambda rij: volgorde.index(rij[1])
    ):
        yield Naam(titel, str(Wegwijzersoort(soort).label), adres, PAGINA, eerste_zin(uitleg))


def _innovaties() -> Iterator[tuple[int, Naam]]:
    rijen = Zoekdocument.objects.nieuwste().values_list(
        "pk", "titel", "beschrijving__innovatie__slug"
    )
    for pk, titel, slug in rijen[:MEESTE_TITELS]:
        yield (
            pk,
            Naam(titel, "Innovatie", reverse("innovaties:beschrijving", args=[slug]), INNOVATIE),
        )


def _plaatsen(
    regios: Mapping[str, str], provincies: Mapping[str, tuple[str, ...]]
) -> Iterator[Naam]:
    """The places, each in its zorgregio if it has one; what is there is a question of its own."""
    zoeken = reverse("innovaties:zoeken")
    for titel, waar, soort in plaatsen():
        dichtst = [slug for slug in waar if provincies[slug]] or waar
        in_regios = " en ".join(regios[slug] for slug in dichtst)
        wat = f"{Plaatssoort(soort).label} in {in_regios}"
        yield Naam(titel, wat, f"{zoeken}?{urlencode({'q': titel})}", PLAATS)
