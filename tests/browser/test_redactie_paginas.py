"""Every page of the redactie and the account, logged in: accessible, sound HTML, no fault."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.beginstuk import begin_met_stuk
from redactie.actions.beoordelen import archiveer, neem_in_beoordeling
from redactie.actions.bevestigen import klopt_nog_sleutel
from redactie.actions.opmerkingen import (
    antwoord,
    meelezer_sleutel,
    plaats_opmerking,
    vraag_meelezer,
)
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from stukken.blokken import Leesblok
from tests.browser.bladen import Schermblad, controleer
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_gemiste_vraag, maak_gepubliceerd

LANG = "optimaal-leven"
"""The description with the most text and rows."""


BLADEN = [
    Schermblad("mijn-werk", "/redactie/"),
    Schermblad("bureau", "/redactie/beschrijvingen/"),
    Schermblad("begin", "/redactie/nieuw/"),
    *(Schermblad(f"schrijven-{sectie.slug}", f"schrijven:{sectie.slug}") for sectie in FORMAAT),
    Schermblad("versie-met-opmerkingen", "versie"),
    Schermblad("voorbeeld", "voorbeeld"),
    Schermblad("vergelijken", "vergelijken"),
    Schermblad("logboek", "logboek"),
    Schermblad("word", "word"),
    Schermblad("stuk", "stuk"),
    Schermblad("doorlooptijd", "/redactie/doorlooptijd/"),
    Schermblad("lijst-bijhouden", "/redactie/lijsten/regio/"),
    Schermblad("lijst-erbij", "/redactie/lijsten/organisatie/nieuw/"),
    Schermblad("overdragen", "/redactie/overdragen/"),
    Schermblad("andere-namen", "/redactie/namen/"),
    Schermblad("andere-namen-lijst", "/redactie/namen/doelgroep/"),
    Schermblad("niet-gevonden", "niet-gevonden"),
    Schermblad("archiveren", "archiveren"),
    Schermblad("account", "/account/"),
    Schermblad("inloggen", "/inloggen/", anoniem=True),
    Schermblad("wachtwoord-vergeten", "/wachtwoord/vergeten/", anoniem=True),
    Schermblad("klopt-nog", "klopt-nog", anoniem=True),
    Schermblad("elders", f"/innovaties/{LANG}/elders/", anoniem=True),
    Schermblad("meelezen", "meelezen", anoniem=True),
    Schermblad("archief", "archief", status=410, anoniem=True),
]


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    """Who looks at the pages: reviewer, and free to archive."""
    return kantoor.gebruiker("kennismakelaar", "webredacteur", naam="Bas Beoordelaar")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats, lezer: Gebruiker) -> dict[str, str]:
    """Two long versions, one to write and one under review, and what hangs on them."""
    schrijver = kantoor.gebruiker(naam="Sanne Schrijver")
    with kantoor.database():
        lang, ander = (Innovatie.objects.get(slug=slug) for slug in (LANG, "meer-scharrelruimte"))
        concept = nieuwe_versie(innovatie=lang, door=schrijver)
        beoordeeld = nieuwe_versie(innovatie=ander, door=schrijver)
        bewaar(versie=beoordeeld, waarden={"gemeenten": "Emmen"}, door=schrijver)
        beoordeeld = dien_in(versie=beoordeeld, door=schrijver)
        beoordeeld = neem_in_beoordeling(versie=beoordeeld, door=lezer)
        opmerking = plaats_opmerking(
            versie=beoordeeld, onderdeel="aanpak", tekst="Op welke dagen?", door=lezer
        )
        antwoord(op=opmerking, tekst="Elke dag.", door=schrijver)
        meelezer = vraag_meelezer(
            versie=beoordeeld, naam="Mo", email="mo@example.nl", door=schrijver
        )
        verslag = [Leesblok("kop", "<h3>Werkwijze</h3>", 1), Leesblok("tabel", rijen=[["a", "b"]])]
        begin_met_stuk(versie=concept, naam="verslag.pdf", blokken=verslag, door=schrijver)
        weg = maak_gepubliceerd(slug="weg-ermee", titel="Weg ermee").innovatie
        archiveer(innovatie=weg, reden="Dit is gestopt.", naar=ander, door=lezer)
        return {
            **{f"schrijven:{s.slug}": _adres("schrijven", concept, s.slug) for s in FORMAAT},
            **{
                naam: _adres(naam, beoordeeld)
                for naam in ("versie", "voorbeeld", "vergelijken", "logboek")
            },
            "word": _adres("word", concept),
            "stuk": _adres("stuk", concept),
            "archiveren": reverse("redactie:archiveren", args=[LANG]),
            "niet-gevonden": reverse("innovaties:gemiste_vraag", args=[maak_gemiste_vraag().pk]),
            "klopt-nog": reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(lang)]),
            "meelezen": reverse("redactie:meelezen", args=[meelezer_sleutel(meelezer)]),
            "archief": weg.get_absolute_url(),
        }


def _adres(naam: str, versie: Beschrijving, *meer: str) -> str:
    return reverse(f"redactie:{naam}", args=[versie.pk, *meer])


@pytest.fixture(scope="module")
def paginas(kantoor: Werkplaats, lezer: Gebruiker) -> dict[bool, Page]:
    """One page for who is logged in, and one for who is not."""
    return {False: kantoor.ingelogd(lezer), True: kantoor.bezoeker()}


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Schermblad, adressen: dict[str, str], paginas: dict[bool, Page], site: str
) -> None:
    controleer(paginas[blad.anoniem], blad, adressen.get(blad.adres, blad.adres), site)


def test_op_een_telefoon_is_het_menu_een_regel(paginas: dict[bool, Page]) -> None:
    blad = paginas[False]
    blad.set_viewport_size({"width": 320, "height": 800})
    blad.goto("/redactie/beschrijvingen/")
    menu = blad.get_by_role("navigation", name="Redactie")
    schakel, overal = menu.locator("summary"), menu.get_by_role("link")
    expect(overal).to_have_text(["Beschrijvingen"])

    schakel.press("Enter")
    expect(menu.get_by_role("link", name="Programma")).to_be_visible()

    blad.set_viewport_size({"width": 1280, "height": 800})
    blad.reload()
    expect(schakel).to_be_hidden()
    expect(menu.get_by_role("link", name="Programma")).to_be_visible()
