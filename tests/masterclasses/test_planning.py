"""The promise of one every two months, and the planning page that keeps it in sight."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.ritme import Gat, gaten
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase
from masterclasses.lezen.planning import waarschuwingen
from tests.maak import maak_aanmelding, maak_gebruiker, maak_masterclass, om_tien

VANDAAG = date(2026, 11, 22)
"""Twelve months ahead is 22 November 2027."""

ELKE_TWEE = [date(2027, maand, 20) for maand in (1, 3, 5, 7, 9, 11)]


def test_elke_twee_maanden_een_is_geen_gat() -> None:
    assert gaten(ELKE_TWEE, VANDAAG) == []


@pytest.mark.parametrize(
    ("gepland", "verwacht"),
    [
        pytest.param([], [Gat(VANDAAG, None)], id="niets"),
        pytest.param(
            [date(2027, 2, 6), *ELKE_TWEE[1:]], [Gat(VANDAAG, date(2027, 2, 6))], id="dag-te-laat"
        ),
        pytest.param([date(2027, 2, 5), *ELKE_TWEE[1:]], [], id="twee-maanden-en-twee-weken"),
        pytest.param(
            [date(2026, 9, 20), *ELKE_TWEE[1:]],
            [Gat(date(2026, 9, 20), date(2027, 3, 20))],
            id="de-vorige-is-net-nog-pas-geleden",
        ),
        pytest.param(
            [date(2026, 11, 1), date(2027, 1, 20), *ELKE_TWEE[1:]],
            [Gat(date(2026, 11, 1), date(2027, 1, 20))],
            id="de-laatste-van-pas-geleden-telt",
        ),
        pytest.param(
            [date(2026, 5, 1), date(2027, 1, 20), *ELKE_TWEE[1:]],
            [],
            id="wat-lang-geleden-gemist-is-telt-niet",
        ),
        pytest.param(ELKE_TWEE[:4], [Gat(date(2027, 7, 20), None)], id="na-de-laatste"),
        pytest.param(
            [*ELKE_TWEE[:4], date(2028, 2, 1)],
            [Gat(date(2027, 7, 20), date(2028, 2, 1))],
            id="de-volgende-is-over-meer-dan-een-jaar",
        ),
        pytest.param(
            [date(2026, 12, 31), date(2027, 2, 28), *ELKE_TWEE[2:]],
            [Gat(date(2027, 2, 28), date(2027, 5, 20))],
            id="maandeinde",
        ),
    ],
)
def test_een_gat_is_meer_dan_twee_maanden_en_twee_weken(
    gepland: list[date], verwacht: list[Gat]
) -> None:
    assert gaten(reversed(gepland), VANDAAG) == verwacht


def test_de_waarschuwing_noemt_de_dagen_en_het_concept_ertussen() -> None:
    gepland = [date(2027, 1, 20), date(2027, 2, 3), date(2027, 5, 2), *ELKE_TWEE[3:]]
    concepten = [("Wonen", date(2027, 3, 12)), ("Werk", date(2027, 6, 1))]

    zinnen = waarschuwingen(gepland, concepten, VANDAAG)

    eerste, tweede = zinnen
    assert eerste == (
        "Tussen 3 februari en 2 mei 2027 is geen masterclass gepland. "
        "Het programma belooft er elke twee maanden één. "
        "Het concept ‘Wonen’ (12 maart 2027) telt mee zodra u het aankondigt."
    )
    assert tweede.startswith("Tussen 2 mei en 20 juli 2027")
    assert "‘Werk’ (1 juni 2027)" in tweede


def test_zonder_volgende_zegt_de_waarschuwing_vanaf_wanneer() -> None:
    assert waarschuwingen([], [], VANDAAG)[0].startswith("Na vandaag is nog geen")
    assert waarschuwingen([date(2027, 1, 20)], [], VANDAAG)[0].startswith("Na 20 januari 2027 is")


def _pagina(client: Client, rol: str = "kennismakelaar") -> str:
    client.force_login(maak_gebruiker(rollen=[rol]))
    return client.get(reverse("masterclasses:planning")).content.decode()


@pytest.mark.django_db
def test_alleen_een_aangekondigde_masterclass_vult_het_gat(client: Client) -> None:
    for dagen in range(30, 365, 50):
        maak_masterclass(begin=om_tien(dagen))
    dicht = _pagina(client)
    maak_masterclass(begin=om_tien(10), fase=Masterclassfase.CONCEPT)

    assert "Het programma belooft" not in dicht


@pytest.mark.django_db
@pytest.mark.parametrize("fase", [Masterclassfase.CONCEPT, Masterclassfase.AFGELAST])
def test_een_concept_of_afgelaste_vult_het_gat_niet(client: Client, fase: Masterclassfase) -> None:
    organisator = maak_gebruiker(rollen=["kennismakelaar"])
    afgelast: dict[str, Any] = {
        "reden": "Ziek.",
        "afgelast_op": timezone.now(),
        "afgelast_door": organisator,
    }
    for dagen in range(30, 365, 50):
        maak_masterclass(
            begin=om_tien(dagen),
            fase=fase,
            **(afgelast if fase == Masterclassfase.AFGELAST else {}),
        )

    assert "Na vandaag is nog geen masterclass gepland" in _pagina(client)


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [1, 3])
def test_de_planning_toont_plekken_en_verslag_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        komend = maak_masterclass(zaal=2, online=1)
        maak_aanmelding(komend)
        maak_aanmelding(komend, status=Aanmeldstatus.WACHTLIJST)
        maak_masterclass(fase=Masterclassfase.CONCEPT)
        maak_masterclass(begin=om_tien(-9))
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    with django_assert_num_queries(7):
        antwoord = client.get(reverse("masterclasses:planning"))

    tekst = antwoord.content.decode()
    assert tekst.count("Op locatie: 1 van 2 bezet") == aantal
    assert tekst.count("Online: 0 van 1 bezet") == aantal
    assert tekst.count("1 op de wachtlijst") == aantal
    assert tekst.count("Nog geen verslag") == aantal
    assert [len(antwoord.context[n]) for n in ("komend", "concepten", "voorbij")] == [aantal] * 3


@pytest.mark.django_db
def test_wie_leidt_ziet_de_planning_maar_maakt_niets(client: Client) -> None:
    masterclass = maak_masterclass()

    tekst = _pagina(client, "projectleider")
    een = client.get(reverse("masterclasses:beheer", args=[masterclass.slug])).content.decode()

    assert "Nieuwe masterclass" not in tekst
    assert "Bewerken" not in een
    assert "Afgelasten" not in een
    assert reverse("masterclasses:deelnemers", args=[masterclass.slug]) in een


@pytest.mark.django_db
def test_een_indiener_ziet_geen_planning(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["indiener"]))

    antwoord = client.get(reverse("masterclasses:planning"))
    werk = client.get(reverse("werkplek:mijn_werk")).content.decode()

    assert antwoord.status_code == 403
    assert reverse("masterclasses:planning") not in werk


@pytest.mark.django_db
def test_een_concept_van_gisteren_zegt_dat_de_dag_voorbij_is(client: Client) -> None:
    maak_masterclass(fase=Masterclassfase.CONCEPT, begin=om_tien(0) - timedelta(days=1))

    assert "De dag is voorbij" in _pagina(client)
