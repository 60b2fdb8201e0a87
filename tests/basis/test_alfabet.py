"""Lists of names stand as in a dictionary, whatever the database orders by."""

import pytest

from basis.tekst import sorteersleutel
from organisaties.models import Organisatie
from tests.maak import maak_organisatie

pytestmark = pytest.mark.django_db


def test_hoofdletters_en_accenten_maken_voor_de_volgorde_geen_verschil() -> None:
    for naam in ("Zorg", "émile", "Aanbieder", "eik", "Ärzte", "de Hoek", "Émile 2"):
        maak_organisatie(naam)

    namen = [rij.naam for rij in Organisatie.objects.all()]

    assert namen == ["Aanbieder", "Ärzte", "de Hoek", "eik", "émile", "Émile 2", "Zorg"]
    assert namen == sorted(namen, key=sorteersleutel)
