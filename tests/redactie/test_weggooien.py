"""Throwing away a concept, putting it back, and what remains after thirty days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.gegevens import wijzig_gegevens
from redactie.actions.schrijven import bewaar, dien_in, neem_terug, nieuwe_versie
from redactie.actions.weggooien import gooi_weg, wis_weggegooid, zet_terug
from redactie.lezen.gegevens import gegevens_van
from redactie.lezen.versies import laatste_versie
from tests.maak import maak_beschrijving, maak_gebruiker, maak_gepubliceerd, maak_volledig

pytestmark = pytest.mark.django_db


def kennismakelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def test_een_concept_gaat_weg_van_de_lijsten_en_komt_terug(client: Client) -> None:
    ik, ander = kennismakelaar(), kennismakelaar("Bo")
    versie = maak_volledig(schrijver=ik, titel="Plan")
    bewaar(versie=versie, waarden={"kern": "Van Bo."}, door=ander)
    client.force_login(ik)
    adres = f"/redactie/beschrijving/{versie.pk}/"
    assert "Ja, gooi weg" in client.get(adres).text

    client.post(f"{adres}stap/weggooien/")

    assert "Plan" not in client.get("/redactie/").text
    assert "Plan" not in client.get("/redactie/beschrijvingen/").text
    assert "Plan" in client.get("/redactie/beschrijvingen/", {"status": "weggegooid"}).text
    assert Bericht.objects.filter(aan=ander.email, onderwerp="Weggegooid: Plan").exists()
    client.post(f"{adres}stap/terugzetten/")
    versie.refresh_from_db()
    assert (versie.status, versie.kern) == (Status.CONCEPT, "Van Bo.")


@pytest.mark.parametrize("status", [Status.INGEDIEND, Status.AFGEWEZEN, Status.GEARCHIVEERD])
def test_alleen_een_concept_gaat_weg_en_alleen_wat_weg_is_komt_terug(status: Status) -> None:
    ik, versie = kennismakelaar(), maak_beschrijving(status=status)

    for stap in (gooi_weg, zet_terug):
        with pytest.raises(RuleViolation):
            stap(versie=versie, door=ik)


def test_wie_te_laat_is_leest_waarom() -> None:
    ik, ander = kennismakelaar(), kennismakelaar("Bo")
    versie = maak_volledig(schrijver=ik)
    dien_in(versie=versie, door=ik)

    with pytest.raises(RuleViolation, match="collega u net voor"):
        gooi_weg(versie=versie, door=ander)
    neem_terug(versie=versie, door=ik)
    gooi_weg(versie=versie, door=ander)
    with pytest.raises(RuleViolation, match="weggegooid"):
        dien_in(versie=versie, door=ik)
    with pytest.raises(RuleViolation, match="weggegooid"):
        neem_terug(versie=versie, door=ik)
    with pytest.raises(Verboden):
        zet_terug(versie=versie, door=maak_gebruiker(rollen=["projectleider"]))


def test_terugzetten_kan_niet_naast_een_nieuwe_versie() -> None:
    ik, live = kennismakelaar(), maak_gepubliceerd(titel="Zichtbaar")
    weg = nieuwe_versie(innovatie=live.innovatie, door=ik)
    gooi_weg(versie=weg, door=ik)
    nieuwe_versie(innovatie=live.innovatie, door=ik)

    with pytest.raises(RuleViolation, match="nieuwe versie begonnen"):
        zet_terug(versie=weg, door=ik)


def test_terugzetten_kan_niet_achter_een_versie_die_ondertussen_is_gepubliceerd(
    client: Client,
) -> None:
    ik, live = kennismakelaar(), maak_gepubliceerd(titel="Zichtbaar")
    weg = nieuwe_versie(innovatie=live.innovatie, door=ik)
    gooi_weg(versie=weg, door=ik)
    maak_gepubliceerd(titel="Nieuwer", innovatie=live.innovatie, versie=3)
    client.force_login(ik)

    with pytest.raises(RuleViolation, match="nieuwe versie begonnen"):
        zet_terug(versie=weg, door=ik)
    assert "Zet terug" not in client.get(f"/redactie/beschrijving/{weg.pk}/").text
    later = gooi_weg(versie=nieuwe_versie(innovatie=live.innovatie, door=ik), door=ik)
    assert zet_terug(versie=later, door=ik).status == Status.CONCEPT


def test_een_nieuwe_versie_begint_niet_met_wat_werd_weggegooid() -> None:
    ik, eerst = kennismakelaar(), maak_beschrijving(titel="Was", status=Status.AFGEWEZEN)
    weg = nieuwe_versie(innovatie=eerst.innovatie, door=ik)
    bewaar(versie=weg, waarden={"titel": "Weg"}, door=ik)
    gooi_weg(versie=weg, door=ik)

    assert nieuwe_versie(innovatie=eerst.innovatie, door=ik).titel == "Was"


def test_wat_met_de_innovatie_gebeurt_staat_niet_bij_wat_werd_weggegooid() -> None:
    ik, live = kennismakelaar(), maak_gepubliceerd(titel="Zichtbaar")
    weg = gooi_weg(versie=nieuwe_versie(innovatie=live.innovatie, door=ik), door=ik)

    nu = gegevens_van(live.innovatie).kenmerk
    wijzig_gegevens(innovatie=live.innovatie, kenmerk=nu, door=ik, kennismakelaar=ik)

    assert laatste_versie(live.innovatie) == live
    assert [regel.wat for regel in Logregel.objects.over(live)][:1] == ["gegevens-gewijzigd"]
    assert not Logregel.objects.over(weg).filter(wat="gegevens-gewijzigd").exists()
    alleen = gooi_weg(versie=maak_volledig(schrijver=ik), door=ik)
    assert laatste_versie(alleen.innovatie) == alleen


def test_na_dertig_dagen_is_het_echt_weg() -> None:
    ik, live = kennismakelaar(), maak_gepubliceerd()
    los, bij = maak_volledig(schrijver=ik), nieuwe_versie(innovatie=live.innovatie, door=ik)
    for versie in (los, bij):
        gooi_weg(versie=versie, door=ik)
    nu = timezone.now()

    assert wis_weggegooid(nu + timedelta(days=29)) == 0
    assert wis_weggegooid(nu + timedelta(days=31)) == 2
    assert wis_weggegooid(nu + timedelta(days=31)) == 0

    assert list(Beschrijving.objects.all()) == [live]
    assert list(Innovatie.objects.all()) == [live.innovatie]
