"""The lessons, and the tasks of the reader first."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from innovaties.models import Innovatie, Knelpunt
from opgaven.models import Les, Lestaak, Regioervaring
from organisaties.keuzelijsten import Lezer
from tests.maak import (
    maak_beschrijving,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    met_element,
)
from tests.opgaven.netwerken import maak_actiepunt, maak_agendathema, maak_les, maak_werkagenda

pytestmark = pytest.mark.django_db


def met_taken(les: Les, **per_lezer: str) -> Les:
    for lezer, tekst in per_lezer.items():
        Lestaak.objects.create(les=les, lezer=Lezer[lezer.upper()], tekst=tekst)
    return les


@pytest.fixture
def les() -> Les:
    les = maak_les(nummer=90, slug="begin-klein", titel="Begin klein", samenvatting="Met weinig.")
    return met_taken(les, gemeente="Koop in.", professional="Vraag eerst.")


@pytest.mark.parametrize("bevestigd", [None, date(2026, 11, 1)])
def test_waar_een_beschrijving_iets_zegt_staat_van_wanneer_dat_is(
    client: Client, les: Les, bevestigd: date | None
) -> None:
    """Until an organisation confirms it: wherever it is quoted outside its own page."""
    velden = {"elementen": [met_element()], "niveaus": ["operationeel"], "gewone_taal": "Een plan."}
    knelpunten = [Knelpunt(knelpunt="Geen geld")]
    versie = maak_gepubliceerd(brondatum="2017-09", knelpunten=knelpunten, **velden)
    Innovatie.objects.update(bevestigd_op=bevestigd)
    les.innovaties.add(versie.innovatie)

    for adres in ("/element/een-plan/", "/knelpunten/", "/in-gewone-taal/", les.get_absolute_url()):
        tekst = client.get(adres).text
        assert ("volgens een bron uit 2017" in tekst) == (bevestigd is None), adres


@pytest.fixture
def plan(les: Les) -> Innovatie:
    innovatie = maak_gepubliceerd(slug="plan", titel="Een plan").innovatie
    les.innovaties.add(innovatie)
    return innovatie


def volgorde(client: Client, adres: str, **vraag: str) -> list[tuple[str, bool]]:
    """The kinds of readers on the page in their order, and whether each is the reader's own."""
    groepen = client.get(adres, vraag).context["taken"].groepen
    return [(groep.lezer.value, groep.is_eigen) for groep in groepen]


@pytest.mark.usefixtures("les")
def test_de_lijst_toont_elke_openbare_les(client: Client) -> None:
    maak_les(titel="Geheim", openbaar=False)

    tekst = client.get("/lessen/").text

    assert '<a href="/lessen/begin-klein/">' in tekst
    assert "Met weinig." in tekst
    assert "Koop in." not in tekst
    assert "Geheim" not in tekst


@pytest.mark.usefixtures("les")
def test_een_lezer_ziet_alleen_de_lessen_die_haar_iets_vragen(client: Client) -> None:
    met_taken(maak_les(titel="Alleen voor besturen"), bestuur="Geef tijd.")

    tekst = client.get("/lessen/", {"lezer": "gemeente"}).text

    assert "Koop in." in tekst
    assert "Vraag eerst." not in tekst
    assert "Alleen voor besturen" not in tekst
    assert '<a href="/lessen/begin-klein/?lezer=gemeente">' in tekst
    assert "1 les vraagt iets van u" in tekst


@pytest.mark.parametrize("lezer", ["", "koning", "<b>"])
@pytest.mark.usefixtures("les")
def test_een_onbekende_lezer_ziet_alles(client: Client, lezer: str) -> None:
    met_taken(maak_les(titel="Nog een"), bestuur="Geef tijd.")

    antwoord = client.get("/lessen/", {"lezer": lezer})

    assert len(antwoord.context["lessen"]) == 2


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        met_taken(maak_les(), gemeente="Koop in.")

    with django_assert_num_queries(2):
        antwoord = client.get("/lessen/", {"lezer": "gemeente"})

    assert len(antwoord.context["lessen"]) == aantal


