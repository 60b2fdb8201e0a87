"""Who left, or has another role now, gets no mail about the work: who does it instead reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses.actions.aanmelden import bevestig, meld_aan
from masterclasses.keuzelijsten import Publiek, Toelating
from nieuwsbrieven.actions import verzenden
from nieuwsbrieven.keuzelijsten import Editiestatus
from post.models import Bericht
from redactie.actions.basis import adres, mail, redactie_van
from redactie.actions.beoordelen import neem_in_beoordeling, plan_publicatie, publiceer_geplande
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.schrijven import dien_in
from tests.maak import (
    maak_editie,
    maak_gebruiker,
    maak_masterclass,
    maak_traject,
    maak_tranche,
    maak_volledig,
    nieuwe_aanmelding,
    nieuwe_deelname,
)
from tests.trajecten.test_openbaar import maak_meedoener
from trajecten import berichten as trajectpost
from trajecten.actions.inschrijven import schrijf_in

pytestmark = pytest.mark.django_db

Vertrek = tuple[Gebruiker, Callable[[], object]]
"""Who left, and what happens afterwards that they would have read."""


def _geplande_publicatie() -> Vertrek:
    wie, schrijver = (maak_gebruiker(rollen=["kennismakelaar"]) for _ in range(2))
    versie = dien_in(versie=maak_volledig(schrijver=schrijver), door=schrijver)
    neem_in_beoordeling(versie=versie, door=wie)
    straks = timezone.now() + timedelta(hours=1)
    plan_publicatie(versie=versie, op=straks, door=wie)
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Wacht!", door=schrijver)
    return wie, lambda: publiceer_geplande(straks)


def _ingediend() -> Vertrek:
    wie, schrijver = (maak_gebruiker(rollen=["kennismakelaar"]) for _ in range(2))
    versie = maak_volledig(schrijver=schrijver)
    versie.innovatie.kennismakelaar = wie
    versie.innovatie.save()
    regel = Logregel.objects.schrijf(versie, "ingediend")
    return wie, lambda: mail(regel, redactie_van(versie), "Nieuw", f"Dag.\n\n{adres(versie)}")


def _geplande_nieuwsbrief() -> Vertrek:
    editie = maak_editie(status=Editiestatus.GEPLAND)
    assert editie.gepland_door
    return editie.gepland_door, lambda: verzenden.begin(
        editie.pk, timezone.now() + timedelta(hours=7)
    )


def _aanmelding() -> Vertrek:
    masterclass = maak_masterclass(publiek=[Publiek.BESTUURDERS], toelating=Toelating.GOEDKEURING)
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    return masterclass.organisator, lambda: bevestig(aanmelding=aanmelding)


def _meedoener() -> Vertrek:
    meedoener = maak_meedoener(maak_tranche())
    assert meedoener.tranche
    return meedoener.tranche.kennismakelaar, lambda: trajectpost.nieuwe_meedoener(meedoener)


def _plan_van_een_traject() -> Vertrek:
    deelname = nieuwe_deelname(maak_traject())
    deelname = schrijf_in(deelname=deelname, door=deelname.coach)
    return deelname.coach, lambda: trajectpost.geschreven(deelname, "plan", timezone.now())


ZAKEN = {
    _geplande_publicatie: "webredacteur",
    _ingediend: "webredacteur",
    _geplande_nieuwsbrief: "webredacteur",
    _aanmelding: "webredacteur",
    _meedoener: "projectleider",
    _plan_van_een_traject: "projectleider",
}


@pytest.mark.parametrize("hoe", ["vertrokken", "andere rol", "is er nog"])
@pytest.mark.parametrize("zaak", ZAKEN)
def test_wat_iemand_die_weg_is_zou_lezen_leest_wie_het_werk_overneemt(
    zaak: Callable[[], Vertrek], hoe: str
) -> None:
    opvolger = maak_gebruiker(rollen=[ZAKEN[zaak]])
    wie, gebeurt = zaak()
    if hoe != "is er nog":
        wie.is_active, wie.rollen = hoe != "vertrokken", ["stuurgroep"]
        wie.save()
    Bericht.objects.all().delete()

    gebeurt()

    collegas = {wie.email, opvolger.email}
    gemaild = set(Bericht.objects.values_list("aan", flat=True)) & collegas
    assert (wie.email in gemaild, opvolger.email in gemaild) == (
        (True, False) if hoe == "is er nog" else (False, True)
    )
