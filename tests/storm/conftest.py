"""Storms run on a database of their own that other processes reach, and last minutes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from bench.zandbak import Zandbak, open_zandbak
from tests import databases


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("storm")


@pytest.fixture(autouse=True)
def _voor_andere_processen(
    transactional_db: None,  # noqa: ARG001 (what others must see is committed)
    statisch: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Workers and servers that a storm starts have the database of the test."""
    naam = str(connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", databases.adres(naam))
    monkeypatch.setenv("STATIC_ROOT", str(statisch))
    with connection.cursor() as cursor:  # for who kills the server, as production has it
        cursor.execute(f"ALTER DATABASE {naam} SET synchronous_commit = on")


@pytest.fixture
def zandbak(tmp_path: Path) -> Iterator[Zandbak]:
    """A mail server in a process of its own."""
    with open_zandbak(tmp_path) as zandbak:
        yield zandbak
