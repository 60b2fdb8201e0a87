"""Checking in: by name or by badge, on the day, once, and nobody who does not come."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from masterclasses import links
from masterclasses.actions.deelnemers import bij_code, check_in, check_uit, inchecken_kan
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase
from masterclasses.models import Aanmelding, Masterclass
from tests.maak import maak_aanmelding, maak_gebruiker, maak_masterclass, om_tien
from tests.tegelijk import tegelijk

JSON = {"Accept": "application/json"}


def vandaag(**velden: Any) -> Masterclass:
    return maak_masterclass(begin=om_tien(0), **velden)


def code_van(aanmelding: Aanmelding) -> str:
    return links.inchecken(aanmelding).partition("code=")[2]


def pagina(masterclass: Masterclass) -> str:
    return reverse("masterclasses:inchecken", args=[masterclass.slug])


def ingelogd(masterclass: Masterclass) -> Client:
    client = Client()
    client.force_login(masterclass.organisator)
    return client


@pytest.mark.django_db
def test_wie_er_is_wordt_eenmaal_genoteerd_en_kan_weer_weg() -> None:
    komt = maak_aanmelding(vandaag())
    een, twee = komt.masterclass.organisator, maak_gebruiker(rollen=["kennismakelaar"])

    eerst = check_in(aanmelding=komt, door=een)
    nog_eens = check_in(aanmelding=komt, door=twee)
    weg = [check_uit(aanmelding=komt, door=twee) for _ in range(2)]

    assert nog_eens.aanwezig_door == een
    assert nog_eens.aanwezig_op == eerst.aanwezig_op
    assert [aanmelding.aanwezig_op for aanmelding in weg] == [None, None]


@pytest.mark.django_db
def test_inchecken_kan_van_middernacht_tot_een_week_daarna() -> None:
    begin = om_tien(3)
    masterclass = maak_masterclass(begin=begin, einde=begin + timedelta(hours=6))
    middernacht = begin.replace(hour=0)
    seconde = timedelta(seconds=1)

    momenten = {
        middernacht - seconde: False,
        middernacht: True,
        masterclass.einde + timedelta(days=7) - seconde: True,
        masterclass.einde + timedelta(days=7): False,
    }

    assert {nu: inchecken_kan(masterclass, nu) for nu in momenten} == momenten


@pytest.mark.django_db
def test_op_een_andere_dag_of_bij_een_afgelaste_dag_kan_het_niet() -> None:
    later = maak_masterclass()
    afgelast = vandaag(
        organisator=later.organisator,
        fase=Masterclassfase.AFGELAST,
        reden="Ziek.",
        afgelast_op=timezone.now(),
        afgelast_door=later.organisator,
    )

    for masterclass in (later, afgelast):
        komt = maak_aanmelding(masterclass)
        for stap in (check_in, check_uit):
            with pytest.raises(RuleViolation, match="op de dag zelf"):
                stap(aanmelding=komt, door=later.organisator)
        assert "Inchecken kan nu niet" in ingelogd(later).get(pagina(masterclass)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "status", [status for status in Aanmeldstatus if status != Aanmeldstatus.BEVESTIGD]
)
def test_alleen_wie_een_bevestigde_plek_heeft_is_er(status: Aanmeldstatus) -> None:
    aanmelding = maak_aanmelding(vandaag(), status=status, naam="Kim de Wit")

    with pytest.raises(RuleViolation, match="bevestigde plek"):
        check_in(aanmelding=aanmelding, door=aanmelding.masterclass.organisator)
    with pytest.raises(RuleViolation, match="Kim de Wit heeft geen bevestigde plek"):
        bij_code(aanmelding.masterclass, code_van(aanmelding))


@pytest.mark.django_db
def test_wie_niet_organiseert_checkt_niemand_in() -> None:
    komt = maak_aanmelding(vandaag())
    projectleider = maak_gebruiker(rollen=["projectleider"])
    client = Client()
    client.force_login(projectleider)

    with pytest.raises(Verboden):
        check_in(aanmelding=komt, door=projectleider)
    antwoord = client.post(pagina(komt.masterclass), {"code": code_van(komt)})

    assert antwoord.status_code == 403
    komt.refresh_from_db()
    assert komt.aanwezig_op is None


@pytest.mark.django_db
def test_de_link_op_een_badge_toont_wie_het_is_en_checkt_pas_na_de_knop_in() -> None:
    komt = maak_aanmelding(vandaag(), naam="Zoë Jansen")
    adres = links.inchecken(komt)

    zonder_login = Client().get(adres)
    client = ingelogd(komt.masterclass)
    getoond = client.get(adres).content.decode()
    komt.refresh_from_db()
    na_kijken = komt.aanwezig_op
    client.post(pagina(komt.masterclass), {"code": code_van(komt), "stap": "in"})

    assert zonder_login["Location"].startswith("/inloggen/?next=")
    assert "code%3D" in zonder_login["Location"]
    assert '<h2 id="gescand">Zoë Jansen</h2>' in getoond
    assert na_kijken is None
    komt.refresh_from_db()
    assert komt.aanwezig_op is not None


@pytest.mark.django_db
def test_een_vreemde_code_zegt_wat_er_is() -> None:
    masterclass = vandaag()
    ander = maak_aanmelding(vandaag(titel="Een andere dag"))
    client = ingelogd(masterclass)

    for code, reden in {
        "onzin": "Deze code kennen wij niet",
        "1:onzin": "Deze code kennen wij niet",
        "9" * 5000: "Deze code kennen wij niet",
        links.persoonlijk(ander).rsplit("/", 2)[1]: "Deze code kennen wij niet",
        code_van(ander): "van een andere masterclass: ‘Een andere dag’",
    }.items():
        getoond = client.get(pagina(masterclass), {"code": code})
        gestuurd = client.post(pagina(masterclass), {"code": code}, headers=JSON)

        assert reden in getoond.content.decode()
        assert (gestuurd.status_code, reden in gestuurd.json()["melding"]) == (409, True)
    ander.refresh_from_db()
    assert ander.aanwezig_op is None


@pytest.mark.django_db
def test_de_scanner_leest_wat_er_gebeurde_en_hoeveel_er_zijn() -> None:
    komt = maak_aanmelding(vandaag(), naam="Jo Vis")
    maak_aanmelding(komt.masterclass)
    client = ingelogd(komt.masterclass)

    een, twee = (
        client.post(pagina(komt.masterclass), {"code": code_van(komt), "stap": "in"}, headers=JSON)
        for _ in range(2)
    )

    assert een.json() == {"melding": "Jo Vis is ingecheckt.", "binnen": 1}
    assert twee.json()["melding"].startswith("Jo Vis was al ingecheckt, om ")


@pytest.mark.django_db
def test_zoeken_werkt_zonder_script_en_toont_wie_al_binnen_is() -> None:
    masterclass = vandaag()
    binnen = maak_aanmelding(masterclass, naam="Zoë Jansen")
    maak_aanmelding(masterclass, naam="Jo Vis")
    client = ingelogd(masterclass)

    antwoord = client.post(
        pagina(masterclass), {"code": code_van(binnen), "stap": "in"}, follow=True
    ).content.decode()
    gezocht = client.get(pagina(masterclass), {"q": "zoe"}).content.decode()
    uit = client.post(
        pagina(masterclass), {"code": code_van(binnen), "stap": "uit"}, follow=True
    ).content.decode()

    assert "Zoë Jansen is ingecheckt." in antwoord
    assert "<strong data-scan-binnen>1</strong> binnen van 2 verwacht." in antwoord
    assert "Ingecheckt om" in gezocht
    assert "Jo Vis" not in gezocht
    assert "Zoë Jansen is niet meer ingecheckt." in uit


@pytest.mark.django_db
def test_alleen_hier_mag_de_camera() -> None:
    masterclass = vandaag()
    client = ingelogd(masterclass)
    deelnemers = reverse("masterclasses:deelnemers", args=[masterclass.slug])

    beleid = [client.get(pad)["Permissions-Policy"] for pad in (pagina(masterclass), deelnemers)]

    assert ["camera=(self)" in kop for kop in beleid] == [True, False]
    assert "camera=()" in beleid[1]
    assert all("microphone=()" in kop for kop in beleid)


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_vraagt_even_veel_met_meer_deelnemers(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    masterclass = vandaag()
    for _ in range(aantal):
        maak_aanmelding(masterclass)
    client = ingelogd(masterclass)

    with django_assert_num_queries(4):
        antwoord = client.get(pagina(masterclass))

    assert antwoord.content.decode().count("Inchecken <span") == aantal


@pytest.mark.django_db(transaction=True)
def test_twee_mensen_aan_de_deur_noteren_een_keer() -> None:
    komt = maak_aanmelding(vandaag())
    deur = [komt.masterclass.organisator, maak_gebruiker(rollen=["kennismakelaar"])]

    gezien: list[tuple[datetime | None, int | None]] = []

    def noteer(door: Gebruiker) -> None:
        er = check_in(aanmelding=komt, door=door)
        gezien.append((er.aanwezig_op, er.aanwezig_door_id))

    tegelijk(*(partial(noteer, door) for door in deur))

    komt.refresh_from_db()
    assert gezien == [(komt.aanwezig_op, komt.aanwezig_door_id)] * 2


@pytest.mark.django_db
def test_wie_online_meedoet_wordt_in_een_keer_ingecheckt_en_wie_in_de_zaal_zit_niet() -> None:
    masterclass = vandaag(online=3)
    zaal, *online = (maak_aanmelding(masterclass, wijze=w) for w in ("zaal", "online", "online"))
    client = ingelogd(masterclass)

    antwoorden = [client.post(pagina(masterclass), {"stap": "online"}, follow=True) for _ in "ab"]

    assert "Nu ingecheckt: 2 online." in antwoorden[0].text
    assert "Nu ingecheckt: 0 online." in antwoorden[1].text
    for aanmelding in (zaal, *online):
        aanmelding.refresh_from_db()
    assert zaal.aanwezig_op is None
    assert {wie.aanwezig_door for wie in online} == {masterclass.organisator}
