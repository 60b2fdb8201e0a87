"""What `manage.py` says when it is not a command that fails, but the database."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from kennisbank.server import ROOT


@pytest.mark.django_db
def test_een_database_van_een_andere_versie_is_een_zin_en_geen_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE innovaties_materiaal")
    monkeypatch.setattr(sys, "argv", ["manage.py", "exporteer", str(tmp_path / "alles.zip")])

    with pytest.raises(SystemExit, match="De database hoort niet bij deze versie"):
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")


def test_een_database_die_er_niet_is_ook() -> None:
    with pytest.raises(psycopg.OperationalError) as geen:
        psycopg.connect("postgresql://127.0.0.1:1/weg")
    fout = OperationalError(str(geen.value))
    fout.__cause__ = geen.value

    uitleg = runpy.run_path(str(ROOT / "manage.py"))["uitleg"]

    assert uitleg(fout).startswith("De database antwoordt niet, of laat ons niet toe.")
    assert "Connection refused" in uitleg(fout)
    fout.__cause__ = psycopg.errors.LockNotAvailable("bezet")
    assert uitleg(fout) == ""
