"""Counting in months."""

from datetime import date

import pytest

from basis.data import na_maanden


@pytest.mark.parametrize(
    ("dag", "maanden", "dan"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
    ],
)
def test_de_dag_bestaat(dag: date, maanden: int, dan: date) -> None:
    assert na_maanden(dag, maanden) == dan
