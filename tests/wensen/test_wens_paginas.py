"""The pages about wishes: of a visitor, behind the mailed link, and of who brings together."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import Beschrijving, Innovatie
from innovaties.views.beschrijving import haal_of_404
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.beoordelen import archiveer
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    met_element,
    met_partij,
)
from tests.wensen.wensen import bevestigd, gemeld, maak_wens
from wensen import links, paneel
from wensen.actions.wensen import bevestig
from wensen.models import Belangstelling, Match

pytestmark = pytest.mark.django_db

FORMULIER = "/wensen/logeren/"
MATCH = "/redactie/programma/wensen/logeren/"
GEGEVENS = {
    "organisatie": "Lentis  Noord",
    "naam": "Jan",
    "rol": "ervaringsdeskundige",
    "email": "Jan@Example.nl",
    "inbreng": "Een huis",
    "akkoord": "on",
    "website": "",
}


def logeren(**velden: Any) -> Beschrijving:
    return maak_wens(slug="logeren", titel="Logeerhuis", **velden)


def adres(rij: Belangstelling) -> str:
    return "/" + links.wens(rij).partition("//")[2].partition("/")[2]


@pytest.fixture
def makelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], email="makelaar@example.nl", naam="Mia")


@pytest.fixture
def ingelogd(client: Client, makelaar: Gebruiker) -> Client:
    client.force_login(makelaar)
    return client


def test_van_de_pagina_via_de_mail_tot_op_de_pagina(client: Client) -> None:
    logeren()

    assert "Nog niemand heeft dit gezegd." in client.get("/innovaties/logeren/").text
    assert f'href="{FORMULIER}"' in client.get("/innovaties/logeren/").text
    verstuurd = client.post(FORMULIER, GEGEVENS, follow=True)
    assert "Kijk in uw mail" in verstuurd.text
    rij = Belangstelling.objects.get()
    assert (rij.organisatie, rij.email) == ("Lentis Noord", "jan@example.nl")
    assert rij.rol == "ervaringsdeskundige"
    assert links.wens(rij) in Bericht.objects.get().tekst
    klaar = client.post(adres(rij), {"stap": "bevestigen"}, follow=True)

    assert "Dank u wel, u staat erbij" in klaar.text
    pagina = client.get("/innovaties/logeren/").text
    assert "Lentis Noord" in pagina
    assert "Jan" not in pagina
    assert "Een huis" not in pagina


def test_openen_van_de_link_verandert_niets(client: Client) -> None:
    rij = gemeld(logeren())
    eerst = Belangstelling.objects.values().get()

    antwoord = client.get(adres(rij))

    assert antwoord.status_code == 200
    assert "Ja, wij willen dit ook" in antwoord.text
    assert Belangstelling.objects.values().get() == eerst
    assert antwoord["Referrer-Policy"] == "no-referrer"


def test_met_dezelfde_link_trekt_men_zich_terug(client: Client) -> None:
    rij = bevestigd(logeren())

    client.get(adres(rij))
    antwoord = client.post(adres(rij), {"stap": "intrekken"}, follow=True)

    assert "U trok zich terug" in antwoord.text
    assert "Lentis" not in client.get("/innovaties/logeren/").text
    assert client.post(adres(rij), {"stap": "bevestigen"}).status_code == 409
    assert client.post(adres(rij), {"stap": "anders"}).status_code == 400


@pytest.mark.parametrize("sleutel", ["onzin", "1:onzin", "1"])
def test_een_link_die_niet_van_ons_is_werkt_niet(client: Client, sleutel: str) -> None:
    assert client.get(f"/wensen/bevestigen/{sleutel}/").status_code == 410


def test_het_antwoord_is_hetzelfde_voor_een_bekend_en_een_onbekend_adres(client: Client) -> None:
    bevestigd(logeren(), "Cosis", email="jan@example.nl")

    bekend = client.post(FORMULIER, GEGEVENS, follow=True)
    onbekend = client.post(FORMULIER, {**GEGEVENS, "email": "piet@example.nl"}, follow=True)

    assert bekend.text == onbekend.text


def test_een_robot_merkt_niets_en_laat_niets_achter(client: Client) -> None:
    logeren()

    antwoord = client.post(FORMULIER, {**GEGEVENS, "website": "x"}, follow=True)

    assert "Kijk in uw mail" in antwoord.text
    assert not Belangstelling.objects.exists()
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("velden", "uitleg"),
    [
        ({"organisatie": ""}, "Vul de naam van uw organisatie in."),
        ({"organisatie": "www.koop.nl"}, "zonder webadres"),
        ({"naam": ""}, "Vul uw naam in."),
        ({"email": "jan"}, "geen geldig e-mailadres"),
        ({"akkoord": ""}, "Zet hier een vinkje."),
        ({"organisatie": "gemeente EMMEN"}, "beschreef deze wens zelf"),
        ({"organisatie": "cosis"}, "staat al bij deze wens"),
    ],
)
def test_een_fout_staat_bij_het_veld(client: Client, velden: dict[str, str], uitleg: str) -> None:
    bevestigd(logeren(partijen=[met_partij("Gemeente Emmen")]), "Cosis")

    antwoord = client.post(FORMULIER, {**GEGEVENS, **velden})

    assert uitleg in antwoord.text
    assert "Nog niet alles is goed ingevuld" in antwoord.text
    assert Belangstelling.objects.count() == 1


def test_wat_nooit_een_wens_was_heeft_geen_formulier(client: Client) -> None:
    maak_gepubliceerd(slug="bestaand")
    maak_beschrijving(slug="concept", soort="gewenst")

    for slug in ("bestaand", "concept", "onbekend"):
        assert client.get(f"/wensen/{slug}/").status_code == 404
        assert client.post(f"/wensen/{slug}/", GEGEVENS).status_code == 404


def test_een_wens_die_begon_of_in_het_archief_staat_zegt_dat(client: Client) -> None:
    wens = logeren()
    rij = gemeld(wens)
    redacteur = maak_gebruiker(rollen=["webredacteur"])
    archiveer(innovatie=wens.innovatie, reden="Oud.", door=redacteur)

    dicht = client.get(FORMULIER)
    mail = client.get(adres(rij))
    gestuurd = client.post(adres(rij), {"stap": "bevestigen"})

    assert (dicht.status_code, "staat niet meer open" in dicht.text) == (410, True)
    assert "staat niet meer open" in mail.text
    assert "Ja, wij willen dit ook" not in mail.text
    assert gestuurd.status_code == 409
    begonnen = maak_beschrijving(
        innovatie=wens.innovatie, versie=2, titel="Het huis", status=Status.GEPUBLICEERD,
        gepubliceerd_op=timezone.now(), gepubliceerd_door=redacteur,
    )  # fmt: skip
    Innovatie.objects.filter(pk=wens.innovatie_id).update(gepubliceerd=begonnen)
    assert "Deze wens is begonnen" in client.get(FORMULIER).text


def test_wat_een_wens_was_zegt_sinds_wanneer_en_van_hoeveel(client: Client) -> None:
    wens = logeren(partijen=[met_partij()])
    bevestigd(wens)
    bevestigd(wens, "Weg", ingetrokken_op=timezone.now())
    begonnen = maak_beschrijving(
        innovatie=wens.innovatie, versie=2, soort=Soort.BESTAAND, status=Status.GEPUBLICEERD,
        gepubliceerd_op=timezone.now(), gepubliceerd_door=maak_gebruiker(),
    )  # fmt: skip
    Innovatie.objects.filter(pk=wens.innovatie_id).update(gepubliceerd=begonnen)

    pagina = client.get("/innovaties/logeren/").text

    assert "Dit was een wens sinds" in pagina
    assert "van 2 partijen" in pagina
    assert "Wij willen dit ook" not in pagina


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_wens_kost_drie_queries_bij_de_pagina(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wens = logeren(partijen=[met_partij()], elementen=[met_element()])
    for nummer in range(aantal):
        bevestigd(wens, f"Organisatie nummer {nummer}")
        maak_gepubliceerd(titel=f"Plan {nummer}", elementen=[met_element()])
    beschrijving = haal_of_404("logeren")

    with django_assert_num_queries(3):
        getoond = paneel.wens(beschrijving, RequestFactory().get("/"))

    assert getoond
    assert (len(getoond.gegevens["willen"]), len(getoond.gegevens["nabij"])) == (aantal, aantal)
    pagina = client.get("/innovaties/logeren/").text
    assert pagina.count("Organisatie nummer") == aantal
    assert pagina.count("Zelfde element (Een plan)") == aantal


def test_een_eerste_versie_kost_geen_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    beschrijving, leest = maak_gepubliceerd(), RequestFactory().get("/")

    with django_assert_num_queries(0):
        assert paneel.wens(beschrijving, leest) is None
        assert paneel.was_wens(beschrijving, leest) is None


def met_match(**velden: Any) -> Beschrijving:
    wens = logeren(contact_naam="Anna", contact_email="anna@example.nl", **velden)
    for naam in ("Lentis", "Cosis"):
        bevestig(belangstelling=gemeld(wens, naam, inbreng=f"Tijd van {naam}"))
    return wens


def test_de_taak_staat_in_mijn_werk_en_leidt_naar_de_uitnodiging(ingelogd: Client) -> None:
    met_match()
    maak_gepubliceerd(titel="Een huis dat er al is")

    werk = ingelogd.get("/redactie/").text
    pagina = ingelogd.get(MATCH).text

    assert "Breng partijen samen" in werk
    assert "2 organisaties willen dit ook, nog uit te nodigen" in werk
    assert f'href="{MATCH}"' in werk
    for deel in (
        *("- Lentis. Kan inbrengen: Tijd van Lentis", "- Een huis dat er al is: http"),
        *("themabijeenkomst", "masterclass", "[dag en tijd]", "makelaar@example.nl"),
    ):
        assert deel in pagina


def test_de_uitnodiging_gaat_pas_als_alles_is_ingevuld(ingelogd: Client) -> None:
    met_match()
    stap = {"stap": "uitnodigen", "onderwerp": "Kom"}

    half = ingelogd.post(MATCH, {**stap, "tekst": "Wanneer: [dag en tijd]"})
    heel = ingelogd.post(MATCH, {**stap, "tekst": "Wanneer: dinsdag"}, follow=True)

    assert half.status_code == 422
    assert "Vul nog in wat tussen haken staat: [dag en tijd]." in half.text
    assert "De uitnodiging gaat naar 3 mensen." in heel.text
    assert "verstuurde de uitnodiging" in heel.text
    assert Bericht.objects.filter(onderwerp="Kom").count() == 3
    regel = Logregel.objects.get(wat="match-uitgenodigd")
    assert (regel.wie, regel.toelichting) == ("Mia", "")


def test_de_uitkomst_sluit_de_match(ingelogd: Client) -> None:
    met_match()

    leeg = ingelogd.post(MATCH, {"stap": "afronden", "uitkomst-uitkomst": ""})
    klaar = ingelogd.post(
        MATCH, {"stap": "afronden", "uitkomst-uitkomst": "Zij gaan samen verder."}, follow=True
    )

    assert leeg.status_code == 422
    assert "Zij gaan samen verder." in klaar.text
    assert "Verstuur de uitnodiging" not in klaar.text
    assert "Breng partijen samen" not in ingelogd.get("/redactie/").text
    assert Match.objects.get().afgerond_door == Gebruiker.objects.get(naam="Mia")
    assert "Afgerond op" in ingelogd.get("/redactie/programma/wensen/").text


@pytest.mark.parametrize(
    ("rol", "lijst", "match"),
    [("coach", 200, 403), ("stuurgroep", 200, 403), ("indiener", 403, 403),
     ("webredacteur", 200, 200), ("projectleider", 200, 200)],
)  # fmt: skip
def test_wie_wat_ziet(client: Client, rol: str, lijst: int, match: int) -> None:
    met_match()
    client.force_login(maak_gebruiker(rollen=[rol]))

    assert client.get("/redactie/programma/wensen/").status_code == lijst
    assert client.get(MATCH).status_code == match
    client.post(MATCH, {"stap": "afronden", "uitkomst-uitkomst": "Klaar."})
    assert bool(Match.objects.get().afgerond_op) == (match == 200)


def test_zonder_inloggen_ziet_niemand_de_adressen(client: Client) -> None:
    met_match()

    assert client.get(MATCH).status_code == 302
    assert client.get("/redactie/programma/wensen/").status_code == 302


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_een_vast_aantal_queries(
    ingelogd: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        wens = maak_wens(titel=f"Wens {nummer}", partijen=[met_partij()])
        bevestig(belangstelling=gemeld(wens, f"Lentis {nummer}"))
        maak_wens(titel=f"Stil {nummer}")

    with django_assert_num_queries(4):
        antwoord = ingelogd.get("/redactie/programma/wensen/")

    assert antwoord.text.count("Nog uit te nodigen") == aantal
    assert antwoord.text.count("Nog niemand wil dit ook") == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_match_kost_een_vast_aantal_queries(
    ingelogd: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wens = met_match(elementen=[met_element()])
    for nummer in range(aantal):
        bevestigd(wens, f"Organisatie nummer {nummer}")
        maak_gepubliceerd(titel=f"Plan {nummer}", elementen=[met_element()])

    with django_assert_num_queries(13):
        ingelogd.get(MATCH)


def test_de_knop_begint_een_nieuwe_versie_als_bestaande_innovatie(ingelogd: Client) -> None:
    wens = met_match(gezochte_partners=["gemeente"])

    versiepagina = ingelogd.get(f"/redactie/beschrijving/{wens.pk}/").text
    antwoord = ingelogd.post("/redactie/innovatie/logeren/begonnen/", follow=True)

    assert "Deze wens is begonnen" in versiepagina
    assert "Dit is nu een bestaande innovatie." in antwoord.text
    nieuw = Beschrijving.objects.get(versie=2)
    assert (nieuw.soort, nieuw.status, nieuw.gezochte_partners) == ("bestaand", "concept", [])
    assert "Deze wens is begonnen" not in ingelogd.get(f"/redactie/beschrijving/{nieuw.pk}/").text
    assert Beschrijving.objects.get(pk=wens.pk).gezochte_partners == ["gemeente"]


def test_een_vreemde_begint_niets(client: Client) -> None:
    wens = logeren()
    Innovatie.objects.filter(pk=wens.innovatie_id).update(organisatie=maak_organisatie("Eigen"))
    client.force_login(maak_gebruiker(rollen=["indiener"]))

    assert client.post("/redactie/innovatie/logeren/begonnen/").status_code == 404
    assert Beschrijving.objects.count() == 1


def test_een_wens_noemt_wat_erop_lijkt_een_keer(client: Client) -> None:
    logeren(elementen=[met_element()])
    plan = maak_gepubliceerd(titel="Een plan", elementen=[met_element()])

    van_wens = client.get("/innovaties/logeren/").text
    van_plan = client.get(plan.get_absolute_url()).text

    assert van_wens.count(f'href="{plan.get_absolute_url()}"') == 1
    assert "komt in de buurt" in van_wens
    assert "Lijkt hierop" not in van_wens
    assert van_plan.count('href="#verwant"') == 1
