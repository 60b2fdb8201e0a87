"""Related descriptions, and why they are related."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from innovaties.lezen.facetten import CODE_GENOEMD, LANDELIJK
from innovaties.lezen.facetten import codes as facetcodes
from innovaties.lezen.namen import namen
from innovaties.models import Beschrijving, Element, Zoekdocument

AANTAL = 6
MAXIMUM_KANDIDATEN = 500
"""The newest that share something strong, and as many that share anything, are weighed."""

GEWICHTEN = {"element": 3, "methodiek": 3, "thema": 2, "regio": 1}
"""What two descriptions can share, and how much that says: how it works says more than where."""

_VERWANT = """
    WITH kandidaat AS (
        (SELECT beschrijving_id, facetten FROM innovaties_zoekdocument
            WHERE facetten && %(sterk)s::varchar[] AND beschrijving_id <> %(pk)s
                AND NOT facetten && %(genoemd)s::varchar[]
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
        UNION
        (SELECT beschrijving_id, facetten FROM innovaties_zoekdocument
            WHERE facetten && %(codes)s::varchar[] AND beschrijving_id <> %(pk)s
                AND NOT facetten && %(genoemd)s::varchar[]
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
    )
    SELECT beschrijving_id, array_agg(v) FROM kandidaat, unnest(facetten) AS v
    JOIN unnest(%(codes)s::varchar[], %(gewichten)s::int[]) AS gedeeld(code, gewicht)
        ON gedeeld.code = v
    GROUP BY beschrijving_id ORDER BY sum(gewicht) DESC, beschrijving_id LIMIT %(aantal)s
"""


@dataclass(frozen=True)
class Verwant:
    beschrijving: Beschrijving
    waarom: list[str]


def verwant(beschrijving: Beschrijving) -> list[Verwant]:
    """At most six live descriptions that share an element, methodiek, theme or region.

    What is only named is none.

    A version that is not live yet has no search document, and is no neighbour of the live one.
    """
    document = (
        Zoekdocument.objects.filter(pk=beschrijving.pk).values_list("facetten", flat=True).first()
    )
    if document is None:
        document = facetcodes(beschrijving)
    codes = [
        code
        for code in document
        if code.partition(":")[0] in GEWICHTEN and code != f"regio:{LANDELIJK}"
    ]
    sterk = [code for code in codes if GEWICHTEN[code.partition(":")[0]] == max(GEWICHTEN.values())]
    with connection.cursor() as cursor:
        cursor.execute(
            _VERWANT,
            {
                "pk": beschrijving.innovatie.gepubliceerd_id or beschrijving.pk,
                "codes": codes,
                "genoemd": [CODE_GENOEMD],
                "sterk": sterk,
                "gewichten": [GEWICHTEN[code.partition(":")[0]] for code in codes],
                "maximum": MAXIMUM_KANDIDATEN,
                "aantal": AANTAL,
            },
        )
        gedeeld = dict(cursor.fetchall())
    rijen = Beschrijving.objects.zichtbaar().select_related("innovatie").in_bulk(list(gedeeld))
    labels = namen() | {"element": dict(Element.objects.values_list("slug", "naam"))}
    return [
        Verwant(rijen[pk], list(_waarom(gedeelde_codes, labels)))
        for pk, gedeelde_codes in gedeeld.items()
        if pk in rijen
    ]


def _waarom(codes: list[str], labels: dict[str, dict[str, str]]) -> list[str]:
    soorten = {
        "element": "Zelfde element",
        "methodiek": "Zelfde methodiek",
        "thema": "Zelfde thema",
        "regio": "Ook in",
    }
    redenen = []
    for facet, tekst in soorten.items():
        slugs = (code.partition(":")[2] for code in codes if code.startswith(f"{facet}:"))
        if gevonden := sorted(labels[facet][slug] for slug in slugs if slug in labels[facet]):
            redenen.append(
                f"{tekst}: {', '.join(gevonden)}"
                if facet != "regio"
                else f"{tekst} {', '.join(gevonden)}"
            )
    return redenen
