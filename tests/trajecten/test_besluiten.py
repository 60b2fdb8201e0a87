from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from tests.maak import maak_gebruiker, maak_thema, maak_traject
from trajecten.actions.besluiten import VELDEN, leg_vast, verbeter
from trajecten.keuzelijsten import Besluitsoort
from trajecten.models import Besluit

pytestmark = pytest.mark.django_db

ADRES = "trajecten:besluiten"


def nieuw(**velden: Any) -> Besluit:
    standaard = {
        "datum": timezone.localdate(),
        "soort": Besluitsoort.PRIORITEIT,
        "titel": "Wonen gaat voor",
    }
    return Besluit(**{**standaard, **velden})


def _door(rol: str = "stuurgroep") -> Gebruiker:
    return maak_gebruiker(rollen=[rol])


def _client(door: Gebruiker) -> Client:
    client = Client()
    client.force_login(door)
    return client


def _waarden(besluit: Besluit, **anders: Any) -> dict[str, Any]:
    return {naam: getattr(besluit, naam) for naam in VELDEN} | anders


@pytest.mark.parametrize("rol", ["stuurgroep", "projectleider"])
def test_besluit_wordt_vastgelegd(rol: str) -> None:
    door = _door(rol)

    besluit = leg_vast(besluit=nieuw(), door=door)

    assert Besluit.objects.get().vastgelegd_door == door
    assert Logregel.objects.over(besluit).get().wat == "besluit-vastgelegd"


@pytest.mark.parametrize("rol", ["kennismakelaar", "coach", "webredacteur"])
def test_anderen_leggen_niets_vast(rol: str) -> None:
    with pytest.raises(Verboden, match="projectleider of de stuurgroep"):
        leg_vast(besluit=nieuw(), door=_door(rol))


@pytest.mark.parametrize(
    ("velden", "waarom"),
    [
        ({"datum": timezone.localdate() + timedelta(days=2)}, "nog niet geweest"),
        ({"soort": Besluitsoort.THEMAKEUZE}, "over welk thema"),
    ],
)
def test_vastleggen_weigert_en_laat_geen_spoor_na(velden: dict[str, Any], waarom: str) -> None:
    with pytest.raises(RuleViolation, match=waarom):
        leg_vast(besluit=nieuw(**velden), door=_door())

    assert not Besluit.objects.exists()
    assert not Logregel.objects.exists()


def test_wie_vastlegde_verbetert_binnen_een_dag() -> None:
    door = _door()
    besluit = leg_vast(besluit=nieuw(titel="Wone"), door=door)

    verbeter(besluit=besluit, waarden=_waarden(besluit, titel="Wonen"), door=door)

    assert Besluit.objects.get().titel == "Wonen"
    assert Logregel.objects.filter(wat="besluit-verbeterd").get().velden == ["titel"]


def test_na_een_dag_staat_een_besluit_vast() -> None:
    door = _door()
    besluit = leg_vast(besluit=nieuw(), door=door)
    Besluit.objects.update(vastgelegd_op=timezone.now() - timedelta(days=1, seconds=1))

    with pytest.raises(RuleViolation, match="nieuw besluit"):
        verbeter(besluit=besluit, waarden=_waarden(besluit, titel="Anders"), door=door)


def test_een_ander_verbetert_het_niet() -> None:
    besluit = leg_vast(besluit=nieuw(), door=_door())

    with pytest.raises(RuleViolation, match="wie dit besluit vastlegde"):
        verbeter(besluit=besluit, waarden=_waarden(besluit), door=_door("projectleider"))


def test_het_thema_staat_vast_als_er_een_traject_op_volgt() -> None:
    door = _door()
    wonen, ander = maak_thema("wonen"), maak_thema("ander")
    besluit = leg_vast(besluit=nieuw(soort=Besluitsoort.THEMAKEUZE, thema=wonen), door=door)
    maak_traject(thema=wonen, besluit=besluit)

    with pytest.raises(RuleViolation, match="al een traject"):
        verbeter(besluit=besluit, waarden=_waarden(besluit, thema=ander), door=door)

    verbeter(besluit=besluit, waarden=_waarden(besluit, toelichting="Meer."), door=door)
    assert Besluit.objects.get().toelichting == "Meer."


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_toont_besluiten_met_een_vast_aantal_queries(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = _client(_door())
    for nummer in range(aantal):
        thema = maak_thema(f"thema-{nummer}")
        soort = Besluitsoort.THEMAKEUZE
        besluit = leg_vast(besluit=nieuw(soort=soort, thema=thema), door=_door())
        maak_traject(thema=thema, besluit=besluit, titel=f"Traject over {thema}")

    with django_assert_num_queries(7):
        pagina = client.get(reverse(ADRES)).content.decode()

    assert pagina.count("Hieruit volgt het traject") == aantal


def test_stuurgroep_legt_vast_via_de_pagina() -> None:
    client, thema = _client(_door()), maak_thema("wonen")

    client.post(
        reverse(ADRES),
        {
            "datum": f"{timezone.localdate()}",
            "soort": "themakeuze",
            "thema": thema.pk,
            "titel": "Wonen wordt een traject",
            "toelichting": "",
        },
    )

    assert Besluit.objects.get().thema == thema
    assert "Wonen wordt een traject" in client.get(reverse(ADRES)).content.decode()


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"datum": "2099-01-01"}, "nog niet geweest"),
        ({"datum": "gisteren"}, "Vul een datum in"),
        ({"soort": "themakeuze"}, "over welk thema"),
        ({"soort": "onzin"}, "Kies wat voor besluit"),
        ({"titel": ""}, "in een zin"),
    ],
)
def test_het_formulier_legt_uit_wat_er_mist(anders: dict[str, str], waarom: str) -> None:
    client = _client(_door())
    gegevens = {"datum": f"{timezone.localdate()}", "soort": "overig", "titel": "Ja"}

    pagina = client.post(reverse(ADRES), gegevens | anders).content.decode()

    assert waarom in pagina
    assert not Besluit.objects.exists()


def test_verbeteren_via_de_pagina_van_wie_het_vastlegde() -> None:
    door = _door()
    besluit = leg_vast(besluit=nieuw(titel="Wone"), door=door)
    adres = reverse(ADRES, query={"verbeter": besluit.pk})
    client = _client(door)

    pagina = client.get(adres).content.decode()
    client.post(
        adres,
        {"datum": f"{besluit.datum}", "soort": besluit.soort, "titel": "Wonen", "thema": ""},
    )

    assert 'value="Wone"' in pagina
    assert Besluit.objects.get().titel == "Wonen"


def test_wie_alleen_leest_ziet_geen_formulier_en_stuurt_niets() -> None:
    client = _client(_door("coach"))
    besluit = leg_vast(besluit=nieuw(), door=_door())

    pagina = client.get(reverse(ADRES))

    assert "Leg vast" not in pagina.content.decode()
    assert client.post(reverse(ADRES), {"titel": "x"}).status_code == 403
    adres = reverse(ADRES, query={"verbeter": besluit.pk})
    assert client.get(adres).status_code == 403


@pytest.mark.parametrize("pk", ["0", "abc", "99999999999999999999"])
def test_een_besluit_dat_er_niet_is(pk: str) -> None:
    assert _client(_door()).get(reverse(ADRES, query={"verbeter": pk})).status_code == 404
