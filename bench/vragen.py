"""`python -m bench.vragen`: which addresses to measure in the database of `DATABASE_URL`, with their queries."""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from basis.server import HOST

AANTAL = 300
GETELD = 12
FACETTEN = 4


def vragen() -> dict[str, list[str]]:
    """Return the addresses of each measured page."""
    from bench.maken import EERSTE_PK
    from innovaties.facetten import FACETTEN as ALLE_FACETTEN
    from innovaties.models import Innovatie, Zoekdocument

    toeval = random.Random(1)  # noqa: S311 (the same questions in each run)
    pks = list(Zoekdocument.objects.order_by("pk").values_list("pk", flat=True))
    steekproef = Zoekdocument.objects.filter(pk__in=toeval.sample(pks, min(2 * AANTAL, len(pks)))).order_by("pk")
    documenten = list(steekproef.values_list("tekst", "facetten"))
    stop = _stopwoorden({woord for tekst, _ in documenten for woord in _woorden(tekst)})
    sleutels = {facet.sleutel for facet in ALLE_FACETTEN}
    telling = Counter(code for _, facetten in documenten for code in facetten)
    gezocht = [_vraag(toeval, t, f, telling, sleutels, stop) for t, f in documenten[:AANTAL]]
    woorden = Counter(w for tekst, _ in documenten for w in set(_woorden(tekst)) - stop)
    vaakst: dict[str, str] = {}
    for code, _ in telling.most_common():
        sleutel, _, waarde = code.partition(":")
        if sleutel in sleutels and len(vaakst) < FACETTEN:
            vaakst.setdefault(sleutel, waarde)
    zwaarst = {"q": woorden.most_common(1)[0][0], **vaakst}
    slugs = Innovatie.objects.filter(gepubliceerd__isnull=False, pk__gte=EERSTE_PK).order_by("?")[:AANTAL]
    return {
        "home": ["/"],
        "beschrijving": [innovatie.get_absolute_url() for innovatie in slugs],
        "lijst": ["/innovaties/"],
        "zoeken": [f"/innovaties/?{urlencode(vraag, doseq=True)}" for vraag in gezocht],
        "zwaarst": [f"/innovaties/?{urlencode(zwaarst)}"],
    }


def _woorden(tekst: str) -> list[str]:
    return [woord for woord in tekst.lower().split() if woord.isalpha() and len(woord) > 2]


def _stopwoorden(woorden: set[str]) -> set[str]:
    """Those that search leaves out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT w FROM unnest(%s::text[]) w WHERE to_tsvector('dutch', w) = ''", [list(woorden)])
        return {woord for (woord,) in cursor.fetchall()}


def _vraag(
    toeval: random.Random, tekst: str, facetten: list[str], telling: Counter[str], sleutels: set[str], stop: set[str]
) -> dict[str, str | list[str]]:
    """Words and four facets that one description answers to; now and then a phrase, or two values of a facet."""
    bruikbaar = [woord for woord in _woorden(tekst) if woord not in stop]
    plek = toeval.randrange(max(1, len(bruikbaar) - 1))
    woorden = toeval.sample(bruikbaar, min(len(bruikbaar), toeval.choice((1, 1, 2, 2, 3))))
    ruw = tekst.lower().split()
    if toeval.random() < 0.1:
        begin = plek % max(1, len(ruw) - 2)
        woorden = ['"', *ruw[begin : begin + 2], '"']
    gekozen: dict[str, list[str]] = {}
    for code in toeval.sample(facetten, len(facetten)):
        sleutel, _, waarde = code.partition(":")
        if sleutel in sleutels and sleutel not in gekozen and len(gekozen) < FACETTEN:
            gekozen[sleutel] = [waarde]
            anders = [c for c in telling if c.startswith(f"{sleutel}:") and c != code]
            if anders and toeval.random() < 0.3:
                gekozen[sleutel].append(toeval.choice(anders).partition(":")[2])
    return {"q": " ".join(woorden), **gekozen}


def tel_queries(paden: list[str]) -> int:
    """The most queries that any of `paden` takes, asked for the first time."""
    client = Client(headers={"host": HOST})
    aantallen = []
    for pad in paden[:GETELD]:
        with CaptureQueriesContext(connection) as queries:
            antwoord = client.get(pad)
        assert antwoord.status_code == 200, pad
        aantallen.append(len(queries))
    return max(aantallen)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    paden = vragen()
    json.dump({"paden": paden, "queries": {naam: tel_queries(p) for naam, p in paden.items()}}, sys.stdout)
