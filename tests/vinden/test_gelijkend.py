"""Which names may be one."""

import pytest

from vinden.gelijkend import gelijkend


@pytest.mark.parametrize(
    ("getypt", "bestaat"),
    [
        ("Kwintes Almere", "Kwintes"),
        ("Kwinntes", "Kwintes"),
        ("Inloophuis Zonneplijn", "Inloophuis Zonneplein"),
        ("Parnassia", "Stichting Parnassia"),
        ("Herstel-academie de Brug", "Herstelacademie De Brug"),
        ("GGZ Noord Holland", "GGZ Noord-Holland-Noord"),
        ("Ervaringsdeskundige in een team", "Ervaringsdeskundigen in het team"),
        ("Academie voor herstel", "Herstelacademie"),
        ("Café Noord", "Noord cafe"),
    ],
)
def test_een_naam_met_dezelfde_woorden_kan_dezelfde_zijn(getypt: str, bestaat: str) -> None:
    assert gelijkend(getypt, {1: bestaat, 2: "Gemeente Emmen"}) == [1]
    assert gelijkend(bestaat, {1: getypt, 2: "Gemeente Emmen"}) == [1]


@pytest.mark.parametrize(
    ("getypt", "bestaat"),
    [
        ("Gemeente Alkmaar", "Gemeente Amsterdam"),
        ("GGZ Drenthe", "Vincent van Gogh ggz"),
        ("In voor zorg!", "Verslavingszorg in Utrecht"),
        ("De", "De Brug"),
        ("!", "De Brug"),
        ("", ""),
    ],
)
def test_een_gewoon_woord_samen_maakt_twee_namen_niet_een(getypt: str, bestaat: str) -> None:
    assert gelijkend(getypt, {1: bestaat}) == []


def test_wat_het_meest_lijkt_staat_voorop() -> None:
    namen = {1: "Kwintes woonvorm Almere", 2: "Kwintes", 3: "Kwintes Almere"}

    assert gelijkend("Kwintes Almere", namen) == [3, 1, 2]
