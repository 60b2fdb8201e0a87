"""Search: what a reader asks of one kind of pages, and what the answer is.

The words of a reader become a query in one way, websearch with `vinden.woorden.CONFIG`: by
`zoekvraag`, or in SQL where the ORM would cost a query more.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, islice
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F

from vinden.facetten import Facet
from vinden.models import Document, DocumentQuerySet
from vinden.woorden import CONFIG, zoekvraag
from vinden.zoekindex import Bits, Zoekindex, getallen, zoekindex

MEESTE_GEWOGEN = 1000
MEESTE_EEN_VOOR_EEN = 5000

_WOORDEN = """
    SELECT {functie}(los), los = vraag
    FROM websearch_to_tsquery(%s, %s) AS vraag, zonder_zinnen(vraag) AS los
"""
_ZIN = "SELECT {functie}(websearch_to_tsquery(%s, %s))"
_NABIJ = """
    SELECT woord, length({functie}(websearch_to_tsquery(%s, woord))) / 4
    FROM unnest(%s::text[]) AS woord
"""


@dataclass(frozen=True)
class Vraag:
    """What a reader asks of a list: words, and the chosen values of each facet."""

    tekst: str = ""
    gekozen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Uitslag:
    """What a question gives: its documents, and the count that each further choice would give.

    The counts of a chosen facet leave its own choice out, so that a second value shows what it
    would add; `zonder` is what would remain without that facet.
    """

    verzameling: Verzameling
    vraag: Vraag
    index: Zoekindex
    bits: Bits
    tellingen: Mapping[str, Mapping[str, int]]
    zonder: Mapping[str, int]

    @property
    def aantal(self) -> int:
        return self.bits.bit_count()

    def op_volgorde(self, sortering: str) -> Volgorde:
        """The keys of the documents in order: 'relevantie' (needs words), 'titel', or the newest.

        Of more than MEESTE_GEWOGEN documents only the newest are weighed; the others follow.
        """
        if sortering == "titel":
            return Volgorde(lambda: self.index.pks_op_titel(self.bits))
        vraag = zoekvraag(self.vraag.tekst)
        if sortering != "relevantie" or not vraag:
            return Volgorde(lambda: self.index.pks(self.bits))
        nieuwste = self.index.pks(self.bits)
        gewogen = (
            self.verzameling.documenten.onder(islice(nieuwste, MEESTE_GEWOGEN))
            .order_by(SearchRank(F("zoek"), vraag).desc(), "-gepubliceerd_op", "-pk")
            .values_list("pk", flat=True)
        )
        return Volgorde(lambda: chain(gewogen, nieuwste))


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
    words of a tsquery, as one value of four bytes each. The values of the facet `eindeloos` have no
    end; the index holds the most used.
    """

    model: type[Document]
    facetten: tuple[Facet[Any], ...]
    functie: str
    eindeloos: str = ""

    @property
    def documenten(self) -> DocumentQuerySet[Document]:
        return DocumentQuerySet(self.model)

    def index(self) -> Zoekindex:
        """Which documents have which value, as they are now."""
        return zoekindex(self.model, [facet.sleutel for facet in self.facetten], self.eindeloos)

    def zoek(self, vraag: Vraag) -> Uitslag:
        """The documents that answer: or within a facet, and between facets.

        At most three queries beside those of the index: for words, for phrases, for rare values.
        """
        index = self.index()
        woorden, precies = self._met_woorden(index, vraag.tekst)
        gekozen = {
            facet: {waarde: self._met_waarde(index, facet, waarde) for waarde in waarden}
            for facet, waarden in vraag.gekozen.items()
        }
        keuzes = {facet: reduce(or_, waarden.values(), 0) for facet, waarden in gekozen.items()}
        rest = {
            facet: reduce(and_, (bits for ander, bits in keuzes.items() if ander != facet), woorden)
            for facet in ("", *keuzes)
        }
        if not precies:
            met_zin = self._met_zin(index, vraag.tekst, reduce(or_, rest.values()))
            rest = {facet: bits & met_zin for facet, bits in rest.items()}
        tellingen = {
            facet: _tel(waarden, rest.get(facet, rest[""]))
            for facet, waarden in index.waarden.items()
        }
        for facet, waarden in gekozen.items():
            tellingen[facet] |= _tel(waarden, rest[facet])  # also those that the index has not
        zonder = {facet: rest[facet].bit_count() for facet in keuzes}
        return Uitslag(self, vraag, index, rest[""], tellingen, zonder)

    def nabij(self, tekst: str) -> list[tuple[str, int]]:
        """The words of `tekst` that do give results, with how many, the most first. One query."""
        woorden = list(
            dict.fromkeys(woord for woord in tekst.lower().split() if woord.strip('"-').isalnum())
        )[:6]
        kandidaten = [woord.strip('"-') for woord in woorden if len(woorden) > 1]
        if not kandidaten:
            return []
        with connection.cursor() as cursor:
            cursor.execute(_NABIJ.format(functie=self.functie), [CONFIG, kandidaten])
            gevonden = [(woord, aantal) for woord, aantal in cursor if aantal]
        return sorted(gevonden, key=lambda paar: -paar[1])

    def _met_waarde(self, index: Zoekindex, facet: str, slug: str) -> Bits:
        bits = index.waarden[facet].get(slug)
        if bits is None and facet == self.eindeloos:  # too rare for the index
            documenten = self.documenten.met(f"{facet}:{slug}")
            return index.bits(array("i", documenten.values_list("pk", flat=True)))
        return bits or 0

    def _met_woorden(self, index: Zoekindex, tekst: str) -> tuple[Bits, bool]:
        """The documents with the words of `tekst`, and whether that is the whole answer.

        For a phrase it is not: the database would have to open each document that has its words,
        and the facets leave few of them.
        """
        if not tekst:
            return index.alle, True
        with connection.cursor() as cursor:
            cursor.execute(_WOORDEN.format(functie=self.functie), [CONFIG, tekst])
            pks, precies = cursor.fetchone()
        return index.bits(getallen(pks)), precies

    def _met_zin(self, index: Zoekindex, tekst: str, kandidaten: Bits) -> Bits:
        if kandidaten.bit_count() > MEESTE_EEN_VOOR_EEN:  # then in the order of the disk is faster
            with connection.cursor() as cursor:
                cursor.execute(_ZIN.format(functie=self.functie), [CONFIG, tekst])
                return index.bits(getallen(cursor.fetchone()[0]))
        documenten = self.documenten.onder(index.pks(kandidaten)).filter(zoek=zoekvraag(tekst))
        return index.bits(array("i", documenten.values_list("pk", flat=True)))


def _tel(waarden: Mapping[str, Bits], bits: Bits) -> dict[str, int]:
    return {
        slug: aantal
        for slug, met_waarde in waarden.items()
        if (aantal := (met_waarde & bits).bit_count())
    }
