"""Two people, or two workers, at once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection


def tegelijk(*taken: Callable[[], object]) -> None:
    """Do all of `taken` at the same moment, each with a connection of its own."""
    klaar = threading.Barrier(len(taken))

    def doe(taak: Callable[[], object]) -> None:
        try:
            klaar.wait(timeout=30)
            taak()
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=[taak]) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()


def tot_iemand_wacht(aantal: int = 1) -> None:
    """Return once `aantal` connections wait: for this one, or for one that does."""
    with connection.cursor() as cursor:
        for _ in range(3000):
            cursor.execute(
                "SELECT pg_sleep(0.01), count(DISTINCT pid) FROM pg_locks WHERE NOT granted "
                "AND (pg_backend_pid() = ANY(pg_blocking_pids(pid)) OR EXISTS ("
                "SELECT FROM unnest(pg_blocking_pids(pid)) AS voor "
                "WHERE pg_backend_pid() = ANY(pg_blocking_pids(voor))))"
            )
            if cursor.fetchone()[1] >= aantal:
                return
    pytest.fail("nobody waited")
