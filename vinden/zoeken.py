"""Search: what a reader asks of one kind of pages, and what the answer is.

The words of a question and of a text come to one form in `vinden.woorden`; what may stand for a
word and what it weighs is in `vinden.machine`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, islice, pairwise
from operator import and_, or_
from typing import Any

from django.db import connection

from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.machine import (
    AANEEN,
    ALS_TEKST,
    NAAM,
    PRECIES,
    TIKFOUT,
    Alternatief,
    Groep,
    als_tikfout,
    alternatieven,
    weeg,
)
from vinden.models import Document, DocumentQuerySet
from vinden.namenlijst import namenlijst
from vinden.vraag import Ontleed, Term, ontleed
from vinden.wegen import Schaal
from vinden.woorden import STOPWOORDEN, vormen
from vinden.zoekindex import Bits, Zoekindex, getallen, woorden_van_teksten, zoekindex

MEESTE_EEN_VOOR_EEN = 5000
MEESTE_BEWAARD = 2000
MEESTE_NAMEN = 20
"""Of a value, that are looked for as words."""

_MET_LEXEEM = """
    SELECT lexeem, {functie}(quote_literal(lexeem)::tsquery) FROM unnest(%s::text[]) AS lexeem
"""
_MET_ZIN = "SELECT {functie}(%s::tsquery)"


@dataclass(frozen=True)
class Vraag:
    """What a reader asks of a list: words, and the chosen values of each facet."""

    tekst: str = ""
    gekozen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Gezocht:
    """What was made of the words of a question, for the reader to know and for marks in texts."""

    woorden: frozenset[str] = frozenset()
    """The words that were looked for."""
    ook: tuple[str, ...] = ()
    """Words that were taken for typing errors of ours."""
    genoemd: tuple[Genoemd, ...] = ()
    """The values that the question names."""
    zonder: tuple[str, ...] = ()
    """Words that no document has."""
    alleen_stopwoorden: bool = False


@dataclass(frozen=True)
class Uitslag:
    """What a question gives: its documents, and the count that each further choice would give.

    The counts of a chosen facet leave its own choice out, so that a second value shows what it
    would add; `zonder` is what would remain without that facet. `alles` are those with every word.
    """

    index: Zoekindex
    bits: Bits
    tellingen: Mapping[str, Mapping[str, int]]
    zonder: Mapping[str, int]
    schaal: Schaal
    alles: Bits = 0
    gezocht: Gezocht = Gezocht()

    @property
    def aantal(self) -> int:
        return self.bits.bit_count()

    def op_volgorde(self, sortering: str) -> Volgorde:
        """The keys of the documents in order: 'relevantie', 'titel', or the newest."""
        if sortering == "titel":
            return Volgorde(lambda: self.index.pks_op_titel(self.bits))
        if sortering != "relevantie":
            return Volgorde(lambda: self.index.pks(self.bits))
        return Volgorde(
            lambda: chain.from_iterable(map(self.index.pks, self.schaal.aflopend(self.bits)))
        )


@dataclass(frozen=True)
class Volgorde:
    """Keys in order, of which only the part that is asked for is made, and once."""

    maak: Callable[[], Iterator[int]]

    def __getitem__(self, deel: slice) -> list[int]:
        return list(islice(self.maak(), deel.start, deel.stop))


@dataclass(frozen=True)
class Verzameling:
    """The documents of `model`, asked for by words and by `facetten`.

    `functie` is made in SQL by the migration of the model: the keys of the documents that have the
    words of a tsquery, as one value of four bytes each. `ingangen` are facets that are not counted
    and have names that a question may hold; `namen` are of both. The values of the facet
    `eindeloos` have no end; the index holds the most used.
    """

    model: type[Document]
    facetten: tuple[Facet[Any], ...]
    functie: str
    eindeloos: str = ""
    ingangen: tuple[Facet[Any], ...] = ()

    @property
    def documenten(self) -> DocumentQuerySet[Document]:
        return DocumentQuerySet(self.model)

    def index(self) -> Zoekindex:
        """Which documents have which value, as they are now."""
        sleutels = [facet.sleutel for facet in (*self.facetten, *self.ingangen)]
        return zoekindex(self.model, sleutels, self.eindeloos)

    def namen(self) -> Namenlijst:
        """What the values are called, by themselves and by others."""
        facetten = (*self.facetten, *self.ingangen)
        return namenlijst(self.model, [f for f in facetten if f.sleutel != self.eindeloos])

    def zoek(self, vraag: Vraag) -> Uitslag:
        """The documents that answer: or within a facet, and between facets.

        At most six queries beside those of the index: for lexemes, for where they stand, for the
        same of mended typing errors, for a phrase, for rare values.
        """
        index = self.index()
        gevonden = _Zoektocht(self, index, ontleed(vraag.tekst)).zoek() if vraag.tekst else None
        woorden = gevonden.bits if gevonden else index.alle
        gekozen = {
            facet: {waarde: self._met_waarde(index, facet, waarde) for waarde in waarden}
            for facet, waarden in vraag.gekozen.items()
        }
        keuzes = {facet: reduce(or_, waarden.values(), 0) for facet, waarden in gekozen.items()}
        rest = {
            facet: reduce(and_, (bits for ander, bits in keuzes.items() if ander != facet), woorden)
            for facet in ("", *keuzes)
        }
        geteld = {facet.sleutel: index.waarden[facet.sleutel] for facet in self.facetten}
        tellingen = {
            facet: _tel(waarden, rest.get(facet, rest[""])) for facet, waarden in geteld.items()
        }
        for facet, waarden in gekozen.items():
            tellingen[facet] |= _tel(waarden, rest[facet])  # also those that the index has not
        zonder = {facet: rest[facet].bit_count() for facet in keuzes}
        if gevonden is None:
            return Uitslag(index, rest[""], tellingen, zonder, Schaal())
        return replace(gevonden, bits=rest[""], tellingen=tellingen, zonder=zonder)

    def _met_waarde(self, index: Zoekindex, facet: str, slug: str) -> Bits:
        bits = index.waarden[facet].get(slug)
        if bits is None and facet == self.eindeloos:  # too rare for the index
            documenten = self.documenten.met(f"{facet}:{slug}")
            return index.bits(array("i", documenten.values_list("pk", flat=True)))
        return bits or 0

    def met_lexemen(self, index: Zoekindex, lexemen: Iterable[str]) -> Mapping[str, Bits]:
        """The documents with each of `lexemen`; one query for those that were not asked before."""
        bewaard = index.lexemen
        if onbekend := [een for een in dict.fromkeys(lexemen) if een not in bewaard]:
            if len(bewaard) > MEESTE_BEWAARD:
                bewaard.clear()
            with connection.cursor() as cursor:
                cursor.execute(_MET_LEXEEM.format(functie=self.functie), [onbekend])
                bewaard |= {een: index.bits(getallen(pks)) for een, pks in cursor}
        return bewaard

    def met_zin(self, index: Zoekindex, delen: tuple[str, ...], kandidaten: Bits) -> Bits:
        """Those of `kandidaten` in which the words of `delen` follow each other."""
        zin = " <-> ".join(f"({' | '.join(f"'{v}'" for v in vormen(deel))})" for deel in delen)
        if kandidaten.bit_count() > MEESTE_EEN_VOOR_EEN:  # then in the order of the disk is faster
            with connection.cursor() as cursor:
                cursor.execute(_MET_ZIN.format(functie=self.functie), [zin])
                return kandidaten & index.bits(getallen(cursor.fetchone()[0]))
        documenten = self.documenten.onder(index.pks(kandidaten)).extra(  # noqa: S610 (a parameter)
            where=["zoek @@ %s::tsquery"], params=[zin]
        )
        return index.bits(array("i", documenten.values_list("pk", flat=True)))


@dataclass
class _Zoektocht:
    """One question in one collection, from its words to a score for each document."""

    verzameling: Verzameling
    index: Zoekindex
    vraag: Ontleed
    ook: list[str] = field(default_factory=list)
    genoemd: list[Genoemd] = field(default_factory=list)

    def zoek(self) -> Uitslag:
        """The documents that answer, before any choice of facets."""
        termen = self.vraag.termen
        groepen = [Groep(term) for term in termen]
        self._met_woorden(groepen, PRECIES)
        self._aaneen(groepen)
        self._met_namen(groepen)
        self._verbeterd(groepen)
        zinnen = self._met_zinnen(groepen)
        gevraagd = [groep for groep in groepen if not groep.term.stop] or groepen
        weging = weeg(gevraagd, len(self.index.nieuwste))
        bits = weging.bits
        for zin in zinnen:
            bits &= zin
        for delen in self.vraag.niet:
            bits &= ~self._met(Alternatief(PRECIES, tuple(map(vormen, delen))))
        gezocht = Gezocht(
            frozenset(deel for term in termen for deel in self._delen(term)) | frozenset(self.ook),
            tuple(dict.fromkeys(self.ook)),
            tuple(dict.fromkeys(self.genoemd)),
            tuple(" ".join(groep.term.delen) for groep in gevraagd if not groep.bits),
            bool(termen) and not self.vraag.gevraagd,
        )
        return Uitslag(self.index, bits, {}, {}, weging.schaal, weging.alles & bits, gezocht)
    def _met(self, alternatief: Alternatief) -> Bits:
        met = self.verzameling.met_lexemen(
            self.index, (een for of in alternatief.en for een in of)
        )
        return reduce(and_, (reduce(or_, (met[een] for een in of), 0) for of in alternatief.en))

    def _vul(self, groep: Groep, anders: Iterable[Alternatief], telt: float) -> None:
        """Add the documents of what may stand for a term."""
        for een in anders:
            treffers = een.treffers(self.index.lexemen)
            groep.treffers += [(telt * factor, bits) for factor, bits in treffers]

    def _vind(self, anders: Iterable[Alternatief]) -> list[Alternatief]:
        """Those of `anders` that some document has, after which `_vul` can ask where."""
        alle = list(anders)
        haal = self.verzameling.met_lexemen
        met = haal(self.index, (een for alt in alle for of in alt.en for een in of))
        met = {een: met[een] for alt in alle for of in alt.en for een in of}
        gevonden = [
            Alternatief(alt.factor, tuple(tuple(e for e in of if met[e]) for of in alt.en))
            for alt in alle
        ]
        gevonden = [alt for alt in gevonden if all(alt.en)]
        haal(self.index, (een for alt in gevonden for een in alt.lexemen()))
        return gevonden

    def _met_woorden(self, groepen: list[Groep], telt: float) -> None:
        anders = [
            [alt for delen in (groep.term.delen, *groep.term.anders) for alt in alternatieven(delen)]
            for groep in groepen
        ]
        self._vind(chain.from_iterable(anders))
        for groep, alle in zip(groepen, anders, strict=True):
            self._vul(groep, self._vind(alle), telt)

    def _aaneen(self, groepen: list[Groep]) -> None:
        """Two words that others write as one: 'kind check', 'e health'."""
        for eerste, tweede in pairwise(groepen):
            if eerste.term.zin or tweede.term.zin:
                continue
            heel = "".join((*eerste.term.delen, *tweede.term.delen))
            for groep in (eerste, tweede):
                self._vul(groep, self._vind([Alternatief(AANEEN, (vormen(heel),))]), PRECIES)

    def _met_namen(self, groepen: list[Groep]) -> None:
        """What the values have that the question names."""
        delen = [groep.term.delen for groep in groepen]
        for begin, einde, namen in self.verzameling.namen().herken(delen):
            hier = [groep for groep in groepen[begin:einde] if not groep.term.stop]
            for naam in namen if hier else ():
                facet, _, slug = naam.code.partition(":")
                bits = self.index.waarden.get(facet, {}).get(slug, 0)
                anders = self._vind(self._anders(naam))
                for groep in hier:
                    self._vul(groep, anders, PRECIES)
                    groep.treffers += [(NAAM * naam.telt, bits)] if bits else []
            if hier:
                self.genoemd += namen

    def _anders(self, naam: Genoemd) -> Iterator[Alternatief]:
        """The other names of a value as words: who wrote 'thuisloos' did not choose it, perhaps."""
        if not naam.plaats:
            for sleutel in self.verzameling.namen().van[naam.code][:MEESTE_NAMEN]:
                if woorden := [een for een in sleutel if een not in STOPWOORDEN]:
                    yield Alternatief(ALS_TEKST, tuple(map(vormen, woorden)))

    def _verbeterd(self, groepen: list[Groep]) -> None:
        """Of words that nobody has: what they may be typing errors of."""
        mis = [groep for groep in groepen if not groep.bits and not groep.term.stop]
        if not mis:
            return
        bekend = (*woorden_van_teksten(), *self.verzameling.namen().woorden)
        for groep in mis:
            for goed in als_tikfout("".join(groep.term.delen), bekend):
                nieuw = Groep(Term((goed,)))
                self._met_woorden([nieuw], TIKFOUT)
                self._met_namen([nieuw])
                if nieuw.bits:
                    self.ook.append(goed)
                    groep.treffers += nieuw.treffers

    def _met_zinnen(self, groepen: list[Groep]) -> list[Bits]:
        """A phrase that was asked for must be there."""
        zinnen = []
        for groep in groepen:
            if groep.term.zin:
                samen = self._met(Alternatief(PRECIES, tuple(map(vormen, groep.term.delen))))
                zin = self.verzameling.met_zin(self.index, groep.term.delen, samen)
                groep.treffers = [(PRECIES, zin)] if zin else []
                zinnen.append(zin)
        return zinnen

    def _delen(self, term: Term) -> Iterator[str]:
        for delen in (term.delen, *term.anders):
            yield from delen
            yield "".join(delen)


def _tel(waarden: Mapping[str, Bits], bits: Bits) -> dict[str, int]:
    return {
        slug: aantal
        for slug, met_waarde in waarden.items()
        if (aantal := (met_waarde & bits).bit_count())
    }
