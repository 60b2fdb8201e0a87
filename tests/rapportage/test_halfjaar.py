"""Where a half-year begins and ends, with the dates written out."""

from datetime import UTC, date, datetime

import pytest

from rapportage.regels.halfjaar import Halfjaar

NA_AFLOOP = datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dag", "halfjaar"),
    [
        (date(2026, 1, 1), Halfjaar(2026, 1)),
        (date(2026, 6, 30), Halfjaar(2026, 1)),
        (date(2026, 7, 1), Halfjaar(2026, 2)),
        (date(2026, 12, 31), Halfjaar(2026, 2)),
        (date(2027, 1, 1), Halfjaar(2027, 1)),
        (date(2028, 2, 29), Halfjaar(2028, 1)),
    ],
)
def test_elke_dag_hoort_bij_een_halfjaar(dag: date, halfjaar: Halfjaar) -> None:
    assert Halfjaar.van(dag) == halfjaar
    assert halfjaar.eerste <= dag <= halfjaar.laatste


@pytest.mark.parametrize(
    ("halfjaar", "eerste", "laatste", "vorige", "volgende", "naam"),
    [
        (
            Halfjaar(2026, 1),
            *(date(2026, 1, 1), date(2026, 6, 30)),
            *(Halfjaar(2025, 2), Halfjaar(2026, 2)),
            "Eerste halfjaar 2026",
        ),
        (
            Halfjaar(2026, 2),
            *(date(2026, 7, 1), date(2026, 12, 31)),
            *(Halfjaar(2026, 1), Halfjaar(2027, 1)),
            "Tweede halfjaar 2026",
        ),
    ],
)
def test_een_halfjaar_kent_zijn_grenzen_en_buren(
    halfjaar: Halfjaar,
    eerste: date,
    laatste: date,
    vorige: Halfjaar,
    volgende: Halfjaar,
    naam: str,
) -> None:
    assert (halfjaar.eerste, halfjaar.laatste) == (eerste, laatste)
    assert (halfjaar.vorige, halfjaar.volgende) == (vorige, volgende)
    assert str(halfjaar) == naam


def test_dertig_juni_telt_tot_middernacht_in_nederland_bij_het_eerste_halfjaar() -> None:
    eerste, tweede = (Halfjaar(2026, helft).periode(NA_AFLOOP) for helft in (1, 2))
    laatste_seconde = datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC)
    middernacht = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)

    assert (eerste.bevat(laatste_seconde), tweede.bevat(laatste_seconde)) == (True, False)
    assert (eerste.bevat(middernacht), tweede.bevat(middernacht)) == (False, True)
    assert (eerste.voor_het_eind(middernacht), eerste.bevat(None)) == (False, False)
    assert (eerste.bevat_dag(date(2026, 6, 30)), tweede.bevat_dag(date(2026, 6, 30))) == (
        (True, False)
    )
    assert (eerste.bevat_dag(date(2026, 7, 1)), tweede.bevat_dag(date(2026, 7, 1))) == (
        (False, True)
    )


def test_een_halfjaar_is_voorbij_op_het_moment_dat_het_volgende_begint() -> None:
    net_niet = datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC)
    wel = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)

    assert not Halfjaar(2026, 1).is_voorbij(net_niet)
    assert Halfjaar(2026, 1).is_voorbij(wel)


def test_van_een_lopend_halfjaar_telt_wat_er_al_was() -> None:
    nu = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)

    periode = Halfjaar(2026, 1).periode(nu)

    assert (periode.eerste, periode.laatste, periode.tot) == (
        (date(2026, 1, 1), date(2026, 3, 10), nu)
    )
