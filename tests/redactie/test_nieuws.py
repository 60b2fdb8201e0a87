"""News: who hears what others did to a description, once, and until they look."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from post.models import Bericht
from redactie.actions.beoordelen import neem_in_beoordeling, vraag_aanvulling
from redactie.actions.bevestigen import bevestig, klopt_nog_sleutel
from redactie.actions.meldingen import neem_melding_over, wijs_melding_af
from redactie.actions.nieuws import BEWAREN, ruim_nieuws_op, vertel_nieuws
from redactie.actions.opmerkingen import antwoord, plaats_opmerking, vraag_meelezer
from redactie.actions.schrijven import dien_in
from redactie.models import Lezersmelding, Nieuws, Schrijver
from redactie.werk import _met_nieuws, _nieuw
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_organisatie, maak_volledig
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db


def morgen() -> date:
    return timezone.localdate() + timedelta(days=1)


def in_beoordeling() -> tuple[Beschrijving, Gebruiker, Gebruiker]:
    """A version with its writer and its reviewer; what they were mailed so far is gone."""
    versie = maak_volledig(titel="Ons plan")
    schrijver, beoordelaar = (
        versie.gewijzigd_door,
        maak_gebruiker(rollen=["kennismakelaar"], naam="Bas"),
    )
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    Bericht.objects.all().delete()
    return Beschrijving.objects.get(pk=versie.pk), schrijver, beoordelaar


def zeg(versie: Beschrijving, onderdeel: str = "kern", **wie: Any) -> Any:
    return plaats_opmerking(versie=versie, onderdeel=onderdeel, tekst="Hm?", **wie)


def test_wie_meewerkt_krijgt_een_mail_per_dag_en_een_stapel_tot_zij_kijkt(client: Client) -> None:
    versie, schrijver, beoordelaar = in_beoordeling()
    for onderdeel in ("kern", "doel"):
        zeg(versie, onderdeel, door=beoordelaar)

    vertel_nieuws(timezone.localdate())  # of today tomorrow tells
    for _ in range(2):
        vertel_nieuws(morgen())
    (bericht,) = Bericht.objects.all()
    (rij,) = _met_nieuws(schrijver)

    assert (bericht.aan, bericht.onderwerp) == (schrijver.email, "Nieuw op uw beschrijvingen")
    assert (
        "‘Ons plan’:\n- Bas plaatste een opmerking bij Kern, Doel en richtpunten." in bericht.tekst
    )
    assert (_nieuw(rij).titel, _nieuw(rij).bij) == ("Ons plan", "2 opmerkingen")
    assert not _met_nieuws(beoordelaar)
    client.force_login(schrijver)
    client.get(f"/redactie/beschrijving/{versie.pk}/")
    assert not _met_nieuws(schrijver)


def test_de_beoordelaar_de_makelaar_en_wie_meepraat_horen_een_antwoord() -> None:
    versie, schrijver, beoordelaar = in_beoordeling()
    makelaar, pratend = (maak_gebruiker(rollen=["kennismakelaar"]) for _ in range(2))
    versie.innovatie.kennismakelaar = makelaar
    versie.innovatie.save()
    punt = zeg(versie, door=pratend)
    Nieuws.objects.all().delete()

    antwoord(op=punt, tekst="Zo.", door=schrijver)

    wie = set(Nieuws.objects.values_list("gebruiker", flat=True))
    assert wie == {beoordelaar.pk, makelaar.pk, pratend.pk}


def gemeld(live: Beschrijving) -> Lezersmelding:
    return Lezersmelding.objects.create(
        innovatie=live.innovatie,
        organisatie="Lentis",
        stand="draait",
        naam="Jan",
        email="jan@example.nl",
        bevestigd_op=timezone.now(),
    )


def overgenomen(live: Beschrijving, door: Gebruiker) -> None:
    neem_melding_over(melding=gemeld(live), organisatie=maak_organisatie("Lentis"), door=door)


def niet_overgenomen(live: Beschrijving, door: Gebruiker) -> None:
    wijs_melding_af(melding=gemeld(live), door=door)


def bevestigd(live: Beschrijving, door: Gebruiker) -> None:  # noqa: ARG001 (one shape)
    bevestig(sleutel=klopt_nog_sleutel(live.innovatie), wie="Jan")


def meelezer_gevraagd(live: Beschrijving, door: Gebruiker) -> None:
    versie = maak_volledig(innovatie=live.innovatie, versie=2, schrijver=_schrijver(live))
    vraag_meelezer(versie=versie, naam="Anna", email="anna@example.nl", door=door)


def meelezer_zegt(live: Beschrijving, door: Gebruiker) -> None:
    versie = maak_volledig(innovatie=live.innovatie, versie=2, schrijver=_schrijver(live))
    wie = vraag_meelezer(versie=versie, naam="Anna", email="anna@example.nl", door=door)
    Nieuws.objects.all().delete()
    zeg(versie, meelezer=wie)


def _schrijver(live: Beschrijving) -> Gebruiker:
    return live.schrijvers.get().gebruiker


@pytest.mark.parametrize(
    ("gebeurt", "regel"),
    [
        (overgenomen, "Ander nam een toepassing elders over."),
        (niet_overgenomen, "Ander legde een melding van elders terzijde."),
        (bevestigd, "Jan bevestigde dat de beschrijving nog klopt."),
        (meelezer_gevraagd, "Ander vroeg iemand om mee te lezen."),
        (meelezer_zegt, "Een meelezer plaatste een opmerking bij Kern."),
    ],
)
def test_elk_soort_nieuws_staat_in_de_mail(gebeurt: Any, regel: str) -> None:
    live, schrijver = maak_gepubliceerd(), maak_gebruiker(rollen=["kennismakelaar"])
    Schrijver.objects.create(
        versie=live, gebruiker=schrijver, schreef=True, bezig_tot=timezone.now()
    )

    gebeurt(live, maak_gebruiker(rollen=["kennismakelaar"], naam="Ander"))
    vertel_nieuws(morgen())

    bericht = Bericht.objects.get(sleutel__startswith="nieuws-", aan=schrijver.email)
    assert f"- {regel}" in bericht.tekst


def test_wat_de_vraag_om_aanvulling_al_zei_is_geen_nieuws_meer() -> None:
    versie, schrijver, beoordelaar = in_beoordeling()
    zeg(versie, door=beoordelaar)
    vraag_aanvulling(versie=versie, door=beoordelaar)

    vertel_nieuws(morgen())

    assert not Bericht.objects.filter(sleutel__startswith="nieuws-").exists()
    assert not _met_nieuws(schrijver)


def test_wie_er_niet_meer_bij_mag_hoort_er_niets_van() -> None:
    organisatie, indiener = maak_organisatie(), maak_gebruiker(rollen=["indiener"])
    indiener.organisaties.add(organisatie)
    versie = maak_volledig(schrijver=indiener)
    versie.innovatie.organisatie = organisatie
    versie.innovatie.save()
    zeg(versie, door=maak_gebruiker(rollen=["kennismakelaar"]))

    indiener.organisaties.clear()
    vertel_nieuws(morgen())

    assert not Bericht.objects.exists()
    assert not _met_nieuws(indiener)


def test_oud_nieuws_is_geen_nieuws() -> None:
    versie, _, beoordelaar = in_beoordeling()
    zeg(versie, door=beoordelaar)

    ruim_nieuws_op(timezone.now() + BEWAREN - timedelta(minutes=1))
    assert Nieuws.objects.exists()
    ruim_nieuws_op(timezone.now() + BEWAREN + timedelta(minutes=1))
    assert not Nieuws.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_vertellen_het_een_keer() -> None:
    for _ in range(3):
        versie, _, beoordelaar = in_beoordeling()
        zeg(versie, door=beoordelaar)

    tegelijk(lambda: vertel_nieuws(morgen()), lambda: vertel_nieuws(morgen()))

    assert Bericht.objects.count() == 3
    assert not Nieuws.objects.filter(gemaild=False).exists()
