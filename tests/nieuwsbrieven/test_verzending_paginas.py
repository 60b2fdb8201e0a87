"""The pages with which an editor sends, follows, and helps a subscriber."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from nieuwsbrieven.actions.opstellen import TELLER
from nieuwsbrieven.keuzelijsten import (
    Editiestatus,
    Frequentie,
    Leveringstatus,
    Toestemmingsstap,
)
from nieuwsbrieven.lezen.cijfers import cijfers
from nieuwsbrieven.lezen.voortgang import Reden
from nieuwsbrieven.lezen.voortgang import voortgang as voortgang_van
from nieuwsbrieven.models import Abonnee, Editie, Levering
from nieuwsbrieven.regels import toestemming
from post.actions import terugmeldingen
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from tests.maak import maak_abonnee, maak_editie, maak_gebruiker, maak_regio, maak_thema, over
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db

ABONNEES = "/redactie/nieuwsbrieven/abonnees/"


@pytest.fixture
def door(client: Client) -> Gebruiker:
    """A webredacteur who is logged in."""
    gebruiker = maak_gebruiker(rollen=["webredacteur"])
    client.force_login(gebruiker)
    return gebruiker


def adres(naam: str, editie: Editie) -> str:
    return reverse(f"nieuwsbrieven:{naam}", args=[editie.pk])


def maak_levering(editie: Editie, **velden: Any) -> Levering:
    if velden.get("status") == Leveringstatus.VERZONDEN:
        velden.setdefault("verzonden_op", timezone.now())
    email = f"lezer{editie.leveringen.count()}@example.nl"
    return Levering.objects.create(
        **{"editie": editie, "email": email, "blokken": [], "volgende_op": timezone.now(), **velden}
    )


# --- when ---


def test_nu_verzenden_vraagt_om_een_bevestiging_met_het_aantal(
    client: Client, door: Gebruiker
) -> None:
    maak_abonnee()
    maak_abonnee()
    editie = maak_editie()

    pagina = client.get(adres("verzenden", editie))
    gekozen = {"wanneer": "nu", "kenmerk": pagina.context["kenmerk"]}
    antwoord = client.post(adres("verzenden", editie), gekozen)

    editie.refresh_from_db()
    assert "Ja, verstuur aan 2 abonnees" in pagina.content.decode()
    assert antwoord.headers["Location"] == adres("voortgang", editie)
    assert (editie.status, editie.gepland_door) == (Editiestatus.GEPLAND, door)


@pytest.mark.usefixtures("door")
def test_plannen_gaat_op_de_nederlandse_klok(client: Client) -> None:
    editie, dag = maak_editie(), over(10).date()
    gekozen = {"wanneer": "later", "dag": dag.isoformat(), "tijd": "09:30"}

    client.post(adres("verzenden", editie), {**gekozen, "kenmerk": kenmerk(editie, TELLER)})

    editie.refresh_from_db()
    assert editie.verzendmoment
    assert timezone.localtime(editie.verzendmoment).isoformat()[:16] == f"{dag}T09:30"


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("gekozen", "zin"),
    [
        ({}, "Kies wanneer de nieuwsbrief uitgaat."),
        ({"wanneer": "later"}, "Kies een dag."),
        ({"wanneer": "later", "dag": "2040-01-01"}, "Vul een tijd in."),
        ({"wanneer": "later", "dag": "2020-01-01", "tijd": "10:00"}, "moment in de toekomst"),
        ({"wanneer": "later", "dag": "2040-02-01", "tijd": "10:00"}, "binnen een jaar"),
        ({"wanneer": "nu", "kenmerk": "van eerder"}, "wijzigde deze nieuwsbrief net"),
    ],
)
def test_wat_niet_kan_staat_bij_het_formulier(
    client: Client, gekozen: dict[str, Any], zin: str
) -> None:
    editie = maak_editie()

    antwoord = client.post(
        adres("verzenden", editie), {"kenmerk": kenmerk(editie, TELLER), **gekozen}
    )

    editie.refresh_from_db()
    assert zin in antwoord.content.decode()
    assert editie.status == Editiestatus.CONCEPT


@pytest.mark.usefixtures("door")
def test_wat_nog_moet_staat_in_de_plaats_van_de_knop(client: Client) -> None:
    editie = maak_editie(blokken=0)

    inhoud = client.get(adres("verzenden", editie)).content.decode()

    assert "Verbeter eerst dit" in inhoud
    assert "Ja, verstuur" not in inhoud


# --- how far ---


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("aantal", [1, 3])
def test_de_voortgang_kost_evenveel_vragen(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = maak_editie(status=Editiestatus.BEZIG)
    for nummer in range(aantal):
        maak_levering(editie, status=Leveringstatus.VERZONDEN)
        maak_levering(editie, status=Leveringstatus.MISLUKT, reden=f"reden {nummer}")

    with django_assert_num_queries(7):
        antwoord = client.get(adres("voortgang", editie))

    assert antwoord.context["stand"].mislukt == aantal


def test_de_voortgang_telt_wat_ging_wat_wacht_en_wat_terugkwam() -> None:
    nu = timezone.now()
    editie = maak_editie(status=Editiestatus.BEZIG, begonnen_op=nu - timedelta(minutes=2))
    for _ in range(4):
        maak_levering(editie, status=Leveringstatus.VERZONDEN, verzonden_op=nu)
    maak_levering(editie, status=Leveringstatus.MISLUKT, reden="afgemeld")
    maak_levering(editie, pogingen=1, reden="postvak vol")
    for _ in range(6):
        maak_levering(editie)
    zending = f"editie-{editie.pk}"
    for terugmelding, soort in (("dsn-1", "klacht"), ("levering-1", "hard")):
        terugmeldingen.meld(
            kenmerk=terugmelding,
            email="iemand@example.nl",
            soort=Terugmeldsoort(soort),
            bron="test",
            zending=zending,
        )

    stand = voortgang_van(editie, nu)

    assert (stand.verzonden, stand.mislukt, stand.wacht, stand.opnieuw) == (4, 1, 7, 1)
    assert (stand.totaal, stand.procent, stand.per_minuut) == (12, 41, 2)
    assert stand.klaar_op == nu + timedelta(minutes=3)
    assert stand.waarom_mislukt == [Reden("afgemeld", 1)]
    assert stand.waarom_opnieuw == [Reden("postvak vol", 1)]
    assert stand.terug == [Reden("Gemeld als ongewenst", 1)]


def test_na_het_vergeten_blijven_de_totalen() -> None:
    editie = maak_editie(status=Editiestatus.VERZONDEN, verzonden=40, mislukt=2)

    stand = voortgang_van(editie, timezone.now())

    assert (stand.verzonden, stand.mislukt, stand.procent, stand.klaar_op) == (40, 2, 100, None)


@pytest.mark.usefixtures("door")
def test_stoppen_hervatten_en_terugtrekken_zijn_knoppen(client: Client) -> None:
    bezig = maak_editie(status=Editiestatus.BEZIG)
    gepland = maak_editie(status=Editiestatus.GEPLAND, verzendmoment=over(1))
    standen = []

    for stap in ("stop", "hervat"):
        client.post(adres("voortgang", bezig), {"stap": stap, "reden": "Een fout."})
        bezig.refresh_from_db()
        standen.append((bezig.status, bezig.reden))
    client.post(adres("voortgang", gepland), {"stap": "terug"})

    gepland.refresh_from_db()
    assert standen == [(Editiestatus.GESTOPT, "Een fout."), (Editiestatus.BEZIG, "")]
    assert gepland.status == Editiestatus.CONCEPT


@pytest.mark.usefixtures("door")
def test_een_reden_die_niet_past_houdt_het_stoppen_niet_tegen(client: Client) -> None:
    editie, te_lang = maak_editie(status=Editiestatus.BEZIG), f"Een fout. {'a' * 300}"

    nadien = client.post(
        adres("voortgang", editie), {"stap": "stop", "reden": te_lang}, follow=True
    )

    editie.refresh_from_db()
    assert (editie.status, editie.reden) == (Editiestatus.GESTOPT, "")
    assert "gestopt, zonder uw reden" in nadien.text
    assert te_lang in nadien.text


@pytest.mark.usefixtures("door")
def test_de_pagina_ververst_zich_alleen_onderweg_en_zegt_weinig(client: Client) -> None:
    editie = maak_editie(status=Editiestatus.BEZIG)
    maak_levering(editie, status=Leveringstatus.VERZONDEN)
    maak_levering(editie)
    url, htmx = adres("voortgang", editie), {"HX-Request": "true"}

    heel = client.get(url).content.decode()
    zelfde = client.get(f"{url}?status=bezig&tiental=50", headers=htmx).content.decode()
    verder = client.get(f"{url}?status=bezig&tiental=40", headers=htmx).content.decode()
    Editie.objects.update(status=Editiestatus.VERZONDEN, klaar_op=timezone.now())
    klaar = client.get(f"{url}?status=bezig&tiental=50", headers=htmx)
    daarna = client.get(url).content.decode()

    assert "every 4s" in heel
    assert "<h1>" not in zelfde
    assert "swap-oob" not in zelfde
    assert "50 procent gedaan" in verder
    assert klaar.headers["HX-Refresh"] == "true"
    assert "every 4s" not in daarna


def test_wie_niet_verstuurt_ziet_wel_hoe_ver_het_is(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    concept, bezig = maak_editie(), maak_editie(status=Editiestatus.BEZIG)

    antwoorden = [
        client.get(adres("verzenden", concept)),
        client.get(adres("voortgang", bezig)),
        client.post(adres("voortgang", bezig), {"stap": "stop"}),
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [403, 200, 403]
    assert "Stoppen" not in antwoorden[1].content.decode()


# --- subscribers ---


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("aantal", [1, 3])
def test_abonnees_zijn_aantallen_met_een_vast_aantal_vragen(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    namen = [
        maak_abonnee(themas=[maak_thema(f"t{n}")], regios=[maak_regio(f"r{n}")]).email
        for n in range(aantal)
    ]

    with django_assert_num_queries(10):
        antwoord = client.get(ABONNEES)

    assert antwoord.context["cijfers"].actief == aantal
    assert not [naam for naam in namen if naam in antwoord.content.decode()]


def test_de_cijfers_tellen_wie_er_is_en_wie_kwam_en_ging() -> None:
    nu, wonen = timezone.now(), maak_thema("wonen")
    maak_abonnee(themas=[wonen], frequentie=Frequentie.OVERZICHT)
    maak_abonnee(pauze_tot=over(9).date())
    maak_abonnee(bevestigd_op=None, themas=[wonen])
    maak_abonnee(afgemeld_op=nu)
    maak_abonnee(email="weg@example.nl", themas=[wonen])
    terugmeldingen.stop(email="weg@example.nl", reden=Poststopreden.HARD)
    for email, stap in (
        ("a@example.nl", Toestemmingsstap.GEGEVEN),
        ("weg@example.nl", Toestemmingsstap.GEGEVEN),
        ("b@example.nl", Toestemmingsstap.GEGEVEN),
        ("b@example.nl", Toestemmingsstap.INGETROKKEN),
        ("b@example.nl", Toestemmingsstap.GEWIST),
    ):
        toestemming.leg_vast(email=email, stap=stap, op=nu)

    stand = cijfers(nu)  # who came and left at once, or takes no mail, came nor left

    assert (stand.actief, stand.pauze, stand.onbevestigd) == (2, 1, 1)
    assert [aantal for _, aantal in stand.frequenties] == [1, 1]
    assert (stand.alle_themas, stand.alle_regios, stand.regios) == (1, 2, [])
    assert [(thema.slug, thema.aantal) for thema in stand.themas] == [("wonen", 1)]
    assert (stand.maanden[0].nieuw, stand.maanden[0].weg) == (1, 0)
    assert len({maand.dag for maand in stand.maanden}) == 12
    assert stand.post.gestopt[Poststopreden.HARD] == 1


@pytest.mark.usefixtures("door")
def test_zoeken_gaat_op_het_hele_adres_en_toont_het_bewijs(client: Client) -> None:
    abonnee = maak_abonnee(email="jan.jansen@example.nl")
    toestemming.leg_vast(email=abonnee.email, stap=Toestemmingsstap.GEGEVEN, op=timezone.now())

    heel = client.post(ABONNEES, {"email": "Jan.Jansen@Example.nl"})
    half = client.post(ABONNEES, {"email": "jan@example.nl"})
    onzin = client.post(ABONNEES, {"email": "jan\x00\njansen"})

    assert heel.context["gevonden"].abonnee == abonnee
    assert toestemming.INSTEMMING in heel.content.decode()
    assert half.context["gevonden"].abonnee is None
    assert "Dit adres is nu geen abonnee." in half.content.decode()
    assert onzin.context["gevonden"] is None


@pytest.mark.usefixtures("door")
def test_een_webredacteur_meldt_af_en_wist(client: Client) -> None:
    abonnee = maak_abonnee()

    client.post(ABONNEES, {"stap": "meld-af", "abonnee": abonnee.pk})
    abonnee.refresh_from_db()
    for _ in range(2):
        antwoord = client.post(ABONNEES, {"stap": "wis", "abonnee": abonnee.pk})

    assert abonnee.afgemeld_op
    assert antwoord.status_code == 302
    assert not Abonnee.objects.exists()


def test_wie_niet_verstuurt_zoekt_geen_abonnees(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    abonnee = maak_abonnee()

    antwoorden = [
        client.get(ABONNEES),
        client.post(ABONNEES, {"email": abonnee.email}),
        client.post(ABONNEES, {"stap": "wis", "abonnee": abonnee.pk}),
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [200, 403, 403]
    assert Abonnee.objects.exists()
