"""`python -m bench.vragen`: print which addresses to measure, with their number of queries."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from innovaties.lezen.facetten import FACETTEN
from innovaties.models import Innovatie, Zoekdocument
from kennisbank.server import HOST

SLEUTELS = {facet.sleutel for facet in FACETTEN}
AANTAL = 300
GETELD = 12
GEKOZEN = 4


def vragen() -> dict[str, list[str]]:
    """Return the addresses of each measured page."""
    toeval = random.Random(1)  # noqa: S311 (the same questions in each run)
    pks = list(Zoekdocument.objects.order_by("pk").values_list("pk", flat=True))
    steekproef = Zoekdocument.objects.filter(
        pk__in=toeval.sample(pks, min(2 * AANTAL, len(pks)))
    ).order_by("pk")
    documenten = list(steekproef.values_list("tekst", "facetten"))
    stop = _stopwoorden({woord for tekst, _ in documenten for woord in _woorden(tekst)})
    telling = Counter(code for _, facetten in documenten for code in facetten)
    gezocht = [_vraag(toeval, t, f, telling, stop) for t, f in documenten[:AANTAL]]
    woorden = Counter(w for tekst, _ in documenten for w in set(_woorden(tekst)) - stop)
    vaakst: dict[str, str] = {}
    for code, _ in telling.most_common():
        sleutel, _, waarde = code.partition(":")
        if sleutel in SLEUTELS and len(vaakst) < GEKOZEN:
            vaakst.setdefault(sleutel, waarde)
    zwaarst = {"q": woorden.most_common(1)[0][0], **vaakst}
    te_lezen = Innovatie.objects.filter(
        gepubliceerd__in=toeval.sample(pks, min(AANTAL, len(pks)))
    ).order_by("pk")
    return {
        "home": ["/"],
        "beschrijving": [innovatie.get_absolute_url() for innovatie in te_lezen],
        "lijst": ["/innovaties/"],
        "zoeken": [f"/innovaties/?{urlencode(vraag, doseq=True)}" for vraag in gezocht],
        "zwaarst": [f"/innovaties/?{urlencode(zwaarst)}"],
    }


def _woorden(tekst: str) -> list[str]:
    return [woord for woord in tekst.lower().split() if woord.isalpha() and len(woord) > 2]


def _stopwoorden(woorden: set[str]) -> set[str]:
    """Those that search leaves out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w FROM unnest(%s::text[]) w WHERE to_tsvector('dutch', w) = ''", [list(woorden)]
        )
        return {woord for (woord,) in cursor.fetchall()}


def _vraag(
    toeval: random.Random, tekst: str, facetten: list[str], telling: Counter[str], stop: set[str]
) -> dict[str, str | list[str]]:
    """Words, now and then a phrase, and four facets that one description answers to."""
    bruikbaar = [woord for woord in _woorden(tekst) if woord not in stop]
    plek = toeval.randrange(max(1, len(bruikbaar) - 1))
    woorden = toeval.sample(bruikbaar, min(len(bruikbaar), toeval.choice((1, 1, 2, 2, 3))))
    ruw = tekst.lower().split()
    if toeval.random() < 0.1:
        begin = plek % max(1, len(ruw) - 2)
        woorden = [f'"{" ".join(ruw[begin : begin + 2])}"']
    gekozen: dict[str, list[str]] = {}
    for code in toeval.sample(facetten, len(facetten)):
        sleutel, _, waarde = code.partition(":")
        if sleutel in SLEUTELS and sleutel not in gekozen and len(gekozen) < GEKOZEN:
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
        if antwoord.status_code != 200:
            raise RuntimeError(f"{pad}: {antwoord.status_code}")
        aantallen.append(len(queries))
    return max(aantallen)


if __name__ == "__main__":
    paden = vragen()
    queries = {pagina: tel_queries(adressen) for pagina, adressen in paden.items()}
    json.dump({"paden": paden, "queries": queries}, sys.stdout)
