"""What all tests begin with is made in a shorter way than `migrate` goes, and must be the same."""

from __future__ import annotations

import subprocess

from django.db import connection

from kennisbank.bewaren import programmas
from tests import databases
from tests.kennisbank.bewaren import in_database

VAN_NU = ("\\restrict", "\\unrestrict")
"""What pg_dump makes up anew each time."""


def stort(naam: str) -> list[str]:
    """All that database `naam` is, but for the moments at which it was migrated."""
    with in_database(naam):
        opdracht, omgeving = programmas.opdracht(
            "pg_dump", "--exclude-table-data=django_migrations"
        )
    gestort = subprocess.run(opdracht, env=omgeving, check=True, capture_output=True, text=True)
    return [regel for regel in gestort.stdout.splitlines() if not regel.startswith(VAN_NU)]


def test_waar_elke_test_mee_begint_is_wat_migrate_maakt() -> None:
    gewoon = f"{connection.settings_dict['NAME']}_gewoon"
    databases.kopieer("template1", gewoon)
    try:
        databases.manage("migrate", environment={"DATABASE_URL": databases.adres(gewoon)})

        assert stort(databases.leeg()) == stort(gewoon)
    finally:
        databases.verwijder(gewoon)
