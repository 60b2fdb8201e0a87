"""`python -m bench.vullen AANTAL`: fill the database of `DATABASE_URL` up to AANTAL live descriptions."""

from __future__ import annotations

import math
import os
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.management import call_command
from django.db import connection, models
from psycopg.sql import SQL, Identifier

PORTIE = 500
PROCESSEN = 2


def vul(tot: int) -> None:
    """Migrate, load the real content, and add made descriptions until there are `tot`."""
    from bench.maken import EERSTE_PK, breid_uit
    from innovaties.inhoud import laad_inhoud
    from innovaties.models import Trefwoord, Zoekdocument
    from organisaties.models import Organisatie

    call_command("migrate", verbosity=0)
    laad_inhoud(settings.BASE_DIR / "inhoud")
    echt = Zoekdocument.objects.filter(pk__lt=EERSTE_PK).count()
    er_zijn = Zoekdocument.objects.count()
    if er_zijn >= tot:
        return
    for model in (Trefwoord, Organisatie):
        nu = model.objects.filter(pk__lt=EERSTE_PK).count()
        rijen = breid_uit(model, round(nu * math.sqrt(tot / echt)))
        bestaand = model.objects.filter(pk__gte=EERSTE_PK).count()
        schrijf({model: rijen[bestaand:]})
    indexen = [index for index in Zoekdocument._meta.indexes if isinstance(index, GinIndex)]
    with connection.schema_editor() as editor:
        for index in indexen:
            editor.remove_index(Zoekdocument, index)
    porties = [(begin, min(begin + PORTIE, tot)) for begin in range(er_zijn, tot, PORTIE)]
    with ProcessPoolExecutor(PROCESSEN, get_context("spawn"), begin_werker) as pool:
        for gedaan, _ in enumerate(pool.map(maak_portie, porties), 1):
            if gedaan % 20 == 0:
                print(f"  {gedaan * PORTIE:,} beschrijvingen gemaakt", file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
    with connection.schema_editor() as editor:
        for index in indexen:
            editor.add_index(Zoekdocument, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def begin_werker() -> None:
    """Make Django ready in a process of the pool."""
    django.setup()


_maker: dict[str, Any] = {}


def maak_portie(portie: tuple[int, int]) -> None:
    """Make, write and index the descriptions from the first number up to the second."""
    from bench.maken import EERSTE_PK, Maker
    from innovaties.models import Beschrijving, Trefwoord
    from innovaties.zoeken import indexeer
    from organisaties.models import Organisatie

    if not _maker:
        lijsten = [list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Trefwoord, Organisatie)]
        _maker["maker"] = Maker(*lijsten)
    nummers = range(*portie)
    alles: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
    for nummer in nummers:
        for model, rijen in _maker["maker"].maak(nummer).items():
            alles[model] += rijen
    schrijf(alles)
    indexeer(Beschrijving.objects.filter(pk__in=[EERSTE_PK + nummer for nummer in nummers]))


def schrijf(alles: dict[type[models.Model], list[dict[str, Any]]]) -> None:
    """Write rows at the speed of COPY, without checking the references that we made ourselves."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET session_replication_role = replica")
        for model, rijen in alles.items():
            if not rijen:
                continue
            namen = list(rijen[0])
            kolommen = [model._meta.get_field(n.removesuffix("_id") if n != "id" else n).column for n in namen]
            opdracht = SQL("COPY {} ({}) FROM STDIN").format(
                Identifier(model._meta.db_table), SQL(", ").join(map(Identifier, kolommen))
            )
            with cursor.copy(opdracht) as copy:
                for rij in rijen:
                    copy.write_row([rij[naam] for naam in namen])
        cursor.execute("RESET session_replication_role")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    vul(int(sys.argv[1]))
