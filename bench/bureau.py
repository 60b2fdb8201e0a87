"""`python -m bench.bureau`: the desk of the redactie, with and without words, full and filtered.

Prints what it measured and, last, its verdicts as JSON.
"""

from __future__ import annotations

import gc
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import vullen
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie, Thema
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.actions.indexeren import lees_opnieuw
from trajecten.models import Toezegging, Tranche

BESCHRIJVINGEN, MAKELAARS, TRANCHES = 5_000, 30, 12
MAX_P95, MAX_QUERIES, KEREN = 200, 10, 20

VRAGEN = {
    "alles": "",
    "mijn": "van=mijn",
    "op wachten": "sorteer=wacht",
    "op thema": "sorteer=-thema",
    "op volledigheid": "sorteer=compleet&pagina=40",
    "gekozen": "thema=herstel&soort=bestaand&organisatie=ggz&kennismakelaar={makelaar}",
    "woorden": "q=herstel+in+de+wijk",
    "tikfout": "q=crisisopvagn+drente",
    "zin": 'q="samen+wonen"',
    "woorden op deadline": "q=wonen&sorteer=deadline&status=gepubliceerd",
}


def main() -> None:
    """Fill the empty database of the environment, ask, and print what was found."""
    vullen.vul(BESCHRIJVINGEN)
    wie = verdeel(random.Random(2026))  # noqa: S311 (made-up content)
    lees_opnieuw()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    sys.stdout.write(f"{json.dumps(list(meet(wie)))}\n")


def verdeel(toeval: random.Random) -> Gebruiker:
    """Give what was made to kennismakelaars, organisations and tranches; return one of them."""
    makelaars = [
        Gebruiker.objects.create_user(
            f"makelaar{nr}@example.nl", naam=f"Makelaar {nr}", rollen=["kennismakelaar"]
        )
        for nr in range(MAKELAARS)
    ]
    organisaties = list(Organisatie.objects.values_list("pk", flat=True))
    innovaties = list(Innovatie.objects.all())
    vandaag = timezone.localdate()
    for innovatie in innovaties:
        innovatie.kennismakelaar = toeval.choice(makelaars)
        innovatie.organisatie_id = toeval.choice(organisaties)
        innovatie.bevestigd_op = vandaag - timedelta(days=toeval.randrange(500))
        if toeval.random() < 0.2:
            innovatie.deadline = vandaag + timedelta(days=toeval.randrange(-30, 90))
    velden = ["kennismakelaar", "organisatie", "bevestigd_op", "deadline"]
    Innovatie.objects.bulk_update(innovaties, velden, batch_size=1000)
    _log(toeval, makelaars)
    _zeg_toe(toeval, makelaars, innovaties)
    return makelaars[0]


def _log(toeval: random.Random, makelaars: list[Gebruiker]) -> None:
    """Let the log tell of each how it came to be what it is, as it would."""
    stappen = (Status.CONCEPT, Status.INGEDIEND, Status.IN_BEOORDELING, Status.GEPUBLICEERD)
    Logregel.objects.bulk_create(
        (
            Logregel(
                over_soort=Beschrijving._meta.label_lower, over_sleutel=pk,
                door=toeval.choice(makelaars), wie="Makelaar", wat="stap", naar=naar,
            )
            for pk in Beschrijving.objects.values_list("pk", flat=True)
            for naar in stappen
        ),
        batch_size=2000,
    )  # fmt: skip


def _zeg_toe(
    toeval: random.Random, makelaars: list[Gebruiker], innovaties: list[Innovatie]
) -> None:
    themas = list(Thema.objects.all())
    tranches = [
        Tranche.objects.create(
            slug=f"bench-{nr}", titel=f"Tranche {nr}", thema=toeval.choice(themas),
            begin=date(2020 + nr // 2, 1 + nr % 2 * 6, 1), einde=date(2021 + nr // 2, 1, 1),
            kennismakelaar=toeval.choice(makelaars),
        )
        for nr in range(TRANCHES)
    ]  # fmt: skip
    Toezegging.objects.bulk_create(
        Toezegging(
            tranche=toeval.choice(tranches),
            organisatie_id=int(innovatie.organisatie_id or 0),
            innovatie=innovatie,
            wat=f"Nummer {innovatie.pk}",
        )
        for innovatie in toeval.sample(innovaties, len(innovaties) // 2)
    )


def meet(wie: Gebruiker) -> Iterator[tuple[bool, str]]:
    """Ask each question some times over; yield whether the slowest answers are fast enough."""
    client, adres = Client(headers={"host": "127.0.0.1"}), reverse("redactie:beschrijvingen")
    client.force_login(wie)
    # As a worker does when it starts: what filling left behind is not looked through for a page.
    gc.collect()
    gc.freeze()
    for naam, vraag in VRAGEN.items():
        vol = f"{adres}?{vraag.format(makelaar=wie.pk)}"
        client.get(vol)
        with CaptureQueriesContext(connection) as gevraagd:
            antwoord = client.get(vol)
        queries = len(gevraagd)  # now: the next request forgets them
        duren, rekent = list[float](), list[float]()
        for _ in range(KEREN):
            begin, rekende = time.perf_counter(), time.process_time()
            client.get(vol)
            duren.append((time.perf_counter() - begin) * 1000)
            rekent.append((time.process_time() - rekende) * 1000)
        p95 = statistics.quantiles(duren, n=20)[-1]
        gevonden = re.search(r"\d+(?=\s+beschrijving)", antwoord.text)
        sys.stdout.write(
            f"bureau, {naam}: {gevonden[0] if gevonden else 0} gevonden, "
            f"p50 {statistics.median(duren):.0f} ms, p95 {p95:.0f} ms, {queries} queries, "
            f"waarvan rekenen in Python {statistics.median(rekent):.0f} ms\n"
        )
        yield p95 <= MAX_P95, f"bureau, {naam}: p95 {p95:.0f} ms (≤ {MAX_P95})"
        yield queries <= MAX_QUERIES, f"bureau, {naam}: {queries} queries (≤ {MAX_QUERIES})"


if __name__ == "__main__":
    main()
