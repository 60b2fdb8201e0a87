"""Second eyes on an edition."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from nieuwsbrieven.actions.meelezen import geef_akkoord, plaats_opmerking, vraag_meelezen
from nieuwsbrieven.actions.opstellen import (
    TELLER,
    haal_weg,
    neem_op,
    verplaats,
    voeg_blok_toe,
    wijzig,
    wijzig_blok,
)
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.lezen.beheer import met_opmerkingen
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from nieuwsbrieven.uitvoer.controle import controleer
from post.models import Bericht
from tests.maak import (
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
)
from tests.nieuwsbrieven.opstellen import blokwaarden, logregels, teksten
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db


def test_meelezen_mailt_de_collega_een_link(redacteur: Gebruiker) -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["projectleider"])

    vraag_meelezen(editie=editie, collega=collega, door=redacteur)

    editie.refresh_from_db()
    bericht = Bericht.objects.get()
    assert editie.vier_ogen
    assert bericht.aan == collega.email
    assert f"/redactie/nieuwsbrieven/{editie.pk}/voorbeeld/" in bericht.tekst


def test_meelezen_kan_alleen_wie_het_ziet_en_er_niet_aan_schreef(redacteur: Gebruiker) -> None:
    editie = maak_editie()

    with pytest.raises(RuleViolation, match="Kies een kennismakelaar"):
        vraag_meelezen(editie=editie, collega=maak_gebruiker(rollen=["coach"]), door=redacteur)
    with pytest.raises(RuleViolation, match="schreef mee"):
        vraag_meelezen(editie=editie, collega=editie.gemaakt_door, door=redacteur)


def test_akkoord_geeft_wie_niet_meeschreef_en_de_schrijvers_horen_het() -> None:
    editie, collega = maak_editie(vier_ogen=True), maak_gebruiker(rollen=["kennismakelaar"])

    nu = geef_akkoord(editie=editie, wijziging=0, door=collega)
    geef_akkoord(editie=editie, wijziging=0, door=collega)

    assert nu.akkoord_door == collega
    assert [bericht.aan for bericht in Bericht.objects.all()] == [editie.gemaakt_door.email]
    assert logregels(editie) == ["akkoord"]


def test_geen_akkoord_van_een_schrijver_een_buitenstaander_of_op_een_andere_tekst() -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["kennismakelaar"])

    with pytest.raises(RuleViolation, match="meeschreef"):
        geef_akkoord(editie=editie, wijziging=0, door=editie.gemaakt_door)
    with pytest.raises(Verboden):
        geef_akkoord(editie=editie, wijziging=0, door=maak_gebruiker(rollen=["indiener"]))
    with pytest.raises(RuleViolation, match="ondertussen gewijzigd"):
        geef_akkoord(editie=editie, wijziging=1, door=collega)


def test_na_het_akkoord_haalt_elke_wijziging_het_weg(redacteur: Gebruiker) -> None:
    editie = maak_editie(blokken=2)
    versie = maak_gepubliceerd()
    blok = editie.blokken.first()
    assert blok
    stappen: list[Callable[[Editie], object]] = [
        lambda e: wijzig(
            editie=e, waarden=teksten(e, preheader="X"), kenmerk=kenmerk(e, TELLER), door=redacteur
        ),
        lambda e: neem_op(editie=e, adressen=[versie.get_absolute_url()], door=redacteur),
        lambda e: voeg_blok_toe(editie=e, waarden=blokwaarden(), afbeelding=None, door=redacteur),
        lambda e: wijzig_blok(
            blok=blok,
            waarden=blokwaarden(),
            afbeelding=None,
            kenmerk=kenmerk(e, TELLER),
            door=redacteur,
        ),
        lambda e: verplaats(editie=e, pk=blok.pk, waarheen="laatste", door=redacteur),
        lambda e: haal_weg(editie=e, pk=blok.pk, door=redacteur),
    ]

    gebleven = []
    for stap in stappen:
        editie.refresh_from_db()
        geef_akkoord(
            editie=editie,
            wijziging=editie.wijziging,
            door=maak_gebruiker(rollen=["projectleider"]),
        )
        stap(editie)
        editie.refresh_from_db()
        gebleven.append(editie.akkoord_op or editie.akkoord_door)

    assert gebleven == [None] * 6
    assert editie.wijziging == 6


def test_een_opmerking_bij_een_blok_wacht_op_wie_schreef_tot_zij_is_afgehandeld(
    client: Client,
) -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["kennismakelaar"])
    blok = editie.blokken.get()
    voorbeeld = reverse("nieuwsbrieven:voorbeeld", args=[editie.pk])

    client.force_login(collega)
    zonder_tekst = client.post(voorbeeld, {"blok": blok.pk, "tekst": ""})
    client.post(voorbeeld, {"blok": blok.pk, "tekst": "Noem de datum."})
    van_collega = client.post(voorbeeld, {"afgehandeld": Blokopmerking.objects.get().pk})
    client.force_login(editie.gemaakt_door)
    gelezen = client.get(voorbeeld).text
    wacht = [(e.pk, e.aantal) for e in met_opmerkingen(editie.gemaakt_door)]
    let_op = [b.tekst for b in controleer(editie, timezone.now()) if b.blok == blok.pk]
    client.post(voorbeeld, {"afgehandeld": Blokopmerking.objects.get().pk})

    assert (zonder_tekst.status_code, van_collega.status_code) == (200, 403)
    assert "Noem de datum." in gelezen
    assert wacht == [(editie.pk, 1)]
    assert let_op == [f"Bij “{blok}” staat nog een opmerking van {collega} open."]
    assert Blokopmerking.objects.get().afgehandeld_door == editie.gemaakt_door
    assert not met_opmerkingen(editie.gemaakt_door)
    assert logregels(editie) == ["opmerking-afgehandeld", "opmerking"]


def test_een_opmerking_kan_alleen_bij_een_concept_en_een_blok_dat_er_is() -> None:
    collega, weg = maak_gebruiker(rollen=["projectleider"]), maak_editie()
    blok, verzonden = weg.blokken.get(), maak_editie(status=Editiestatus.VERZONDEN)
    Blok.objects.filter(pk=blok.pk).delete()

    with pytest.raises(RuleViolation, match="staat niet meer"):
        plaats_opmerking(blok=blok, tekst="Te laat", door=collega)
    with pytest.raises(RuleViolation, match="verzonden"):
        plaats_opmerking(blok=verzonden.blokken.get(), tekst="Te laat", door=collega)
