"""Meetings of the stuurgroep and with others: agenda, who came, and what was agreed."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.data import begin_van_dag
from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from post.models import Bericht
from tests.maak import maak_beschrijving, maak_gebruiker, maak_tranche
from trajecten.actions.overleg import (
    bewaar_overleg,
    rond_afspraak_af,
    spreek_af,
    zeg_overleg_af,
)
from trajecten.actions.uitnodigen import herinner
from trajecten.models import Afspraak, Besluit, Overleg
from werkplek.bewerken import kenmerk
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


@pytest.fixture
def lid() -> Gebruiker:
    return maak_gebruiker(rollen=["stuurgroep"])


def als(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def maak_overleg(door: Gebruiker, **velden: Any) -> Overleg:
    """A meeting of the stuurgroep of today."""
    vast = {"soort": "stuurgroep", "titel": "De stuurgroep", "datum": timezone.localdate()}
    return Overleg.objects.create(**{**vast, "gewijzigd_door": door, **velden})


def test_van_agenda_tot_afspraak_die_gedaan_is(leider: Gebruiker, lid: Gebruiker) -> None:
    vandaag, client = timezone.localdate(), als(leider)
    ingevuld = {
        "soort": "stuurgroep",
        "titel": "Stuurgroep in het najaar",
        "datum": f"{vandaag}",
        "agenda": '<p><a href="https://www.example.nl/redactie/rapport/">Het rapport</a></p>',
        "aanwezig": [lid.pk],
        "kenmerk": "",
    }
    Besluit.objects.create(
        datum=vandaag, soort="overig", titel="Wij gaan door", vastgelegd_door=leider
    )

    pad = client.post(reverse("trajecten:overleg_nieuw"), ingevuld).headers["Location"]
    afspraak = {"wat": "Bel het ministerie", "wie": lid.pk, "voor": f"{vandaag}"}
    client.post(pad, afspraak)

    tekst = als(lid).get(pad).text
    for woord in ("Het rapport", "Wij gaan door", str(lid), "Bel het ministerie"):
        assert woord in tekst
    assert "Stuurgroep in het najaar" in client.get(reverse("programma:planning")).text
    assert Bericht.objects.get(aan=lid.email).onderwerp == "Afspraak voor u: Bel het ministerie"
    assert "afspraken" in {een.stapel.naam for een in wachtend(lid)}
    stap = reverse("trajecten:afspraak_stap", args=[Afspraak.objects.get().pk, "gedaan"])
    assert als(lid).post(stap).headers["Location"] == pad
    assert "afspraken" not in {een.stapel.naam for een in wachtend(lid)}
    assert "gedaan op" in client.get(pad).text


def test_wie_er_was_vult_iemand_in_als_de_dag_er_is(leider: Gebruiker, lid: Gebruiker) -> None:
    morgen = timezone.localdate() + timedelta(days=1)

    with pytest.raises(RuleViolation, match="nog niet geweest"):
        bewaar_overleg(
            overleg=Overleg(),
            waarden={"soort": "stuurgroep", "titel": "Straks", "datum": morgen},
            aanwezig=[lid],
            kenmerk="",
            door=leider,
        )

    assert not Overleg.objects.exists()


def test_wie_genodigd_is_heeft_het_overleg_in_de_agenda_zoals_het_nu_is(
    leider: Gebruiker, lid: Gebruiker
) -> None:
    dag, ander = timezone.localdate() + timedelta(days=3), maak_gebruiker(rollen=["coach"])

    def bewaar(een: Overleg, *genodigden: Gebruiker, **anders: Any) -> Overleg:
        vast = {"soort": "stuurgroep", "titel": "De stuurgroep", "datum": dag, "plaats": "Zwolle"}
        return bewaar_overleg(
            overleg=een,
            waarden={**vast, "begint": time(10), "eindigt": time(12), **anders},
            aanwezig=[],
            genodigden=genodigden,
            kenmerk=kenmerk(een),
            door=leider,
        )

    een = bewaar(Overleg(), lid, ander)
    een = bewaar(een, lid, ander, agenda="<p>Het rapport.</p>")
    een = bewaar(een, lid, begint=time(11))
    for _ in range(2):
        herinner(begin_van_dag(dag - timedelta(days=1)))
    for _ in range(2):
        een = bewaar(een, lid, ander, begint=time(11))
    zeg_overleg_af(overleg=een, door=leider)

    per_lid, per_ander = (
        [
            (
                mail.onderwerp.partition(":")[0],
                *re.findall(r"METHOD:(\w+)|SEQUENCE:(\d)", mail.agenda),
            )
            for mail in Bericht.objects.filter(aan=aan.email).order_by("pk")
        ]
        for aan in (lid, ander)
    )
    assert [(wat, method[0], nummer[1]) for wat, method, nummer in per_lid] == [
        ("Uitnodiging", "REQUEST", "0"),
        ("Gewijzigd", "REQUEST", "1"),
        ("Herinnering", "REQUEST", "1"),
        ("Gaat niet door", "CANCEL", "2"),
    ]
    assert [(wat, method[0], nummer[1]) for wat, method, nummer in per_ander] == [
        ("Uitnodiging", "REQUEST", "0"),
        ("Niet meer uitgenodigd", "CANCEL", "2"),
        ("Uitnodiging", "REQUEST", "2"),
        ("Gaat niet door", "CANCEL", "2"),
    ]
    assert "Waar: Zwolle" in Bericht.objects.filter(aan=lid.email).latest("pk").tekst
    assert not Overleg.objects.exists()


def test_wie_uitnodigt_zegt_hoe_laat_en_wie_er_weg_is_blijft_in_het_verslag(
    leider: Gebruiker, lid: Gebruiker
) -> None:
    overleg, client = maak_overleg(leider), als(leider)
    overleg.aanwezig.add(lid)
    Gebruiker.objects.filter(pk=lid.pk).update(is_active=False)
    pad = reverse("trajecten:overleg_bewerken", args=[overleg.pk])
    vast = {
        "soort": "stuurgroep",
        "titel": "Straks",
        "kenmerk": client.get(pad).context["kenmerk"],
        "datum": f"{timezone.localdate() + timedelta(days=9)}",
    }

    zonder = client.post(pad, {**vast, "genodigden": [leider.pk]})
    Overleg.objects.filter(pk=overleg.pk).update(begint=time(10), eindigt=time(12))
    leeg = client.post(pad, vast)
    client.post(pad, {**vast, "datum": f"{timezone.localdate()}", "aanwezig": [lid.pk]})

    assert "Vul in hoe laat het begint" in zonder.text
    assert "Vul in hoe laat het begint" in leeg.text  # calendars have it
    assert list(overleg.aanwezig.all()) == [lid]
    assert f"{lid} (stuurgroep)" in zonder.text


def test_een_overleg_dat_was_of_waarop_iets_is_afgesproken_wordt_niet_afgezegd(
    leider: Gebruiker,
) -> None:
    vandaag = timezone.localdate()
    geweest = maak_overleg(leider, datum=vandaag - timedelta(days=1))
    komt = maak_overleg(leider)
    spreek_af(overleg=komt, wat="Bel", wie=leider, voor=vandaag, door=leider)

    for overleg, waarom in ((geweest, "is geweest"), (komt, "al iets afgesproken")):
        with pytest.raises(RuleViolation, match=waarom):
            zeg_overleg_af(overleg=overleg, door=leider)
    with pytest.raises(Verboden):
        zeg_overleg_af(overleg=komt, door=maak_gebruiker(rollen=["coach"]))
    komt.afspraken.all().delete()
    stap = reverse("trajecten:overleg_stap", args=[komt.pk, "afzeggen"])
    assert "Afzeggen" in als(leider).get(komt.get_absolute_url()).text
    assert als(leider).post(stap).headers["Location"] == reverse("trajecten:overleggen")
    assert list(Overleg.objects.all()) == [geweest]


def test_wat_een_collega_ondertussen_schreef_blijft_staan(leider: Gebruiker) -> None:
    overleg, client = maak_overleg(leider), als(leider)
    pad = reverse("trajecten:overleg_bewerken", args=[overleg.pk])
    kenmerk = client.get(pad).context["kenmerk"]
    overleg.titel = "Van haar"
    overleg.save()

    antwoord = client.post(
        pad,
        {
            "soort": "stuurgroep",
            "titel": "Van mij",
            "datum": f"{timezone.localdate()}",
            "kenmerk": kenmerk,
        },
    )

    assert antwoord.status_code == 409
    assert 'value="Van mij"' in antwoord.text
    overleg.refresh_from_db()
    assert overleg.titel == "Van haar"


def test_wie_leest_spreekt_niet_af_en_rondt_niets_van_een_ander_af(
    leider: Gebruiker, lid: Gebruiker
) -> None:
    overleg, coach = maak_overleg(leider), maak_gebruiker(rollen=["coach"])
    afspraak = spreek_af(
        overleg=overleg, wat="Bel", wie=lid, voor=timezone.localdate(), door=leider
    )

    with pytest.raises(Verboden):
        spreek_af(overleg=overleg, wat="X", wie=lid, voor=timezone.localdate(), door=coach)
    with pytest.raises(Verboden):
        rond_afspraak_af(afspraak=afspraak, door=coach)
    assert als(coach).post(overleg.get_absolute_url(), {"wat": "X"}).status_code == 403
    rond_afspraak_af(afspraak=afspraak, door=leider)
    with pytest.raises(RuleViolation, match="al gedaan"):
        rond_afspraak_af(afspraak=afspraak, door=lid)
    with pytest.raises(IntegrityError, match="gedaan_door_iemand"), transaction.atomic():
        Afspraak.objects.update(gedaan_door=None)


def test_wat_niet_klopt_wordt_gevraagd(leider: Gebruiker) -> None:
    overleg, client = maak_overleg(leider), als(leider)
    ver = {"wat": "Bel", "wie": leider.pk, "voor": "9999-01-01"}

    jaar = client.post(overleg.get_absolute_url(), ver)
    leeg = client.post(overleg.get_absolute_url(), {})

    assert "Het jaar 9999 klopt niet" in jaar.text
    assert "Kies wie dit doet." in leeg.text
    assert not Afspraak.objects.exists()


def test_het_werkplan_van_een_kennismakelaar_volgt_uit_haar_werk(leider: Gebruiker) -> None:
    makelaar = maak_gebruiker(rollen=["kennismakelaar"])
    tranche = maak_tranche(kennismakelaar=makelaar, titel="Samen wonen")
    concept = maak_beschrijving(titel="Een tuin voor allen")
    concept.innovatie.kennismakelaar = makelaar
    concept.innovatie.save()
    gesprek = maak_overleg(leider, soort="werkplan", titel="Gesprek in mei")
    pad = reverse("trajecten:werkplan", args=[makelaar.pk])

    ervoor = als(makelaar).get(pad).text
    spreek_af(overleg=gesprek, wat="Bel", wie=makelaar, voor=timezone.localdate(), door=leider)
    erna = als(leider).get(pad).text

    assert "Nog niet besproken" in ervoor
    for woord in (tranche.titel, concept.titel, "Gesprek in mei", "Bel"):
        assert woord in erna
    lijst = reverse("trajecten:overleggen")
    ander = maak_gebruiker(rollen=["kennismakelaar"])
    assert als(ander).get(pad).status_code == 403
    assert [pad in als(wie).get(lijst).text for wie in (leider, makelaar, ander)] == [
        True,
        True,
        False,
    ]
