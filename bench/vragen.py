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

from bench.zoekmaat import met_fout
from innovaties.lezen.facetten import FACETTEN
from innovaties.models import Innovatie, Zoekdocument
from kennisbank.server import HOST
from vinden.woorden import STOPWOORDEN, splits

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
    telling = Counter(code for _, facetten in documenten for code in facetten)
    gezocht = [_vraag(toeval, t, f, telling) for t, f in documenten[:AANTAL]]
    woorden = Counter(w for tekst, _ in documenten for w in set(_woorden(tekst)))
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
        "site": [f"/zoeken/?{urlencode({'q': vraag['q']})}" for vraag in gezocht],
        "suggesties": [
            f"/zoeken/suggesties/?{urlencode({'q': str(vraag['q'])[: 2 + nummer % 8]})}"
            for nummer, vraag in enumerate(gezocht)
        ],
    }


def _woorden(tekst: str) -> list[str]:
    """The words that say something."""
    woorden = (woord for woord in tekst.lower().split() if woord.isalpha() and len(woord) > 2)
    return [woord for woord in woorden if woord not in STOPWOORDEN]


def _vraag(
    toeval: random.Random, tekst: str, facetten: list[str], telling: Counter[str]
) -> dict[str, str | list[str]]:
    """Words and four facets that one description answers to.

    Now and then with a phrase, a typing error, a compound in two words, or a choice of two.
    """
    bruikbaar = _woorden(tekst)
    woorden = toeval.sample(bruikbaar, min(len(bruikbaar), toeval.choice((1, 1, 2, 2, 3))))
    match toeval.randrange(10):
        case 0:
            ruw = tekst.lower().split()
            begin = toeval.randrange(max(1, len(ruw) - 1))
            woorden = [f'"{" ".join(ruw[begin : begin + 2])}"']
        case 1:
            woorden[0] = met_fout(max(bruikbaar, key=len), toeval.randrange(100))
        case 2:
            woorden[:1] = next(filter(None, map(splits, bruikbaar)), woorden[:1])
        case 3:
            woorden[1:] = ["of", toeval.choice(bruikbaar)]
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
    # What a worker reads once, for words, names and typing errors, is no part of a question.
    tel_queries(["/zoeken/?q=gebietsteam"])
    queries = {pagina: tel_queries(adressen) for pagina, adressen in paden.items()}
    json.dump({"paden": paden, "queries": queries}, sys.stdout)
