"""What the webredacteur maintains: the lists from which writers choose."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from basis.fouten import RuleViolation
from innovaties.actions.lijsten import bewaar_waarde
from innovaties.forms.lijsten import LIJSTEN
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Element, Methodiek
from logboek.models import Logregel
from opgaven.models import Regioervaring
from organisaties.models import Organisatie
from tests.maak import (
    maak_abonnee,
    maak_beschrijving,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_trefwoord,
    met_element,
    met_partij,
)
from tests.opgaven.netwerken import maak_les
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db

ADRES = "/redactie/lijsten/"


@pytest.fixture
def bij(client: Client) -> Client:
    client.force_login(maak_gebruiker(rollen=["webredacteur"], naam="Wil"))
    return client


def bewaar(client: Client, adres: str, **velden: Any) -> str:
    kenmerk = client.get(adres).context["kenmerk"]
    return client.post(adres, {"kenmerk": kenmerk, **velden}, follow=True).text


def test_een_nieuwe_naam_van_een_element_is_meteen_vindbaar(bij: Client) -> None:
    maak_gepubliceerd(titel="Plan", elementen=[met_element("een-plan")])
    element = maak_element("een-plan")
    adres = f"{ADRES}element/{element.pk}/"

    bewaar(bij, adres, naam="Gezamenlijk routeboek", uitleg="Eén boek.")

    assert BESCHRIJVINGEN.zoek(Vraag("routeboek")).aantal == 1
    element.refresh_from_db()
    assert (element.naam, element.slug) == ("Gezamenlijk routeboek", "een-plan")
    assert "<strong>Wil</strong> wijzigde dit in de lijst" in " ".join(bij.get(adres).text.split())


def test_een_organisatie_erbij_krijgt_haar_soort_regios_en_een_webnaam(bij: Client) -> None:
    regio = maak_regio("drenthe")
    velden = {"naam": "De Brug", "soort": "ribw", "toelichting": "", "regios": [regio.pk]}

    tekst = bewaar(bij, f"{ADRES}organisatie/nieuw/", **velden)

    brug = Organisatie.objects.get(slug="de-brug")
    assert list(brug.regios.all()) == [regio]
    assert "De Brug" in tekst
    assert "De Brug" in bij.get(f"{ADRES}organisatie/", {"q": "brug"}).text
    assert "rijen gevonden" in " ".join(bij.get(f"{ADRES}organisatie/", {"q": "zz"}).text.split())


def test_een_naam_die_er_al_is_wordt_geweigerd(bij: Client) -> None:
    Methodiek.objects.create(slug="fact", naam="FACT")

    antwoord = bij.post(f"{ADRES}methodiek/nieuw/", {"naam": "fact ", "uitleg": ""})

    assert antwoord.status_code in (200, 409)
    assert Methodiek.objects.count() == 1


def test_wie_later_bewaart_leest_dat_een_collega_dat_al_deed(bij: Client) -> None:
    element = maak_element("een-plan")
    adres = f"{ADRES}element/{element.pk}/"
    gelezen = bij.get(adres).context["kenmerk"]
    bewaar(bij, adres, naam="Van de een", uitleg="")

    antwoord = bij.post(adres, {"kenmerk": gelezen, "naam": "Van de ander", "uitleg": ""})

    assert antwoord.status_code == 409
    assert "Een collega wijzigde" in antwoord.text
    assert Element.objects.get().naam == "Van de een"


def test_ook_regios_die_een_collega_ondertussen_koos_blijven(bij: Client) -> None:
    brug = maak_organisatie("De Brug")
    drenthe = maak_regio("drenthe")
    adres = f"{ADRES}organisatie/{brug.pk}/"
    velden = {"naam": "De Brug", "soort": "ribw", "toelichting": "", "website": ""}
    gelezen = bij.get(adres).context["kenmerk"]
    bewaar(bij, adres, **{**velden, "soort": brug.soort}, regios=[drenthe.pk])

    antwoord = bij.post(adres, {"kenmerk": gelezen, **velden})

    assert antwoord.status_code == 409
    assert list(brug.regios.all()) == [drenthe]
    assert "Bewaard" in bewaar(bij, adres, **velden, regios=[drenthe.pk])


def test_wie_wijzigt_wat_een_collega_net_weghaalde_leest_dat() -> None:
    rij = maak_element("gaat-weg")
    Element.objects.filter(pk=rij.pk).delete()

    with pytest.raises(RuleViolation, match="haalde het net weg"):
        bewaar_waarde(
            rij=rij,
            waarden={"naam": "Anders"},
            paden=(),
            kenmerk="",
            door=maak_gebruiker(rollen=["webredacteur"]),
        )


def test_wat_gebruikt_wordt_gaat_niet_weg_en_het_andere_wel(bij: Client) -> None:
    maak_gepubliceerd(titel="Plan", partijen=[met_partij("Menzis")])
    gebruikt, los = Organisatie.objects.get(), maak_organisatie("Los")

    nee = bij.post(f"{ADRES}organisatie/{gebruikt.pk}/stap/weghalen/", follow=True)
    ja = bij.post(f"{ADRES}organisatie/{los.pk}/stap/weghalen/", follow=True)

    assert "wordt nog gebruikt" in nee.text
    assert "staat niet meer in de lijst" in ja.text
    assert list(Organisatie.objects.all()) == [gebruikt]
    assert Logregel.objects.get(wat="waarde-weg").toelichting == "Los"


def test_wat_een_ander_deel_van_de_site_gebruikt_gaat_ook_niet_weg(bij: Client) -> None:
    limburg = maak_regio("limburg")
    parkstad = maak_regio("parkstad", ligt_in=[limburg])
    Regioervaring.objects.create(regio=parkstad, tekst="Eén team.")
    element, los = maak_element("een-plan"), maak_element("los")
    maak_les().elementen.set([element])
    thema = maak_thema("wonen")
    maak_abonnee(themas=[thema])
    woord = maak_trefwoord("moestuin")
    maak_beschrijving(trefwoorden=[woord])
    gebruikt: list[tuple[str, Any]] = [
        ("regio", limburg),
        ("regio", parkstad),
        ("element", element),
        ("thema", thema),
        ("trefwoord", woord),
    ]

    for soort, rij in gebruikt:
        antwoord = bij.post(f"{ADRES}{soort}/{rij.pk}/stap/weghalen/", follow=True)
        assert "wordt nog gebruikt" in antwoord.text, rij
        rij.refresh_from_db()
    bij.post(f"{ADRES}element/{los.pk}/stap/weghalen/")

    assert Regioervaring.objects.count() == 1
    assert list(Element.objects.all()) == [element]


@pytest.mark.parametrize("soort", LIJSTEN)
def test_elke_lijst_heeft_een_pagina_en_een_formulier(bij: Client, soort: str) -> None:
    lijst = bij.get(f"{ADRES}{soort}/")
    leeg = bij.post(f"{ADRES}{soort}/nieuw/", {})

    assert lijst.status_code == 200
    assert "Vul dit in." in leeg.text
    assert ("Alleen voor een zorgregio." in leeg.text) is (soort == "regio")
