"""Beginning a description that may be there already."""

import pytest
from django.test import Client

from innovaties.models import Beschrijving
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_organisatie, maak_volledig

pytestmark = pytest.mark.django_db

TITEL = "Spreekuur in de bibliotheek"
ANTWOORDEN = {"titel": "Het spreekuur in bibliotheken", "soort": "bestaand"}


def test_wie_iets_begint_wat_er_al_is_leest_dat_en_kan_toch_door(client: Client) -> None:
    concept = maak_volledig(titel=TITEL)
    maak_volledig(titel="Nachtopvang voor jongeren")
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    gevraagd = client.post("/redactie/nieuw/", ANTWOORDEN)

    assert [versie.pk for versie in gevraagd.context["formulier"].lijkt] == [concept.pk]
    assert f"/redactie/beschrijving/{concept.pk}/" in gevraagd.text
    # Enter presses the first button of a form.
    assert gevraagd.text.index("nl-button--primary") < gevraagd.text.index('name="toch"')
    assert not Beschrijving.objects.filter(titel=ANTWOORDEN["titel"]).exists()

    assert client.post("/redactie/nieuw/", {**ANTWOORDEN, "toch": "ja"}).status_code == 302
    assert Beschrijving.objects.filter(titel=ANTWOORDEN["titel"]).exists()


def test_een_indiener_leest_van_een_ander_alleen_wat_zichtbaar_is(client: Client) -> None:
    maak_volledig(titel=TITEL)
    live = maak_gepubliceerd(titel=TITEL, slug="spreekuur")
    indiener, organisatie = maak_gebruiker(rollen=["indiener"]), maak_organisatie()
    indiener.organisaties.add(organisatie)
    client.force_login(indiener)

    gevraagd = client.post("/redactie/nieuw/", {**ANTWOORDEN, "organisatie": organisatie.pk})

    assert [versie.pk for versie in gevraagd.context["formulier"].lijkt] == [live.pk]
    assert 'href="/innovaties/spreekuur/"' in gevraagd.text
