"""Every page of masterclasses behind a login or a mailed link, with people in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from gebruikers.models import Gebruiker
from masterclasses import links
from masterclasses.keuzelijsten import BEEINDIGD, Aanmeldstatus, Toelating, Vraagsoort
from masterclasses.models import Behoefte, Evaluatie, Masterclass, Verslag
from tests.browser.bladen import Schermblad, controleer
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_aanmelding, maak_masterclass, om_tien

BLADEN = [
    Schermblad("planning", "/redactie/masterclasses/"),
    Schermblad("nieuw", "/redactie/masterclasses/nieuw/"),
    *(
        Schermblad(f"komend-{naam}", f"komend:{naam}")
        for naam in ("beheer", "bewerken", "uitnodigen", "deelnemers", "bericht", "inchecken")
    ),
    *(Schermblad(f"stap-{stap}", f"komend:stap:{stap}") for stap in ("verplaatsen", "afgelasten")),
    Schermblad("concept", "concept:beheer"),
    Schermblad("concept-bewerken", "concept:bewerken"),
    Schermblad("concept-aankondigen", "concept:stap:aankondigen"),
    Schermblad("concept-verwijderen", "concept:stap:verwijderen"),
    *(
        Schermblad(f"voorbij-{naam}", f"voorbij:{naam}")
        for naam in ("beheer", "deelnemers", "inchecken", "evaluaties", "verslag")
    ),
    Schermblad("verslag-voorbeeld", "voorbij:verslag_voorbeeld"),
    Schermblad("kopieren", "voorbij:stap:kopieren"),
    Schermblad("deelnemer", "deelnemer"),
    Schermblad("mijn-werk", "/redactie/"),
    Schermblad("aanmelden", "komend:aanmelden", anoniem=True),
    Schermblad("aanmelden-voorbij", "voorbij:aanmelden", anoniem=True),
    *(
        Schermblad(f"aanmelding-{status}", f"aanmelding:{status}", anoniem=True)
        for status in Aanmeldstatus
    ),
    Schermblad("aanmelding-geweest", "aanmelding:geweest", anoniem=True),
    Schermblad("wijzigen", "wijzigen", anoniem=True),
    Schermblad("evaluatie", "evaluatie", anoniem=True),
    Schermblad("verlopen", "/aanmelding/onzin/", status=410, anoniem=True),
]


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    return kantoor.gebruiker("kennismakelaar", "webredacteur", naam="Olga Organisator")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats, lezer: Gebruiker) -> dict[str, str]:
    """One masterclass that comes, with people in each state, one concept and one that is over."""
    with kantoor.database():
        komend = maak_masterclass(
            zaal=5, online=5, organisator=lezer, toelating=Toelating.GOEDKEURING
        )
        komend.vragen.create(vraag="Wat hoopt u te leren?", volgorde=0)
        komend.vragen.create(
            vraag="Eet u mee?", soort=Vraagsoort.KEUZE, keuzes=["Ja", "Nee"], volgorde=1
        )
        mensen = {
            status: maak_aanmelding(komend, status=status, **_bij(status))
            for status in Aanmeldstatus
        }
        Behoefte.objects.create(aanmelding=mensen[Aanmeldstatus.BEVESTIGD], tekst="Geen noten.")
        concept = maak_masterclass(fase="concept", organisator=lezer)
        voorbij = _voorbij(lezer)
        geweest = maak_aanmelding(voorbij, aanwezig_op=timezone.now(), aanwezig_door=lezer)
        return {
            **_adressen("komend", komend),
            **_adressen("concept", concept),
            **_adressen("voorbij", voorbij),
            "deelnemer": reverse("masterclasses:beslis", args=[mensen[Aanmeldstatus.BEVESTIGD].pk]),
            **{
                f"aanmelding:{status}": _pad(links.persoonlijk(aanmelding))
                for status, aanmelding in mensen.items()
            },
            "aanmelding:geweest": _pad(links.persoonlijk(geweest)),
            "wijzigen": _pad(links.persoonlijk(mensen[Aanmeldstatus.BEVESTIGD], "wijzigen")),
            "evaluatie": _pad(links.persoonlijk(geweest, "evaluatie")),
        }


def _bij(status: Aanmeldstatus) -> dict[str, datetime]:
    if status in (Aanmeldstatus.TE_BEOORDELEN, Aanmeldstatus.WACHTLIJST):
        return {"bevestigd_op": timezone.now()}
    return {"beeindigd_op": timezone.now()} if status in BEEINDIGD else {}


def _voorbij(lezer: Gebruiker) -> Masterclass:
    voorbij = maak_masterclass(begin=om_tien(-1), organisator=lezer)
    for cijfer in (6, 8, 9):
        Evaluatie.objects.create(
            masterclass=voorbij, cijfer=cijfer, inhoud=4, sprekers=5, organisatie=3, beter="Meer."
        )
    Verslag.objects.create(
        masterclass=voorbij,
        auteur="Een redacteur",
        tekst="<p>Er is veel gezegd.</p>",
        gewijzigd_door=lezer,
        gewijzigd_op=timezone.now() - timedelta(hours=1),
    )
    return voorbij


def _adressen(naam: str, masterclass: Masterclass) -> dict[str, str]:
    routes = (
        *("beheer", "bewerken", "uitnodigen", "deelnemers", "bericht", "inchecken", "evaluaties"),
        *("verslag", "verslag_voorbeeld", "aanmelden"),
    )
    stappen = ("aankondigen", "verplaatsen", "afgelasten", "kopieren", "verwijderen")
    return {
        f"{naam}:{route}": reverse(f"masterclasses:{route}", args=[masterclass.slug])
        for route in routes
    } | {
        f"{naam}:stap:{stap}": reverse("masterclasses:stap", args=[masterclass.slug, stap])
        for stap in stappen
    }


def _pad(adres: str) -> str:
    return urlsplit(adres).path


@pytest.fixture(scope="module")
def paginas(kantoor: Werkplaats, lezer: Gebruiker) -> dict[bool, Page]:
    """One page for who is logged in, and one for who is not."""
    return {False: kantoor.ingelogd(lezer), True: kantoor.bezoeker()}


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Schermblad, adressen: dict[str, str], paginas: dict[bool, Page], site: str
) -> None:
    controleer(paginas[blad.anoniem], blad, adressen.get(blad.adres, blad.adres), site)
