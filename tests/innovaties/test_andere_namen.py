"""Other names of values: kept in the workplace, and counting at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from basis.fouten import Verboden
from innovaties.actions.andere_namen import bewaar_namen
from innovaties.lezen.andere_namen import MET_NAMEN, kenmerk_namen
from innovaties.models import Thema
from logboek.models import Logregel
from organisaties.keuzelijsten import BUREN
from organisaties.lezen import plaatsen
from organisaties.models import Regio
from tests.maak import (
    maak_andere_naam,
    maak_doelgroep,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_plaats,
    maak_regio,
    maak_thema,
    met_element,
)
from vinden.models import AndereNaam
from vinden.namen import andere_namen

pytestmark = pytest.mark.django_db

LIJST = "/redactie/namen/thema/"


@pytest.fixture
def redacteur(client: Client) -> Client:
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    return client


def _kenmerk(tekst: str) -> str:
    return str(re.findall(r'name="kenmerk" value="([^"]*)"', tekst)[0])


def _bewaar(client: Client, kenmerk: str = "", **namen: str) -> Any:
    velden = {f"waarde-{slug}": tekst for slug, tekst in namen.items()}
    kenmerk = kenmerk or _kenmerk(client.get(LIJST).text)
    return client.post(LIJST, {"kenmerk": kenmerk, **velden})


def _namen(code: str = "thema:herstel") -> list[str]:
    return sorted(naam for naam, van in andere_namen() if van == code)


def test_wat_de_webredacteur_typt_telt_meteen_en_staat_in_het_logboek(redacteur: Client) -> None:
    maak_thema()
    maak_andere_naam("oud woord")

    response = _bewaar(
        redacteur, herstel="zelfregie\r\n  Recovery \r\n\r\nrecovery\r\nZelfregie\r\n"
    )

    assert response.status_code == 302
    assert _namen() == ["Zelfregie", "recovery"]
    regels = Logregel.objects.order_by("pk").values_list("wat", "toelichting")
    assert list(regels) == [
        ("naam-weg", "thema:herstel oud woord"),
        ("naam-erbij", "thema:herstel Zelfregie"),
        ("naam-erbij", "thema:herstel recovery"),
    ]
    pagina = redacteur.get(LIJST).text
    assert "haalde een andere naam weg: ‘oud woord’ bij Herstel." in pagina


def test_opnieuw_bewaren_verandert_niets(redacteur: Client) -> None:
    maak_thema()
    rij = maak_andere_naam()

    _bewaar(redacteur, herstel="zelfregie")

    assert AndereNaam.objects.get() == rij
    assert not Logregel.objects.exists()


def test_wat_niet_op_de_pagina_stond_blijft_staan(redacteur: Client) -> None:
    for slug in ("herstel", "wonen"):
        maak_thema(slug)
        maak_andere_naam("thuis", f"thema:{slug}")

    _bewaar(redacteur, wonen="")

    assert andere_namen() == [("thuis", "thema:herstel")]


def test_wat_een_collega_bewaarde_wordt_niet_ongezien_overschreven(redacteur: Client) -> None:
    maak_thema()
    gelezen = _kenmerk(redacteur.get(LIJST).text)
    _bewaar(redacteur, herstel="van de collega")

    geweigerd = _bewaar(redacteur, gelezen, herstel="van mij")

    assert geweigerd.status_code == 409
    assert "Een collega wijzigde namen" in geweigerd.text
    assert "van mij" in geweigerd.text
    assert _namen() == ["van de collega"]

    _bewaar(redacteur, _kenmerk(geweigerd.text), herstel="van mij")

    assert _namen() == ["van mij"]


def test_een_te_lange_naam_wordt_bovenaan_genoemd_en_niets_bewaard(redacteur: Client) -> None:
    maak_thema()

    response = _bewaar(redacteur, herstel="kort\n" + "a" * 81)

    assert "Herstel: Een naam heeft hoogstens 80 tekens" in response.text
    assert andere_namen() == []


def test_meer_dan_zestig_namen_passen_niet(redacteur: Client) -> None:
    maak_thema()

    response = _bewaar(redacteur, herstel="\n".join(f"naam {nummer}" for nummer in range(61)))

    assert "Dit zijn 61 namen. Er passen er 60." in response.text
    assert andere_namen() == []


def test_een_naam_van_twee_waarden_mag_en_de_pagina_zegt_het(redacteur: Client) -> None:
    maak_thema()
    maak_doelgroep("naasten")
    maak_andere_naam("Familie", "doelgroep:naasten")

    _bewaar(redacteur, herstel="familie")

    assert "‘familie’ leidt ook naar Doelgroep: Naasten." in redacteur.get(LIJST).text


def test_bij_elke_waarde_staat_naar_hoeveel_beschrijvingen_een_naam_leidt(
    redacteur: Client,
) -> None:
    maak_gepubliceerd(themas=[maak_thema()], elementen=[met_element("een-plan")])
    maak_gepubliceerd(themas=[maak_thema()])
    maak_thema("wonen")

    themas = redacteur.get(LIJST).text
    elementen = redacteur.get("/redactie/namen/element/").text

    assert re.findall(r'href="([^"]+)">(\d+ beschrijving(?:en)?)<', themas) == [
        ("/innovaties/?thema=herstel", "2 beschrijvingen"),
        ("/innovaties/?thema=wonen", "0 beschrijvingen"),
    ]
    assert '<a href="/element/een-plan/">1 beschrijving<' in elementen


@pytest.mark.parametrize("facet", MET_NAMEN)
def test_elke_lijst_heeft_een_pagina(redacteur: Client, facet: str) -> None:
    overzicht = redacteur.get("/redactie/namen/").text

    assert f'href="/redactie/namen/{facet}/"' in overzicht
    assert redacteur.get(f"/redactie/namen/{facet}/").status_code == 200


@pytest.mark.parametrize("facet", ["trefwoord", "draait", "onzin"])
def test_een_lijst_zonder_namen_heeft_geen_pagina(redacteur: Client, facet: str) -> None:
    assert redacteur.get(f"/redactie/namen/{facet}/").status_code == 404


def test_een_lange_lijst_heeft_meer_paginas(redacteur: Client) -> None:
    for nummer in range(101):
        maak_organisatie(f"Organisatie {nummer:03}", slug=f"o-{nummer:03}")
    adres = "/redactie/namen/organisatie/?pagina=2"

    pagina = redacteur.get(adres).text
    response = redacteur.post(
        adres, {"kenmerk": _kenmerk(pagina), "waarde-o-100": "een andere naam"}
    )

    assert re.findall(r'name="waarde-([^"]+)"', pagina) == ["o-100"]
    assert response["Location"] == adres
    assert _namen("organisatie:o-100") == ["een andere naam"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_lijst_kost_evenveel_vragen(
    redacteur: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        maak_gepubliceerd(themas=[maak_thema(f"thema-{nummer}")])
        maak_andere_naam("woord", f"thema:thema-{nummer}")
    _bewaar(redacteur, **{f"thema-{nummer}": "ander" for nummer in range(aantal)})

    with django_assert_num_queries(15):
        redacteur.get(LIJST)


@pytest.mark.parametrize("aantal", [1, 3])
def test_zoeken_leest_namen_en_plaatsen_elk_in_een_vraag(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        maak_andere_naam(f"naam {nummer}")
        maak_plaats(f"Plaats{nummer}")

    with django_assert_num_queries(1):
        namen = andere_namen()
    with django_assert_num_queries(1):
        overal = plaatsen()

    assert (len(namen), len(overal)) == (aantal, aantal)


def test_alleen_wie_de_lijsten_bijhoudt_bewaart_namen() -> None:
    with pytest.raises(Verboden):
        bewaar_namen(
            facet="thema",
            namen={"herstel": ["zelfregie"]},
            kenmerk=kenmerk_namen("thema"),
            door=maak_gebruiker(rollen=["kennismakelaar"]),
        )


@pytest.mark.parametrize(
    ("naam", "regel"), [("ZELFREGIE", "andere_naam_uniek"), ("", "andere_naam_gevuld")]
)
def test_een_naam_staat_een_keer_bij_een_waarde_en_is_niet_leeg(naam: str, regel: str) -> None:
    maak_andere_naam()
    maak_andere_naam(code="thema:wonen")

    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        maak_andere_naam(naam)


RIJEN: dict[str, Callable[[], Any]] = {
    "thema": maak_thema,
    "doelgroep": maak_doelgroep,
    "regio": maak_regio,
    "organisatie": lambda: maak_organisatie(slug="rij"),
}


@pytest.mark.parametrize("facet", RIJEN)
def test_namen_volgen_hun_waarde_en_gaan_ermee_weg(facet: str) -> None:
    rij = RIJEN[facet]()
    maak_andere_naam("blijft", f"element:{rij.slug}")
    maak_andere_naam("volgt", f"{facet}:{rij.slug}")

    type(rij).objects.update(slug="nieuw")
    assert _namen(f"{facet}:nieuw") == ["volgt"]

    type(rij).objects.get().delete()
    assert andere_namen() == [("blijft", f"element:{rij.slug}")]


def test_een_andere_volgorde_van_themas_laat_namen_staan() -> None:
    maak_thema()
    maak_andere_naam()

    Thema.objects.update(volgorde=3)

    assert _namen() == ["zelfregie"]


@pytest.mark.usefixtures("met_inhoud")
def test_elke_provincie_heeft_buren_die_haar_ook_als_buur_hebben() -> None:
    paren = {(provincie, buur) for provincie, buren in BUREN.items() for buur in buren}

    assert set(BUREN) == set(Regio.objects.filter(soort="provincie").values_list("slug", flat=True))
    assert paren == {(buur, provincie) for provincie, buur in paren}
    assert [provincie for provincie, buur in paren if provincie == buur] == []
