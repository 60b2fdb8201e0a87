"""A lock of the database that all machines share."""

from __future__ import annotations

from django.db import connection


def een_tegelijk(naam: str) -> None:
    """Wait for each other transaction that said the same `naam`, until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [naam])
