"""Search: what a reader asks of one kind of pages, and what the answer is.

The words of a question and of a text come to one form in `vinden.woorden`; what may stand for a
word and what it weighs is in `vinden.machine`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from itertools import chain, islice, pairwise, product, starmap
from operator import and_, or_
from sys import getsizeof
from typing import Any

from django.db import connection
from django.db.models import TextChoices

from vinden.betekenis import WACHT, Dichtbij, dichtbij
from vinden.facetten import RANG, Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.machine import (
    AANEEN,
    AFWIJKING,
    ALS_TEKST,
    DELEN,
    DICHT_GENOEG,
    EEN_DEEL,
    IN_EEN_NAAM,
    KORT,
    MEESTE_TIKFOUTEN,
    NAAM,
    OOK_EEN_WOORD,
    PER_AFWIJKING,
    PRECIES,
    TIKFOUT,
    VERWANT,
    Alternatief,
    Rangorde,
    Termgroep,
    als_tikfout,
    alternatieven,
    weeg,
)
from vinden.models import Document, DocumentQuerySet
from vinden.namenlijst import namenlijst
from vinden.stand import eenmaal, na_te_vragen, noteer, ongezien, stand
from vinden.vraag import Ontleed, Term, ontleed
from vinden.wegen import Weegschaal
from vinden.woorden import (
    STOPWOORDEN,
    heel,
    paar,
    paar_van_wortels,
    splits,
    stammen,
    vormen,
    zegt_iets,
)
from vinden.woordenboek import gebruik, lemmas
from vinden.woordenschat import Woordenschat, woordenschat, woordenschat_van
from vinden.zoekindex import Bits, Zoekindex, getallen, index_op_stempel, zoekindex

MEESTE_BEWAARD = 16 * 2**20
"""Bytes of what was asked before that a worker keeps; at 5,000 documents everything."""
PER_LEXEEM = 150
"""Bytes that one takes besides its documents."""
MEESTE_NAMEN = 20
"""Of a value, that are looked for as words."""

_MET_LEXEEM = """
    SELECT lexeem, {functie}(quote_literal(lexeem)::tsquery) FROM unnest(%s::text[]) AS lexeem
