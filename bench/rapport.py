"""`python -m bench.rapport`: the half-yearly report over three busy years.

Prints what it counted and, last, its verdicts as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import vullen
from bench.jaren_programma import vul
from innovaties.models import Beschrijving
from logboek.models import Logregel
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Editie
from rapportage.lezen.cijfers import stand_van
from rapportage.regels.halfjaar import Halfjaar

BESCHRIJVINGEN, MASTERCLASSES, EDITIES = 5_000, 200, 50
MAX_SECONDEN, MAX_QUERIES, KEREN = 2.0, 40, 5


def main() -> None:
    """Fill the empty database of the environment, count, and print what was found."""
    vullen.vul(BESCHRIJVINGEN)
    nu = timezone.now()
    vul(random.Random(2026), nu=nu, erbij=500, masterclasses=MASTERCLASSES, edities=EDITIES)  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    sys.stdout.write(f"{json.dumps(list(meet(nu)))}\n")


def meet(nu: datetime) -> Iterator[tuple[bool, str]]:
    """Count the half-year before that of `nu`, some times over; yield whether it was fast enough.

    The middle of some rounds counts.
    """
    halfjaar = Halfjaar.van(timezone.localdate(nu)).vorige
    duren, queries = [], 0
    for _ in range(KEREN):
        with CaptureQueriesContext(connection) as gevraagd:
            begin = time.monotonic()
            stand_van(halfjaar, nu)
            duren.append(time.monotonic() - begin)
        queries = len(gevraagd)
    duur = sorted(duren)[KEREN // 2]
    omvang = (
        f"{Beschrijving.objects.count():,} versies, {Masterclass.objects.count()} masterclasses, "
        f"{Editie.objects.count()} nieuwsbrieven, {Logregel.objects.count():,} logregels"
    )
    sys.stdout.write(f"\nrapport over {omvang}: {duur:.2f} s, {queries} queries\n")
    yield duur <= MAX_SECONDEN, f"rapport: {duur:.2f} s over {omvang} (≤ {MAX_SECONDEN:.0f} s)"
    yield queries <= MAX_QUERIES, f"rapport: {queries} queries (≤ {MAX_QUERIES})"


if __name__ == "__main__":
    main()
