"""`python -m bench.vullen AANTAL`: fill the database up to AANTAL live descriptions."""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.contrib.postgres.indexes import GinIndex
from django.core.management import call_command
from django.db import connection, models
from psycopg.sql import SQL, Identifier

from bench.maken import EERSTE_PK, Maker, breid_uit
from innovaties.actions.indexeren import indexeer
from innovaties.models import Beschrijving, Trefwoord, Zoekdocument
from organisaties.models import Organisatie
from vinden.models import Leesopdracht

PORTIE = 500
PROCESSEN = 2


def vul(tot: int) -> None:
    """Migrate, load the real content, and add made descriptions until there are `tot`."""
    call_command("migrate", verbosity=0)
    call_command("laad_inhoud", verbosity=0)
    er_zijn = Zoekdocument.objects.count()
    groei = math.sqrt(tot / Zoekdocument.objects.filter(pk__lt=EERSTE_PK).count())
    for model in (Trefwoord, Organisatie):
        echt = model.objects.filter(pk__lt=EERSTE_PK).count()
        gemaakt = model.objects.filter(pk__gte=EERSTE_PK).count()
        schrijf({model: breid_uit(model, round(echt * groei))[gemaakt:]})
    indexen = [index for index in Zoekdocument._meta.indexes if isinstance(index, GinIndex)]
    with connection.schema_editor() as editor:
        for index in indexen:
            editor.remove_index(Zoekdocument, index)
    porties = [range(begin, min(begin + PORTIE, tot)) for begin in range(er_zijn, tot, PORTIE)]
    with ProcessPoolExecutor(PROCESSEN, get_context("spawn")) as pool:
        for klaar in pool.map(maak_portie, porties):
            if klaar % 10_000 == 0:
                sys.stderr.write(f"  {klaar:,}\n")
    # A worker that is measured with these would read made-up texts for days.
    Leesopdracht.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
    with connection.schema_editor() as editor:
        for index in indexen:
            editor.add_index(Zoekdocument, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@cache
def _maker() -> Maker:
    lijsten = (
        m.objects.order_by("pk").values_list("pk", flat=True) for m in (Trefwoord, Organisatie)
    )
    return Maker(*map(list, lijsten))


def maak_portie(nummers: range) -> int:
    """Make, write and index the descriptions with these numbers; return how far we are now."""
    alles: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
    for nummer in nummers:
        for model, rijen in _maker().maak(nummer).items():
            alles[model] += rijen
    schrijf(alles)
    indexeer(Beschrijving.objects.filter(pk__in=[EERSTE_PK + nummer for nummer in nummers]))
    return nummers.stop


def schrijf(alles: dict[type[models.Model], list[dict[str, Any]]]) -> None:
    """Write rows at the speed of COPY, without checking the references that we made ourselves."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET session_replication_role = replica")
        for model, rijen in alles.items():
            if not rijen:
                continue
            kolommen = SQL(", ").join(map(Identifier, rijen[0]))
            opdracht = SQL("COPY {} ({}) FROM STDIN").format(
                Identifier(model._meta.db_table), kolommen
            )
            with cursor.copy(opdracht) as copy:
                for rij in rijen:
                    copy.write_row(list(rij.values()))
        cursor.execute("RESET session_replication_role")


if __name__ == "__main__":
    vul(int(sys.argv[1]))
