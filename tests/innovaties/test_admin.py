"""What the webredacteur maintains."""

import pytest
from django.test import Client

from innovaties.lezen.zoeken import BESCHRIJVINGEN
from organisaties.models import Organisatie
from tests.maak import maak_element, maak_gebruiker, maak_gepubliceerd, met_element, met_partij
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(client: Client) -> Client:
    client.force_login(maak_gebruiker(rollen=["beheerder"]))
    return client


def test_een_nieuwe_naam_van_een_element_is_meteen_vindbaar(beheer: Client) -> None:
    maak_gepubliceerd(titel="Plan", elementen=[met_element("een-plan")])
    element = maak_element("een-plan")

    response = beheer.post(
        f"/beheer/innovaties/element/{element.pk}/change/",
        {"naam": "Gezamenlijk routeboek", "slug": "een-plan", "uitleg": ""},
    )

    assert response.status_code == 302
    assert BESCHRIJVINGEN.zoek(Vraag("routeboek")).aantal == 1


def test_een_nieuwe_webnaam_van_een_organisatie_leidt_naar_haar_beschrijvingen(
    beheer: Client,
) -> None:
    maak_gepubliceerd(titel="Plan", partijen=[met_partij("Menzis")])
    organisatie = Organisatie.objects.get()

    beheer.post(
        f"/beheer/organisaties/organisatie/{organisatie.pk}/change/",
        {"naam": "Menzis", "slug": "menzis-nieuw", "soort": "zorgverzekeraar"},
    )

    assert "Plan" in beheer.get("/organisatie/menzis-nieuw/").text