"""


Codes = tuple[str, ...]
"""Chosen values: the facet of each, and the value."""


@dataclass(frozen=True)
class Vraag:
    """What a reader asks of a list: words, and the chosen values of each facet."""

    tekst: str = ""
    gekozen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def met(cls, tekst: str, codes: Codes) -> Vraag:
        """Words, and what was chosen as `codes` says it."""
        gekozen = dict[str, tuple[str, ...]]()
        for facet, _, waarde in (code.partition(":") for code in codes):
            gekozen[facet] = (*gekozen.get(facet, ()), waarde)
        return cls(tekst, gekozen)

    @property
    def codes(self) -> Codes:
        """What was chosen, as `na_te_vragen` takes it."""
        return tuple(f"{facet}:{een}" for facet, van in self.gekozen.items() for een in van)


@dataclass(frozen=True)
class Gezocht:
    """What was made of the words of a question, for the reader to know and for marks in texts."""

    woorden: tuple[str, ...] = ()
    """The words that were looked for, by alphabet."""
    ook: tuple[str, ...] = ()
    """Words of ours that stand for one that nobody has: a typing error, or a compound."""
    genoemd: tuple[Genoemd, ...] = ()
    """The values that the question names."""
    zonder: tuple[str, ...] = ()
    """Words that no document has."""
    alleen_stopwoorden: bool = False
    laat: bool = False
    """Whether a moment later more would be found, by meaning."""
    gewichten: tuple[float, ...] = field(default=(), repr=False)
    """What each term of the question weighs; a stop word beside others nothing. No page says so."""


Stappen = Codes
"""What was taken of an answer, in order: the documents with a code, or without where it has a -."""


@dataclass(frozen=True)
class Uitslag:
    """What a question gives: its documents, and the count that each further choice would give.

    `rest` has by facet the documents without the choice in it, and below "" those with all.
    `in_alles` are those with every word, `daar` those at each place that is named. What is asked of
    it is noted (`na_te_vragen`): a page holds as long as the answers do. Who reads the index itself
    goes by that, and who weighs does so within a question of its own (`antwoord_op`).
    """

    verzameling: Verzameling
    in_index: Zoekindex
    in_bits: Bits
    rest: Mapping[str, Bits] = field(default_factory=dict)
    vraag: Vraag = Vraag()
    stappen: Stappen = ()
    schaal: Weegschaal = field(default_factory=Weegschaal)
    in_alles: Bits = 0
    van_woorden: Gezocht = Gezocht()
    woorden: Weegschaal = field(default_factory=Weegschaal)
    vol: int = 0
    daar: Bits = 0

    @property
    def index(self) -> Zoekindex:
        """Which documents have which value."""
        self._gaat_op_index()
        return self.in_index

    @property
    def bits(self) -> Bits:
        """Its documents in `index`."""
        self._gaat_op_index()
        return self.in_bits

    @property
    def aantal(self) -> int:
        return self.noteer(self.in_bits.bit_count(), "aantal")

    @property
    def alles(self) -> bool:
        """Whether any of its documents has every word."""
        return self.noteer(bool(self.in_alles), "alles")

    @property
    def gezocht(self) -> Gezocht:
        """What was made of its words."""
        return self.noteer(self.van_woorden, "gezocht")

    @cached_property
    def tellingen(self) -> Mapping[str, Mapping[str, int]]:
        """By facet, how many each value would give.

        Those of a chosen facet leave its own choice out, so that a second value shows what it
        would add.
        """
        rest, tellingen = self.rest, dict[str, dict[str, int]]()
        for facet in (een.sleutel for een in self.verzameling.facetten):
            tellingen[facet] = _tel(self.in_index.waarden[facet], rest.get(facet, rest[""]))
        for facet, waarden in self.vraag.gekozen.items():  # also what the index does not count
            met = {waarde: self.in_index.met(facet, waarde) for waarde in waarden}
            tellingen[facet] |= _tel(met, rest[facet])
        return self.noteer(tellingen, "tellingen")

    @cached_property
    def zonder(self) -> Mapping[str, int]:
        """What would remain without each chosen facet."""
        aantallen = {facet: self.rest[facet].bit_count() for facet in self.vraag.gekozen}
        return self.noteer(aantallen, "zonder")

    def met(self, facet: str, waarde: str) -> Uitslag:
        """Those of its documents that have this value too."""
        return self.deel(f"{facet}:{waarde}")

    @property
    def past(self) -> float:
        """How well its best answers by words: 1 when it has each term somewhere in its text."""
        bits = self.vooraan.bits or self.bits
        return self.woorden.hoogste(bits) / self.vol if self.vol else 0.0

    @property
    def vooraan(self) -> Uitslag:
        """It without what comes behind the others: the documents to put before a reader."""
        return self.deel(f"-{self.verzameling.achteraan}")

    def score(self, pk: int) -> int:
        """What the document `pk` weighs; 0 when the words do not lead to it."""
        plek = self.index.plek(pk)
        return self.schaal.hoogste(1 << plek) if plek >= 0 else 0

    def heeft_alles(self, pk: int) -> bool:
        """Whether the document `pk` has every word."""
        plek = self.index.plek(pk)
        return plek >= 0 and bool(self.in_alles >> plek & 1)

    def op_volgorde(self, sortering: str) -> Volgorde:
        """The keys of the documents in order: 'relevantie', 'titel', 'compleet', or the newest.

        Or by a facet of `schalen`: the highest value first, and last who has none. In each order
        those that come behind the others do so after what is as good.
        """
        return Volgorde(self, sortering)

    def _gaat_op_index(self) -> None:
        if self.verzameling.openbaar:
            stand("documenten")

    def buiten(self, facet: str, waarde: str) -> Uitslag:
        """Those of its documents that do not have this value."""
        return self.deel(f"-{facet}:{waarde}")

    def deel(self, stap: str) -> Uitslag:
        """Those of its documents that remain after this step."""
        facet, _, waarde = stap.removeprefix("-").partition(":")
        met = self.in_index.met(facet, waarde)
        over = ~met if stap.startswith("-") else met
        return replace(
            self,
            in_bits=self.in_bits & over,
            in_alles=self.in_alles & over,
            stappen=(*self.stappen, stap),
        )

    @property
    def _achteraan(self) -> Bits:
        return self.verzameling.laatste(self.in_index)

    def noteer[T](self, gegeven: T, wat: str, *hoe: Any) -> T:
        """`gegeven`, which a page shows of it."""
        vraag, naam = self.vraag, self.verzameling.naam
        noteer(opnieuw_gevraagd, (naam, vraag.tekst, vraag.codes, self.stappen, wat, *hoe), gegeven)
        return gegeven

    def op_sleutels(self, sortering: str) -> Iterator[int]:
        """The keys in this order, for who takes a part and notes it."""
        in_orde = self.in_index.pks_op_titel if sortering == "titel" else self.in_index.pks
        achteraan = self._achteraan
        for bits in self._even_goed(sortering):
            for deel in (bits & ~achteraan, bits & achteraan):
                if deel:
                    yield from in_orde(deel)

    def _even_goed(self, sortering: str) -> Iterable[Bits]:
        """What goes before what, where the order within is the newest or the title."""
        if sortering == "relevantie":
            return self.schaal.aflopend(self.in_bits)
        if sortering == "compleet":
            vooraan = self.in_bits & ~self._achteraan
            rangen = sorted(self.in_index.waarden[RANG].items(), reverse=True)
            return chain((bits & vooraan for _, bits in rangen), [self.in_bits & self._achteraan])
        if schaal := self.verzameling.schalen.get(sortering):
            trappen = [self.in_index.met(sortering, waarde) & self.in_bits for waarde in schaal]
            return [*trappen, self.in_bits & ~reduce(or_, trappen)]
        return [self.in_bits]


@dataclass(frozen=True)
class Volgorde:
    """The keys of an answer in order, of which only the part that is asked for is made."""

    uitslag: Uitslag
    sortering: str

    def __getitem__(self, deel: slice) -> list[int]:
        sleutels = self.uitslag.op_sleutels(self.sortering)
        gevraagd = list(islice(sleutels, deel.start, deel.stop))
        return self.uitslag.noteer(gevraagd, "volgorde", self.sortering, deel.start, deel.stop)


@na_te_vragen
def opnieuw_gevraagd(
    naam: str, tekst: str, codes: Codes, stappen: Stappen, wat: str, *hoe: Any
) -> Any:
    """What the answer to `tekst` and `codes` says now, as its page noted it."""
    verzameling = _verzamelingen.get(naam)
    if verzameling is None:  # of an app that this process has not loaded yet
        return None
    uitslag = reduce(Uitslag.deel, stappen, verzameling.zoek(Vraag.met(tekst, codes)))
    if wat == "volgorde":
        sortering, begin, einde = hoe
        return uitslag.op_volgorde(sortering)[begin:einde]
    return getattr(uitslag, wat)


_verzamelingen: dict[str, Verzameling] = {}
_eigen_woorden: dict[type[Document], tuple[Zoekindex, Woordenschat]] = {}
"""Of documents without a stand, the words with the index that they were read beside."""


@dataclass(frozen=True)
class Verzameling:
    """The documents of `model`, asked for by words and by `facetten`.

    `functie` is made in SQL by the migration of the model: the keys of the documents that have the
    words of a tsquery, as one value of four bytes each. `ingangen` are facets that are not counted
    and have names that a question may hold; `namen` are of both. The values of the facet
    `eindeloos` have no end; the index holds the most used. With `betekenis`, a function that
    `vinden.betekenis` names, what is near in meaning is found too, where the site can tell;
    `per_afwijking` is what that counts. Of documents that are not `openbaar` no stand says that
    they changed: each question asks first whether one did. Documents with the value
    `achteraan`, a code, come behind the others.
    """

    model: type[Document]
    facetten: tuple[Facet[Any], ...]
    functie: str
    eindeloos: str = ""
    ingangen: tuple[Facet[Any], ...] = ()
    betekenis: str = ""
    per_afwijking: float = PER_AFWIJKING
    openbaar: bool = True
    achteraan: str = ""

    def __post_init__(self) -> None:
        _verzamelingen[self.naam] = self

    @property
    def naam(self) -> str:
        """The same in each process."""
        return self.model._meta.label

    @property
    def schalen(self) -> Mapping[str, tuple[str, ...]]:
        """The facets to sort by, each with its values, the highest first."""
        return {
            facet.sleutel: tuple(reversed(facet.lijst.values))
            for facet in self.facetten
            if facet.sorteer and issubclass(facet.lijst, TextChoices)
        }

    @property
    def documenten(self) -> DocumentQuerySet[Document]:
        return DocumentQuerySet(self.model)

    def index(self) -> Zoekindex:
        """Which documents have which value, as they are now."""
        lees = zoekindex if self.openbaar else index_op_stempel
        geteld = [*(facet.sleutel for facet in self.facetten), RANG]
        return lees(self.model, geteld, self.eindeloos)

    def woorden(self, index: Zoekindex) -> Woordenschat:
        """Those that somebody may have meant who makes a typing error.

        Of documents without a stand they are read again when `index` is.
        """
        if self.openbaar:
            return woordenschat()
        eerder = _eigen_woorden.get(self.model)
        if eerder is None or eerder[0] is not index:
            eerder = _eigen_woorden[self.model] = index, woordenschat_van(self.model)
        return eerder[1]

    def namen(self) -> Namenlijst:
        """What the values are called, by themselves and by others."""
        facetten = (*self.facetten, *self.ingangen)
        return namenlijst([facet for facet in facetten if facet.sleutel != self.eindeloos])

    def zoek(self, vraag: Vraag, *, wacht: float = WACHT) -> Uitslag:
        """The documents that answer: or within a facet, and between facets.

        Waits at most `wacht` seconds for what the question means.

        At most five queries beside those of the index: for lexemes, for where they stand, for the
        same of mended typing errors, and for a phrase.
        """
        with ongezien():
            gevonden = self._met_woorden(vraag.tekst, wacht) if vraag.tekst else self._alle()
        index = gevonden.in_index
        keuzes = {
            facet: reduce(or_, (index.met(facet, waarde) for waarde in waarden), 0)
            for facet, waarden in vraag.gekozen.items()
        }
        rest = {
            facet: reduce(and_, (b for een, b in keuzes.items() if een != facet), gevonden.in_bits)
            for facet in ("", *keuzes)
        }
        return replace(gevonden, in_bits=rest[""], rest=rest, vraag=vraag)

    def met(self, *codes: str) -> Uitslag:
        """The documents that have each value of `codes`, of facets or ingangen."""
        return reduce(Uitslag.deel, codes, self.zoek(Vraag()))

    def _alle(self) -> Uitslag:
        index = self.index()
        return Uitslag(self, index, index.alle)

    def _met_woorden(self, tekst: str, wacht: float) -> Uitslag:
        zoek = _Zoektocht(self, self.index(), tekst, wacht).zoek
        return eenmaal(zoek, self.naam, tekst) if self.openbaar else zoek()

    def laatste(self, index: Zoekindex) -> Bits:
        """The documents that come behind the others."""
        facet, _, slug = self.achteraan.partition(":")
        return index.met(facet, slug)

    def met_lexemen(self, index: Zoekindex, lexemen: Iterable[str]) -> Mapping[str, Bits]:
        """The documents with each of `lexemen`; one query for those that were not asked before."""
        bewaard = index.lexemen  # other threads read and empty it meanwhile
        gevraagd = dict.fromkeys(lexemen)
        met = {een: bits for een in gevraagd if (bits := bewaard.get(een)) is not None}
        if onbekend := [een for een in gevraagd if een not in met]:
            with connection.cursor() as cursor:
                cursor.execute(_MET_LEXEEM.format(functie=self.functie), [onbekend])
                nieuw = {een: index.bits(getallen(pks)) for een, pks in cursor}
            if (
                sum(getsizeof(bits) + PER_LEXEEM for bits in list(bewaard.values()))
                > MEESTE_BEWAARD
            ):
                for een in list(bewaard)[: len(bewaard) // 2]:  # those asked first
                    bewaard.pop(een, None)
            bewaard.update(nieuw)
            met |= nieuw
        return met

    def met_zin(self, index: Zoekindex, delen: tuple[str, ...], kandidaten: Bits) -> Bits:
        """Those of `kandidaten` in which the words of `delen` follow each other."""
        zin = " <-> ".join(f"({' | '.join(f"'{v}'" for v in vormen(deel))})" for deel in delen)
        documenten = self.documenten.onder(index.pks(kandidaten)).extra(
            where=["zinnen @@ %s::tsquery"], params=[zin]
        )
        return index.bits(array("i", documenten.values_list("pk", flat=True)))


@dataclass
class _Zoektocht:
    """One question in one collection, from its words to a score for each document."""

    verzameling: Verzameling
    index: Zoekindex
    tekst: str
    wacht: float
    ook: list[str] = field(default_factory=list)
    genoemd: list[tuple[Genoemd, list[Termgroep]]] = field(default_factory=list)

    @cached_property
    def vraag(self) -> Ontleed:
        return ontleed(self.tekst)

    @cached_property
    def namen(self) -> Namenlijst:
        return self.verzameling.namen()

    def zoek(self) -> Uitslag:
        """The documents that answer, before any choice of facets."""
        groepen = [Termgroep(term) for term in self.vraag.termen]
        gevraagd = [groep for groep in groepen if not groep.term.stop] or groepen
        paren = _paren(gevraagd)
        titel = heel(self.tekst)
        zinsparen = chain(*(_paren_van(groep.term.delen) for groep in groepen if groep.term.zin))
        met = self._vul([groepen], [*paren, titel, *chain(*zinsparen)])
        als_titel = met[titel] | self._als_titel(self._verbeter(gevraagd))
        zinnen = self._met_zinnen(groepen)
        naast = [(nummer, met[paar]) for nummer, paar in enumerate(paren) if met[paar]]
        nabij = self._nabij(gevraagd)
        achteraan = self.verzameling.laatste(self.index)
        aantal = len(self.index.nieuwste)
        orde = Rangorde(achteraan, als_titel | _in_titels(gevraagd), als_titel)
        weging = weeg(gevraagd, aantal, naast, self._gewogen(nabij), orde)
        bits = reduce(and_, zinnen, weging.bits)
        for delen in self.vraag.niet:
            bits &= ~self._met(delen)
        gezocht = Gezocht(
            tuple(sorted(set(self._woorden()))),
            tuple(dict.fromkeys(self.ook)),
            tuple(dict.fromkeys(self._genoemd(gevraagd))),
            tuple(" ".join(groep.term.delen) for groep in gevraagd if not groep.bits),
            bool(groepen) and not self.vraag.gevraagd,
            nabij.laat,
            tuple(groep.gewicht if groep in gevraagd else 0 for groep in groepen),
        )
        return Uitslag(
            self.verzameling,
            self.index,
            bits,
            schaal=weging.schaal,
            in_alles=weging.alles & bits,
            van_woorden=gezocht,
            woorden=weging.woorden,
            vol=weging.vol,
            daar=reduce(and_, (groep.bits for groep in gevraagd if groep.plaats), bits),
        )

    def _vul(
        self, rijen: list[list[Termgroep]], ook: Iterable[str] = (), telt: float = PRECIES
    ) -> Mapping[str, Bits]:
        """Give each term the documents of all that may stand for it. At most two queries.

        The terms of one of `rijen` are neighbours. `ook` are lexemes to look up along with them;
        returned are the documents of each lexeme.
        """
        genoemd = [
            (groepen[begin:einde], namen)
            for groepen in rijen
            for begin, einde, namen in self._herken(groepen)
        ]
        plan = [(groep, alt) for groep in chain(*rijen) for alt in _van_term(groep.term)]
        plan += [
            (groep, alt)
            for groepen in rijen
            for paar in pairwise(groepen)
            for groep, alt in _aaneen(*paar)
        ]
        plan += [
            (groep, alt)
            for groepen, namen in genoemd
            for groep in groepen
            for naam in namen
            for alt in self._anders(naam)
        ]
        met = self._haal((een for _, alt in plan for of in alt.en for een in of), ook)
        plan = [(groep, raak) for groep, alt in plan if (raak := alt.met(met))]
        waar = self._haal(een for _, alt in plan for een in alt.lexemen())
        for groep, alt in plan:
            groep.beste = max(groep.beste, alt.factor)
            treffers = list(alt.treffers(waar))
            groep.treffers += [(telt * factor, bits) for factor, bits in treffers]
            if alt.factor >= VERWANT:
                groep.zelf = reduce(or_, (bits for _, bits in treffers), groep.zelf)
                groep.in_titel |= alt.in_titel(waar)
        for groepen, namen in genoemd:
            self._noem(groepen, namen)
        return met

    def _herken(self, groepen: list[Termgroep]) -> Iterator[tuple[int, int, list[Genoemd]]]:
        return self.namen.herken([groep.term.delen for groep in groepen])

    def _noem(self, groepen: list[Termgroep], namen: list[Genoemd]) -> None:
        """Give the terms of a name the documents that have the value."""
        langer = len(groepen) > 1  # also of 'Den Helder', of which one word tells something
        groepen = [groep for groep in groepen if not groep.term.stop]
        if not groepen:
            return
        self.genoemd += [(naam, groepen) for naam in namen]
        if langer:
            for groep in groepen:
                groep.treffers = [(IN_EEN_NAAM * telt, bits) for telt, bits in groep.treffers]
        gewoon = any(telt >= PRECIES for groep in groepen for telt, _ in groep.treffers)
        for naam in namen:
            facet, _, slug = naam.code.partition(":")
            telt = NAAM * naam.telt * (OOK_EEN_WOORD if naam.plaats and gewoon else 1)
            for groep in groepen:
                groep.plaats |= bool(naam.plaats) and not gewoon
            if bits := self.index.met(facet, slug):
                for groep in groepen:
                    groep.treffers.append((telt, bits))
                    groep.zelf |= 0 if naam.plaats else bits

    def _genoemd(self, gevraagd: Sequence[Termgroep]) -> Iterator[Genoemd]:
        """What the question names, with the part of its weight that does."""
        alles = sum(groep.gewicht for groep in gevraagd)
        for naam, groepen in self.genoemd:
            if naam.plaats and len(groepen) < len(gevraagd) and self._is_woord(naam, groepen):
                continue
            yield replace(naam, deel=sum(groep.gewicht for groep in groepen) / alles)

    def _is_woord(self, plaats: Genoemd, groepen: Sequence[Termgroep]) -> bool:
        """Whether what is called as a place is meant as the word: 'wat doen buren'."""
        woord = "".join(deel for groep in groepen for deel in groep.term.delen)
        gewoon = not any(groep.plaats for groep in groepen) and bool(lemmas(woord))
        return gewoon and plaats.plaats not in self.tekst

    def _nabij(self, gevraagd: Sequence[Termgroep]) -> Dichtbij:
        """What is near in meaning, to a question that says no more than its words.

        What is near to the name of a place is chance; so it is to 'zebra', unless it is very near,
        and to 'xqzv', which is no word of any text or list.
        """
        gewoon = not self.vraag.niet and not any(term.zin for term in self.vraag.termen)
        plaats = all(groep.plaats for groep in gevraagd)
        onzin = not any(groep.bits or any(map(gebruik, groep.term.delen)) for groep in gevraagd)
        if plaats or onzin or not (self.verzameling.betekenis and gewoon and self.vraag.gevraagd):
            return Dichtbij()
        nabij = dichtbij(
            self.verzameling.model,
            self.tekst,
            functie=self.verzameling.betekenis,
            wacht=self.wacht,
        )
        vreemd = len(self.vraag.termen) <= KORT and not all(groep.bits for groep in gevraagd)
        return Dichtbij() if vreemd and 0 < nabij.cosinus < DICHT_GENOEG else nabij

    def _gewogen(self, nabij: Dichtbij) -> list[tuple[float, Bits]]:
        """What it counts to be near in meaning, from some nearness on."""
        return [
            (
                self.verzameling.per_afwijking * (afwijking - AFWIJKING),
                self.index.bits(array("i", [pk])),
            )
            for pk, afwijking in nabij.documenten
            if afwijking > AFWIJKING
        ]

    def _anders(self, naam: Genoemd) -> Iterator[Alternatief]:
        """The other names of a value as words: who wrote 'thuisloos' did not choose it, perhaps."""
        if not naam.plaats:
            for sleutel in self.namen.van[naam.code][:MEESTE_NAMEN]:
                if woorden := [een for een in sleutel if een not in STOPWOORDEN]:
                    yield Alternatief(ALS_TEKST, tuple(map(vormen, woorden)))

    def _verbeter(self, groepen: list[Termgroep]) -> dict[Term, list[str]]:
        """Of words that nobody has, or only their parts: what they may be typing errors of.

        A compound that is no typing error is looked for by each part, where no word of the
        question is found: beside other words a part says too little.
        """
        mis = [groep for groep in groepen if groep.beste <= DELEN and not groep.term.stop]
        verbeterd = defaultdict[Term, list[str]](list)
        if not mis:
            return verbeterd
        bekend = self.verzameling.woorden(self.index), self.namen.woorden
        goed = {een: groep for groep in mis for een in _bedoeld(groep, *bekend)}
        niets = not any(groep.bits for groep in groepen)
        deels = {een: groep for groep in mis if niets for een in _delen(groep.term)}
        nieuw = {een: Termgroep(Term((een,))) for een in goed | deels}
        self._vul([[groep] for groep in nieuw.values()], telt=TIKFOUT)
        for een, groep in goed.items():
            if self._vervang(groep, nieuw[een]):
                verbeterd[groep.term].append(een)
                groep.in_titel |= nieuw[een].in_titel
        for een, groep in deels.items():
            if groep.term not in verbeterd:
                self._vervang(groep, nieuw[een], EEN_DEEL)
        return verbeterd

    def _vervang(self, groep: Termgroep, door: Termgroep, telt: float = 1) -> bool:
        """Give a term the documents of what may stand for it; whether there are any."""
        if door.bits:
            self.ook += door.term.delen
            groep.treffers += [(telt * factor, bits) for factor, bits in door.treffers]
        return bool(door.bits)

    def _als_titel(self, verbeterd: Mapping[Term, list[str]]) -> Bits:
        """The documents that are called as the question, its typing errors mended. One query."""
        if not verbeterd:
            return 0
        keuzes = (verbeterd.get(term) or ["".join(term.delen)] for term in self.vraag.termen)
        titels = [heel(" ".join(een)) for een in islice(product(*keuzes), MEESTE_TIKFOUTEN)]
        return reduce(or_, self._haal(titels).values(), 0)

    def _met_zinnen(self, groepen: list[Termgroep]) -> list[Bits]:
        """A phrase that was asked for must be there."""
        zinnen = []
        for groep in groepen:
            if groep.term.zin:
                delen = groep.term.delen
                kandidaten = self._met(delen) & self._naast_elkaar(delen)
                zin = self.verzameling.met_zin(self.index, delen, kandidaten)
                zin = reduce(or_, (self._met(anders) for anders in groep.term.anders), zin)
                groep.treffers = [(telt, bits & zin) for telt, bits in groep.treffers if bits & zin]
                groep.treffers += [(PRECIES, zin)] if zin else []
                zinnen.append(zin)
        return zinnen

    def _naast_elkaar(self, delen: tuple[str, ...]) -> Bits:
        """The documents in which the words of a phrase that tell something follow each other.

        As they were typed, or with the same stem. To look into each text for the phrase takes long,
        and these are few of those that have all its words somewhere.
        """
        paren = list(_paren_van(delen))
        met = self._haal(*paren)
        return reduce(
            and_, (reduce(or_, (met[een] for een in of)) for of in paren), self.index.alle
        )

    def _met(self, delen: tuple[str, ...]) -> Bits:
        """The documents with all words of `delen`."""
        met = self._haal(vorm for deel in delen for vorm in vormen(deel))
        return reduce(and_, (reduce(or_, (met[v] for v in vormen(deel)), 0) for deel in delen))

    def _haal(self, *lexemen: Iterable[str]) -> Mapping[str, Bits]:
        return self.verzameling.met_lexemen(self.index, chain(*lexemen))

    def _woorden(self) -> Iterator[str]:
        """All words that were looked for, for marks in texts."""
        yield from self.ook
        for term in self.vraag.gevraagd:
            for delen in (term.delen, *term.anders):
                yield from delen
                yield "".join(delen)


def _in_titels(groepen: Sequence[Termgroep]) -> Bits:
    """The documents with all words of a question in their title, when it has more than one."""
    return reduce(and_, (groep.in_titel for groep in groepen)) if len(groepen) > 1 else 0


def _bedoeld(groep: Termgroep, *bekend: Woordenschat) -> list[str]:
    """What a term may be a typing error of: the whole, or where nobody has it each of its words."""
    delen = groep.term.delen
    heel = als_tikfout("".join(delen), *bekend)
    if heel or groep.bits or len(delen) == 1:
        return heel
    return [een for deel in delen for een in als_tikfout(deel, *bekend) or [deel]]


def _delen(term: Term) -> tuple[str, ...]:
    """The words of a term that was typed as one."""
    return () if term.zin else splits("".join(term.delen))


def _van_term(term: Term) -> Iterator[Alternatief]:
    for delen in (term.delen, *term.anders):
        yield from alternatieven(delen)


def _paren(groepen: Sequence[Termgroep]) -> list[str]:
    """For each term the lexeme of it and the next side by side."""
    return [paar(een.term.delen[-1], ander.term.delen[0]) for een, ander in pairwise(groepen)]


def _paren_van(delen: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each two words of a phrase that tell something the lexemes of them side by side."""
    for een, ander in pairwise(filter(zegt_iets, delen)):
        wortels = product(stammen(een) or [een], stammen(ander) or [ander])
        yield tuple(dict.fromkeys(starmap(paar_van_wortels, wortels)))


def _aaneen(eerste: Termgroep, tweede: Termgroep) -> Iterator[tuple[Termgroep, Alternatief]]:
    """Two words that others write as one: 'kind check', 'e health'."""
    if not eerste.term.zin and not tweede.term.zin:
        heel = "".join((*eerste.term.delen, *tweede.term.delen))
        for groep in (eerste, tweede):
            yield groep, Alternatief(AANEEN, (vormen(heel),))


def _tel(waarden: Mapping[str, Bits], bits: Bits) -> dict[str, int]:
    """By value, in an order that is the same in each process."""
    aantallen = ((slug, (met_waarde & bits).bit_count()) for slug, met_waarde in waarden.items())
    return dict(sorted((slug, aantal) for slug, aantal in aantallen if aantal))
