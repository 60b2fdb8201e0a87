"""What exists already and comes near a wish, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from innovaties.keuzelijsten import Soort, Wet
from innovaties.models import Beschrijving
from vinden.woorden import KERN, TITEL, een_van, woorden_van

AANTAL = 3
MAXIMUM_KANDIDATEN = 300
"""The newest that share a theme or element, a law, or a word of the title: each so many."""

GEWICHTEN = {"element": 3.0, "thema": 2.0, "wet": 1.0}
"""What each shared value is worth: how it works says more than under which law."""

PER_WOORD, MEESTE_WOORDEN = 0.5, 6
"""A word of title or core that both have, or an element's; more than so many add nothing."""

DREMPEL = 2.0
"""Less is not near: one law alone, or a few words."""

_NABIJ = """
    WITH kandidaat AS (
        (SELECT beschrijving_id FROM innovaties_zoekdocument
            WHERE facetten @> %(bestaand)s::varchar[] AND facetten && %(sterk)s::varchar[]
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
        UNION
        (SELECT beschrijving_id FROM innovaties_zoekdocument
            WHERE facetten @> %(bestaand)s::varchar[] AND facetten && %(codes)s::varchar[]
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
        UNION
        (SELECT beschrijving_id FROM innovaties_zoekdocument
            WHERE facetten @> %(bestaand)s::varchar[] AND zoek @@ %(titel)s::tsquery
            ORDER BY gepubliceerd_op DESC LIMIT %(maximum)s)
    ), document AS MATERIALIZED (
        -- strip() unpacks the words of a document once; as they lie there, each word would.
        SELECT beschrijving_id, titel, facetten, strip(zoek) AS zoek
        FROM kandidaat JOIN innovaties_zoekdocument USING (beschrijving_id)
    ), gedeeld AS (
        SELECT beschrijving_id, titel,
            ARRAY(SELECT code FROM unnest(%(codes)s::varchar[]) AS code
                WHERE code = ANY(facetten)) AS codes,
            (SELECT count(*) FROM unnest(%(woorden)s::tsquery[]) AS woord
                WHERE zoek @@ woord) AS woorden
        FROM document
    ), gewogen AS (
        SELECT gedeeld.*, least(woorden, %(meeste)s) * %(per_woord)s + (
            SELECT coalesce(sum(gewicht), 0)
            FROM unnest(%(codes)s::varchar[], %(gewichten)s::float[]) AS waarde(code, gewicht)
            WHERE waarde.code = ANY(gedeeld.codes)
        ) AS score FROM gedeeld
    )
    SELECT innovatie.slug, gewogen.titel, gewogen.codes
    FROM gewogen JOIN innovaties_innovatie AS innovatie
        ON innovatie.gepubliceerd_id = gewogen.beschrijving_id
    WHERE score >= %(drempel)s AND innovatie.id <> %(innovatie)s
    ORDER BY score DESC, gewogen.beschrijving_id LIMIT %(aantal)s
"""


@dataclass(frozen=True)
class Nabij:
    """One description of something that exists, and what it shares with the wish."""

    titel: str
    adres: str
    waarom: str


def nabij(wens: Beschrijving) -> list[Nabij]:
    """At most three existing innovaties that share theme, element, law or words with `wens`.

    The nearest first. Never another wish, and never the innovatie of `wens` itself, which may
    have begun already. One query, where themes and elements of `wens` were fetched before.
    """
    labels = dict(_waarden(wens))
    with connection.cursor() as cursor:
        cursor.execute(_NABIJ, _vraag(wens, list(labels)))
        rijen = cursor.fetchall()
    return [
        Nabij(
            titel,
            reverse("innovaties:beschrijving", args=[slug]),
            _waarom([labels[code] for code in gedeeld]),
        )
        for slug, titel, gedeeld in rijen
    ]


def _vraag(wens: Beschrijving, codes: list[str]) -> dict[str, Any]:
    soorten = [code.partition(":")[0] for code in codes]
    return {
        "bestaand": [f"soort:{Soort.BESTAAND}"],
        "titel": een_van(woorden_van(wens.titel)),
        "woorden": [
            een_van([woord], TITEL, KERN) for woord in woorden_van(f"{wens.titel} {wens.kern}")
        ],
        "codes": codes,
        "sterk": [code for code, soort in zip(codes, soorten, strict=True) if soort != "wet"],
        "gewichten": [GEWICHTEN[soort] for soort in soorten],
        "maximum": MAXIMUM_KANDIDATEN,
        "meeste": MEESTE_WOORDEN,
        "per_woord": PER_WOORD,
        "drempel": DREMPEL,
        "innovatie": wens.innovatie_id,
        "aantal": AANTAL,
    }


def _waarden(wens: Beschrijving) -> Iterable[tuple[str, tuple[str, str]]]:
    """What others may share with `wens`, by facet value: what it is, and what it is called."""
    for regel in wens.elementen.all():
        yield f"element:{regel.element.slug}", ("element", regel.element.naam)
    for thema in wens.themas.all():
        yield f"thema:{thema.slug}", ("thema", thema.name)
    for wet in wens.wetten:
        yield f"wet:{wet}", ("wet", str(Wet(wet).label))


def _waarom(gedeeld: list[tuple[str, str]]) -> str:
    """'Zelfde thema (Herstel), zelfde wet (Wmo 2015)': what weighs most, and no more than two."""
    delen = [
        f"zelfde {soort} ({', '.join(naam for welke, naam in gedeeld if welke == soort)})"
        for soort in GEWICHTEN
        if any(welke == soort for welke, _ in gedeeld)
    ]
    zin = ", ".join(delen[:2]) or "dezelfde woorden"
    return zin[0].upper() + zin[1:]
