"""Two machines for the site and two for the database: each dies in turn, and readers read on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bench.verzendproef import wacht_tot
from tests.storm.machines import POORT, Databases, Webmachine, netwerk, proxy
from tests.storm.storing import PAGINAS, Toestroom, vraag

WEG, ACHTER = 3.0, 30.0
"""Seconds for which a machine is away, and by which the copy lags."""

ANTWOORD, HERSTEL, LEEST = 5.0, 5.0, 0.5
"""Seconds within which a form gets an answer, all is as it was, and nearly every page comes."""

KEREN, GEDULD = 10, 150.0
WACHT = "SELECT 1 FROM post_bericht WHERE verzonden_op IS NULL"
WIJZIG = """
UPDATE innovaties_beschrijving b SET titel = '{titel}' FROM innovaties_innovatie i
WHERE i.gepubliceerd_id = b.id AND i.slug = 'optimaal-leven' RETURNING i.slug
"""


@pytest.fixture
def machines(
    django_db_setup: None,  # noqa: ARG001 (what it copies is made there)
    tmp_path: Path,
) -> Iterator[tuple[Databases, Webmachine, Webmachine]]:
    with netwerk():
        databases = Databases(tmp_path)
        een, ander = (Webmachine(naam, tmp_path) for naam in ("web1", "web2"))
        try:
            for machine in (een, ander):
                machine.begin()
                machine.begin_werker()
            with proxy(tmp_path):
                yield databases, een, ander
        finally:
            een.stop()
            ander.stop()


def test_elke_machine_valt_een_keer_uit_en_niets_gaat_verloren(
    machines: tuple[Databases, Webmachine, Webmachine],
) -> None:
    databases, een, ander = machines
    wacht_tot(lambda: vraag(POORT, "/").status == 200, 30, "de proxy")
    vooraf = [vraag(POORT, pad).status for pad in PAGINAS for _ in range(8)]  # each worker
    publiek = Toestroom(POORT)
    with publiek.bezig():
        for machine in (een, ander):
            machine.dood()
            time.sleep(WEG)
            machine.begin()
            machine.dood_werker()
            time.sleep(WEG)
            machine.begin_werker()
        databases.dood_kopie()
        time.sleep(WEG)
        databases.begin_kopie()
        with databases.loopt_achter():
            nieuws = [lees_wijziging(databases) for _ in range(KEREN)]
            time.sleep(ACHTER)
        databases.neem_over()
        een.wijs_naar("db2")
        ander.wijs_naar("db2")
        over = time.monotonic()
        wacht_tot(partial(publiek.hersteld_sinds, over), HERSTEL, "alles zoals altijd")
        time.sleep(WEG)
    wacht_tot(partial(alles_gemaild, databases, (een, ander)), GEDULD, "alle mail weg")

    assert set(vooraf) == {een.status for een in publiek.gelezen} == {200}
    assert publiek.p95() <= LEEST
    assert {een.status for een in publiek.gestuurd.values()} <= {302, 502, 503}
    assert max(een.duur for een in publiek.gestuurd.values()) <= ANTWOORD
    assert set(nieuws) == {True}
    gemaild = [str(aan) for (aan,) in databases.vraag("SELECT aan FROM post_postvakmail")]
    assert len(gemaild) == len(set(gemaild))
    assert publiek.aangenomen()
    assert publiek.aangenomen() <= set(gemaild)


def alles_gemaild(databases: Databases, machines: Iterable[Webmachine]) -> bool:
    """Whether no mail waits any more."""
    for machine in machines:
        machine.houd_werker_draaiend()
    return not databases.vraag(WACHT)


def lees_wijziging(databases: Databases) -> bool:
    """Whether each worker shows what was changed a moment ago."""
    titel = f"Veranderd op {time.monotonic_ns()}"
    ((slug,),) = databases.vraag(WIJZIG.format(titel=titel))
    return all(titel in vraag(POORT, f"/innovaties/{slug}/").inhoud for _ in range(8))
