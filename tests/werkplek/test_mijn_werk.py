"""Mijn werk: what waits for whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from masterclasses.actions.verslag import dien_in as dien_verslag_in
from masterclasses.actions.verslag import laatste, plaats, schrijf
from masterclasses.actions.verslag import vraag_aanvulling as vraag_verslag_aan
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Masterclass
from nieuwsbrieven.actions.meelezen import geef_akkoord, vraag_meelezen
from redactie.actions.beoordelen import (
    neem_in_beoordeling,
    plan_publicatie,
    vraag_aanvulling,
    wijs_toe,
)
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.schrijven import dien_in
from redactie.models import Lezersmelding
from tests.maak import (
    maak_aanmelding,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_organisatie,
    maak_traject,
    maak_tranche,
    maak_volledig,
    nieuwe_deelname,
    om_tien,
    over,
)
from wensen.models import Match
from werkplek.bewerken import kenmerk
from werkplek.stapels import MEESTE, STAPELS, Taak

pytestmark = pytest.mark.django_db

WERK = "/redactie/"


def kennismakelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def ingediend(schrijver: Gebruiker, titel: str) -> Beschrijving:
    versie = maak_volledig(schrijver=schrijver, titel=titel)
    return dien_in(versie=versie, door=schrijver)


def met_verslag(schrijver: Gebruiker, titel: str, **velden: Any) -> Masterclass:
    """A masterclass of yesterday with a verslag that was handed in."""
    masterclass = maak_masterclass(begin=om_tien(-1), titel=titel, **velden)
    waarden = {"auteur": "Redacteur", "tekst": "<p>Goed.</p>"}
    schrijf(masterclass=masterclass, waarden=waarden, kenmerk="", door=schrijver)
    dien_verslag_in(masterclass=masterclass, door=schrijver)
    return masterclass


def stapels(client: Client, wie: Gebruiker) -> dict[str, list[tuple[str, str]]]:
    client.force_login(wie)
    context = client.get(WERK).context
    return {s.stapel.naam: [(taak.titel, taak.bij) for taak in s.taken] for s in context["stapels"]}


def test_een_schrijver_ziet_eigen_concepten_met_wat_er_nog_moet(client: Client) -> None:
    ik = kennismakelaar()
    maak_volledig(schrijver=ik, titel="Af")
    maak_volledig(schrijver=ik, titel="Half", kern="", partijen=[])
    maak_volledig(titel="Van een ander")

    assert stapels(client, ik) == {
        "concepten": [("Af", "klaar om in te dienen"), ("Half", "nog 2 onderdelen")]
    }


def test_een_indiener_ziet_het_werk_van_de_eigen_organisatie(client: Client) -> None:
    ik, organisatie = maak_gebruiker(rollen=["indiener"]), maak_organisatie()
    ik.organisaties.add(organisatie)
    eigen = maak_volledig(titel="Van ons", kern="")
    Innovatie.objects.filter(pk=eigen.innovatie_id).update(organisatie=organisatie)
    maak_volledig(titel="Van hen")

    assert stapels(client, ik) == {"concepten": [("Van ons", "nog 1 onderdeel")]}
    assert "Van hen" not in client.get(WERK).text


def test_een_beoordelaar_ziet_wat_vrij_is_wat_eigen_is_en_wat_gepland_staat(
    client: Client,
) -> None:
    ik, ander = kennismakelaar("Ik"), kennismakelaar("Ander")
    ingediend(ander, "Vrij")
    eigen = ingediend(ik, "Zelf geschreven")
    bezig = neem_in_beoordeling(versie=ingediend(ander, "Bezig"), door=ik)
    gepland = neem_in_beoordeling(versie=ingediend(ander, "Gepland"), door=kennismakelaar())
    straks = datetime(2030, 5, 4, 9, 30, tzinfo=timezone.get_default_timezone())
    plan_publicatie(versie=gepland, op=straks, door=kennismakelaar())

    assert stapels(client, ik) == {
        "beoordelingen": [(bezig.titel, "ingediend door Ander")],
        "te-beoordelen": [("Vrij", "ingediend door Ander")],
        "ingediend": [(eigen.titel, "wacht op een beoordelaar")],
        "gepland": [("Gepland", "op 4 mei 2030 om 9.30")],
    }


def test_wat_aangevuld_moet_worden_staat_vooraan_bij_de_schrijver(client: Client) -> None:
    ik, beoordelaar = kennismakelaar("Ik"), kennismakelaar("Bo")
    maak_volledig(schrijver=ik, titel="Concept")
    versie = neem_in_beoordeling(versie=ingediend(ik, "Terug"), door=beoordelaar)
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hoe?", door=beoordelaar)
    vraag_aanvulling(versie=versie, door=beoordelaar)

    assert next(iter(stapels(client, ik).items())) == (
        "aanvullen",
        [("Terug", "gevraagd door Bo")],
    )


def test_wat_ik_een_ander_gaf_staat_bij_wie_het_heeft(client: Client) -> None:
    ik, ander = kennismakelaar("Ik"), kennismakelaar("Bo")
    leider = maak_gebruiker(rollen=["projectleider"])
    terug = neem_in_beoordeling(versie=ingediend(ander, "Terug"), door=ik)
    plaats_opmerking(versie=terug, onderdeel="kern", tekst="Hoe?", door=ik)
    vraag_aanvulling(versie=terug, door=ik)
    wijs_toe(versie=ingediend(kennismakelaar("Cor"), "Gegeven"), aan=ander, door=leider)

    assert stapels(client, ik) == {"bij-anderen": [("Terug", "wacht op de schrijver")]}
    assert stapels(client, leider) == {"bij-anderen": [("Gegeven", "bij Bo")]}
    assert "ingediend" not in stapels(client, ander)


def test_een_deadline_waarschuwt_de_kennismakelaar_twee_weken_vooraf(client: Client) -> None:
    ik, dag = kennismakelaar("Ik"), timezone.localdate()
    for titel, deadline in (
        ("Voorbij", dag - timedelta(days=1)),
        ("Straks", dag + timedelta(days=14)),
        ("Later", dag + timedelta(days=15)),
        ("Zonder", None),
    ):
        versie = maak_volledig(titel=titel)
        Innovatie.objects.filter(pk=versie.innovatie_id).update(
            kennismakelaar=ik, deadline=deadline
        )

    gezien = stapels(client, ik)["deadlines"]

    assert [(titel, bij.split()[2]) for titel, bij in gezien] == [
        ("Voorbij", "was"),
        ("Straks", "is"),
    ]


@pytest.mark.parametrize(
    ("rol", "namen"),
    [
        (
            "projectleider",
            {
                *("te-beoordelen", "meelezen", "meedoen", "achter", "plannen", "uren"),
                *("bijeenkomsten", "evaluaties", "plaatsen", "besluiten", "inventarisaties"),
                *("rapport", "wensen", "bij-anderen", "nieuw", "aanvragen"),
                *("afspraken", "voorstellen", "standen"),
            },
        ),
        (
            "coach",
            {"afspraken", "aanvragen", "plannen", "uren", "bijeenkomsten", "evaluaties"},
        ),
        ("stuurgroep", {"afspraken", "rapport-lezen"}),
    ],
)
def test_wie_niet_schrijft_heeft_alleen_stapels_van_het_eigen_werk(
    rol: str, namen: set[str]
) -> None:
    wie = maak_gebruiker(rollen=[rol])

    assert {stapel.naam for stapel in STAPELS if stapel.mag(wie)} == namen


def test_meldingen_van_elders_zijn_voor_wie_beoordeelt_en_pas_na_bevestiging(
    client: Client,
) -> None:
    live = maak_gepubliceerd(titel="Plan")
    velden = {"innovatie": live.innovatie, "stand": "draait", "naam": "N", "email": "n@example.nl"}
    nu = timezone.now()
    melding = Lezersmelding.objects.create(organisatie="Menzis", bevestigd_op=nu, **velden)
    Lezersmelding.objects.create(organisatie="Onbevestigd", **velden)
    Lezersmelding.objects.create(
        organisatie="Klaar", bevestigd_op=nu, beoordeeld_op=nu, beoordeeld_door=kennismakelaar(),
        **velden,
    )  # fmt: skip

    assert stapels(client, kennismakelaar()) == {"meldingen": [("Plan", "gemeld door Menzis")]}
    assert reverse("redactie:melding", args=[melding.pk]) in client.get(WERK).text
    assert stapels(client, maak_gebruiker(rollen=["indiener"])) == {}


def test_te_bevestigen_is_van_de_kennismakelaar_en_anders_van_de_webredacteur(
    client: Client,
) -> None:
    ik = kennismakelaar()
    mijn = maak_gepubliceerd(titel="Van mij", status=Status.TE_BEVESTIGEN)
    Innovatie.objects.filter(pk=mijn.innovatie_id).update(kennismakelaar=ik)
    maak_gepubliceerd(titel="Van niemand", status=Status.TE_BEVESTIGEN)
    webredacteur = maak_gebruiker(rollen=["webredacteur"])

    assert stapels(client, ik) == {"te-bevestigen": [("Van mij", "")]}
    assert stapels(client, webredacteur) == {"te-bevestigen": [("Van niemand", "")]}


def test_een_einddatum_die_voorbij_is_wacht_op_wie_de_beschrijving_kent(client: Client) -> None:
    ik = kennismakelaar()
    for titel, einde, fase, gezien in (
        ("Dag voorbij", "2021-12-31", "pilot", ""),
        ("Maand voorbij", "2022-01", "in-uitvoering", "2022-01-31"),
        ("Later gezien", "2022-01", "pilot", "2022-02"),
        ("Nog bezig", "2090", "pilot", ""),
        ("Gestopt", "2021", "gestopt", ""),
        ("Geen fase", "2021", "", ""),
        ("Zonder einde", "", "pilot", ""),
    ):
        maak_gepubliceerd(
            titel=titel, einde=einde, fase=fase, fase_peildatum=gezien, brondatum="2020"
        )
    Innovatie.objects.update(kennismakelaar=ik)

    assert stapels(client, ik) == {
        "einde-voorbij": [
            ("Dag voorbij", "einde: 31 december 2021"),
            ("Maand voorbij", "einde: januari 2022"),
        ]
    }


def test_een_verslag_wacht_op_wie_het_niet_schreef_en_daarna_op_de_schrijver(
    client: Client,
) -> None:
    ik, ander = kennismakelaar("Ik"), kennismakelaar("Ander")
    masterclass = met_verslag(ik, "Samen")
    assert stapels(client, ik) == {}
    assert stapels(client, ander) == {"verslagen": [("Samen", "ingediend door Ik")]}

    gelezen = kenmerk(laatste(masterclass))
    vraag_verslag_aan(masterclass=masterclass, tekst="Wie sprak er?", kenmerk=gelezen, door=ander)

    assert stapels(client, ik) == {"verslag-aanvullen": [("Samen", "ingediend door Ik")]}
    assert stapels(client, ander) == {}


def test_wie_organiseert_ziet_wat_geweest_is_en_nog_geen_verslag_heeft(client: Client) -> None:
    ik, ander = kennismakelaar("Ik"), kennismakelaar("Ander")
    begonnen = maak_masterclass(begin=om_tien(-9), titel="Begonnen", organisator=ik)
    schrijf(masterclass=begonnen, waarden={"tekst": "<p>Zo.</p>"}, kenmerk="", door=ik)
    maak_masterclass(begin=om_tien(-3), titel="Geweest", organisator=ik)
    maak_masterclass(titel="Komt nog", organisator=ik)
    maak_masterclass(begin=om_tien(-3), titel="Van een ander")
    klaar = met_verslag(ander, "Klaar", organisator=ik)
    plaats(masterclass=klaar, kenmerk=kenmerk(laatste(klaar)), door=ik)

    assert stapels(client, ik) == {
        "zonder-verslag": [("Begonnen", "begonnen, nog niet ingediend"), ("Geweest", "")]
    }


def test_aanmeldingen_wachten_op_wie_organiseert_en_pas_na_bevestiging(client: Client) -> None:
    ik = kennismakelaar()
    te_beoordelen: dict[str, Any] = {"status": Aanmeldstatus.TE_BEOORDELEN}
    mijn = maak_masterclass(titel="Van mij", organisator=ik)
    for dagen in (-1, -2):
        maak_aanmelding(mijn, bevestigd_op=over(dagen), **te_beoordelen)
    maak_aanmelding(mijn, **te_beoordelen, verloopt=over(1))
    maak_aanmelding(mijn)
    maak_aanmelding(bevestigd_op=timezone.now(), **te_beoordelen)

    assert stapels(client, ik) == {"aanmeldingen": [("Van mij", "2 aanmeldingen")]}
    assert reverse("masterclasses:deelnemers", args=[mijn.slug]) in client.get(WERK).text
    assert stapels(client, maak_gebruiker(rollen=["projectleider"])) == {}


def test_een_projectleider_ziet_wat_nog_niemand_beoordeelt(client: Client) -> None:
    ingediend(kennismakelaar("Ander"), "Vrij")

    gezien = stapels(client, maak_gebruiker(rollen=["projectleider"]))

    assert gezien == {"te-beoordelen": [("Vrij", "ingediend door Ander")]}


def test_een_nieuwsbrief_wacht_op_wie_gevraagd_is_om_mee_te_lezen(client: Client) -> None:
    ik = maak_gebruiker(rollen=["projectleider"])
    maker = maak_gebruiker(rollen=["webredacteur"], naam="Wil")
    editie = maak_editie(onderwerp="Mei", gemaakt_door=maker)
    maak_editie(onderwerp="Nog in de maak", gemaakt_door=maker, vier_ogen=True)
    vraag_meelezen(editie=editie, collega=ik, door=maker)
    editie.refresh_from_db()

    assert stapels(client, ik) == {"meelezen": [("Mei", "gemaakt door Wil")]}
    assert stapels(client, maak_gebruiker(rollen=["projectleider"])) == {}

    geef_akkoord(editie=editie, wijziging=editie.wijziging, door=ik)

    assert stapels(client, ik) == {}


@pytest.mark.parametrize(
    ("rol", "tekst"),
    [
        ("kennismakelaar", "Begin een nieuwe beschrijving"),
        ("projectleider", "Zodra iemand een beschrijving indient"),
        ("indiener", "Begin een nieuwe beschrijving"),
        ("coach", "De tranches, de trajecten en hun planning"),
        ("stuurgroep", "De tranches, de trajecten en hun planning"),
    ],
)
def test_een_lege_werkplek_zegt_wat_te_doen(client: Client, rol: str, tekst: str) -> None:
    client.force_login(maak_gebruiker(rollen=[rol]))

    antwoord = client.get(WERK)

    assert "Er wacht niets op u" in antwoord.text
    assert tekst in antwoord.text


@pytest.mark.parametrize(
    ("dagen", "tekst"), [(0, "sinds vandaag"), (7, "5 werkdagen"), (14, "10 werkdagen")]
)
def test_hoe_lang_iets_wacht_telt_in_werkdagen(dagen: int, tekst: str) -> None:
    assert Taak("Plan", "/", timezone.now() - timedelta(days=dagen)).wacht == tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_mijn_werk_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ik, ander = kennismakelaar("Ik"), kennismakelaar("Ander")
    for nummer in range(aantal):
        maak_volledig(schrijver=ik, titel=f"Concept {nummer}")
        ingediend(ander, f"Vrij {nummer}")
        neem_in_beoordeling(versie=ingediend(ander, f"Bezig {nummer}"), door=ik)
        live = maak_gepubliceerd(titel=f"Live {nummer}", status=Status.TE_BEVESTIGEN)
        Innovatie.objects.filter(pk=live.innovatie_id).update(kennismakelaar=ik)
        Lezersmelding.objects.create(
            innovatie=live.innovatie, organisatie="O", stand="draait", naam="N",
            email="n@example.nl", bevestigd_op=timezone.now(),
        )  # fmt: skip
        met_verslag(ander, f"Verslag {nummer}")
        maak_masterclass(begin=om_tien(-2), organisator=ik)
        maak_aanmelding(
            maak_masterclass(organisator=ik), status=Aanmeldstatus.TE_BEOORDELEN,
            bevestigd_op=timezone.now(),
        )  # fmt: skip
        terug = met_verslag(ik, f"Terug {nummer}")
        vraag_verslag_aan(
            masterclass=terug, tekst="Meer", kenmerk=kenmerk(laatste(terug)), door=ander
        )
    client.force_login(ik)

    with django_assert_num_queries(4):
        antwoord = client.get(WERK)

    assert {len(s.taken) for s in antwoord.context["stapels"]} == {aantal}


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.BEHEERDER])
@pytest.mark.parametrize("aantal", [0, 3])
def test_mijn_werk_kost_geen_rol_meer_dan_acht_queries(
    client: Client,
    aantal: int,
    rol: Rol,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ik, toen = maak_gebruiker(rollen=[rol]), timezone.now() - timedelta(days=60)
    for nummer in range(1, aantal + 1):
        traject = maak_traject(coaches=[ik], begin=toen.date())
        plek = {"plek": 1, "plek_in_alles": nummer}
        deelname = nieuwe_deelname(traject, begonnen_op=toen, begonnen_door=ik, **plek)
        deelname.save()
        maak_tranche(kennismakelaar=ik, begin=toen.date(), einde=om_tien(5).date())
        Innovatie.objects.filter(pk=maak_gepubliceerd().innovatie_id).update(kennismakelaar=ik)
        ingediend(kennismakelaar(), "Vrij")
    client.force_login(ik)

    with django_assert_max_num_queries(8):
        antwoord = client.get(WERK)

    wacht = {stapel.stapel.naam for stapel in antwoord.context["stapels"]}
    assert ("uren" in wacht) == (aantal > 0 and rol in (Rol.COACH, Rol.PROJECTLEIDER))


def test_een_hoge_stapel_toont_het_begin_en_zegt_dat_er_meer_is(client: Client) -> None:
    ik = kennismakelaar()
    for nummer in range(MEESTE + 1):
        maak_volledig(schrijver=ik, titel=f"Concept {nummer}")
    client.force_login(ik)

    antwoord = client.get(WERK)

    (stapel,) = antwoord.context["stapels"]
    assert len(stapel.taken) == MEESTE
    assert "Er zijn er meer" in antwoord.text


def test_het_dringendste_staat_bovenaan() -> None:
    volgorde = [stapel.naam for stapel in sorted(STAPELS, key=lambda stapel: stapel.rang)]

    assert volgorde == [
        *("aanvullen", "verslag-aanvullen", "beoordelingen", "te-beoordelen"),
        *("verslagen", "aanmeldingen", "meelezen", "opmerkingen-nieuwsbrief"),
        *("zonder-verslag", "afspraken", "meedoen", "aanvragen", "voorstellen", "standen"),
        "achter",
        *("plannen", "uren", "bijeenkomsten", "evaluaties", "plaatsen", "besluiten"),
        *("inventarisaties", "rapport", "rapport-lezen", "wensen"),
        *("deadlines", "overdragen", "nieuw", "mail", "meldingen", "weet-meer", "einde-voorbij"),
        *("concepten", "uit-bestand", "leerpunten"),
        "te-bevestigen",
        *("naar-archief", "ingediend", "bij-anderen", "gepland"),
        "niet-gevonden",
    ]
    assert len({stapel.rang for stapel in STAPELS}) == len(volgorde)


def test_wie_niet_schrijft_of_beoordeelt_komt_er_niet_in(client: Client) -> None:
    assert client.get(WERK).status_code == 302

    client.force_login(maak_gebruiker(rollen=["beheerder"]))
    antwoord = client.get(WERK)

    assert antwoord.status_code == 403
    assert "Een beheerder geeft u die toegang" in antwoord.text


@pytest.mark.parametrize("weg", [{"is_active": False}, {"rollen": ["stuurgroep"]}])
def test_wat_van_iemand_was_die_weg_is_wacht_bij_wie_dat_opvangt(
    client: Client, weg: dict[str, Any]
) -> None:
    was, vangt_op = kennismakelaar(), maak_gebruiker(rollen=["webredacteur"])
    Gebruiker.objects.filter(pk=was.pk).update(**weg)
    masterclass = maak_masterclass(begin=om_tien(-1), titel="Geweest", organisator=was)
    maak_masterclass(begin=om_tien(-1), titel="Van een ander")
    live = maak_gepubliceerd(titel="Live", status=Status.TE_BEVESTIGEN)
    wens = maak_gepubliceerd(titel="Wens", soort="gewenst")
    Innovatie.objects.filter(versies__in=[live, wens]).update(kennismakelaar=was)
    Match.objects.create(innovatie=wens.innovatie, ontstaan_op=timezone.now())

    bij_haar = stapels(client, vangt_op)

    assert [titel for titel, _ in bij_haar["zonder-verslag"]] == [str(masterclass)]
    assert [titel for titel, _ in bij_haar["te-bevestigen"]] == ["Live"]
    assert [titel for titel, _ in bij_haar["wensen"]] == ["Wens"]
