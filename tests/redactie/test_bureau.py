"""The desk: one table of all descriptions, searched, chosen, sorted, kept and taken along."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.bureau import MEESTE_BEWAARD, bewaar_lijst
from redactie.actions.indexeren import lees_bij
from redactie.actions.schrijven import bewaar, dien_in
from redactie.jobs import lees_versies_bij, ruim_op
from redactie.lezen.lijst import VERSIES
from redactie.models import BewaardeLijst, Werkdocument
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_tranche,
    maak_volledig,
)
from trajecten.models import Toezegging
from vinden.models import AndereNaam, Woord

pytestmark = pytest.mark.django_db

BUREAU = "/redactie/beschrijvingen/"


def kennismakelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def titels(client: Client, **vraag: str) -> list[str]:
    return [versie.titel for versie, _ in client.get(BUREAU, vraag).context["rijen"]]


def van(versie: Beschrijving, **velden: Any) -> Beschrijving:
    """`versie`, of an innovatie about which the redactie knows `velden`."""
    Innovatie.objects.filter(pk=versie.innovatie_id).update(**velden)
    return versie


@pytest.fixture
def drie(client: Client) -> Gebruiker:
    """Three descriptions that differ in all that the desk can choose by, and who sees them."""
    ik = kennismakelaar("Anna")
    bram = kennismakelaar("Bram")
    tranche = maak_tranche()
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    thuis, elders = maak_organisatie("De Zomer"), maak_organisatie("Het Anker")
    vol = van(
        maak_volledig(schrijver=bram, titel="Alfa", themas=[herstel]),
        kennismakelaar=bram, organisatie=thuis, deadline=date(2031, 5, 1),
    )  # fmt: skip
    dien_in(versie=vol, door=bram)
    Toezegging.objects.create(tranche=tranche, organisatie=thuis, innovatie=vol.innovatie)
    live = maak_gepubliceerd(titel="Échte", themas=[wonen])
    van(live, kennismakelaar=ik, organisatie=elders, bevestigd_op=date(2026, 1, 2))
    maak_beschrijving(titel="Zulu", soort="gewenst")
    lees_bij()
    client.force_login(ik)
    return ik


@pytest.mark.usefixtures("drie")
def test_kiezen_op_elke_kolom(client: Client) -> None:
    hoort: list[tuple[dict[str, str], set[str]]] = [
        ({"van": "mijn"}, {"Échte"}),
        ({"organisatie": "anker"}, {"Échte"}),
        ({"thema": "herstel"}, {"Alfa"}),
        ({"soort": "gewenst"}, {"Zulu"}),
        ({"kennismakelaar": "geen"}, {"Zulu"}),
        ({"status": "ingediend"}, {"Alfa"}),
        ({"status": "ingediend", "thema": "wonen"}, set()),
        ({"thema": "onzin", "tranche": "-1"}, {"Alfa", "Échte", "Zulu"}),
    ]

    assert [(keuze, set(titels(client, **keuze))) for keuze, _ in hoort] == hoort


def test_kiezen_op_een_persoon_en_een_tranche(client: Client, drie: Gebruiker) -> None:
    (tranche,) = Toezegging.objects.values_list("tranche", flat=True)

    assert titels(client, kennismakelaar=str(drie.pk)) == ["Échte"]
    assert titels(client, tranche=str(tranche)) == ["Alfa"]


@pytest.mark.usefixtures("drie")
def test_sorteren_op_elke_kolom_met_wat_onbekend_is_achteraan(client: Client) -> None:
    hoort = {
        "titel": ["Alfa", "Échte", "Zulu"],
        "-titel": ["Zulu", "Échte", "Alfa"],
        "soort": ["Échte", "Alfa", "Zulu"],
        "status": ["Zulu", "Alfa", "Échte"],
        "organisatie": ["Alfa", "Échte", "Zulu"],
        "-thema": ["Échte", "Alfa", "Zulu"],
        "tranche": ["Alfa", "Zulu", "Échte"],
        "-kennismakelaar": ["Alfa", "Échte", "Zulu"],
        "-deadline": ["Alfa", "Zulu", "Échte"],
        "bevestigd": ["Échte", "Zulu", "Alfa"],
        "compleet": ["Alfa", "Zulu", "Échte"],
        "wacht": ["Alfa", "Zulu", "Échte"],
    }

    assert {sorteer: titels(client, sorteer=sorteer) for sorteer in hoort} == hoort


@pytest.mark.usefixtures("drie")
def test_een_rij_zegt_alles_van_een_versie(client: Client) -> None:
    pagina = client.get(BUREAU, {"q": "alfa"}).text

    tekst = " ".join(pagina.partition("<tbody>")[2].split())
    for woorden in (
        *("Alfa", "versie 1, bestaand", "Ingediend", "sinds", "De Zomer", "Herstel", "Bram"),
        *("1 mei 2031", "alles staat erin"),
    ):
        assert woorden in tekst
    assert "1 beschrijving gevonden" in " ".join(pagina.split())
    assert [client.get(BUREAU, al).text.count(" checked") for al in ({}, {"alles": "ja"})] == [0, 3]


def test_een_bewaarde_lijst_is_van_wie_haar_bewaarde(client: Client, drie: Gebruiker) -> None:
    antwoord = client.post(f"{BUREAU}bewaren/?status=ingediend&onzin=1", {"naam": "Ligt er"})
    client.post(f"{BUREAU}bewaren/?status=ingediend&q=alfa", {"naam": "Ligt er"})

    (lijst,) = BewaardeLijst.objects.all()
    assert antwoord.headers["Location"] == f"{BUREAU}?status=ingediend"
    assert (lijst.gebruiker, lijst.naam, lijst.vraag) == (
        drie,
        "Ligt er",
        "q=alfa&status=ingediend",
    )
    assert f'href="{BUREAU}?q=alfa&amp;status=ingediend">Ligt er</a>' in client.get(BUREAU).text

    client.force_login(kennismakelaar("Cor"))
    client.post(f"{BUREAU}vergeten/{lijst.pk}/")
    assert "Ligt er" not in client.get(BUREAU).text

    client.force_login(drie)
    client.post(f"{BUREAU}vergeten/{lijst.pk}/")
    assert not BewaardeLijst.objects.exists()


def test_wie_te_veel_lijsten_bewaart_leest_dat(client: Client) -> None:
    ik = kennismakelaar()
    for nummer in range(MEESTE_BEWAARD):
        bewaar_lijst(naam=f"Lijst {nummer}", vraag="", door=ik)
    client.force_login(ik)

    antwoord = client.post(f"{BUREAU}bewaren/?soort=gewenst", {"naam": "Nog een"}, follow=True)

    assert "Vergeet er eerst een" in antwoord.text
    assert BewaardeLijst.objects.count() == MEESTE_BEWAARD


def test_wat_te_lang_is_om_te_bewaren_wordt_geweigerd(client: Client) -> None:
    client.force_login(kennismakelaar())

    antwoord = client.post(f"{BUREAU}bewaren/?q={'%E2%82%AC' * 150}", {"naam": "Lang"}, follow=True)

    assert "te lang om te bewaren" in antwoord.text
    assert not BewaardeLijst.objects.exists()


def test_de_index_van_versies_wordt_alleen_gelezen_als_er_een_wijzigde() -> None:
    versie = maak_beschrijving(titel="Plan")
    lees_bij()
    gelezen = VERSIES.index()

    assert VERSIES.index() is gelezen
    bewaar(versie=versie, waarden={"kern": "Anders."}, door=kennismakelaar())
    lees_bij()
    assert VERSIES.index() is not gelezen


@pytest.mark.usefixtures("drie")
def test_de_tabel_gaat_mee_zoals_zij_er_staat(client: Client) -> None:
    antwoord = client.get("/redactie/beschrijvingen.csv", {"sorteer": "-titel"})

    rijen = list(csv.DictReader(StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert [rij["Beschrijving"] for rij in rijen] == ["Zulu", "Échte", "Alfa"]
    assert rijen[2] | {"Wacht sinds": "", "Webnaam": "", "Tranche": ""} == {
        "Beschrijving": "Alfa", "Versie": "1", "Soort": "Bestaand", "Status": "Ingediend",
        "Wacht sinds": "", "Organisatie": "De Zomer", "Thema’s": "Herstel", "Tranche": "",
        "Kennismakelaar": "Bram", "Deadline": "2031-05-01", "Bevestigd op": "",
        "Nog in te vullen": "0", "Webnaam": "",
    }  # fmt: skip
    assert rijen[2]["Wacht sinds"] == timezone.localdate().isoformat()
    gezocht = client.get("/redactie/beschrijvingen.xlsx", {"q": "alfa"})
    assert gezocht.content[:2] == b"PK"


@pytest.mark.parametrize("vraag", [{}, {"q": "plan", "sorteer": "wacht"}])
@pytest.mark.parametrize("aantal", [1, 3])
def test_de_tabel_kost_een_vast_aantal_queries(
    client: Client,
    vraag: dict[str, str],
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        versie = maak_volledig(titel=f"Plan {nummer}", themas=[maak_thema()])
        van(versie, organisatie=maak_organisatie(), kennismakelaar=kennismakelaar())
    client.force_login(kennismakelaar())
    client.get(BUREAU, vraag)

    with django_assert_num_queries(7 if vraag else 6):
        antwoord = client.get(BUREAU, vraag)

    assert antwoord.context["blad"].paginator.count == aantal


def test_een_projectleider_ziet_de_tabel_en_een_coach_niet(client: Client) -> None:
    maak_beschrijving(titel="Plan")
    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    assert titels(client) == ["Plan"]

    client.force_login(maak_gebruiker(rollen=["coach"]))
    assert client.get(BUREAU).status_code == 403


def test_zoeken_op_woorden_en_op_status(client: Client) -> None:
    ik = kennismakelaar()
    maak_volledig(schrijver=ik, titel="Huiskamer in de wijk")
    maak_gepubliceerd(titel="Wijkteam in huis")
    client.force_login(ik)

    assert titels(client, q="wijk huis") == ["Wijkteam in huis", "Huiskamer in de wijk"]
    assert titels(client, q="wijk", status="concept") == ["Huiskamer in de wijk"]
    assert titels(client, q="wijk", status="bestaat-niet") == titels(client, q="wijk")
    assert "niets gevonden" in client.get(BUREAU, {"q": "zzz"}).text


def test_zoeken_vindt_ook_wat_is_weggegooid_voor_wie_die_status_kiest(client: Client) -> None:
    maak_beschrijving(titel="Wijkteam in huis", status=Status.WEGGEGOOID)
    client.force_login(kennismakelaar())
    gekozen = {"q": "wijk", "status": "weggegooid"}

    assert titels(client, **gekozen) == ["Wijkteam in huis"]
    assert "Wijkteam" in client.get("/redactie/beschrijvingen.csv", gekozen).content.decode()
    assert "niets gevonden" in client.get(BUREAU, {"q": "wijk"}).text


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.INGEDIEND, Status.GEARCHIVEERD])
def test_zoeken_vindt_wat_niet_op_de_site_staat_zoals_de_site_zoekt(
    client: Client, status: Status
) -> None:
    thema = maak_thema("buiten")
    AndereNaam.objects.create(facet="thema", slug="buiten", naam="loopmaatje")
    versie = maak_beschrijving(
        titel="Samen op pad", kern="Een wandelcoach gaat mee.", themas=[thema], status=status
    )
    maak_beschrijving(titel="Iets anders")
    client.force_login(kennismakelaar())
    vragen = ("wandelcoach", "wandelcoaches", "coach", "wandel-coach", "wandelkoach", "loopmaatje")

    for vraag in vragen:
        antwoord = client.get(BUREAU, {"q": vraag})

        assert [rij for rij, _ in antwoord.context["rijen"]] == [versie], vraag
        assert ("Wij zochten ook op" in antwoord.text) == (vraag == "wandelkoach"), vraag
        assert "Samen op pad" not in Client().get("/zoeken/", {"q": vraag}).text, vraag
    assert not Woord.objects.filter(woord="wandelcoach").exists()


def test_zoeken_leest_een_tekst_zoals_zij_nu_is_en_zonder_de_contactpersoon(
    client: Client,
) -> None:
    ik = kennismakelaar()
    versie = maak_volledig(schrijver=ik, titel="Samen op pad", contact_naam="Mevrouw Zonnebloem")
    client.force_login(ik)

    def gevonden(vraag: str) -> bool:
        return bool(client.get(BUREAU, {"q": vraag}).context["rijen"])

    assert not gevonden("wandelcoach")
    bewaar(versie=versie, waarden={"kern": "Een wandelcoach gaat mee."}, door=ik)
    assert gevonden("wandelcoach")
    assert not gevonden("zonnebloem")


def test_zoeken_toont_een_indiener_alleen_wat_van_de_eigen_organisatie_is(client: Client) -> None:
    eigen, ander = maak_organisatie("Eigen"), maak_organisatie("Ander")
    for organisatie in (eigen, ander):
        innovatie = Innovatie.objects.create(slug=organisatie.slug, organisatie=organisatie)
        maak_beschrijving(titel=f"Wandelen bij {organisatie}", innovatie=innovatie)
    indiener = maak_gebruiker(rollen=["indiener"])
    indiener.organisaties.add(eigen)
    client.force_login(indiener)

    antwoord = client.get(BUREAU, {"q": "wandelen"})

    assert [versie.titel for versie, _ in antwoord.context["rijen"]] == ["Wandelen bij Eigen"]
    assert titels(client) == ["Wandelen bij Eigen"]


def test_de_werker_leest_alle_versies_en_vergeet_wat_de_lijst_niet_meer_toont() -> None:
    oud = maak_beschrijving(status=Status.GEARCHIVEERD)
    lees_versies_bij(0)
    nieuw = maak_beschrijving(innovatie=oud.innovatie, versie=2)
    lees_versies_bij(0)

    ruim_op(0)

    assert [rij.versie for rij in Werkdocument.objects.all()] == [nieuw]
    assert lees_bij() == 0


def test_indexeer_leest_ook_de_versies_opnieuw() -> None:
    maak_beschrijving(titel="Samen op pad")
    lees_versies_bij(0)
    Werkdocument.objects.update(titel="Oud")

    call_command("indexeer", stdout=StringIO())

    assert Werkdocument.objects.get().titel == "Samen op pad"


def test_zoeken_toont_van_elke_innovatie_de_zichtbare_en_de_nieuwste_versie(
    client: Client,
) -> None:
    ik = kennismakelaar()
    live = maak_gepubliceerd(titel="Een", versie=2)
    innovatie = live.innovatie
    oud = {"innovatie": innovatie, "gepubliceerd_op": live.gepubliceerd_op}
    Beschrijving.objects.create(
        titel="Nul", versie=1, status="gepubliceerd", gepubliceerd_door=ik, **oud
    )
    Beschrijving.objects.create(titel="Twee", versie=3, innovatie=innovatie)
    client.force_login(ik)

    assert {v.titel for v, _ in client.get(BUREAU).context["rijen"]} == {"Een", "Twee"}
