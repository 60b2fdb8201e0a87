"""A werkagenda: its themes, what is to be done about them, and for whom that is."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opgaven.keuzelijsten import Actiepuntsoort, Actiestand
from opgaven.models import Werkagenda
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_genoemd,
    maak_gepubliceerd,
    maak_thema,
)
from tests.opgaven.netwerken import maak_actiepunt, maak_agendathema, maak_les, maak_werkagenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda() -> Werkagenda:
    """Two themes: one with a campaign and an unknown pilot, one with a campaign that is done."""
    agenda = maak_werkagenda(slug="zorg-die-past", titel="Zorg die past")
    wonen = maak_agendathema(agenda, slug="wonen", titel="Wonen")
    maak_actiepunt(
        wonen, tekst="Laten zien wat er kan", eigenaar="zorgkantoren", stand=Actiestand.OPEN
    )
    maak_actiepunt(
        wonen, tekst="Proef met tien huizen", soort=Actiepuntsoort.PILOT, bron="Bladzijde 9"
    )
    kennis = maak_agendathema(agenda, slug="kennis", titel="Kennis delen", volgorde=1)
    maak_actiepunt(kennis, tekst="Een eerlijker beeld geven", stand=Actiestand.KLAAR)
    return agenda


def actiepunten(client: Client, vraag: str = "") -> list[str]:
    """What is to be done, in the order of the page."""
    context = client.get(f"/werkagenda/zorg-die-past/{vraag}").context
    return [punt.tekst for _, punten in context["per_thema"] for punt in punten]


@pytest.mark.usefixtures("agenda")
def test_de_agenda_vertelt_per_thema_wat_er_speelt(client: Client) -> None:
    html = client.get("/werkagenda/zorg-die-past/").text

    for tekst in (
        *("Zorg die past", "Juni 2018", "Er is te weinig plek.", "Mensen wachten lang."),
        *("Er is geld.", "Proef met tien huizen", "Wie trekt dit? Zorgkantoren", "Campagne"),
        *("Nog niet begonnen", "Klaar", "Niet bekend", 'href="#agendathema-kennis"'),
        *("volgens bron, juni 2018", "Bron: Bladzijde 9"),
    ):
        assert tekst in html


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("", ["Laten zien wat er kan", "Proef met tien huizen", "Een eerlijker beeld geven"]),
        ("?soort=campagne", ["Laten zien wat er kan", "Een eerlijker beeld geven"]),
        ("?soort=campagne&stand=open", ["Laten zien wat er kan"]),
        ("?stand=klaar", ["Een eerlijker beeld geven"]),
        ("?stand=onbekend", ["Proef met tien huizen"]),
        ("?soort=onderzoek", []),
    ],
)
@pytest.mark.usefixtures("agenda")
def test_de_lezer_kiest_soort_en_stand(client: Client, vraag: str, verwacht: list[str]) -> None:
    assert actiepunten(client, vraag) == verwacht


@pytest.mark.usefixtures("agenda")
def test_een_keuze_telt_mee_hoeveel_er_zijn(client: Client) -> None:
    html = client.get("/werkagenda/zorg-die-past/?soort=campagne&stand=open").text

    assert "1 van de 3 actiepunten" in html
    assert 'href="#agendathema-kennis"' not in html


@pytest.mark.usefixtures("agenda")
def test_een_keuze_zonder_actiepunten_zegt_dat(client: Client) -> None:
    assert "Kies iets anders" in client.get("/werkagenda/zorg-die-past/?soort=onderzoek").text


@pytest.mark.usefixtures("agenda")
def test_een_keuze_die_er_niet_is_laat_alles_zien(client: Client) -> None:
    response = client.get("/werkagenda/zorg-die-past/?soort=feest")

    assert "Selecteer een geldige keuze" in response.text
    assert response.context["aantal_gevonden"] == 3


@pytest.mark.parametrize("slug", ["alle-actiepunten", "inhoud", "id_soort"])
def test_een_thema_heeft_een_eigen_plek_op_de_pagina(client: Client, slug: str) -> None:
    thema = maak_agendathema(maak_werkagenda(slug="a"), slug=slug)
    maak_actiepunt(thema)

    html = client.get("/werkagenda/a/").text

    plekken = re.findall(r' id="([^"]+)"', html)
    anker = thema.get_absolute_url().partition("#")[2]
    assert len(plekken) == len(set(plekken))
    assert f'href="#{anker}"' in html
    assert re.search(rf'<h3 id="{anker}">', html)


@pytest.mark.usefixtures("agenda")
def test_de_tabel_telt_elke_soort(client: Client) -> None:
    context = client.get("/werkagenda/zorg-die-past/").context

    assert context["totalen"] == [
        ("Campagne", [1, 0, 1, 0, 0], 2),
        ("Pilot", [0, 0, 0, 0, 1], 1),
    ]


def test_een_actiepunt_leidt_naar_lessen_en_beschrijvingen(client: Client) -> None:
    thema = maak_agendathema(maak_werkagenda(slug="a"))
    thema.themas.add(maak_thema("wonen"))
    live, concept = maak_gepubliceerd(titel="Crisisteam"), maak_beschrijving(titel="Geheim plan")
    les = maak_les(titel="Deel wat u weet")
    verborgen = maak_les(titel="Nog niet af", openbaar=False)
    innovaties = [live.innovatie, concept.innovatie, maak_genoemd(titel="Een naam").innovatie]
    maak_actiepunt(thema, innovaties=innovaties, lessen=[les, verborgen])

    html = client.get("/werkagenda/a/").text

    assert f'href="{les.get_absolute_url()}">Deel wat u weet' in html
    assert f'href="{live.get_absolute_url()}">Crisisteam' in html
    assert re.findall(r">([^<]*)</a>\s+\(alleen genoemd", html) == ["Een naam"]
    assert "/thema/wonen/" in html
    assert not re.search("Nog niet af|Geheim plan", html)


@pytest.mark.parametrize(("rol", "status"), [(None, 404), ("indiener", 404), ("coach", 200)])
def test_wat_niet_openbaar_is_ziet_alleen_de_werkplek(
    client: Client, rol: str | None, status: int
) -> None:
    maak_werkagenda(slug="klad", openbaar=False)
    if rol:
        client.force_login(maak_gebruiker(rollen=[rol]))

    assert client.get("/werkagenda/klad/").status_code == status


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, aantal: int
) -> None:
    agenda = maak_werkagenda()
    for _ in range(aantal):
        thema = maak_agendathema(agenda)
        thema.themas.add(maak_thema())
        maak_actiepunt(thema, lessen=[maak_les()], innovaties=[maak_gepubliceerd().innovatie])
    client.get(agenda.get_absolute_url())

    with django_assert_num_queries(9):
        client.get(f"{agenda.get_absolute_url()}?stand=open")
