"""Search: how a description becomes findable, and how a question becomes a query.

`zoekvraag` is the one place where the words of a reader become a search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.core.cache import caches
from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from psycopg.sql import SQL, Composable, Literal

from basis.tekst import sorteersleutel
from innovaties.facetten import ALLE, codes
from innovaties.formaat import velden
from innovaties.models import Beschrijving, Zoekdocument
from innovaties.models.beschrijving import BeschrijvingQuerySet
from innovaties.stand import stand
from innovaties.weergave import Waarde, toonbaar, voor_weergave, waarde

CONFIG = "dutch"
GEWICHTEN = "ABCD"
MARKEER_BEGIN, MARKEER_EIND = "\u2983", "\u2984"
"""Marks around a found word: signs that no text holds, so that escaping comes before marking."""


def zoekvraag(tekst: str) -> SearchQuery | None:
    """The words of a reader as a query: "a phrase", -not, or. None when there are no words."""
    return SearchQuery(tekst, config=CONFIG, search_type="websearch") if tekst else None


@dataclass(frozen=True)
class Vraag:
    """What a reader asks of the list: words, and the chosen values of each facet."""

    tekst: str = ""
    gekozen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def codes(self, facet: str) -> list[str]:
        return [f"{facet}:{waarde}" for waarde in self.gekozen[facet]]

    def documenten(self) -> QuerySet[Zoekdocument]:
        """The documents that answer: or within a facet, and between facets."""
        qs = Zoekdocument.objects.order_by()
        if vraag := zoekvraag(self.tekst):
            qs = qs.filter(zoek=vraag)
        for facet in self.gekozen:
            qs = qs.filter(facetten__overlap=self.codes(facet))
        return qs


def sorteer(qs: QuerySet[Zoekdocument], sortering: str, tekst: str) -> QuerySet[Zoekdocument]:
    """Put documents in order: 'relevantie' (needs words), 'titel', or the newest first."""
    vraag = zoekvraag(tekst)
    if sortering == "relevantie" and vraag:
        return qs.order_by(SearchRank(F("zoek"), vraag).desc(), "-gepubliceerd_op", "-pk")
    if sortering == "titel":
        return qs.order_by("sorteersleutel", "pk")
    return qs.order_by("-gepubliceerd_op", "-pk")


def met_fragment(qs: BeschrijvingQuerySet, tekst: str) -> BeschrijvingQuerySet:
    """Add `fragment`: the passage around the found words, these between the markers."""
    vraag = zoekvraag(tekst)
    if not vraag:
        return qs
    return qs.annotate(
        fragment=SearchHeadline(
            "zoekdocument__tekst",
            vraag,
            config=CONFIG,
            start_sel=MARKEER_BEGIN,
            stop_sel=MARKEER_EIND,
            max_words=34,
            min_words=18,
            max_fragments=1,
        )
    )


Tellingen = dict[str, dict[str, int]]


def tel(vraag: Vraag) -> Tellingen:
    """For each facet the count that each value would give; `[ALLE][ALLE]` is the number of results.

    The counts of a chosen facet leave its own choice out, so that a second value shows what it
    would add; its `ALLE` is what would remain without the facet. One query; the counts of all
    documents together are kept until something changes.
    """
    if vraag.tekst or vraag.gekozen:
        return _tel(vraag)
    sleutel = f"tellingen-{stand()}"
    tellingen: Tellingen | None = caches["paginas"].get(sleutel)
    if tellingen is None:
        tellingen = _tel(vraag)
        caches["paginas"].set(sleutel, tellingen)
    return tellingen


def _tel(vraag: Vraag) -> Tellingen:
    basis = _telling(ALLE, vraag, zonder="", beperk=SQL("true"))
    rest = [
        _telling(
            facet,
            vraag,
            zonder=facet,
            beperk=SQL("(v = {} OR v LIKE {})").format(ALLE, f"{facet}:%"),
        )
        for facet in vraag.gekozen
    ]
    tellingen: Tellingen = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(SQL(" UNION ALL ").join([basis, *rest]))
        for groep, code, aantal in cursor.fetchall():
            facet, _, slug = code.partition(":")
            if groep != ALLE or facet not in vraag.gekozen:
                tellingen[groep if groep != ALLE else facet][slug or ALLE] = aantal
    return tellingen


def _telling(groep: str, vraag: Vraag, *, zonder: str, beperk: Composable) -> Composable:
    voorwaarden: list[Composable] = [beperk]
    if vraag.tekst:
        voorwaarden.append(
            SQL("zoek @@ websearch_to_tsquery({}::regconfig, {})").format(CONFIG, vraag.tekst)
        )
    voorwaarden += [
        SQL("facetten && {}::varchar[]").format(vraag.codes(facet))
        for facet in vraag.gekozen
        if facet != zonder
    ]
    return SQL(
        "SELECT {}, v, count(*) FROM innovaties_zoekdocument, unnest(facetten) AS v "
        "WHERE {} GROUP BY v"
    ).format(Literal(groep), SQL(" AND ").join(voorwaarden))


def nabij(tekst: str) -> list[tuple[str, int]]:
    """The words of `tekst` that do give results, with how many, the most first. One query."""
    woorden = list(
        dict.fromkeys(woord for woord in tekst.lower().split() if woord.strip('"-').isalnum())
    )[:6]
    kandidaten = [woord.strip('"-') for woord in woorden if len(woorden) > 1]
    if not kandidaten:
        return []
    aantallen = Zoekdocument.objects.aggregate(
        **{
            f"w{nummer}": Count("pk", filter=Q(zoek=zoekvraag(woord)))
            for nummer, woord in enumerate(kandidaten)
        }
    )
    gevonden = [(woord, aantallen[f"w{nummer}"]) for nummer, woord in enumerate(kandidaten)]
    return sorted(
        ((woord, aantal) for woord, aantal in gevonden if aantal), key=lambda paar: -paar[1]
    )


def indexeer(beschrijvingen: QuerySet[Beschrijving]) -> int:
    """Write the search documents of the visible ones among `beschrijvingen`, drop the others.

    Returns how many are findable now.
    """
    Zoekdocument.objects.filter(beschrijving__in=beschrijvingen.order_by()).exclude(
        beschrijving__in=Beschrijving.objects.zichtbaar()
    ).delete()
    zichtbaar = beschrijvingen.filter(pk__in=Beschrijving.objects.zichtbaar()).order_by()
    rijen = [_document(b) for b in voor_weergave(zichtbaar).prefetch_related("regios__provincies")]
    with connection.cursor() as cursor:
        cursor.executemany(_SCHRIJF, rijen)
    return len(rijen)


def _document(beschrijving: Beschrijving) -> dict[str, Any]:
    gewogen: dict[str, list[str]] = {gewicht: [] for gewicht in GEWICHTEN}
    fragmenten = [beschrijving.kern]
    for veld in velden():
        if not toonbaar(beschrijving, veld):
            continue
        gevuld = waarde(beschrijving, veld)
        if woorden := gevuld.plat:
            gewogen[veld.gewicht].append(woorden)
            fragmenten += _lopende_tekst(gevuld, woorden)
    return {
        "pk": beschrijving.pk,
        "titel": beschrijving.titel,
        "sleutel": sorteersleutel(beschrijving.titel),
        "op": beschrijving.gepubliceerd_op,
        "facetten": codes(beschrijving),
        "tekst": " – ".join(filter(None, fragmenten)),
        **{gewicht: " . ".join(delen) for gewicht, delen in gewogen.items()},
    }


def _lopende_tekst(gevuld: Waarde, woorden: str) -> Iterable[str]:
    """What a snippet may be cut from: rich text, and rows that are sentences."""
    if gevuld.html:
        yield woorden
    for rij in gevuld.rijen:
        yield ": ".join(cel.tekst for cel in rij if cel.tekst and not cel.sleutel)


_SCHRIJF = f"""
    INSERT INTO innovaties_zoekdocument
        (beschrijving_id, titel, sorteersleutel, gepubliceerd_op, facetten, tekst, zoek)
    VALUES (%(pk)s, %(titel)s, %(sleutel)s, %(op)s, %(facetten)s, %(tekst)s,
            {" || ".join(f"setweight(to_tsvector('{CONFIG}', %({g})s), '{g}')" for g in GEWICHTEN)})
    ON CONFLICT (beschrijving_id) DO UPDATE SET
        titel = EXCLUDED.titel, sorteersleutel = EXCLUDED.sorteersleutel,
        gepubliceerd_op = EXCLUDED.gepubliceerd_op,
        facetten = EXCLUDED.facetten, tekst = EXCLUDED.tekst, zoek = EXCLUDED.zoek
"""  # noqa: S608 (only constants of this module)
