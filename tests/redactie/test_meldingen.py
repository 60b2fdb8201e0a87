"""What people without account report: to the page or the pile, and no further than it should."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.actions.versies import lees_rijen, ruw
from innovaties.formaat import VELD
from innovaties.lezen.facetten import codes
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Innovatie, ToepassingElders, Zoekdocument
from logboek.models import Logregel
from organisaties.models import Organisatie
from post.models import Bericht
from redactie.actions.beoordelen import neem_in_beoordeling, publiceer
from redactie.actions.meldingen import (
    BEWAREN,
    ONBEVESTIGD_BEWAREN,
    begin_uit_melding,
    bevestig_melding,
    meld,
    neem_melding_over,
    ruim_meldingen_op,
    wijs_melding_af,
)
from redactie.actions.opmerkingen import los_op
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from redactie.models import Lezersmelding
from tests.maak import (
    maak_gebruiker,
    maak_genoemd,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_volledig,
)

pytestmark = pytest.mark.django_db

FORMULIER = "/innovaties/hoek/elders/"
GEGEVENS = {
    "organisatie": "Lentis",
    "stand": "draait",
    "jaar": "2021",
    "aanpassing": "Ook in het weekend.",
    "naam": "Jan",
    "email": "Jan@Example.nl",
    "website": "",
}


def hoek(**velden: Any) -> Beschrijving:
    return maak_gepubliceerd(slug="hoek", titel="De Hoek", **velden)


def gemeld(versie: Beschrijving, **velden: Any) -> Lezersmelding:
    standaard = {"organisatie": "Lentis", "stand": "draait", "naam": "Jan", "email": "j@example.nl"}
    return meld(melding=Lezersmelding(innovatie=versie.innovatie, **{**standaard, **velden}))


def sleutel(melding: Lezersmelding) -> str:
    return signing.dumps(melding.pk, salt="elders")


def bevestigd(versie: Beschrijving, **velden: Any) -> Lezersmelding:
    return bevestig_melding(sleutel=sleutel(gemeld(versie, **velden)))


def kennismakelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"])


def test_van_formulier_tot_openbare_pagina_zonder_account(client: Client) -> None:
    hoek()
    organisatie = maak_organisatie("Lentis", slug="lentis")
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    bezoeker = Client(enforce_csrf_checks=True)

    formulier = bezoeker.get(FORMULIER)
    verstuurd = bezoeker.post(FORMULIER, GEGEVENS, follow=True)

    assert not formulier.cookies
    assert "Kijk in uw mail" in verstuurd.content.decode()
    (mail,) = Bericht.objects.filter(aan="jan@example.nl")
    link = "/melding/" + mail.tekst.partition("/melding/")[2].split()[0]
    assert "Lentis" in bezoeker.get(link).content.decode()
    assert not Lezersmelding.objects.filter(bevestigd_op__isnull=False).exists()

    for _ in range(2):
        assert "Dank u wel" in bezoeker.post(link).content.decode()

    (mail,) = Bericht.objects.filter(aan="web@example.nl")
    melding = Lezersmelding.objects.get()
    assert f"/redactie/melding/{melding.pk}/" in mail.tekst
    assert "Lentis" not in client.get("/innovaties/hoek/").content.decode()
    client.force_login(kennismakelaar())
    pagina = client.get(f"/redactie/melding/{melding.pk}/").content.decode()
    assert 'value="lentis"' in pagina

    client.post(f"/redactie/melding/{melding.pk}/", {"stap": "overnemen", "keuze": "lentis"})

    openbaar = bezoeker.get("/innovaties/hoek/").content.decode()
    assert "Lentis" in openbaar
    assert "Ook in het weekend." in openbaar
    assert "jan@example.nl" not in openbaar.lower()
    assert ToepassingElders.objects.get().organisatie == organisatie


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("organisatie", "", "Vul de naam van uw organisatie in."),
        ("stand", "", "Kies hoe ver u bent."),
        ("stand", "verzonnen", "verzonnen"),
        ("jaar", "vorig jaar", "Schrijf een jaartal"),
        ("jaar", "1200", "Schrijf een jaartal"),
        ("aanpassing", "x" * 301, "300"),
        ("naam", "", "Vul uw naam in."),
        ("naam", "Kijk op www.example.nl", "zonder webadres"),
        ("email", "jan", "geen geldig e-mailadres"),
        ("email", "jan@example.nl\nBcc: x@example.nl", "geen geldig e-mailadres"),
    ],
)
def test_het_formulier_zegt_wat_er_niet_klopt(
    client: Client, veld: str, waarde: str, fout: str
) -> None:
    hoek()

    response = client.post(FORMULIER, {**GEGEVENS, veld: waarde})

    assert response.status_code == 200
    assert fout in response.content.decode()
    assert not Lezersmelding.objects.exists()
    assert not Bericht.objects.exists()


def test_een_robot_die_alles_invult_merkt_niets_en_bereikt_niets(client: Client) -> None:
    hoek()

    response = client.post(FORMULIER, {**GEGEVENS, "website": "https://spam.example"}, follow=True)

    assert "Kijk in uw mail" in response.content.decode()
    assert not Lezersmelding.objects.exists()
    assert not Bericht.objects.exists()


def test_twee_keer_klikken_is_een_melding(client: Client) -> None:
    hoek()

    for _ in range(2):
        assert client.post(FORMULIER, GEGEVENS).status_code == 302

    assert Lezersmelding.objects.count() == 1
    assert Bericht.objects.count() == 1


def test_een_adres_krijgt_hoogstens_vijf_mails_die_niemand_vroeg(client: Client) -> None:
    hoek()
    for nummer in range(5):
        client.post(FORMULIER, {**GEGEVENS, "organisatie": f"Nr {nummer}"})

    response = client.post(FORMULIER, {**GEGEVENS, "email": "JAN@example.nl"})

    assert response.status_code == 200
    assert "al vijf meldingen" in response.content.decode()
    assert Bericht.objects.count() == 5
    assert client.post(FORMULIER, {**GEGEVENS, "email": "piet@example.nl"}).status_code == 302


def test_een_innovatie_die_niet_zichtbaar_is_heeft_geen_formulier(client: Client) -> None:
    assert client.get("/innovaties/bestaat-niet/elders/").status_code == 404


def test_een_oude_of_verzonnen_link_legt_uit_wat_te_doen(client: Client) -> None:
    melding = gemeld(hoek())
    oud = signing.TimestampSigner(salt="elders")
    oud.timestamp = lambda: signing.b62_encode(  # type: ignore[method-assign]
        int((timezone.now() - timedelta(days=8)).timestamp())
    )
    verlopen = oud.sign_object(melding.pk)

    for link in (verlopen, "verzonnen"):
        for response in (client.get(f"/melding/{link}/"), client.post(f"/melding/{link}/")):
            assert response.status_code == 410
            assert "Deze link werkt niet meer" in response.content.decode()
    melding.refresh_from_db()
    assert melding.bevestigd_op is None


def test_de_link_in_de_mail_blijft_geheim(client: Client) -> None:
    response = client.get(f"/melding/{sleutel(gemeld(hoek()))}/")

    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        ("", 403),
        ("indiener", 403),
        ("projectleider", 403),
        ("kennismakelaar", 200),
        ("webredacteur", 200),
    ],
)
def test_alleen_wie_beoordeelt_leest_een_melding(client: Client, rol: str, status: int) -> None:
    melding = bevestigd(hoek())
    client.force_login(maak_gebruiker(rollen=[rol] if rol else []))

    assert client.get(f"/redactie/melding/{melding.pk}/").status_code == status


def test_een_onbevestigde_melding_bestaat_niet_voor_de_redactie(client: Client) -> None:
    melding = gemeld(hoek())
    client.force_login(kennismakelaar())

    assert client.get(f"/redactie/melding/{melding.pk}/").status_code == 404
    with pytest.raises(RuleViolation, match="bevestigde deze melding nog niet"):
        neem_melding_over(melding=melding, organisatie=maak_organisatie(), door=kennismakelaar())


def test_een_nieuwe_organisatie_komt_met_haar_regio_in_het_facet(client: Client) -> None:
    melding = bevestigd(hoek(), organisatie="Zorg Dichtbij")
    drenthe = maak_regio("drenthe")
    regio = maak_regio("noord-drenthe", ligt_in=[drenthe])
    client.force_login(kennismakelaar())
    gegevens = {"stap": "overnemen", "keuze": "nieuw", "naam": "Zorg Dichtbij"}

    response = client.post(
        f"/redactie/melding/{melding.pk}/", {**gegevens, "regios": [regio.pk]}, follow=True
    )

    assert response.redirect_chain == [("/innovaties/hoek/", 302)]
    assert Organisatie.objects.get(naam="Zorg Dichtbij").slug == "zorg-dichtbij"
    facetten = Zoekdocument.objects.get().facetten
    assert {"draait:drenthe", "draait:noord-drenthe", "organisatie:zorg-dichtbij"} <= set(facetten)
    assert Client().get("/innovaties/?draait=drenthe").context["aantal"] == 1


@pytest.mark.parametrize(
    ("gegevens", "fout"),
    [
        ({}, "Kies een organisatie"),
        ({"keuze": "nieuw", "naam": ""}, "Vul de naam"),
        ({"keuze": "nieuw", "naam": "LENTIS "}, "bestaat al"),
        ({"keuze": "bestaat-niet"}, "bestaat-niet"),
    ],
)
def test_overnemen_vraagt_welke_organisatie(
    client: Client, gegevens: dict[str, str], fout: str
) -> None:
    maak_organisatie("Lentis", slug="lentis")
    melding = bevestigd(hoek())
    client.force_login(kennismakelaar())

    response = client.post(f"/redactie/melding/{melding.pk}/", {"stap": "overnemen", **gegevens})

    assert response.status_code == 200
    assert fout in response.content.decode()
    assert not ToepassingElders.objects.exists()


def test_zoeken_vindt_een_organisatie_die_anders_heet(client: Client) -> None:
    maak_organisatie("Stichting Het Kompas", slug="het-kompas")
    melding = bevestigd(hoek(), organisatie="SHK")
    client.force_login(kennismakelaar())

    pagina = client.get(f"/redactie/melding/{melding.pk}/?zoek=kompas").content.decode()

    assert 'value="het-kompas"' in pagina


def test_een_melding_wordt_een_keer_afgehandeld() -> None:
    melding, door = bevestigd(hoek()), kennismakelaar()
    wijs_melding_af(melding=melding, door=door)

    with pytest.raises(RuleViolation, match="al af"):
        neem_melding_over(melding=melding, organisatie=maak_organisatie(), door=door)
    with pytest.raises(Verboden):
        wijs_melding_af(melding=melding, door=maak_gebruiker(rollen=["projectleider"]))

    stappen = Logregel.objects.values_list("wat", flat=True)
    assert sorted(stappen) == ["elders-afgewezen", "elders-gemeld"]


def test_een_latere_melding_vervangt_de_eerdere_ook_in_de_nieuwe_versie() -> None:
    versie, door, lentis = hoek(), kennismakelaar(), maak_organisatie("Lentis")
    nieuw = nieuwe_versie(innovatie=versie.innovatie, door=door)

    for stand in ("verkent", "draait"):
        neem_melding_over(
            melding=bevestigd(versie, stand=stand, organisatie=f"Lentis {stand}"),
            organisatie=lentis,
            door=door,
        )

    for van in (versie, nieuw):
        assert [rij.stand for rij in van.elders.all()] == ["draait"]


def test_oude_meldingen_gaan_weg() -> None:
    versie, nu = hoek(), timezone.now()
    wacht, verlopen, nieuw, oud = (
        gemeld(versie, organisatie="Wacht"),
        gemeld(versie, organisatie="Verlopen"),
        bevestigd(versie, organisatie="Nieuw"),
        bevestigd(versie, organisatie="Oud"),
    )
    Lezersmelding.objects.filter(pk=verlopen.pk).update(
        gemeld_op=nu - ONBEVESTIGD_BEWAREN - timedelta(seconds=1)
    )
    Lezersmelding.objects.filter(pk=nieuw.pk).update(gemeld_op=nu - timedelta(days=300))
    Lezersmelding.objects.filter(pk=oud.pk).update(
        beoordeeld_op=nu - BEWAREN - timedelta(days=1), beoordeeld_door=kennismakelaar()
    )

    ruim_meldingen_op(nu)

    assert set(Lezersmelding.objects.all()) == {wacht, nieuw}


@pytest.mark.parametrize(
    ("fase", "stand", "verwacht"),
    [
        ("pilot", "gestart", set()),
        ("in-uitvoering", "gestart", {"drenthe"}),
        ("verspreid", "draait", {"drenthe", "twente", "overijssel"}),
        ("gestopt", "draait", {"twente", "overijssel"}),
    ],
)
def test_draait_in_mijn_regio(fase: str, stand: str, verwacht: set[str]) -> None:
    elders = maak_organisatie("Elders")
    elders.regios.add(maak_regio("twente", ligt_in=[maak_regio("overijssel")]))
    versie = hoek(
        fase=fase,
        regios=[maak_regio("drenthe")],
        elders=[ToepassingElders(organisatie=elders, stand=stand)],
    )

    gevonden = codes(voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk))

    assert {code.partition(":")[2] for code in gevonden if code.startswith("draait:")} == verwacht
    assert not [code for code in gevonden if code.startswith("volgens-bron:")]


def test_wat_alleen_een_bron_weet_draait_apart() -> None:
    versie = hoek(fase="in-uitvoering", regios=[maak_regio("drenthe")], brondatum="2021-05")

    def gevonden() -> list[str]:
        alle = codes(voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk))
        return [code for code in alle if code.startswith(("draait:", "volgens-bron:"))]

    assert gevonden() == ["volgens-bron:drenthe"]
    Innovatie.objects.update(bevestigd_op=timezone.localdate())
    assert gevonden() == ["draait:drenthe"]


def weet_meer() -> Lezersmelding:
    genoemd = maak_genoemd(slug="genoemd", titel="Psycholance", methodieken=[maak_methodiek()])
    melding = Lezersmelding(
        innovatie=genoemd.innovatie, tekst="Het rijdt in Drenthe.", naam="Jan", email="j@example.nl"
    )
    meld(melding=melding)
    return bevestig_melding(sleutel=sleutel(melding))


def test_wie_meer_weet_wordt_een_taak_en_in_een_stap_een_concept(client: Client) -> None:
    maak_genoemd(slug="genoemd", titel="Psycholance", themas=[maak_thema("wonen")])
    bezoeker, makelaar = Client(enforce_csrf_checks=True), kennismakelaar()
    gegevens = {**GEGEVENS, "organisatie": "", "tekst": "Het rijdt in Drenthe."}

    bezoeker.post("/innovaties/genoemd/weet-meer/", gegevens)
    (mail,) = Bericht.objects.filter(aan="jan@example.nl")
    link = "/melding/" + mail.tekst.partition("/melding/")[2].split()[0]
    bezoeker.post(link)
    melding = Lezersmelding.objects.get()
    client.force_login(makelaar)
    taak = client.get(f"/redactie/melding/{melding.pk}/").text
    naar = client.post(f"/redactie/melding/{melding.pk}/", {"stap": "beginnen"})

    assert "Drenthe" not in mail.tekst
    assert "Het rijdt in Drenthe." in taak
    versie = Beschrijving.objects.get(status="concept")
    assert naar.headers["Location"] == f"/redactie/beschrijving/{versie.pk}/"
    assert (versie.soort, versie.titel, versie.bekend) == ("bestaand", "Psycholance", "")
    assert [str(thema) for thema in versie.themas.all()] == ["Wonen"]
    assert versie.bronnen.get().titel == "Een plan, 2015 – bijlage 3"
    assert "In 2015 was het een wens." in versie.opmerkingen.get().tekst
    assert versie.innovatie.kennismakelaar == makelaar
    assert "Een bron noemt dit. Kent u het?" in bezoeker.get("/innovaties/genoemd/").text


def test_de_beschrijving_komt_op_hetzelfde_adres(client: Client) -> None:
    schrijver, lezer = kennismakelaar(), kennismakelaar()
    versie = begin_uit_melding(melding=weet_meer(), door=schrijver)
    volledig = maak_volledig(titel="Psycholance")
    lees_rijen([volledig], VELD)
    bewaar(versie=versie, waarden=_alles_van(volledig), door=schrijver)
    los_op(opmerking=versie.opmerkingen.get(), door=schrijver)

    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=lezer)
    publiceer(versie=versie, door=lezer)

    tekst = client.get("/innovaties/genoemd/").text
    assert "Psycholance" in tekst
    assert "Een bron noemt dit." not in tekst


def _alles_van(versie: Beschrijving) -> dict[str, Any]:
    return {naam: veld.soort.uit_ruw(ruw(versie, naam)) for naam, veld in VELD.items()}


def test_wat_iemand_weet_is_een_keer_af_te_handelen() -> None:
    melding, door = weet_meer(), kennismakelaar()
    with pytest.raises(Verboden):
        begin_uit_melding(melding=melding, door=maak_gebruiker(rollen=["indiener"]))

    wijs_melding_af(melding=melding, door=door)

    with pytest.raises(RuleViolation, match="al af"):
        begin_uit_melding(melding=melding, door=door)
    assert not Beschrijving.objects.filter(status="concept").exists()


@pytest.mark.parametrize(
    "velden", [{}, {"stand": "draait"}, {"tekst": "Iets.", "stand": "draait", "organisatie": "A"}]
)
def test_een_melding_zegt_een_van_beide(velden: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="lezersmelding_van_een_soort"), transaction.atomic():
        Lezersmelding.objects.create(
            innovatie=hoek().innovatie, naam="Jan", email="j@example.nl", **velden
        )


def test_elk_formulier_hoort_bij_zijn_soort(client: Client) -> None:
    hoek()
    maak_genoemd(slug="genoemd")

    assert client.get("/innovaties/hoek/weet-meer/").status_code == 404
    assert client.get("/innovaties/genoemd/elders/").status_code == 404
