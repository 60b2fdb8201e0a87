"""A tranche: planned, opened, promised to, delivered, closed; and who may do what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.programma import begin_uit_toezegging
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_tranche,
)
from tests.tegelijk import tegelijk
from trajecten.actions import tranches
from trajecten.lezen.tranches import achterlopend, loopt_achter, ook_verschenen, voortgang
from trajecten.models import Toezegging, Tranche
from trajecten.zinnen import ZINNEN
from vinden.models import Wegwijzer
from werkplek.bewerken import kenmerk
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db

OPROEP = {"samenvatting": "Wij zoeken voorbeelden.", "oproep": "<p>Doe mee.</p>"}


@pytest.fixture
def projectleider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


def waarden(**velden: Any) -> dict[str, Any]:
    begin = timezone.localdate() + timedelta(days=30)
    return {
        "titel": "Samen wonen",
        "thema": maak_thema("wonen"),
        "begin": begin,
        "einde": begin + timedelta(days=60),
        "kennismakelaar": maak_gebruiker(rollen=["kennismakelaar"]),
        "doel": 6,
        "samenvatting": "",
        "oproep": "",
        **velden,
    }


def formulier(**velden: Any) -> dict[str, Any]:
    ruw = waarden(**velden)
    return {
        naam: waarde.pk if hasattr(waarde, "pk") else str(waarde) for naam, waarde in ruw.items()
    }


def concept(**velden: Any) -> Tranche:
    return maak_tranche(**{"geopend_op": None, **OPROEP, **velden})


def beloof(tranche: Tranche, **velden: Any) -> Toezegging:
    organisatie = velden.pop("organisatie", None) or maak_organisatie()
    return Toezegging.objects.create(tranche=tranche, organisatie=organisatie, **velden)


def test_de_projectleider_plant_een_tranche(client: Client, projectleider: Gebruiker) -> None:
    client.force_login(projectleider)

    antwoord = client.post(reverse("trajecten:tranche_nieuw"), formulier())

    tranche = Tranche.objects.get()
    assert antwoord.headers["Location"] == reverse("trajecten:tranche_beheer", args=[tranche.pk])
    assert (tranche.slug, tranche.geopend_op) == ("samen-wonen", None)
    assert not Wegwijzer.objects.exists()


def test_een_einde_voor_het_begin_wordt_bij_het_veld_gezegd(
    client: Client, projectleider: Gebruiker
) -> None:
    client.force_login(projectleider)
    begin = timezone.localdate()

    antwoord = client.post(
        reverse("trajecten:tranche_nieuw"), formulier(begin=begin, einde=begin - timedelta(days=1))
    )

    assert "eindigt vóór zij begint" in antwoord.context["form"].errors["einde"][0]
    assert not Tranche.objects.exists()


def test_ook_de_actie_en_de_database_weigeren_een_einde_voor_het_begin(
    projectleider: Gebruiker,
) -> None:
    dag = date(2027, 1, 1)

    with pytest.raises(RuleViolation, match="eindigt vóór"):
        tranches.begin_tranche(waarden=waarden(begin=dag, einde=dag), door=projectleider)
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_tranche(begin=dag, einde=dag)


def test_alleen_wie_kennismakelaar_is_krijgt_een_tranche(projectleider: Gebruiker) -> None:
    with pytest.raises(RuleViolation, match="kennismakelaar is"):
        tranches.begin_tranche(waarden=waarden(kennismakelaar=projectleider), door=projectleider)


def test_twee_met_een_titel_krijgen_elk_een_webnaam(projectleider: Gebruiker) -> None:
    eerste = tranches.begin_tranche(waarden=waarden(), door=projectleider)

    ander = tranches.begin_tranche(waarden=waarden(begin=date(2027, 1, 1)), door=projectleider)

    assert (eerste.slug, ander.slug) == ("samen-wonen", "samen-wonen-2")


def test_openen_zet_de_oproep_op_de_site(client: Client, projectleider: Gebruiker) -> None:
    tranche = concept()
    client.force_login(projectleider)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "openen"])

    gezien = client.get(adres)
    dicht = Client().get(tranche.get_absolute_url()).status_code
    client.post(adres)

    tranche.refresh_from_db()
    assert "Ja, open de tranche" in gezien.content.decode()
    assert (dicht, Client().get(tranche.get_absolute_url()).status_code) == (404, 200)
    assert tranche.geopend_door == projectleider
    assert Wegwijzer.objects.get().adres == tranche.get_absolute_url()
    assert Logregel.objects.over(tranche).get().wat == "tranche-geopend"


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"oproep": ""}, "Schrijf eerst"),
        ({"begin": date(2026, 1, 1), "einde": date(2026, 2, 1)}, "laatste dag .* is voorbij"),
    ],
)
def test_openen_wordt_geweigerd_zonder_oproep_of_na_afloop(
    velden: dict[str, Any], reden: str, projectleider: Gebruiker
) -> None:
    tranche = concept(**velden)

    with pytest.raises(RuleViolation, match=reden):
        tranches.open_tranche(tranche=tranche, door=projectleider)

    assert not Tranche.objects.openbaar().exists()


def test_sluiten_en_weer_openen(client: Client, projectleider: Gebruiker) -> None:
    tranche = maak_tranche(**OPROEP)
    vandaag = timezone.localdate()
    client.force_login(projectleider)

    client.post(reverse("trajecten:tranche_stap", args=[tranche.pk, "sluiten"]))
    tranche.refresh_from_db()
    gesloten = tranche.loopt(vandaag)
    client.post(
        reverse("trajecten:tranche_stap", args=[tranche.pk, "heropenen"]),
        {"einde": vandaag + timedelta(days=5)},
    )

    tranche.refresh_from_db()
    assert (gesloten, tranche.loopt(vandaag)) == (False, True)


def test_wat_gisteren_begon_kan_nog_niet_dicht(projectleider: Gebruiker) -> None:
    tranche = maak_tranche(begin=timezone.localdate() - timedelta(days=1))

    with pytest.raises(RuleViolation, match="begon gisteren of later"):
        tranches.sluit(tranche=tranche, door=projectleider)


def test_weggooien_kan_tot_het_openen(projectleider: Gebruiker) -> None:
    weg, blijft = concept(), maak_tranche()
    beloof(weg)

    tranches.verwijder(tranche=weg, door=projectleider)
    with pytest.raises(RuleViolation, match="al geopend"):
        tranches.verwijder(tranche=blijft, door=projectleider)

    assert list(Tranche.objects.all()) == [blijft]


def test_een_oude_stand_overschrijft_niets(client: Client, projectleider: Gebruiker) -> None:
    tranche = concept()
    oud = kenmerk(tranche)
    tranche.titel = "Van een collega"
    tranche.save()
    client.force_login(projectleider)
    adres = reverse("trajecten:tranche_bewerken", args=[tranche.pk])

    antwoord = client.post(adres, {**formulier(titel="Van mij"), "kenmerk": oud})

    tranche.refresh_from_db()
    assert (antwoord.status_code, tranche.titel) == (409, "Van een collega")
    assert "Van mij" in antwoord.content.decode()


def test_de_kennismakelaar_bewerkt_haar_eigen_tranche(client: Client) -> None:
    tranche = concept()
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_bewerken", args=[tranche.pk])

    velden = formulier(titel="Nieuwe titel")
    client.post(adres, {**velden, "kenmerk": kenmerk(tranche)})

    oud, tranche = tranche, Tranche.objects.get()
    assert (tranche.titel, tranche.slug) == ("Nieuwe titel", "nieuwe-titel")
    assert tranche.kennismakelaar == oud.kennismakelaar


@pytest.mark.parametrize("rol", ["kennismakelaar", "coach", "stuurgroep", "webredacteur"])
def test_anderen_lezen_alleen(client: Client, rol: str) -> None:
    tranche = concept()
    client.force_login(maak_gebruiker(rollen=[rol]))

    gelezen = client.get(reverse("trajecten:tranche_beheer", args=[tranche.pk]))
    bewerkt = client.post(reverse("trajecten:tranche_bewerken", args=[tranche.pk]), formulier())
    geopend = client.post(reverse("trajecten:tranche_stap", args=[tranche.pk, "openen"]))
    gepland = client.post(reverse("trajecten:tranche_nieuw"), formulier())

    assert [a.status_code for a in (gelezen, bewerkt, geopend, gepland)] == [200, 403, 403, 403]
    assert "tranche_stap" not in gelezen.content.decode()
    assert not Tranche.objects.openbaar().exists()


def test_een_indiener_ziet_geen_tranche(client: Client) -> None:
    tranche = concept()
    client.force_login(maak_gebruiker(rollen=["indiener"]))

    antwoord = client.get(reverse("trajecten:tranche_beheer", args=[tranche.pk]))

    assert antwoord.status_code == 403


def test_een_toezegging_wordt_een_keer_genoteerd(client: Client) -> None:
    tranche, organisatie = maak_tranche(), maak_organisatie()
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "toezeggen"])

    for _ in range(2):
        client.post(adres, {"organisatie": organisatie.pk, "wat": "Wonen met hulp"})

    assert tranche.toezeggingen.get().wat == "Wonen met hulp"
    assert Logregel.objects.over(tranche).get().toelichting == str(organisatie)


def test_een_toezegging_van_een_andere_tranche_is_er_niet(client: Client) -> None:
    tranche, ander = maak_tranche(), beloof(maak_tranche())
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "weghalen"])

    wie = (f"?rij={ander.pk}", "", "?rij=x", f"?rij={'9' * 5000}")
    antwoorden = [client.post(f"{adres}{een}") for een in wie]

    assert [antwoord.status_code for antwoord in antwoorden] == [404] * 4
    assert Toezegging.objects.count() == 1


def test_koppelen_kan_alleen_aan_een_beschrijving_van_die_organisatie(client: Client) -> None:
    tranche = maak_tranche()
    toezegging = beloof(tranche)
    eigen, vreemd = maak_beschrijving().innovatie, maak_beschrijving().innovatie
    eigen.organisatie = toezegging.organisatie
    eigen.save()
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "koppelen"])

    geweigerd = client.post(f"{adres}?rij={toezegging.pk}", {"innovatie": vreemd.pk})
    with pytest.raises(RuleViolation, match="van deze organisatie"):
        tranches.koppel(toezegging=toezegging, innovatie=vreemd, door=tranche.kennismakelaar)
    client.post(f"{adres}?rij={toezegging.pk}", {"innovatie": eigen.pk})

    toezegging.refresh_from_db()
    assert "Kies een beschrijving" in geweigerd.content.decode()
    assert toezegging.innovatie == eigen


@pytest.mark.parametrize(
    ("stap", "zin"),
    [
        ("openen", "melden tot en met 31 december 2030.</p>"),
        ("openen", '<strong class="breekbaar">/programma/tranches/wonen/</strong>. Teksten'),
        ("sluiten", "Gisteren wordt de laatste dag van de tranche."),
        ("heropenen", "<p>Organisaties kunnen zich daarna weer melden.</p>"),
        ("weggooien", "Bezoekers zagen haar nog niet."),
        ("toezeggen", "<h1>Toezegging noteren</h1>"),
        (
            "koppelen",
            "Van deze organisatie is er geen beschrijving die hier nog bij kan.",
        ),
        ("koppelen", '<p class="nl-paragraph--lead">De Brug</p>'),
        ("weghalen", "Een beschrijving die er al is, blijft bestaan."),
    ],
)
def test_de_pagina_van_een_stap_zegt_wat_er_dan_gebeurt(
    client: Client, stap: str, zin: str
) -> None:
    tranche = concept(slug="wonen", einde=date(2030, 12, 31))
    rij = beloof(tranche, organisatie=maak_organisatie("De Brug"))
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, stap])

    antwoord = client.get(f"{adres}?rij={rij.pk}")

    assert zin in antwoord.text
    assert ">Terug</a>" in antwoord.text
    assert not Logregel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_een_innovatie_telt_in_een_tranche_een_keer() -> None:
    tranche, organisatie = maak_tranche(), maak_organisatie()
    innovatie = maak_beschrijving().innovatie
    innovatie.organisatie = organisatie
    innovatie.save()
    eerste = beloof(tranche, organisatie=organisatie, wat="Een")
    tweede = beloof(tranche, organisatie=organisatie, wat="Twee")
    geweigerd = []

    def koppel(toezegging: Toezegging) -> None:
        try:
            tranches.koppel(toezegging=toezegging, innovatie=innovatie, door=tranche.kennismakelaar)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(lambda: koppel(eerste), lambda: koppel(tweede))

    assert Toezegging.objects.filter(innovatie=innovatie).count() == 1
    assert len(geweigerd) == 1


@pytest.mark.parametrize(("dagen", "telt"), [(-11, 0), (-10, 1), (50, 1), (51, 0)])
def test_een_beschrijving_telt_voor_de_tranche_waarin_zij_verscheen(dagen: int, telt: int) -> None:
    tranche = maak_tranche()
    op = timezone.now() + timedelta(days=dagen)
    beloof(tranche, innovatie=maak_gepubliceerd(gepubliceerd_op=op).innovatie)

    assert voortgang([tranche])[tranche.pk].geleverd == telt


def test_de_voortgang_volgt_de_status_van_de_nieuwste_versie() -> None:
    tranche = maak_tranche()
    live = maak_gepubliceerd()
    maak_beschrijving(innovatie=live.innovatie, versie=2)
    for velden in (
        {},
        {"innovatie": maak_beschrijving().innovatie},
        {"innovatie": maak_beschrijving(status=Status.INGEDIEND).innovatie},
        {"innovatie": live.innovatie},
    ):
        beloof(tranche, **velden)

    stand = voortgang([tranche])[tranche.pk]

    assert (stand.toegezegd, stand.geleverd, stand.doel) == (4, 1, 6)
    assert stand.per_status == [
        ("Nog niet begonnen", 1),
        ("Concept", 1),
        ("Ingediend", 1),
        ("Gepubliceerd", 1),
    ]


def test_ook_verschenen_is_van_dit_thema_uit_deze_periode_en_niet_toegezegd() -> None:
    thema, vroeger = maak_thema("wonen"), timezone.now() - timedelta(days=200)
    tranche = maak_tranche(thema=thema)
    erbij = maak_gepubliceerd(themas=[thema])
    beloof(tranche, innovatie=maak_gepubliceerd(themas=[thema]).innovatie)
    maak_gepubliceerd(themas=[thema], gepubliceerd_op=vroeger)
    maak_gepubliceerd(themas=[maak_thema("herstel")])
    maak_beschrijving(themas=[thema])

    assert list(ook_verschenen(tranche)) == [erbij]


@pytest.mark.parametrize(
    ("dag", "geleverd", "achter"),
    [(29, 0, False), (30, 2, True), (30, 3, False), (50, 4, True), (50, 5, False), (61, 0, False)],
)
def test_achterlopen_begint_op_de_helft(dag: int, geleverd: int, *, achter: bool) -> None:
    begin = date(2027, 1, 1)
    tranche = maak_tranche(begin=begin, einde=begin + timedelta(days=60), doel=6)

    assert loopt_achter(tranche, geleverd, begin + timedelta(days=dag)) is achter


def test_wie_achterloopt_ziet_dat_en_wie_leidt_pas_als_die_weg_is(projectleider: Gebruiker) -> None:
    vandaag = timezone.localdate()
    periode = {"begin": vandaag - timedelta(days=40), "einde": vandaag + timedelta(days=10)}
    tranche = maak_tranche(**periode)
    ander, maker = maak_gebruiker(rollen=["kennismakelaar"]), tranche.kennismakelaar
    wie = (maker, projectleider, ander)

    def gevonden() -> list[bool]:
        return ["achter" in [w.stapel.naam for w in wachtend(een)] for een in wie]

    assert achterlopend(maker, vandaag)[0][0] == tranche
    assert gevonden() == [True, False, False]

    Gebruiker.objects.filter(pk=maker.pk).update(is_active=False)
    maker.refresh_from_db()

    assert gevonden() == [False, True, False]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_een_tranche_heeft_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tranche = maak_tranche(**OPROEP)
    for _ in range(aantal):
        beloof(tranche, innovatie=maak_gepubliceerd().innovatie)
        beloof(tranche, innovatie=maak_beschrijving().innovatie)
        beloof(tranche, wat="Nog te beginnen")
    client.force_login(tranche.kennismakelaar)

    with django_assert_num_queries(8):
        antwoord = client.get(reverse("trajecten:tranche_beheer", args=[tranche.pk]))

    tekst = antwoord.content.decode()
    assert tekst.count(">Nog niet begonnen<") == aantal
    assert tekst.count("Begin de beschrijving") == aantal
    assert tekst.count(">Gepubliceerd<") == aantal


def test_met_een_knop_begint_de_beschrijving_van_een_toezegging(client: Client) -> None:
    tranche = maak_tranche()
    toezegging = beloof(tranche, wat="Wonen met hulp")
    client.force_login(tranche.kennismakelaar)

    adres = reverse("redactie:toegezegd", args=[toezegging.pk])
    eerste, tweede = client.post(adres), client.post(adres)

    versie = Beschrijving.objects.get(innovatie__organisatie=toezegging.organisatie)
    assert eerste["Location"] == reverse("redactie:schrijven", args=[versie.pk, FORMAAT[0].slug])
    assert "al mee begonnen" in client.get(reverse("werkplek:mijn_werk")).text
    assert (tweede.status_code, versie.titel) == (302, "Wonen met hulp")
    assert voortgang([tranche])[tranche.pk].per_status == [("Concept", 1)]


def test_wie_de_tranche_niet_heeft_begint_haar_beschrijvingen_niet() -> None:
    toezegging = beloof(maak_tranche())
    ander = maak_gebruiker(rollen=["kennismakelaar"])

    with pytest.raises(RuleViolation, match="kennismakelaar van deze tranche"):
        begin_uit_toezegging(toezegging=toezegging, door=ander)

    assert not Beschrijving.objects.exists()


def test_elke_stap_van_het_programma_heeft_een_zin(projectleider: Gebruiker) -> None:
    tranche = tranches.begin_tranche(waarden=waarden(**OPROEP), door=projectleider)
    tranches.open_tranche(tranche=tranche, door=projectleider)
    toezegging = tranches.zeg_toe(
        tranche=tranche, organisatie=maak_organisatie(), wat="", door=projectleider
    )
    tranches.haal_weg(toezegging=toezegging, door=projectleider)

    codes = set(Logregel.objects.values_list("wat", flat=True))

    assert len(codes) == 4
    assert codes <= ZINNEN.keys()


def test_een_ander_mag_een_tranche_niet_openen() -> None:
    with pytest.raises(Verboden):
        tranches.open_tranche(tranche=concept(), door=maak_gebruiker(rollen=["kennismakelaar"]))


def test_wat_al_in_een_tranche_staat_komt_er_niet_nog_eens_bij() -> None:
    eerste, tweede = maak_tranche(), maak_tranche()
    innovatie = maak_beschrijving().innovatie
    innovatie.organisatie = maak_organisatie()
    vast = {"organisatie": innovatie.organisatie, "innovatie": innovatie}
    for tranche in (eerste, tweede):
        beloof(tranche, wat="Wonen", **vast)
    beloof(eerste, organisatie=innovatie.organisatie, wat="Nog open")

    tranches.zet_in_tranche(
        innovatie=innovatie, van=tweede, naar=eerste, wat="Wonen", door=maak_gebruiker()
    )

    assert [een.tranche for een in innovatie.toezeggingen.all()] == [eerste]
