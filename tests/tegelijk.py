"""Two people, or two workers, at once."""

import threading
from collections.abc import Callable

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
