"""`python -m bench.aanmelden`: registering under pressure.

Prints a table, and on the last line its verdicts as JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import connection, transaction

from bench.belasting import Drukmeting, Vraagronde, belast
from bench.masterclass import meld_aan_op_site, nieuwe, nieuwe_masterclass
from kennisbank.server import free_port, serve
from masterclasses.actions.aanmelden import meld_aan
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Aanmelding, Masterclass

Keuring = tuple[bool, str]

PLEKKEN, PROCESSEN = 20, 8
RONDES, PER_PROCES = 5, 50
DEEL_VAN_KAAL, MAX_P95, BEZOEKERS = 0.5, 100, 50
KOLOMMEN = [str(f.column) for f in Aanmelding._meta.concrete_fields if not f.primary_key]
"""Read from the model: a column that comes later is filled too."""

INVOEGEN = (
    f"INSERT INTO {Aanmelding._meta.db_table} ({', '.join(KOLOMMEN)})"  # noqa: S608 (the model's own)
    f" VALUES ({', '.join(['%s'] * len(KOLOMMEN))})"
)


def main() -> None:
    """Measure on the database of the environment."""
    with ProcessPoolExecutor(PROCESSEN, get_context("spawn")) as pool:
        oordelen = [*snelheid(pool)]
    oordelen += formulier()
    toon(json.dumps(oordelen))


def toon(tekst: str) -> None:
    """Write one line."""
    sys.stdout.write(f"{tekst}\n")
    sys.stdout.flush()


def snelheid(pool: Executor) -> Iterator[Keuring]:
    """Registrations, each in turn with bare transactions that lock and insert the same row."""
    toon(f"\n{'aanmelden':<28}{'processen':>10}{'per sec':>10}")
    wijzen = {"meld_aan": met_actie, "Django, zonder meer": met_django, "kaal": kaal}
    rondes: list[dict[str, float]] = []
    for _ in range(RONDES + 1):
        rondes.append({})
        for naam, doe in wijzen.items():
            masterclass = nieuwe_masterclass(PLEKKEN)
            begin = time.time() + 0.5
            taken = [(doe, masterclass.pk, wie, begin) for wie in range(PROCESSEN)]
            einde = max(pool.map(herhaal, taken))
            rondes[-1][naam] = PROCESSEN * PER_PROCES / (einde - begin)
    del rondes[0]  # in which all were getting warm
    for naam in wijzen:
        midden = statistics.median(ronde[naam] for ronde in rondes)
        toon(f"{naam:<28}{PROCESSEN:>10}{midden:>10,.0f}")
    deel, van_django = (
        statistics.median(ronde["meld_aan"] / ronde[naam] for ronde in rondes)
        for naam in ("kaal", "Django, zonder meer")
    )
    tekst = (
        f"aanmelden haalt {deel:.2f} van een kale transactie (≥ {DEEL_VAN_KAAL}), en "
        f"{van_django:.2f} van dezelfde twee opdrachten door Django"
    )
    yield deel >= DEEL_VAN_KAAL, tekst


def herhaal(taak: tuple[Callable[[Aanmelding], None], int, int, float]) -> float:
    """Register many people after `begin`; return when that was done."""
    doe, masterclass_pk, wie, begin = taak
    masterclass = Masterclass.objects.get(pk=masterclass_pk)
    connection.ensure_connection()
    time.sleep(max(0, begin - time.time()))
    for nummer in range(PER_PROCES):
        doe(nieuwe(masterclass, f"r{masterclass_pk}.{wie}.{nummer}"))
    return time.time()


def met_actie(aanmelding: Aanmelding) -> None:
    """As visitors do."""
    meld_aan(aanmelding=aanmelding)


def met_django(aanmelding: Aanmelding) -> None:
    """Only lock and insert, with the ORM."""
    with transaction.atomic():
        Masterclass.objects.select_for_update().get(pk=aanmelding.masterclass_id)
        _vul_aan(aanmelding)
        aanmelding.save(force_insert=True)


def kaal(aanmelding: Aanmelding) -> None:
    """Only lock and insert, with the driver."""
    _vul_aan(aanmelding)
    verbinding = connection.connection
    verbinding.autocommit = False
    with verbinding.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM masterclasses_masterclass WHERE id = %s FOR UPDATE",
            [aanmelding.masterclass_id],
        )
        cursor.execute(INVOEGEN, [getattr(aanmelding, kolom) for kolom in KOLOMMEN])
    verbinding.commit()
    verbinding.autocommit = True


def _vul_aan(aanmelding: Aanmelding) -> None:
    """What `meld_aan` decides, without its rules."""
    aanmelding.status = Aanmeldstatus.TE_BEVESTIGEN
    aanmelding.akkoord_op = aanmelding.aangemeld_op = aanmelding.masterclass.begin
    aanmelding.verloopt = aanmelding.masterclass.begin


def formulier() -> Iterator[Keuring]:
    """The page with the form for many visitors at once, and then all of them sending it."""
    masterclass = nieuwe_masterclass(PLEKKEN)
    port = free_port()
    taak = Vraagronde(port, [f"/masterclasses/{masterclass.slug}/aanmelden/"], 3)
    # Threads here: the server has the most work, and what ours take is in the times.
    with serve(port, {"PROXIES": "1"}), ThreadPoolExecutor(BEZOEKERS) as pool:
        belast(pool, taak, BEZOEKERS)
        metingen = [belast(pool, taak, BEZOEKERS) for _ in range(3)]

        def stuur(wie: int) -> float:
            klok = time.perf_counter()
            if not meld_aan_op_site(port, masterclass, f"bezoeker{wie}@example.nl"):
                raise RuntimeError("De site nam een aanmelding niet aan.")
            return time.perf_counter() - klok

        klok = time.perf_counter()
        duren = sorted(pool.map(stuur, range(4 * BEZOEKERS)))
        duur = time.perf_counter() - klok
    verstuurd = Drukmeting(
        len(duren) / duur,
        statistics.median(duren) * 1000,
        duren[int(len(duren) * 0.95)] * 1000,
    )
    bekeken = sorted(metingen, key=lambda meting: meting.p95)[1]
    toon(f"\n{'pagina':<28}{'klanten':>10}{'per sec':>10}{'p50 ms':>9}{'p95 ms':>9}")
    for naam, meting in (("formulier bekijken", bekeken), ("formulier versturen", verstuurd)):
        toon(
            f"{naam:<28}{BEZOEKERS:>10}{meting.per_seconde:>10,.0f}"
            f"{meting.p50:>9.1f}{meting.p95:>9.1f}"
        )
    tekst = f"aanmeldformulier, {BEZOEKERS} bezoekers: p95 {bekeken.p95:.0f} ms (≤ {MAX_P95})"
    yield bekeken.p95 <= MAX_P95, tekst


if __name__ == "__main__":
    main()
