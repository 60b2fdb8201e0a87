"""Related descriptions, and why they are related."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from basis.adressen import pad
from basis.queryplan import VAST_PLAN
from innovaties.lezen.facetten import CODE_GENOEMD, LANDELIJK
from innovaties.lezen.facetten import codes as facetcodes
from innovaties.models import Beschrijving

AANTAL = 6
MAXIMUM_KANDIDATEN = 500
"""The newest that share something strong, and as many that share anything, are weighed."""

GEWICHTEN = {"element": 3, "methodiek": 3, "thema": 2, "regio": 1}
"""What two descriptions can share, and how much that says: how it works says more than where."""

# What the values of a document are beside those of the index costs a look elsewhere: only of the
# candidates, not of all that share something.
_VERWANT = """
    WITH eigen AS MATERIALIZED (
        SELECT code, (%(gewichten)s::jsonb ->> split_part(code, ':', 1))::int AS gewicht
        FROM unnest(coalesce(
            (SELECT facetten FROM innovaties_zoekdocument WHERE beschrijving_id = %(pk)s),
            %(codes)s::varchar[])) AS code
        WHERE %(gewichten)s::jsonb ? split_part(code, ':', 1) AND code <> %(landelijk)s
    ), kandidaat AS (
        (SELECT beschrijving_id, facetten FROM innovaties_zoekdocument
            WHERE facetten && ARRAY(SELECT code FROM eigen WHERE gewicht = %(sterk)s)
                AND beschrijving_id <> %(live)s
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
        UNION
        (SELECT beschrijving_id, facetten FROM innovaties_zoekdocument
            WHERE facetten && ARRAY(SELECT code FROM eigen) AND beschrijving_id <> %(live)s
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
    ), beste AS (
        SELECT beschrijving_id, array_agg(code) AS codes, sum(gewicht) AS gewicht
        FROM kandidaat, unnest(facetten) AS v JOIN eigen ON code = v
        WHERE NOT facetten && %(genoemd)s::varchar[]
        GROUP BY beschrijving_id ORDER BY gewicht DESC, beschrijving_id LIMIT %(aantal)s
    )
    SELECT b.titel, i.slug, codes,
        ARRAY(SELECT naam FROM organisaties_regio WHERE 'regio:' || slug = ANY(codes))
    FROM beste
    JOIN innovaties_beschrijving b ON b.id = beste.beschrijving_id
    JOIN innovaties_innovatie i ON i.gepubliceerd_id = b.id
    ORDER BY beste.gewicht DESC, b.id
"""


@dataclass(frozen=True)
class Verwant:
    titel: str
    adres: str
    waarom: list[str]


def verwant(beschrijving: Beschrijving) -> list[Verwant]:
    """At most six live descriptions that share an element, methodiek, theme or region. One query.

    What is only named is none.

    A version that is not live yet has no search document, and is no neighbour of the live one.
    """
    live = beschrijving.innovatie.gepubliceerd_id
    with connection.cursor() as cursor:
        cursor.execute(
            VAST_PLAN + _VERWANT,
            {
                "pk": beschrijving.pk,
                "live": live or beschrijving.pk,
                "codes": [] if live == beschrijving.pk else facetcodes(beschrijving),
                "gewichten": json.dumps(GEWICHTEN),
                "sterk": max(GEWICHTEN.values()),
                "landelijk": f"regio:{LANDELIJK}",
                "genoemd": [CODE_GENOEMD],
                "maximum": MAXIMUM_KANDIDATEN,
                "aantal": AANTAL,
            },
        )
        rijen = cursor.fetchall()
    labels = _labels(beschrijving)
    return [
        Verwant(
            titel,
            pad("innovaties:beschrijving", slug),
            list(_waarom([labels[code] for code in codes if code in labels], regios)),
        )
        for titel, slug, codes, regios in rijen
    ]


def _labels(beschrijving: Beschrijving) -> dict[str, tuple[str, str]]:
    """By code, what it is that `beschrijving` has, and its name; a region may be of another."""
    rijen = {
        "element": [regel.element for regel in beschrijving.elementen.all()],
        "methodiek": beschrijving.methodieken.all(),
        "thema": beschrijving.themas.all(),
    }
    return {f"{wat}:{rij.slug}": (wat, str(rij)) for wat, lijst in rijen.items() for rij in lijst}


def _waarom(gedeeld: list[tuple[str, str]], regios: list[str]) -> Iterator[str]:
    for wat in GEWICHTEN:
        if namen := sorted(naam for soort, naam in gedeeld if soort == wat):
            yield f"Zelfde {wat}: {', '.join(namen)}"
    if regios:
        yield f"Ook in {', '.join(sorted(regios))}"


def eerste_en_nog(verwanten: Sequence[Verwant]) -> str:
    """'Crisiskaart en nog 2': what stands folded below the heading; empty without any."""
    if not verwanten:
        return ""
    nog = f" en nog {len(verwanten) - 1}" if verwanten[1:] else ""
    return f"{verwanten[0].titel}{nog}"
