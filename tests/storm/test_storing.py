"""The database is restarted, frozen and killed: readers read on, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest

from bench.verzendproef import wacht_tot
from kennisbank.server import free_port, serve
from tests.storm.storing import PAGINAS, REGEL, Cluster, Gekregen, Toestroom, vraag

BEVROREN, WEG = 40.0, 5.0
"""Seconds without an answer, and without a database."""

ANTWOORD, HERSTEL, LEEFT, LEEST = 5.0, 5.0, 2.0, 0.5
"""Seconds within which a form gets an answer, all is as it was, the site says that it lives, and
nearly every page comes."""

SOORTEN: dict[str, Callable[[Cluster], None]] = {
    "herstart": lambda cluster: cluster.herstart(),
    "bevroren": lambda cluster: cluster.bevries(BEVROREN),
    "gedood": lambda cluster: cluster.dood(WEG),
}

StaatOp = Callable[[], AbstractContextManager[int]]


@pytest.fixture(scope="module")
def cluster(
    django_db_setup: None,  # noqa: ARG001 (what it copies is made there)
    tmp_path_factory: pytest.TempPathFactory,
) -> Cluster:
    return Cluster(tmp_path_factory.mktemp("cluster"))


@pytest.fixture
def site(cluster: Cluster, tmp_path: Path) -> StaatOp:
    """A site of two workers on the cluster; within it is the port."""
    omgeving = {"DATABASE_URL": cluster.adres, "DEMO": "1", "PROXIES": "1"}
    omgeving |= {"LOG_LEVEL": "CRITICAL", "BEWAARD_ROOT": str(tmp_path / "bewaard")}
    port = free_port()

    @contextmanager
    def draait() -> Iterator[int]:
        with serve(port, omgeving):
            yield port

    return draait


@pytest.mark.parametrize("soort", SOORTEN)
def test_wat_er_ook_met_de_database_gebeurt_lezers_lezen_door_en_niets_gaat_verloren(
    cluster: Cluster, site: StaatOp, soort: str
) -> None:
    with site() as port:
        vooraf = [vraag(port, pad).status for pad in PAGINAS]  # one worker has each of them
        publiek = Toestroom(port)
        with publiek.bezig():
            SOORTEN[soort](cluster)
            einde = time.monotonic()
            hersteld = partial(publiek.hersteld_sinds, einde)
            wacht_tot(hersteld, HERSTEL, "een pagina en een formulier zoals altijd")
            time.sleep(HERSTEL)

    assert set(vooraf) == {een.status for een in publiek.gelezen} == {200}
    assert publiek.p95() <= LEEST
    assert {een.status for een in publiek.gestuurd.values()} <= {302, 503}
    assert max(een.duur for een in publiek.gestuurd.values()) <= ANTWOORD
    assert {een.status for een in publiek.leeft} == {200}
    assert max(een.duur for een in publiek.leeft) <= LEEFT
    assert [een.status for een in na(publiek, einde) if not zoals_altijd(een)] == []
    assert publiek.aangenomen() <= cluster.abonnees()
    assert publiek.aangenomen()


def na(publiek: Toestroom, einde: float) -> list[Gekregen]:
    """What came when all had to be as it was."""
    return [een for een in publiek.alles() if een.moment > einde + HERSTEL]


def zoals_altijd(een: Gekregen) -> bool:
    return een.status in (200, 302) and REGEL not in een.inhoud


def test_een_site_die_zonder_database_begint_heeft_wat_eerder_gevraagd_was(
    cluster: Cluster, site: StaatOp
) -> None:
    """Its machine was restarted, and the database is not there yet."""
    with site() as port:
        vooraf = [vraag(port, pad).status for pad in PAGINAS]
    with cluster.weg(), site() as port:
        zonder = [vraag(port, pad) for pad in PAGINAS for _ in range(4)]
        leeft, klaar = vraag(port, "/gezond"), vraag(port, "/gezond/klaar")
    with site() as port:
        terug = [vraag(port, pad) for pad in PAGINAS]

    assert set(vooraf) == {een.status for een in zonder} == {200}
    assert all(REGEL in een.inhoud for een in zonder)
    assert (leeft.status, klaar.status, "database" in klaar.inhoud) == (200, 503, True)
    assert all(zoals_altijd(een) for een in terug)
