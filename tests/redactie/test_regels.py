"""Rules of the review that stand between two steps, each with its outcome written out."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from post.models import Bericht
from redactie.actions.beoordelen import (
    neem_in_beoordeling,
    plan_publicatie,
    publiceer,
    publiceer_geplande,
    vraag_aanvulling,
    wijs_af,
    wijs_toe,
)
from redactie.actions.opmerkingen import antwoord, los_op, plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in
from redactie.models import Beoordeling, Opmerking
from redactie.regels.overgangen import vereis_overgang
from tests.maak import maak_gebruiker, maak_volledig
from tests.redactie.overgangen import TOEGESTAAN

pytestmark = pytest.mark.django_db


def kennismakelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"])


def in_beoordeling() -> tuple[Beschrijving, Gebruiker, Gebruiker]:
    """A version in review, who wrote it, and who reviews it."""
    schrijver, beoordelaar = kennismakelaar(), kennismakelaar()
    versie = maak_volledig(schrijver=schrijver)
    dien_in(versie=versie, door=schrijver)
    versie = neem_in_beoordeling(versie=versie, door=beoordelaar)
    return versie, schrijver, beoordelaar


def test_alleen_deze_stappen_bestaan() -> None:
    gelukt = {
        (van, naar)
        for van, naar in itertools.product(Status, repeat=2)
        if _kan(Beschrijving(status=van), naar)
    }

    assert gelukt == TOEGESTAAN


def _kan(versie: Beschrijving, naar: Status) -> bool:
    try:
        vereis_overgang(versie, naar)
    except RuleViolation:
        return False
    return True


def test_om_aanvulling_vragen_zegt_de_geplande_publicatie_af() -> None:
    versie, _, beoordelaar = in_beoordeling()
    straks = timezone.now() + timedelta(hours=1)
    plan_publicatie(versie=versie, op=straks, door=beoordelaar)
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Toch nog.", door=beoordelaar)

    vraag_aanvulling(versie=versie, door=beoordelaar)

    beoordeling = Beoordeling.objects.get(versie=versie)
    assert (beoordeling.publiceren_op, beoordeling.publiceren_door) == (None, None)
    assert publiceer_geplande(straks) == 0
    assert not Bericht.objects.filter(onderwerp__startswith="Niet gepubliceerd").exists()


def test_afwijzen_en_publiceren_laten_geen_plan_staan() -> None:
    afgewezen, _, een = in_beoordeling()
    gepubliceerd, _, ander = in_beoordeling()
    straks = timezone.now() + timedelta(hours=1)
    plan_publicatie(versie=afgewezen, op=straks, door=een)
    plan_publicatie(versie=gepubliceerd, op=straks, door=ander)

    wijs_af(versie=afgewezen, reden="Dit bestaat al.", door=een)
    publiceer(versie=gepubliceerd, door=ander)

    assert Beoordeling.objects.filter(publiceren_op=None, publiceren_door=None).count() == 2


def test_een_antwoord_is_geen_open_opmerking() -> None:
    versie, schrijver, beoordelaar = in_beoordeling()
    vraag = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hoe?", door=beoordelaar)
    antwoord(op=vraag, tekst="Zo.", door=schrijver)

    open_ = list(Opmerking.objects.open())
    los_op(opmerking=vraag, door=beoordelaar)

    assert open_ == [vraag]
    with pytest.raises(RuleViolation, match="Zet eerst bij een onderdeel"):
        vraag_aanvulling(versie=versie, door=beoordelaar)
    assert publiceer(versie=versie, door=beoordelaar).status == "gepubliceerd"


def test_de_mail_om_aanvulling_noemt_opmerkingen_en_geen_antwoorden() -> None:
    versie, schrijver, beoordelaar = in_beoordeling()
    vraag = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hoe?", door=beoordelaar)
    antwoord(op=vraag, tekst="Zo dan.", door=beoordelaar)

    vraag_aanvulling(versie=versie, door=beoordelaar)

    tekst = Bericht.objects.get(aan=schrijver.email).tekst
    assert "- Kern: Hoe?" in tekst
    assert "Zo dan." not in tekst


def test_een_praktijkverhaal_vraagt_toestemming_van_de_verteller() -> None:
    schrijver, beoordelaar = kennismakelaar(), kennismakelaar()
    versie = maak_volledig(schrijver=schrijver, praktijkverhaal="<p>Ik woon weer thuis.</p>")
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    straks = timezone.now() + timedelta(hours=1)

    with pytest.raises(RuleViolation, match="De verteller van het praktijkverhaal"):
        publiceer(versie=versie, door=beoordelaar)
    with pytest.raises(RuleViolation, match="De verteller van het praktijkverhaal"):
        plan_publicatie(versie=versie, op=straks, door=beoordelaar)

    Beschrijving.objects.filter(pk=versie.pk).update(praktijkverhaal_toestemming=True)
    assert publiceer(versie=versie, door=beoordelaar).status == "gepubliceerd"


def test_wie_schreef_wordt_geen_beoordelaar() -> None:
    eerder, laatst, leider = kennismakelaar(), kennismakelaar(), kennismakelaar()
    versie = maak_volledig(schrijver=laatst)
    bewaar(versie=versie, waarden={"kern": "Van de een."}, door=eerder)
    bewaar(versie=versie, waarden={"kern": "Van de ander."}, door=laatst)
    dien_in(versie=versie, door=laatst)

    for schrijver in (eerder, laatst):
        with pytest.raises(RuleViolation, match="schreef zelf aan deze versie"):
            wijs_toe(versie=versie, aan=schrijver, door=leider)
    wijs_toe(versie=versie, aan=kennismakelaar(), door=leider)
    for schrijver in (eerder, laatst):
        with pytest.raises(RuleViolation, match="schreef zelf aan deze versie"):
            wijs_toe(versie=versie, aan=schrijver, door=leider)

    beoordelaar = Beoordeling.objects.get(versie=versie).beoordelaar
    assert beoordelaar not in (None, eerder, laatst)
