"""What the pictures of masterclasses show."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from gebruikers.models import Gebruiker
from innovaties.models import Thema
from masterclasses.keuzelijsten import Aanmeldstatus, Publiek, Toelating
from masterclasses.models import Aanmelding, Masterclass
from scripts.handleiding.beeld import log_in, neem
from tests.maak import maak_aanmelding, maak_masterclass

VANDAAG = "Samen in de buurttuin"
MENSEN = (
    ("Robin Voorbeeld", "Zorgboerderij Het Lage Land", "Begeleider"),
    ("Mila Voorbeeld", "Cliëntenraad De Brug", "Ervaringsdeskundige"),
    ("Sam Voorbeeld", "Gemeente Voorbeeldstad", "Beleidsmedewerker"),
    ("Noor Voorbeeld", "Stichting De Brug", "Teamleider"),
)


def neem_beelden(browser: Browser, site: str, masterclass: Masterclass) -> None:
    """Take all pictures of `masterclass` (see `maak_dag`)."""
    page = log_in(browser, site, "kennismakelaar")
    page.goto(reverse("masterclasses:planning"))
    neem(page, "planning", "h1", "#inhoud h2 >> nth=-1", breed="#inhoud .inhoud >> nth=-1")
    neem_deelnemers(page, masterclass)
    page.goto(reverse("masterclasses:inchecken", args=[masterclass.slug]))
    neem(page, "inchecken", "h1", ".taken", breed="#inhoud .inhoud >> nth=-1")


def neem_deelnemers(page: Page, masterclass: Masterclass) -> None:
    page.goto(reverse("masterclasses:deelnemers", args=[masterclass.slug]))
    neem(page, "deelnemers", "h1", ".deelnemers >> nth=-1", breed="#inhoud .inhoud >> nth=-1")


def maak_dag() -> Masterclass:
    """A masterclass that is today, with people who come, wait and were let in."""
    makelaar = Gebruiker.objects.get(email="kennismakelaar@example.nl")
    vandaag = timezone.localdate()
    begin = timezone.make_aware(datetime.combine(vandaag, time(0, 1)))
    masterclass = maak_masterclass(
        slug="samen-in-de-buurttuin",
        titel=VANDAAG,
        thema=Thema.objects.get(slug="participatie"),
        organisator=makelaar,
        toelating=Toelating.GOEDKEURING,
        publiek=[Publiek.PROFESSIONALS],
        begin=begin,
        einde=begin + timedelta(hours=15),
        zaal=2,
    )
    statussen = (
        Aanmeldstatus.BEVESTIGD,
        Aanmeldstatus.BEVESTIGD,
        Aanmeldstatus.TE_BEOORDELEN,
        Aanmeldstatus.WACHTLIJST,
    )
    aanmeldingen = [
        maak_aanmelding(
            masterclass,
            status=status,
            naam=naam,
            organisatie=organisatie,
            functie=functie,
            email=f"{naam.split()[0].lower()}@example.nl",
            bevestigd_op=timezone.now(),
        )
        for (naam, organisatie, functie), status in zip(MENSEN, statussen, strict=True)
    ]
    Aanmelding.objects.filter(pk=aanmeldingen[0].pk).update(
        aanwezig_op=begin + timedelta(hours=9, minutes=41), aanwezig_door=makelaar
    )
    return masterclass