def test_een_les_toont_waar_zij_bij_hoort(client: Client, les: Les, plan: Innovatie) -> None:
    les.elementen.add(maak_element("een-plan"))
    les.themas.add(maak_thema("wonen"))
    ervaring = Regioervaring.objects.create(regio=maak_regio("utrecht"), tekst="Met wijkteams.")
    ervaring.lessen.add(les)
    agenda = maak_werkagenda(slug="agenda")
    maak_actiepunt(maak_agendathema(agenda, slug="eerst"), tekst="Doe dit", lessen=[les])
    geheim = maak_agendathema(maak_werkagenda(openbaar=False))
    maak_actiepunt(geheim, tekst="Nog geheim", lessen=[les])
    les.innovaties.add(maak_beschrijving(slug="concept").innovatie)

    tekst = client.get("/lessen/begin-klein/").text

    for adres in (
        *("/element/een-plan/", "/thema/wonen/", "/regio/utrecht/", "/innovaties/plan/"),
        "/werkagenda/agenda/#agendathema-eerst",
    ):
        assert f'href="{adres}"' in tekst, adres
    assert "Met wijkteams." in tekst
    assert "Doe dit" in tekst
    assert "Nog geheim" not in tekst
    assert "/innovaties/concept/" not in tekst
    assert plan.get_absolute_url() in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_les_kost_een_vast_aantal_queries(
    client: Client, les: Les, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    thema = maak_agendathema(maak_werkagenda())
    for nummer in range(aantal):
        les.innovaties.add(maak_gepubliceerd().innovatie)
        les.elementen.add(maak_element(f"element-{nummer}"))
        Regioervaring.objects.create(regio=maak_regio(f"regio-{nummer}"), tekst="Zo.").lessen.add(
            les
        )
        maak_actiepunt(thema, lessen=[les])

    with django_assert_num_queries(11):
        antwoord = client.get("/lessen/begin-klein/")

    assert len(antwoord.context["beschrijvingen"]) == aantal


def test_een_les_leidt_naar_de_les_ervoor_en_erna(client: Client, les: Les) -> None:
    maak_les(nummer=89, slug="ervoor")
    maak_les(nummer=91, slug="erna")
    maak_les(nummer=92, slug="later")

    tekst = client.get(les.get_absolute_url()).text

    assert 'href="/lessen/ervoor/"' in tekst
    assert 'href="/lessen/erna/"' in tekst
    assert "/lessen/later/" not in tekst


def test_een_les_die_niet_openbaar_is_ziet_alleen_wie_het_programma_ziet(client: Client) -> None:
    maak_les(slug="geheim", openbaar=False)
    bezoeker = client.get("/lessen/geheim/").status_code

    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    voorbeeld = client.get("/lessen/geheim/").status_code

    assert (bezoeker, voorbeeld) == (404, 200)


@pytest.mark.parametrize("adres", ["/lessen/begin-klein/", "/innovaties/plan/"])
@pytest.mark.usefixtures("plan")
def test_de_taken_van_de_lezer_staan_bovenaan(client: Client, adres: str) -> None:
    assert volgorde(client, adres) == [("gemeente", False), ("professional", False)]
    assert volgorde(client, adres, lezer="professional") == [
        ("professional", True),
        ("gemeente", False),
    ]
    assert volgorde(client, adres, lezer="koning") == [("gemeente", False), ("professional", False)]


@pytest.mark.usefixtures("plan")
def test_alleen_de_eigen_taken_staan_open(client: Client) -> None:
    tekst = client.get("/innovaties/plan/", {"lezer": "professional"}).text

    assert 'data-lezer-van="gemeente"' in tekst
    assert re.findall(r'data-lezer-van="(\w+)"\s+open', tekst) == ["professional"]
    assert '<option value="professional" selected>' in tekst


def test_een_beschrijving_noemt_per_les_wat_zij_vraagt(
    client: Client, plan: Innovatie, les: Les
) -> None:
    ander = met_taken(maak_les(nummer=91, titel="Meet het"), gemeente="Meet mee.")
    dicht = met_taken(maak_les(nummer=92, openbaar=False), gemeente="Nog niet.")
    for een in (ander, dicht):
        een.innovaties.add(plan)

    antwoord = client.get("/innovaties/plan/")

    gemeente = antwoord.context["taken"].groepen[0]
    assert gemeente.aantal == 2
    assert [een for een, _ in gemeente.per_les] == [les, ander]
    assert "Nog niet." not in antwoord.text
    assert '<a href="#lestaken">Wat kunt u doen?</a>' in antwoord.text


def test_een_beschrijving_zonder_lessen_toont_niets(client: Client) -> None:
    maak_gepubliceerd(slug="plan")

    tekst = client.get("/innovaties/plan/").text

    assert "lestaken" not in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_lessen_kosten_een_beschrijving_twee_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    innovatie = maak_gepubliceerd(slug="plan").innovatie
    for _ in range(aantal):
        met_taken(maak_les(), gemeente="Koop in.").innovaties.add(innovatie)

    with django_assert_num_queries(6):
        client.get("/innovaties/plan/")


@pytest.mark.usefixtures("plan")
def test_de_keuze_zet_geen_cookie_en_de_pagina_blijft_in_de_cache(client: Client) -> None:
    eerste = client.get("/innovaties/plan/", {"lezer": "gemeente"})
    tweede = client.get("/innovaties/plan/", {"lezer": "gemeente"})

    assert not eerste.cookies
    assert eerste["ETag"] == tweede["ETag"]
