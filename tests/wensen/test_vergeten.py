"""A year after the last day nobody's name or address is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from basis.data import na_maanden
from tests.maak import maak_inventarisatie, maak_uitvraag
from wensen.jobs import vergeet

pytestmark = pytest.mark.django_db


@pytest.fixture
def jaar_geleden() -> date:
    return na_maanden(timezone.localdate(), -12)


def test_het_adres_van_een_vragenlijst_gaat_weg_en_de_antwoorden_blijven(
    jaar_geleden: date,
) -> None:
    dag = timedelta(days=1)
    oud, net_niet = (
        maak_uitvraag(maak_inventarisatie(begin=einde - 9 * dag, einde=einde))
        for einde in (jaar_geleden - dag, jaar_geleden)
    )
    oud.antwoorden.create(gebied=oud.inventarisatie.gebieden.all()[0], gewenst="Een plek.")

    vergeet(timestamp=0)

    oud.refresh_from_db()
    net_niet.refresh_from_db()
    assert (oud.email, oud.antwoorden.get().gewenst) == ("", "Een plek.")
    assert net_niet.email
