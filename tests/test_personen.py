"""A person is found and erased by their address, wherever a table has a place for one."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone

from basis.management.commands.persoon import NIET_DOORZOCHT
from basis.personen import PERSONEN
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Zoekdocument
from logboek.models import Logregel, Vergeetbaar
from masterclasses.models import Aanmelding, Behoefte, Uitnodiging
from nieuwsbrieven.models import Levering
from opgaven.models import Standgever
from post.models import Bericht, Postadres, Postvakmail, Terugmelding
from redactie.models import (
    Beginblok,
    Beginstuk,
    Lezersmelding,
    Meelezer,
    Opmerking,
    Ronde,
    Wordrest,
    Zetting,
)
from tests.maak import (
    maak_aanmelding,
    maak_abonnee,
    maak_beschrijving,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_traject,
    maak_tranche,
    maak_uitvraag,
    nieuwe_deelname,
    over,
)
from tests.opgaven.netwerken import maak_standgever
from trajecten.actions.inschrijven import schrijf_in
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname, Meedoener
from wensen.models import Belangstelling, Uitvraag
from werkplek.models import Klad

pytestmark = pytest.mark.django_db

ADRES, NAAM = "noor.bakker@voorbeeld.example", "Noor Bakker"

VAN_IEMAND = re.compile(r"(^|_)(naam|wie|auteur|projectleider|van|door|email|aan)(_|$)")
"""Names of text columns that say who somebody is."""

GEEN_PERSOON = {
    "account.EmailAddress": "of an account",
    "innovaties.Doelgroep": "a name of our own",
    "innovaties.Methodiek": "a name of our own",
    "innovaties.Element": "a name of our own",
    "masterclasses.Lesmateriaal": "of a file",
    "masterclasses.Verslag": "the author signed a public text; the redactie takes it away",
    "opgaven.Indicator": "of what is measured",
    "opgaven.Actie": "an organisation or a function, in a public text",
    "organisaties.Organisatie": "of an organisation",
    "redactie.Beginstuk": "of a file; what it says lapses, or goes when a writer says so",
    "redactie.BewaardeLijst": "of a list, by who has an account",
    "organisaties.Regio": "of a region",
    "organisaties.Plaats": "of a place",
    "vinden.AndereNaam": "of a value of a list",
    "wensen.Gebied": "of a kind of care",
    "logboek.Logregel": "of accounts; others stand in Vergeetbaar, and statuses in 'van'",
}
"""Models with such a column that need no way to be erased, and why."""


def _voer_uit(stap: str, adres: str = ADRES) -> str:
    uit = StringIO()
    call_command("persoon", stap, adres, stdout=uit)
    return uit.getvalue()


def _tekstvelden(model: type[models.Model]) -> list[str]:
    return [
        veld.name
        for veld in model._meta.local_fields
        if isinstance(veld, models.CharField | models.TextField) and not veld.choices
    ]


def _waar_nog() -> set[str]:
    """Every table of which some column, of whatever kind, still has the address or the name."""
    gevonden = set()
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT 1 FROM "{tabel}" AS rij WHERE rij::text ILIKE ANY(%s) LIMIT 1',
                [[f"%{ADRES}%", f"%{NAAM}%"]],
            )
            if cursor.fetchone():
                gevonden.add(tabel)
    return gevonden


def _zet_overal() -> None:
    nu = timezone.now()
    wie: dict[str, Any] = {"naam": NAAM, "email": ADRES}
    live = maak_gepubliceerd(contact_naam=NAAM, contact_email=ADRES)
    Logregel.objects.schrijf(
        live, "bevestigd", toelichting=Vergeetbaar(tekst=f"{NAAM} zei het.", **wie)
    )
    straks = maak_aanmelding(**wie, functie="arts")
    Behoefte.objects.create(aanmelding=straks, tekst="Geen noten.")
    voorbij = maak_masterclass(begin=over(-3))
    maak_aanmelding(voorbij, **wie, aanwezig_op=nu, aanwezig_door=voorbij.organisator)
    Uitnodiging.objects.create(masterclass=voorbij, email=ADRES, verstuurd_door=voorbij.organisator)
    abonnee = maak_abonnee(email=ADRES)
    Levering.objects.create(
        editie=maak_editie(status="verzonden"),
        abonnee=abonnee,
        blokken=[],
        email=ADRES,
        volgende_op=nu,
        status="verzonden",
        verzonden_op=nu,
    )
    Bericht.objects.create(sleutel="een", aan=ADRES, onderwerp="Dag", tekst=NAAM, volgende_op=nu)
    Postvakmail.objects.create(aan=f"{NAAM} <{ADRES}>", onderwerp="Dag", bron=b"")
    Postadres.objects.create(email=ADRES)
    Terugmelding.objects.create(kenmerk="een", email=ADRES, soort="hard", bron="server")
    Meelezer.objects.create(
        versie=maak_beschrijving(), gevraagd_door=maak_gebruiker(), verloopt=nu, **wie
    )
    Lezersmelding.objects.create(
        innovatie=live.innovatie, organisatie="GGZ", stand="gestart", **wie
    )
    Meedoener.objects.create(
        tranche=maak_tranche(), organisatie="GGZ", wat="Iets", gemeld_op=nu, **wie
    )
    _deelname(status=Deelnamestatus.AFGEROND)
    Klad.objects.create(
        door=maak_gebruiker(),
        pad="/redactie/masterclasses/een/uitnodigen/",
        nummer="0a" * 18,
        velden=[["adressen", f"{NAAM} <{ADRES.title()}>"]],
    )
    maak_uitvraag(email=ADRES)
    Standgever.objects.filter(pk=maak_standgever().pk).update(**wie)
    _zet_naast(maak_beschrijving())
    Belangstelling.objects.create(
        innovatie=live.innovatie, organisatie="GGZ", gemeld_op=nu, bevestigd_op=nu, **wie
    )


def _zet_naast(versie: Beschrijving) -> None:
    """What stands beside a text that is being written, with the address somewhere in it."""
    zin = f"Mail {ADRES.title()}, of bel."
    stuk = Beginstuk.objects.create(versie=versie, naam="verslag.pdf")
    Beginblok.objects.create(stuk=stuk, volgorde=1, soort="alinea", html=f"<p>{zin}</p>")
    Beginblok.objects.create(stuk=stuk, volgorde=2, soort="tabel", rijen=[["wie", zin]])
    Zetting.objects.create(stuk=stuk, veld="aanpak", was=f"<p>{zin}</p>", kenmerk="0a")
    Wordrest.objects.create(versie=versie, tekst=zin, reden="Past nergens.")
    wie = maak_gebruiker()
    Opmerking.objects.create(versie=versie, onderdeel="kern", tekst=zin, geplaatst_door=wie)
    tekst = {"kern": {"tekst": zin}}
    Ronde.objects.create(
        versie=versie, nummer=1, ingediend_op=timezone.now(), ingediend_door=wie, tekst=tekst
    )


def _deelname(**velden: object) -> Deelname:
    leider = maak_gebruiker(rollen=["projectleider"])
    ingevuld = nieuwe_deelname(maak_traject(), projectleider=NAAM, projectleider_email=ADRES)
    deelname = schrijf_in(deelname=ingevuld, door=leider)
    Deelname.objects.filter(pk=deelname.pk).update(**velden)
    return deelname


def test_elke_tabel_met_een_plek_voor_iemand_is_te_doorzoeken() -> None:
    gedekt = {plek.zoek(ADRES).model for plek in PERSONEN}

    open_ = {
        model._meta.label
        for model in apps.get_models()
        if model not in gedekt and any(map(VAN_IEMAND.search, _tekstvelden(model)))
    }

    assert open_ == set(GEEN_PERSOON)


def test_wissen_laat_nergens_een_adres_of_naam_achter() -> None:
    _zet_overal()
    leeg = [plek.wat for plek in PERSONEN if not plek.zoek(ADRES).exists()]

    verslag = _voer_uit("wis", f" {ADRES.upper()} ")

    assert leeg == ["Account"]
    assert _waar_nog() == set()
    assert "blijft staan" not in verslag
    assert "waarin de naam staat, blijft: na 90 dagen is de tekst leeg." in verslag
    assert _voer_uit("zoek") == f"Van {ADRES} is niets bewaard.\n{NIET_DOORZOCHT}\n"
    assert Ronde.objects.get().tekst == {"kern": {"tekst": "Mail …, of bel."}}
    assert Beginblok.objects.get(volgorde=2).rijen == [["wie", "Mail …, of bel."]]


def test_wie_nog_zou_komen_is_afgemeld_en_wat_er_was_blijft_tellen() -> None:
    _zet_overal()

    _voer_uit("wis")

    assert set(Aanmelding.objects.values_list("status", flat=True)) == {"ingetrokken", "bevestigd"}
    assert Levering.objects.count() == 1
    assert Uitvraag.objects.exists()
    assert Belangstelling.objects.get().ingetrokken_op
    assert Logregel.objects.filter(wat="bevestigd").exists()
    assert Beschrijving.objects.filter(gepubliceerd_als__isnull=False).exists()
    assert Zoekdocument.objects.exists()


def test_zoeken_noemt_elke_rij_en_wist_niets() -> None:
    _zet_overal()
    voor = _waar_nog()

    verslag = _voer_uit("zoek")

    for plek in PERSONEN:
        assert (f"{plek.wat}: " in verslag) == (plek.wat != "Account")
    assert "Bij wissen: De tekst van de beschrijving blijft." in verslag
    assert _waar_nog() == voor


def test_exporteren_geeft_alles_van_deze_persoon_en_van_niemand_anders() -> None:
    _zet_overal()
    maak_aanmelding(naam="Iemand Anders", email="ander@voorbeeld.example")
    voor = _waar_nog()

    alles = json.loads(_voer_uit("exporteer"))

    assert alles.keys() == {plek.wat for plek in PERSONEN} - {"Account"}
    for plek in PERSONEN:
        assert len(alles.get(plek.wat, [])) == plek.zoek(ADRES).count()
    straks = alles["Aanmelding voor een masterclass"][0]
    assert (straks["naam"], straks["functie"]) == (NAAM, "arts")
    assert straks["dieet en toegang"][0]["tekst"] == "Geen noten."
    assert "Iemand Anders" not in json.dumps(alles)
    assert _waar_nog() == voor


def test_van_een_account_gaat_niets_mee_waarmee_iemand_inlogt() -> None:
    account = maak_gebruiker(email=ADRES, naam=NAAM)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "geheim"})

    uit = _voer_uit("exporteer")

    assert NAAM in uit
    assert [geheim for geheim in ("geheim", "password", account.password) if geheim in uit] == []


def test_wat_niet_vanzelf_gaat_blijft_staan_met_de_reden() -> None:
    account = maak_gebruiker(email=ADRES, naam=NAAM)
    deelname = _deelname()

    verslag = _voer_uit("wis")

    assert "Account: blijft staan." in verslag
    assert "Vervang de naam eerst" in verslag
    deelname.refresh_from_db()
    assert deelname.projectleider == NAAM
    assert Gebruiker.objects.get(pk=account.pk).naam == NAAM


def test_een_adres_in_een_tekst_wordt_genoemd_en_niet_vanzelf_gewist() -> None:
    versie = maak_beschrijving(titel="Plan", aanpak=f"<p>Mail {ADRES}.</p>")
    maak_beschrijving(titel="Van een ander", aanpak=f"<p>Mail x{ADRES} of {ADRES}.example.</p>")

    gezocht, gegeven = _voer_uit("zoek"), json.loads(_voer_uit("exporteer"))
    gewist = _voer_uit("wis")

    assert f"Elders in een tekst: 1\n  beschrijving {versie.pk}: Plan\n" in gezocht
    assert gegeven == {
        "Elders in een tekst": [
            {"waar": f"beschrijving {versie.pk}: Plan", "aanpak": [f"<p>Mail {ADRES}.</p>"]}
        ]
    }
    assert "Haal het adres daar zelf uit" in gewist
    versie.refresh_from_db()
    assert ADRES in versie.aanpak


def test_een_ander_met_bijna_hetzelfde_adres_houdt_alles() -> None:
    abonnee = maak_abonnee(email=f"x{ADRES}")

    _voer_uit("wis")

    abonnee.refresh_from_db()
    assert abonnee.email == f"x{ADRES}"


@pytest.mark.parametrize("adres", ["noor", "%", "noor@", ""])
def test_een_half_adres_wist_niets(adres: str) -> None:
    with pytest.raises(CommandError, match="geen heel e-mailadres"):
        _voer_uit("wis", adres)
