"""Meetings of the stuurgroep and with others: agenda, who came, and what was agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from post.models import Bericht
from tests.maak import maak_beschrijving, maak_gebruiker, maak_tranche
from trajecten.actions.overleg import bewaar_overleg, rond_afspraak_af, spreek_af
from trajecten.models import Afspraak, Besluit, Overleg
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
