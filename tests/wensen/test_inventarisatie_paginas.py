"""The pages of an inventory: the workplace of the projectleider, and its outcome for everyone."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from innovaties.models import Beschrijving
from organisaties.keuzelijsten import Partijrol
from post.models import Bericht
from tests.maak import (
    maak_gebruiker,
    maak_inventarisatie,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_uitvraag,
)
from wensen.lezen.uitkomst import KLEINE_GROEPEN
from wensen.models import Antwoordregel, Inventarisatie, Uitkomstregel, Uitvraag

pytestmark = pytest.mark.django_db


def adres(naam: str, *delen: object) -> str:
    return reverse(f"wensen:{naam}", args=delen)


@pytest.fixture
def als_projectleider(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["projectleider"]))


def ingevuld(inventarisatie: Inventarisatie, **velden: Any) -> Antwoordregel:
    uitvraag = maak_uitvraag(inventarisatie, ingediend_op=timezone.now(), **velden)
    return Antwoordregel.objects.create(
        uitvraag=uitvraag,
        gebied=inventarisatie.gebieden.all()[0],
        bestaand=f"Bestaat bij {uitvraag.organisatie}.",
        gewenst=f"Wenst {uitvraag.organisatie}.",
    )


def gepubliceerd(**velden: Any) -> Inventarisatie:
    inventarisatie = maak_inventarisatie(**velden)
    inventarisatie.gepubliceerd_op = timezone.now()
    inventarisatie.gepubliceerd_door = inventarisatie.gemaakt_door
    inventarisatie.save()
    return inventarisatie


@pytest.mark.usefixtures("als_projectleider")
def test_van_nieuw_tot_verstuurd(client: Client) -> None:
    maak_thema()
    maak_organisatie("Lentis")
    vandaag = timezone.localdate()
    straks = vandaag + timedelta(days=30)

    client.post(
        adres("inventarisatie_nieuw"),
        {"titel": "Wat is er?", "begin": vandaag.isoformat(), "einde": straks.isoformat()},
    )
    pk = Inventarisatie.objects.get().pk
    ontvangers = adres("inventarisatie_stap", pk, "ontvangers")
    client.post(ontvangers, {"regels": "Lentis; a@lentis.example", "actie": "toevoegen"})
    nog_niets = Bericht.objects.count()
    vraag = client.get(adres("inventarisatie_stap", pk, "versturen")).content.decode()
    Inventarisatie.objects.update(inleiding="Waarom wij dit vragen.")
    client.post(adres("inventarisatie_stap", pk, "versturen"))

    assert nog_niets == 0
    assert "a@lentis.example" in vraag
    assert Bericht.objects.get().aan == "a@lentis.example"
    assert "Loopt" in client.get(adres("inventarisatie_beheer", pk)).content.decode()


@pytest.mark.usefixtures("als_projectleider")
def test_een_gebied_komt_erbij_zonder_dat_er_iets_bewaard_is(client: Client) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    pagina = adres("inventarisatie_bewerken", inventarisatie.pk)
    kenmerk = client.get(pagina).context["kenmerk"]
    gegevens = {
        "titel": "Nieuwe titel",
        "begin": inventarisatie.begin.isoformat(),
        "einde": inventarisatie.einde.isoformat(),
        "kenmerk": kenmerk,
        "gebieden-aantal": "2",
        "gebieden-0-naam": "Herstel",
        "gebieden-1-naam": "Interne organisatie",
    }

    erbij = client.post(pagina, gegevens | {"actie": "gebieden:erbij"})
    dubbel = client.post(pagina, gegevens | {"gebieden-1-naam": "herstel"})
    leeg = client.post(pagina, gegevens | {"gebieden-0-naam": "", "gebieden-0-uitleg": "Wat?"})
    toen = Inventarisatie.objects.get().titel
    goed = client.post(pagina, gegevens)

    assert "Gebied 3" in erbij.content.decode()
    assert "Dit gebied staat er al" in dubbel.content.decode()
    assert leeg.status_code == 200
    assert toen == inventarisatie.titel
    assert goed.status_code == 302
    assert [g.naam for g in inventarisatie.gebieden.all()] == ["Herstel", "Interne organisatie"]


@pytest.mark.usefixtures("als_projectleider")
def test_een_einde_voor_het_begin_wordt_gemeld(client: Client) -> None:
    antwoord = client.post(
        adres("inventarisatie_nieuw"),
        {"titel": "Wat is er?", "begin": "2027-02-01", "einde": "2027-01-31"},
    )

    assert "Kies een dag na het begin." in antwoord.content.decode()
    assert not Inventarisatie.objects.exists()


@pytest.mark.usefixtures("als_projectleider")
def test_wat_elders_is_gehouden_heeft_geen_dagen_om_te_wijzigen(client: Client) -> None:
    inventarisatie = maak_inventarisatie(bron="Een plan")
    pagina = adres("inventarisatie_bewerken", inventarisatie.pk)

    blad = client.get(pagina)
    gegevens = {"titel": "Wat er was", "kenmerk": blad.context["kenmerk"]}
    client.post(pagina, gegevens)

    assert not re.search('name="(begin|einde)"|is verstuurd', blad.text)
    bewaard = Inventarisatie.objects.get()
    assert (bewaard.titel, bewaard.einde) == ("Wat er was", inventarisatie.einde)


@pytest.mark.usefixtures("als_projectleider")
def test_organisaties_kiezen_zet_ze_in_het_vak(client: Client) -> None:
    inventarisatie = maak_inventarisatie()
    drenthe = maak_regio("drenthe")
    past = maak_organisatie("Lentis", soort=Partijrol.GGZ_AANBIEDER)
    past.regios.add(drenthe)
    maak_organisatie("Gemeente Elders", soort=Partijrol.GEMEENTE)
    pagina = adres("inventarisatie_stap", inventarisatie.pk, "ontvangers")
    gegevens = {"regels": "Cosis; a@cosis.example", "soort": "ggz-aanbieder", "regio": "drenthe"}

    gezocht = client.post(pagina, gegevens | {"actie": "zoek"})
    gekozen = client.post(pagina, gegevens | {"actie": "kies", "organisatie": [past.pk]})

    assert gezocht.context["gevonden"] == [past]
    assert gekozen.context["form"]["regels"].value() == "Cosis; a@cosis.example\nLentis; "
    assert not inventarisatie.uitvragen.exists()


@pytest.mark.usefixtures("als_projectleider")
def test_een_nieuwe_organisatie_maakt_u_op_dezelfde_pagina(client: Client) -> None:
    inventarisatie = maak_inventarisatie()
    pagina = adres("inventarisatie_stap", inventarisatie.pk, "ontvangers")
    gegevens = {"regels": "De Nieuwe; a@nieuwe.example", "actie": "toevoegen"}

    vraag = client.post(pagina, gegevens)
    gekozen = {"nieuw-aantal": "1", "nieuw-0-naam": "De Nieuwe", "nieuw-0-soort": ""}
    nog_eens = client.post(pagina, gegevens | gekozen)
    fout = client.post(pagina, {**gegevens, "regels": "De Nieuwe; x"} | gekozen)
    client.post(pagina, {**gegevens, **gekozen, "nieuw-0-soort": "ribw"})

    assert vraag.status_code == 409
    assert 'name="nieuw-0-naam" value="De Nieuwe"' in vraag.content.decode()
    assert [antwoord.text.count('value="De Nieuwe"') for antwoord in (nog_eens, fout)] == [1, 1]
    assert inventarisatie.uitvragen.get().organisatie.soort == Partijrol.RIBW


@pytest.mark.usefixtures("als_projectleider")
def test_de_pagina_van_een_stap_zegt_wat_er_dan_gebeurt(client: Client) -> None:
    lang_geleden = timezone.now() - timedelta(days=20)
    inventarisatie = maak_inventarisatie(einde=date(2099, 12, 31), slug="wat-is-er", inleiding="")
    nieuw = maak_uitvraag(inventarisatie, verstuurd_op=None, email="a@brug.example")
    bezig = maak_uitvraag(inventarisatie, verstuurd_op=lang_geleden, begonnen_op=lang_geleden)
    maak_uitvraag(inventarisatie, ingediend_op=timezone.now())

    versturen, herinneren, sluiten = (
        client.get(adres("inventarisatie_stap", inventarisatie.pk, stap)).text
        for stap in ("versturen", "herinneren", "sluiten")
    )

    assert "1 organisatie krijgt een mail met een eigen link." in versturen
    assert "Invullen kan tot en met donderdag 31 december 2099." in versturen
    assert "De gebieden en vragen kunnen daarna niet meer anders" not in versturen
    assert "Er is nog geen inleiding." in versturen
    assert f'{nieuw.organisatie}: <span class="breekbaar">a@brug.example</span>' in versturen
    assert "1 organisatie krijgt een herinnering." in herinneren
    assert f"<li>{bezig.organisatie} (begonnen)</li>" in herinneren
    assert "Ingeleverd: 1 van 2 organisaties." in sluiten


@pytest.mark.usefixtures("als_projectleider")
def test_publiceren_zegt_wat_iedereen_gaat_zien(client: Client) -> None:
    gisteren = timezone.localdate() - timedelta(days=1)
    zonder, met = (
        maak_inventarisatie(slug=f"wat-{nummer}", einde=gisteren, uitkomst=uitkomst)
        for nummer, uitkomst in enumerate(("", "<p>Veel.</p>"))
    )

    paginas = [
        client.get(adres("inventarisatie_stap", een.pk, "publiceren")).text for een in (zonder, met)
    ]

    assert "Iedereen ziet daarna de aantallen op /inventarisatie/wat-0/." in paginas[0]
    assert ["U schreef nog niet wat er in het kort" in pagina for pagina in paginas] == [
        True,
        False,
    ]


@pytest.mark.usefixtures("als_projectleider")
def test_een_stap_die_niet_kan_verandert_niets(client: Client) -> None:
    inventarisatie = maak_inventarisatie()

    antwoord = client.post(
        adres("inventarisatie_stap", inventarisatie.pk, "publiceren"), follow=True
    )
    onbekend = client.get(adres("inventarisatie_stap", inventarisatie.pk, "toveren"))

    assert "Dat kan nu niet" in antwoord.content.decode()
    assert onbekend.status_code == 404
    assert Inventarisatie.objects.get().gepubliceerd_op is None


@pytest.mark.parametrize("rol", ["kennismakelaar", "webredacteur"])
def test_wie_het_programma_ziet_leest_de_uitkomst_maar_stuurt_niet(
    rol: str, client: Client
) -> None:
    inventarisatie = maak_inventarisatie()
    antwoord = ingevuld(inventarisatie)
    client.force_login(maak_gebruiker(rollen=[rol]))

    tekst = client.get(adres("inventarisatie_beheer", inventarisatie.pk)).content.decode()
    stappen = [
        client.post(adres("inventarisatie_stap", inventarisatie.pk, "sluiten")),
        client.get(adres("inventarisatie_bewerken", inventarisatie.pk)),
        client.get(adres("antwoorden", inventarisatie.pk)),
        client.get(adres("inventarisatie_nieuw")),
    ]

    assert antwoord.gewenst in tekst
    assert "Bewerken" not in tekst
    assert {stap.status_code for stap in stappen} == {403}


def test_een_indiener_ziet_geen_inventarisatie(client: Client) -> None:
    inventarisatie = maak_inventarisatie()
    client.force_login(maak_gebruiker(rollen=["indiener"]))

    paden = [adres("inventarisaties"), adres("inventarisatie_beheer", inventarisatie.pk)]

    assert [client.get(pad).status_code for pad in paden] == [403, 403]


def test_maak_hier_een_wens_van(client: Client) -> None:
    antwoord = ingevuld(maak_inventarisatie())
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    knop = adres("antwoord_wordt", antwoord.pk, "wens")

    na = client.post(knop, follow=True)
    client.post(knop)
    anders = client.post(adres("antwoord_wordt", antwoord.pk, "iets-anders"))

    versie = Beschrijving.objects.get()
    assert client.get(knop).status_code == 405
    assert reverse("redactie:versie", args=[versie.pk]) in na.content.decode()
    assert anders.status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_werkplek_heeft_een_vast_aantal_queries(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        inventarisatie = maak_inventarisatie()
        for _ in range(aantal):
            ingevuld(inventarisatie, regio=maak_regio())
    client.force_login(maak_gebruiker(rollen=["projectleider"]))

    with django_assert_num_queries(4):
        lijst = client.get(adres("inventarisaties"))
    with django_assert_num_queries(10):
        een = client.get(adres("inventarisatie_beheer", inventarisatie.pk))

    assert lijst.content.decode().count("Ingeleverd: ") == aantal
    assert een.content.decode().count("Bestaat bij") == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_uitkomst_heeft_een_vast_aantal_queries(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inventarisatie = gepubliceerd()
    for _ in range(3 * aantal):
        ingevuld(inventarisatie, regio=maak_regio())

    with django_assert_num_queries(8):
        antwoord = client.get(inventarisatie.get_absolute_url())

    assert f"{3 * aantal} van {3 * aantal} (100%)" in antwoord.content.decode()


def test_een_bezoeker_ziet_aantallen_en_geen_teksten_of_namen(client: Client) -> None:
    inventarisatie = gepubliceerd(uitkomst="Er bloeit van alles.")
    antwoorden = [ingevuld(inventarisatie, regio=maak_regio("drenthe")) for _ in range(4)]
    ingevuld(inventarisatie, regio=maak_regio("zeeland"))

    tekst = client.get(inventarisatie.get_absolute_url()).content.decode()

    assert "Er bloeit van alles." in tekst
    assert "5 van 5 (100%)" in tekst
    assert KLEINE_GROEPEN not in tekst
    assert "Zeeland" not in tekst
    for antwoord in antwoorden:
        assert antwoord.bestaand not in tekst
        assert antwoord.uitvraag.organisatie.naam not in tekst


def test_voor_de_publicatie_is_er_geen_pagina(client: Client) -> None:
    inventarisatie = maak_inventarisatie()

    assert client.get(inventarisatie.get_absolute_url()).status_code == 404


def test_wat_elders_is_gehouden_staat_er_zoals_de_bron_het_zegt(client: Client) -> None:
    inventarisatie = gepubliceerd(geopend_op=None, gebieden=(), bron="Programmaplan, bijlage 2")
    Uitkomstregel.objects.create(
        inventarisatie=inventarisatie,
        gebied="E-health",
        bestaand="Portalen voor cliënten.",
        aandeel="bijna driekwart",
        procent=75,
    )
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    teksten = [
        client.get(pad).content.decode()
        for pad in (
            inventarisatie.get_absolute_url(),
            adres("inventarisatie_beheer", inventarisatie.pk),
        )
    ]

    for tekst in teksten:
        assert "Programmaplan, bijlage 2" in tekst
        assert "bijna driekwart" in tekst
        assert 'width="75"' in tekst
        assert "Portalen voor cliënten." in tekst


@pytest.mark.usefixtures("als_projectleider")
def test_een_voorbeeld_is_te_proberen_en_bewaart_niets(client: Client) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None, titel="Wat doet u?")
    pagina = adres("inventarisatie_voorbeeld", inventarisatie.pk)

    gezien = client.get(pagina).text
    beproefd = client.post(pagina, {"actie": "proberen", "inzet": ["geen", "geld"]}).text
    goed = client.post(pagina, {"actie": "proberen", "opmerking": "Prima."}).text
    client.post(pagina, {"actie": "mail"})

    mail = Bericht.objects.get()
    assert "Wat zou u willen?" in gezien
    assert "Dit vragen wij dan terug" in beproefd
    assert "Zo kan een organisatie inleveren." in goed
    assert mail.onderwerp == "Proef: vragenlijst voor een voorbeeldorganisatie: Wat doet u?"
    assert pagina in mail.tekst
    assert not Uitvraag.objects.exists()
