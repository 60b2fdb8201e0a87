"""What a source only names: short, last, and found; no description until somebody writes one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from innovaties.formaat import VELD
from innovaties.formaat.onderdelen import GENOEMD, Vereist
from innovaties.formaat.soorten import Veldsoort
from innovaties.keuzelijsten import Soort
from innovaties.lezen.buren import beschrijvingen_over
from innovaties.lezen.verwant import verwant
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Cijfer
from tests.innovaties import vol
from tests.maak import (
    maak_beschrijving,
    maak_genoemd,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
)
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db


def test_de_database_weigert_elk_ander_veld() -> None:
    volledig, genoemd = vol.maak_volledig(), maak_genoemd()
    ander = VELD.keys() - GENOEMD - {"contact_zichtbaarheid"}  # refused without consent anyway

    for soort in (VELD[naam].soort for naam in sorted(ander)):
        waarde = soort.haal(volledig) or ["kosten"]  # all figures of the full one are known
        with pytest.raises(IntegrityError, match=r"genoemd_is_kort|zulke rijen"):
            _zet(genoemd, soort, waarde)


@transaction.atomic
def _zet(versie: Beschrijving, soort: Veldsoort, waarde: Any) -> None:
    if soort.is_kolom:
        Beschrijving.objects.filter(pk=versie.pk).update(**{soort.naam: waarde})
    else:
        soort.schrijf(versie, waarde)


def test_wat_rijen_heeft_wordt_niet_alsnog_genoemd() -> None:
    met_rij = maak_beschrijving(cijfers=[Cijfer(indicator="Woningen", soort="doel")])

    with pytest.raises(IntegrityError, match="zulke rijen"), transaction.atomic():
        Beschrijving.objects.filter(pk=met_rij.pk).update(soort=Soort.GENOEMD)
    with pytest.raises(IntegrityError, match="bekend_alleen_genoemd"), transaction.atomic():
        Beschrijving.objects.filter(pk=met_rij.pk).update(bekend="Een naam.")


def test_alleen_titel_kern_bekend_en_bron_zijn_verplicht() -> None:
    leeg = maak_beschrijving(soort=Soort.GENOEMD, kern="")

    nodig = [onderdeel.nummer for onderdeel in ontbreekt(leeg, Vereist.PUBLICEREN)]

    assert nodig == [3, 27]
    assert ontbreekt(maak_genoemd(themas=[]), Vereist.PUBLICEREN) == []


def test_in_elke_lijst_komt_genoemd_achter_wat_beschreven_is(client: Client) -> None:
    regio = maak_regio()
    oud = maak_gepubliceerd(titel="Zorg voor elkaar", kern="Housing first.", regios=[regio])
    genoemd = maak_genoemd(titel="Aan de slag", kern="Housing first.", regios=[regio])

    for vraag, sortering in [
        (Vraag(), "nieuwste"),
        (Vraag(), "titel"),
        (Vraag("housing first"), "relevantie"),
    ]:
        assert BESCHRIJVINGEN.zoek(vraag).op_volgorde(sortering)[:] == [oud.pk, genoemd.pk]
    for adres in ("/thema/herstel/", "/regio/drenthe/", "/innovaties/?q=housing"):
        tekst = client.get(adres).text
        assert -1 < tekst.find("Zorg voor elkaar") < tekst.find("Aan de slag")
        assert tekst.count("Alleen genoemd") == tekst.count("Alleen genoemd in 2015: kent") == 1


def test_een_zwak_verband_is_bij_wat_alleen_genoemd_is_geen_antwoord() -> None:
    for nummer in range(8):
        maak_gepubliceerd(titel=f"Iets anders {nummer}")
    beste = maak_gepubliceerd(titel="Crisiskaart maken met naasten en huisarts")
    beschreven = maak_gepubliceerd(titel="Beschreven", kern="Wij bellen de huisarts.")
    genoemd = maak_genoemd(titel="Alleen een naam", kern="Wij bellen de huisarts.")

    ruim = BESCHRIJVINGEN.zoek(Vraag("crisiskaart maken met naasten en huisarts"))
    precies = BESCHRIJVINGEN.zoek(Vraag("huisarts"))

    assert ruim.op_volgorde("relevantie")[:] == [beste.pk, beschreven.pk]
    assert genoemd.pk in precies.op_volgorde("relevantie")[:]


def test_waar_een_hele_beschrijving_voor_nodig_is_staat_genoemd_niet(client: Client) -> None:
    van, ander = maak_gepubliceerd(slug="van"), maak_gepubliceerd(slug="ander")
    genoemd = maak_genoemd(slug="genoemd", titel="Psycholance")

    assert [rij.adres for rij in verwant(van)] == ["/innovaties/ander/"]
    assert {rij.titel for rij in verwant(genoemd)} == {van.titel, ander.titel}
    assert genoemd not in beschrijvingen_over(maak_wegwijzer(themas=[maak_thema()]).adres)
    for adres in ("/vergelijk/", "/feeds/innovaties.atom", "/innovaties/van/"):
        assert "Psycholance" not in client.get(adres).text, adres
    gevraagd = client.get("/vergelijk/?i=van&i=ander&i=genoemd").text
    assert gevraagd.count("Psycholance") == 1
    assert gevraagd.index("noemt een bron alleen") < gevraagd.index("Psycholance")
    assert 'name="i" value="genoemd"' not in client.get("/innovaties/").text
    assert "/innovaties/genoemd/" in client.get("/sitemap-innovaties.xml").text


def test_de_pagina_is_kort_en_vraagt_wie_het_kent(client: Client) -> None:
    maak_genoemd(slug="genoemd", titel="Psycholance", themas=[])

    tekst = client.get("/innovaties/genoemd/").text

    assert "Een bron noemt dit. Kent u het?" in tekst
    assert "In 2015 was het een wens. Waar, staat er niet in." in tekst
    assert "Een plan, 2015 – bijlage 3" in tekst
    assert 'href="/innovaties/genoemd/weet-meer/"' in tekst
    assert "/vergelijk/?i=" not in tekst


@pytest.mark.parametrize(("soort", "status"), [("pdf", 404), ("docx", 404), ("json", 200)])
def test_alleen_als_gegevens_mee_te_nemen(client: Client, soort: str, status: int) -> None:
    maak_genoemd(slug="genoemd")

    assert client.get(f"/innovaties/genoemd.{soort}").status_code == status


def test_gegevens_en_tabellen_zeggen_de_soort(client: Client) -> None:
    maak_genoemd(slug="genoemd", titel="Psycholance")

    tabel = client.get("/innovaties.csv").getvalue().decode("utf-8-sig")
    kop, rij = tabel.splitlines()[:2]
    velden = [
        veld
        for sectie in client.get("/innovaties/genoemd.json").json()["secties"]
        for onderdeel in sectie["onderdelen"]
        for veld in onderdeel["velden"]
    ]

    assert "Bestaand, gewenst of genoemd" in kop
    assert "Genoemd" in rij
    assert [veld["tekst"] for veld in velden if veld["naam"] == "soort"] == ["Genoemd"]
