"""What a long form saves by itself: sent, refused, without the right, too long ago, at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from tests.maak import maak_gebruiker, maak_traject, nieuwe_deelname
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.models import Begeleidingsplan, Deelname
from werkplek.klad import BEWAREN, vergeet_kladden
from werkplek.models import Klad

pytestmark = pytest.mark.django_db

EEN, ANDER = "0a" * 18, "0b" * 18
PLAN = {"doel": "Een wijk.", "aanpak": "Klein.", "kenmerk": ""}


@pytest.fixture
def coach() -> Gebruiker:
    return maak_gebruiker(rollen=["coach"])


@pytest.fixture
def deelname(coach: Gebruiker) -> Deelname:
    traject = maak_traject(coaches=[coach])
    return schrijf_in(deelname=nieuwe_deelname(traject), door=traject.gemaakt_door)


@pytest.fixture
def klant(coach: Gebruiker) -> Client:
    client = Client()
    client.force_login(coach)
    return client


def adres(deelname: Deelname) -> str:
    return reverse("trajecten:plan", args=[deelname.pk])


def vanzelf(client: Client, deelname: Deelname, nummers: str = EEN, **velden: str) -> Any:
    """What the plan sends while somebody types."""
    data = {"klad": nummers, **(velden or PLAN)}
    kop = {"X-Autosave": "1", "HX-Request": "true"}
    return client.post(adres(deelname), data, headers=kop)


def test_wat_vanzelf_bewaard_wordt_is_niet_verstuurd(klant: Client, deelname: Deelname) -> None:
    antwoord = vanzelf(klant, deelname)

    assert antwoord.json() == {"om": date_format(timezone.localtime(), "G.i")}
    assert not Begeleidingsplan.objects.exists()
    assert dict(Klad.objects.get().velden) == PLAN


def test_versturen_wist_het_klad_ook_als_een_ander_venster_het_begon(
    klant: Client, deelname: Deelname
) -> None:
    vanzelf(klant, deelname)

    klant.post(adres(deelname), PLAN | {"klad": f"{ANDER} {EEN}"})

    assert Begeleidingsplan.objects.get().doel == "Een wijk."
    assert not Klad.objects.exists()


@pytest.mark.parametrize(
    "wijziging",
    [{"doel": ""}, {"kenmerk": "van gisteren"}, {"klad": ANDER}, {"klad": ""}],
    ids=["geweigerd", "een collega was er", "ander venster", "zonder JavaScript"],
)
def test_wat_niet_aankwam_blijft(
    wijziging: dict[str, str], klant: Client, deelname: Deelname
) -> None:
    vanzelf(klant, deelname)

    klant.post(adres(deelname), PLAN | {"klad": EEN} | wijziging)

    assert Klad.objects.exists()


def test_het_antwoord_op_het_formulier_zelf_zet_niets_ouds_terug(
    klant: Client, deelname: Deelname
) -> None:
    vanzelf(klant, deelname)

    antwoord = klant.post(adres(deelname), PLAN | {"klad": f"{ANDER} {EEN}", "doel": ""})

    assert f'data-van="{ANDER} {EEN}"' in antwoord.text
    assert "data-velden" not in antwoord.text


def test_zonder_formulier_of_recht_blijft_er_niets_achter(
    klant: Client, deelname: Deelname
) -> None:
    vreemde = Client()
    vreemde.force_login(maak_gebruiker(rollen=["coach"]))
    dicht = vanzelf(vreemde, deelname)
    stop_deelname(deelname=deelname, reden="Klaar.", door=deelname.traject.gemaakt_door)

    gestopt = vanzelf(klant, deelname)
    Deelname.objects.all().delete()
    weg = vanzelf(klant, deelname)

    assert [een.status_code for een in (dicht, gestopt, weg)] == [409, 409, 409]
    assert "is er niet meer" in gestopt.json()["melding"]
    assert not Klad.objects.exists()


def test_na_een_verlopen_sessie_wordt_er_niets_bewaard(deelname: Deelname) -> None:
    antwoord = vanzelf(Client(), deelname)

    assert antwoord.status_code == 302
    assert not Klad.objects.exists()


@pytest.mark.parametrize("nummers", ["", "onzin", "0A" * 18, "0a" * 19])
def test_wat_geen_venster_van_ons_stuurt_wordt_geweigerd(
    nummers: str, klant: Client, deelname: Deelname
) -> None:
    assert vanzelf(klant, deelname, nummers).status_code == 400
    assert not Begeleidingsplan.objects.exists()


def test_lange_en_vreemde_tekst_komt_schoon_terug(klant: Client, deelname: Deelname) -> None:
    lang = "é" * 100_000

    vanzelf(klant, deelname, doel=f"{lang}\x00", elders="ja")

    assert Klad.objects.get().velden == [["doel", lang], ["elders", "ja"]]


def test_na_dertig_dagen_zonder_wijziging_is_het_vergeten(
    klant: Client, deelname: Deelname
) -> None:
    vanzelf(klant, deelname)
    nu = Klad.objects.get().gewijzigd_op

    assert vergeet_kladden(nu + BEWAREN) == 0
    assert vergeet_kladden(nu + BEWAREN + timedelta(seconds=1)) == 1


def test_een_klad_per_persoon_en_pagina(coach: Gebruiker) -> None:
    Klad.objects.create(door=coach, pad="/plan/", nummer=EEN, velden=[])

    with pytest.raises(IntegrityError, match="een_per_pagina"), transaction.atomic():
        Klad.objects.create(door=coach, pad="/plan/", nummer=ANDER, velden=[])
