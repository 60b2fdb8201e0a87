"""Where a long word may be broken."""

import pytest

from basis.afbreken import LANG, breekbaar


@pytest.mark.parametrize(
    ("tekst", "met_punten"),
    [
        ("Succesfactoren", "Succes|fac|toren"),
        ("Het herstelondersteuningsplan (HOP)", "Het herstel|on|der|steu|nings|plan (HOP)"),
        ("Cliëntenorganisatie", "Cliën|ten|or|ga|ni|satie"),
        ("Knelpunten", "Knelpunten"),
        ("x" * LANG, "x" * LANG),
        ("FACT-team 12345678901234", "FACT-team 12345678901234"),
    ],
)
def test_alleen_lange_woorden_mogen_breken_waar_het_nederlands_dat_doet(
    tekst: str, met_punten: str
) -> None:
    assert breekbaar(tekst).replace("\u00ad", "|") == met_punten
