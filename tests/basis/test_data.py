"""Counting in months, and the hours at which the clock changes."""

from datetime import UTC, date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from basis.data import begin_van_dag, na_maanden, op_de_klok


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


@pytest.mark.parametrize(
    ("dag", "tijd", "zin"),
    [
        (date(2027, 3, 28), time(2, 30), "vooruit: 2.30 uur bestaat die dag niet"),
        (date(2027, 10, 31), time(2, 0), "terug: 2.00 uur is er die dag twee keer"),
    ],
)
def test_het_uur_van_de_klok_wordt_uitgelegd(dag: date, tijd: time, zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        op_de_klok(dag, tijd)

    ernaast = [op_de_klok(dag, time(uur)).astimezone(UTC) for uur in (1, 3)]
    assert ernaast[1] - ernaast[0] in (timedelta(hours=1), timedelta(hours=3))


@pytest.mark.parametrize(
    ("dag", "uren"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2028, 2, 29), 24)]
)
def test_een_dag_begint_om_middernacht_hoe_lang_zij_ook_duurt(dag: date, uren: int) -> None:
    begin, morgen = (begin_van_dag(een).astimezone(UTC) for een in (dag, dag + timedelta(days=1)))

    assert morgen - begin == timedelta(hours=uren)
