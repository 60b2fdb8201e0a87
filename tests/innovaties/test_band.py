"""The six signs say the same of a description wherever it is met."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from innovaties.formaat import VELD
from innovaties.lezen.band import tekens
from innovaties.models import Beschrijving, Cijfer, Innovatie
from innovaties.views.kaartjes import haal
from tests.innovaties import vol
from tests.maak import maak_doelgroep, maak_gepubliceerd, maak_regio

pytestmark = pytest.mark.django_db
ALLES: dict[str, Any] = {
    "richtpunten": ["vroege-hulp-thuis"],
    "randvoorwaarden": ["personeel", "huisvesting"],
    "kosten_per_jaar": 25000,
    "financiering": ["wmo", "zvw", "subsidie", "lumpsum"],
    "onderbouwing": "practice-based-geevalueerd",
    "fase": "pilot",
    "start": "2019-03",
}


def _plan(**anders: Any) -> Any:
    return maak_gepubliceerd(slug="plan", **anders)


def test_zes_tekens_zeggen_waarom_iemand_kiest() -> None:
    plan = _plan(
        doelgroepen=[maak_doelgroep()],
        regios=[maak_regio("drenthe")],
        cijfers=[Cijfer(indicator="Mensen", soort="geteld", waarde="470")],
        **ALLES,
    )

    gevonden = {teken.sleutel: teken for teken in tekens(vol.haal(plan))}

    assert list(gevonden) == ["voor-wie", "verandert", "nodig", "wie-betaalt", "zeker", "waar"]
    assert gevonden["verandert"].waarde == "Vroege hulp thuis, vóór het escaleert"
    assert gevonden["nodig"].waarde == (
        "Huisvesting, Personeel · 25.000 euro per jaar · uren niet bekend"
    )
    assert gevonden["wie-betaalt"].kort == "Wmo, Zvw en nog 2"
    assert gevonden["zeker"].waarde == (
        "Practice-based, geëvalueerd · wel geteld, geen effect gemeten"
    )
    assert gevonden["zeker"].treden == [True, True, True, False, False]
    assert gevonden["waar"].waarde == "Drenthe · Pilot · sinds maart 2019"


def test_wat_niemand_weet_is_een_teken_en_geen_nul() -> None:
    tekens_ = tekens(vol.haal(_plan(schaal="", fase="")))

    assert {teken.sleutel for teken in tekens_ if not teken.bekend} >= {"nodig", "zeker"}
    assert {teken.waarde for teken in tekens_ if not teken.bekend} == {"niet bekend"}


def test_wat_nog_niet_begon_heeft_een_plan_en_geen_begin() -> None:
    waar = {t.sleutel: t.waarde for t in tekens(vol.haal(_plan(fase="idee", start="2021")))}["waar"]

    assert waar == "Idee · gepland vanaf 2021"


@pytest.mark.parametrize(
    ("fase", "brondatum", "verwacht"),
    [
        ("idee", "", "gepland tot 2022"),
        ("pilot", "", "2022"),
        ("", "", "2022"),
        ("pilot", "2020-06", "gepland tot 2022"),
        ("pilot", "2022-06", "2022"),
        ("gestopt", "2023", "2022"),
    ],
)
def test_een_einde_dat_nog_moest_komen_is_gepland(fase: str, brondatum: str, verwacht: str) -> None:
    versie = Beschrijving(fase=fase, einde="2022", brondatum=brondatum, innovatie=Innovatie())

    assert VELD["einde"].soort.waarde(versie).tekst == verwacht


def test_van_wat_een_bron_alleen_noemt_zijn_er_geen_tekens() -> None:
    assert tekens(vol.haal(_plan(soort="genoemd"))) == ()


def test_kaartje_en_beschrijving_zeggen_hetzelfde(client: Client) -> None:
    plan = _plan(regios=[maak_regio("drenthe")], **ALLES)
    kaartje, beschrijving = tekens(haal([plan.pk])[0]), tekens(vol.haal(plan))

    assert kaartje == beschrijving
    for adres in ("/innovaties/", "/innovaties/plan/"):
        band = client.get(adres).text.partition('<dl class="band')[2].partition("</dl>")[0]
        assert len(re.findall("<dt>", band)) == 6
        assert 'aria-describedby="uitleg-plan-zeker"' in band
