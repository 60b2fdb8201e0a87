"""Everybody wants a place in a traject, in fifty processes at once."""

from tests.trajecten.inschrijven import storm

RONDES = 100


def test_honderd_rondes_houden_elke_grens() -> None:
    fouten, stappen, keren = storm(RONDES)

    assert fouten == []
    assert stappen > RONDES
    assert keren > RONDES
