"""What the pictures of the newsletter show."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from gebruikers.models import Gebruiker
from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.models import Editie, Levering
from scripts.handleiding.beeld import log_in, neem
from tests.maak import maak_blok, maak_editie

VERZONDEN, MISLUKT, WACHT = 412, 6, 182


def neem_beelden(browser: Browser, site: str, concept: Editie, bezig: Editie) -> None:
    """Take all pictures of the two editions (see `maak_edities`)."""
    page = log_in(browser, site, "webredacteur")
    page.goto(reverse("nieuwsbrieven:bewerken", args=[concept.pk]))
    neem(page, "nieuwsbrief", "h1", "#meelezen", breed="#inhoud .inhoud >> nth=-1")
    page.goto(reverse("nieuwsbrieven:voorbeeld", args=[concept.pk]))
    neem(
        page,
        "nieuwsbrief-voorbeeld",
        "h1",
        ".mailraam--telefoon",
        breed="#inhoud .inhoud >> nth=-1",
    )
    page.goto(reverse("nieuwsbrieven:voortgang", args=[bezig.pk]))
    neem(page, "nieuwsbrief-voortgang", "h1", "#stand", breed="#inhoud .inhoud >> nth=-1")


def maak_edities() -> tuple[Editie, Editie]:
    """One that is being made, and one that is being sent."""
    redacteur = Gebruiker.objects.get(email="webredacteur@example.nl")
    concept = maak_editie(
        blokken=0,
        slug="2026-tuin",
        onderwerp="Een tuin voor iedereen, en twee masterclasses",
        preheader="En: wie zoekt er partners?",
        gemaakt_door=redacteur,
    )
    participatie = Thema.objects.get(slug="participatie")
    maak_blok(
        concept,
        titel="Een tuin voor de hele buurt",
        themas=[participatie],
        tekst="<p>Buren en bewoners werken samen in de tuin. Wat maakt dat het werkt?</p>",
    )
    maak_blok(concept, titel="Tot ziens in januari", tekst="<p>Wij zijn er even niet.</p>")
    bezig = maak_editie(
        status=Editiestatus.BEZIG,
        slug="2026-winter",
        onderwerp="Wonen in de winter",
        gemaakt_door=redacteur,
    )
    _verstuur_half(bezig)
    return concept, bezig


def _verstuur_half(bezig: Editie) -> None:
    begin = timezone.now() - timedelta(minutes=4)
    Editie.objects.filter(pk=bezig.pk).update(begonnen_op=begin)
    aantallen = {
        Leveringstatus.VERZONDEN: (VERZONDEN, ""),
        Leveringstatus.MISLUKT: (MISLUKT, "adres bestaat niet"),
        Leveringstatus.WACHT: (WACHT, ""),
    }
    Levering.objects.bulk_create(
        Levering(
            editie=bezig,
            email=f"{status}{nummer}@example.nl",
            blokken=[],
            status=status,
            reden=reden,
            volgende_op=begin,
            verzonden_op=begin + timedelta(seconds=nummer / 2)
            if status == Leveringstatus.VERZONDEN
            else None,
        )
        for status, (aantal, reden) in aantallen.items()
        for nummer in range(aantal)
    )
