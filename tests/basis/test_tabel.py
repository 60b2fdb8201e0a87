"""What a cell holds is what a spreadsheet reads, and no text is ever a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest

from basis.tabel import Blad, Tabelcel, maak_xlsx, schrijf_csv
from tests.cellen import Bladcel as Gelezen
from tests.cellen import cellen

TYPEN: list[tuple[Tabelcel, Gelezen, str]] = [
    (0, 0, "0"),
    (-5, -5, "-5"),
    (-0.5, -0.5, "-0,5"),
    (Decimal("-12.50"), -12.5, "-12,5"),
    (Decimal("1E+3"), 1000, "1000"),
    (1_250_000, 1_250_000, "1250000"),
    (date(2026, 7, 1), date(2026, 7, 1), "2026-07-01"),
    (date(1899, 12, 31), "1899-12-31", "1899-12-31"),
    (datetime(2026, 1, 1, 23, 30, tzinfo=UTC), datetime(2026, 1, 2, 0, 30), "2026-01-02 00:30"),  # noqa: DTZ001
    (datetime(2026, 7, 1, 12, 5, 59, tzinfo=UTC), datetime(2026, 7, 1, 14, 5), "2026-07-01 14:05"),  # noqa: DTZ001
    ("-5", "'-5", "'-5"),
    ("2026-07-01", "2026-07-01", "2026-07-01"),
    ("007", "007", "007"),
]


def als_csv(blad: Blad) -> str:
    doel = BytesIO()
    schrijf_csv(doel, blad)
    return doel.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize(("cel", "in_excel", "in_csv"), TYPEN, ids=repr)
def test_een_cel_blijft_wat_zij_is(cel: Tabelcel, in_excel: Gelezen, in_csv: str) -> None:
    blad = Blad("Blad", ("Kop", "Slot"), [[cel, "slot"]])

    assert cellen(maak_xlsx("Titel", blad)) == [["Kop", "Slot"], [in_excel, "slot"]]
    assert als_csv(blad) == f"Kop;Slot\r\n{in_csv};slot\r\n"


@pytest.mark.parametrize("leeg", ["", None])
def test_niets_is_een_lege_cel(leeg: str | None) -> None:
    blad = Blad("Blad", ("Kop", "Slot"), [[leeg, "slot"]])

    assert cellen(maak_xlsx("Titel", blad))[1] == [None, "slot"]
    assert als_csv(blad).endswith("\r\n;slot\r\n")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\t=", "\r=", "\n=", " ="])
def test_een_tekst_is_nooit_een_formule(begin: str) -> None:
    gevaar = f"{begin}HYPERLINK(1)"
    blad = Blad("Blad", (gevaar,), [[gevaar]])

    assert cellen(maak_xlsx(gevaar, blad)) == [[f"'{gevaar}"], [f"'{gevaar}"]]
    assert als_csv(blad).count("'" + begin) == 2
