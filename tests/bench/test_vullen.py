"""The benchmark measures descriptions that the site could hold; `make bench` itself runs apart."""

import pytest
from django.db import connection

from bench.maken import EERSTE_PK, Maker, breid_uit
from bench.vragen import vragen
from bench.vullen import maak_portie, schrijf
from innovaties.models import Beschrijving, Trefwoord, Zoekdocument
from organisaties.models import Organisatie


@pytest.mark.usefixtures("met_inhoud")
def test_gemaakte_beschrijvingen_zijn_geldig_vindbaar_en_steeds_dezelfde() -> None:
    schrijf({model: breid_uit(model, 200) for model in (Trefwoord, Organisatie)})
    maak_portie(range(5))

    gemaakt = Beschrijving.objects.zichtbaar().filter(pk__gte=EERSTE_PK)
    assert gemaakt.count() == Zoekdocument.objects.filter(pk__gte=EERSTE_PK).count() == 5
    for beschrijving in gemaakt:
        beschrijving.full_clean(exclude=["themas", "trefwoorden", "gewijzigd_door"])
    # They were written without checking references; this checks them.
    connection.check_constraints()
    assert all("?q=" in adres for adres in vragen()["zoeken"])
    eerste, tweede = (Maker([1], [1]).maak(7) for _ in range(2))

    assert eerste == tweede
