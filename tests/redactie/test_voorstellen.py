"""Proposals: a wording that the writer takes over in one step, and the reviewer did not write."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.formaat import VELD
from innovaties.models import Beschrijving
from redactie.actions.beoordelen import neem_in_beoordeling, vraag_aanvulling
from redactie.actions.opmerkingen import neem_over, plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in
from redactie.lezen.schrijvers import schreef
from redactie.lezen.voorstellen import als_regels, als_waarde, kenmerk_van
from redactie.models import Opmerking
from tests.maak import maak_gebruiker, maak_volledig

pytestmark = pytest.mark.django_db

AANPAK = "<p>Wij komen <strong>elke</strong> week.</p><ul><li><p>Op maandag.</p></li></ul>"
REGELS = "Wij komen elke week.\n- Op maandag."


def voorgesteld(
    voorstel: str = "Wij komen elke dag.",
) -> tuple[Opmerking, Beschrijving, Gebruiker, Gebruiker]:
    """A proposal for the aanpak of a version that its writer has back; writer and reviewer."""
    versie = maak_volledig(aanpak=AANPAK)
    schrijver, beoordelaar = versie.gewijzigd_door, maak_gebruiker(rollen=["kennismakelaar"])
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    punt = plaats_opmerking(
        versie=versie, onderdeel="aanpak", tekst="", voorstel=voorstel, door=beoordelaar
    )
    vraag_aanvulling(versie=versie, door=beoordelaar)
    return punt, Beschrijving.objects.get(pk=versie.pk), schrijver, beoordelaar


def kenmerk(versie: Beschrijving) -> str:
    return VELD["aanpak"].soort.kenmerk(versie.aanpak)


def test_een_voorstel_wordt_getypt_als_regels_en_weer_opgemaakt() -> None:
    soort = VELD["aanpak"].soort

    assert als_regels(soort, AANPAK) == REGELS
    assert als_waarde(soort, f"{REGELS}\n- Of <b>dinsdag</b>.\n\nSlot.") == (
        "<p>Wij komen elke week.</p><ul><li><p>Op maandag.</p></li>"
        "<li><p>Of &lt;b&gt;dinsdag&lt;/b&gt;.</p></li></ul><p>Slot.</p>"
    )


def test_overnemen_is_schrijven_van_de_schrijver_en_lost_de_opmerking_op() -> None:
    punt, versie, schrijver, beoordelaar = voorgesteld()

    with pytest.raises(RuleViolation, match="U beoordeelt deze versie"):
        neem_over(opmerking=punt, kenmerk=kenmerk(versie), door=beoordelaar)
    gedaan = neem_over(opmerking=punt, kenmerk=kenmerk(versie), door=schrijver)

    assert Beschrijving.objects.get(pk=versie.pk).aanpak == "<p>Wij komen elke dag.</p>"
    assert gedaan.opgelost_door == schrijver
    assert not schreef(versie, beoordelaar)
    with pytest.raises(RuleViolation, match="al verwerkt"):
        neem_over(opmerking=punt, kenmerk=kenmerk(versie), door=schrijver)


def test_wat_intussen_werd_geschreven_gaat_niet_verloren_onder_een_voorstel() -> None:
    punt, versie, schrijver, _ = voorgesteld()
    gezien = kenmerk(versie)
    bewaar(versie=versie, waarden={"aanpak": "<p>Later.</p>"}, door=schrijver)

    with pytest.raises(RuleViolation, match="lees het voorstel naast de tekst van nu"):
        neem_over(opmerking=punt, kenmerk=gezien, door=schrijver)

    assert Beschrijving.objects.get(pk=versie.pk).aanpak == "<p>Later.</p>"


def test_de_tekst_zoals_zij_is_stelt_niets_voor() -> None:
    versie, door = maak_volledig(aanpak=AANPAK), maak_gebruiker(rollen=["kennismakelaar"])

    punt = plaats_opmerking(
        versie=versie, onderdeel="aanpak", tekst="Mooi.", voorstel=REGELS, door=door
    )

    assert punt.voorstel == ""
    with pytest.raises(RuleViolation, match="Schrijf eerst"):
        plaats_opmerking(versie=versie, onderdeel="aanpak", tekst="", voorstel=REGELS, door=door)


def test_wat_er_stond_toen_het_vak_gevuld_werd_stelt_ook_niets_voor() -> None:
    versie, door = maak_volledig(aanpak=AANPAK), maak_gebruiker(rollen=["kennismakelaar"])
    gevuld = kenmerk_van(VELD["aanpak"].soort, REGELS)
    bewaar(versie=versie, waarden={"aanpak": "<p>Later.</p>"}, door=door)

    oud, nieuw = (
        plaats_opmerking(
            versie=versie,
            onderdeel="aanpak",
            tekst="Mooi.",
            voorstel=voorstel,
            kenmerk=gevuld,
            door=door,
        )
        for voorstel in (REGELS, "Wij komen elke dag.")
    )

    assert (oud.voorstel, nieuw.voorstel) == ("", "<p>Wij komen elke dag.</p>")


def test_een_opmerking_houdt_haar_regels_en_haar_vak_zegt_waarmee_het_gevuld_was(
    client: Client,
) -> None:
    versie, door = maak_volledig(aanpak=AANPAK), maak_gebruiker(rollen=["kennismakelaar"])
    dien_in(versie=versie, door=maak_gebruiker(rollen=["kennismakelaar"]))
    client.force_login(door)
    pagina = client.get(f"/redactie/beschrijving/{versie.pk}/").text
    gevuld = kenmerk_van(VELD["aanpak"].soort, REGELS)

    client.post(
        f"/redactie/beschrijving/{versie.pk}/opmerkingen/",
        {"onderdeel": "aanpak", "tekst": "Een.\nTwee.", "voorstel": REGELS, "kenmerk": gevuld},
    )

    assert gevuld in pagina
    assert Opmerking.objects.get().tekst == "Een.\nTwee."


def test_een_antwoord_stelt_niets_voor() -> None:
    punt, versie, schrijver, _ = voorgesteld()

    with pytest.raises(IntegrityError, match="antwoord_stelt_niets_voor"):
        Opmerking.objects.create(
            versie=versie,
            onderdeel="aanpak",
            tekst="Zo.",
            voorstel="<p>Zo.</p>",
            geplaatst_door=schrijver,
            antwoord_op_opmerking=punt,
        )


def test_de_schrijver_ziet_opmerkingen_bij_het_veld_en_de_meter_wacht_erop(client: Client) -> None:
    _, versie, schrijver, _ = voorgesteld()
    client.force_login(schrijver)

    pagina = client.get(f"/redactie/beschrijving/{versie.pk}/schrijven/wat-u-doet/").text

    assert "Ik stel een andere tekst voor." in pagina
    assert "Neem over" in pagina
    assert "Klaar om te publiceren" not in pagina
