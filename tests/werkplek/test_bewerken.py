"""Editing with a colleague: what was read is not overwritten unseen."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from basis.fouten import RuleViolation, Verboden
from organisaties.models import Organisatie
from tests.maak import maak_organisatie
from werkplek.bewerken import (
    Bewerking,
    OndertussenGewijzigd,
    kenmerk,
    lees_kenmerken,
    vereis_ongewijzigd,
)

pytestmark = pytest.mark.django_db

NAAM = ("naam",)


def bewerking(rij: Organisatie, **gepost: str) -> Bewerking:
    maak = RequestFactory()
    return Bewerking(maak.post("/", gepost) if gepost else maak.get("/"), rij, NAAM)


def test_het_kenmerk_verandert_met_de_gevraagde_velden_en_alleen_daarmee() -> None:
    organisatie = maak_organisatie("Lentis")
    eerst = kenmerk(organisatie, NAAM)

    organisatie.slug = "anders"
    zelfde = kenmerk(organisatie, NAAM)
    organisatie.naam = "Cosis"

    assert zelfde == eerst
    assert kenmerk(organisatie, NAAM) != eerst
    assert kenmerk(maak_organisatie("Cosis"), NAAM) != kenmerk(organisatie, NAAM)


def test_zonder_rij_is_het_kenmerk_leeg() -> None:
    assert kenmerk(None) == kenmerk(Organisatie(naam="Nieuw"), NAAM) == ""


@pytest.mark.parametrize("tekst", ["", "geen json", "[1]", '{"kern": 3}'])
def test_een_vreemd_kenmerk_is_geen_kenmerk(tekst: str) -> None:
    assert lees_kenmerken({"kenmerk": tekst}) == {}


def test_wat_gewijzigd_is_draagt_wat_er_nu_staat() -> None:
    organisatie = maak_organisatie("Lentis")

    with pytest.raises(OndertussenGewijzigd, match="wijzigde deze organisatie") as geweigerd:
        vereis_ongewijzigd(organisatie, "oud", velden=NAAM, wat="deze organisatie")

    assert geweigerd.value.nu == organisatie
    assert geweigerd.value.kenmerk == kenmerk(organisatie, NAAM)


def test_wie_de_weigering_las_mag_bewaren() -> None:
    organisatie = maak_organisatie("Lentis")
    te_laat = bewerking(organisatie, kenmerk="oud")

    gelukt = te_laat.lukt(lambda: vereis_ongewijzigd(organisatie, te_laat.kenmerk, velden=NAAM))

    assert not gelukt
    assert te_laat.ander == organisatie
    vereis_ongewijzigd(organisatie, te_laat.kenmerk, velden=NAAM)


def test_een_andere_weigering_laat_het_kenmerk_zoals_het_was() -> None:
    def weiger() -> None:
        raise RuleViolation("Dat kan niet.")

    een = bewerking(maak_organisatie("Lentis"), kenmerk="gelezen")

    assert not een.lukt(weiger)
    assert (een.kenmerk, een.ander, str(een.fout)) == ("gelezen", None, "Dat kan niet.")


def test_een_formulier_zonder_kenmerk_overschrijft_niets() -> None:
    organisatie = maak_organisatie("Lentis")

    assert bewerking(organisatie).kenmerk == kenmerk(organisatie, NAAM)
    assert bewerking(organisatie, naam="Cosis").kenmerk == ""


def test_wat_niet_voor_u_is_wordt_geen_melding() -> None:
    def weiger() -> None:
        raise Verboden("Niet voor u.")

    with pytest.raises(Verboden):
        bewerking(maak_organisatie("Lentis"), kenmerk="x").lukt(weiger)
