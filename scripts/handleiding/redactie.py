"""What the pictures of the redactie show."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import docx
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Innovatie, Knelpunt, Partij, Succesfactor
from redactie.actions.beoordelen import neem_in_beoordeling, publiceer
from redactie.actions.bevestigen import klopt_nog_sleutel
from redactie.actions.navragen import loop_na
from redactie.actions.opmerkingen import antwoord, plaats_opmerking, vraag_meelezer
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from redactie.models import Beoordeling, Lezersmelding, Opmerking
from scripts.handleiding.beeld import PAGINA, log_in, neem
from tests.maak import maak_organisatie, maak_volledig
from word import vorm
from word.uit import maak_invuldocument

INGEDIEND = datetime(2026, 9, 14, 8, 30, tzinfo=UTC)
GELEZEN = datetime(2026, 9, 16, 12, 5, tzinfo=UTC)

KOKEN = "Samen koken in het buurthuis"
MAATJE = "Een maatje na de opname"
SPREEKUUR = "Open spreekuur in de bibliotheek"
TUIN = "De buurttuin als dagbesteding"


@dataclass(frozen=True)
class Fotowerk:
    """What the pictures show, made before a browser is there: with one, Django keeps off."""

    versies: dict[str, Beschrijving]
    invuldocument: bytes
    klopt_nog: str


def maak_werk() -> Fotowerk:
    """Write all that the pictures show."""
    versies = maak_versies()
    klopt_nog = reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(versies[TUIN].innovatie)])
    return Fotowerk(versies, vul_in(versies[KOKEN]), klopt_nog)


def neem_beelden(browser: Browser, site: str, werk: Fotowerk) -> None:
    """Take all pictures of `werk`."""
    versies = werk.versies
    indiener = log_in(browser, site, "indiener")
    neem_schrijven(indiener, versies[KOKEN])
    neem_rijen(indiener, versies[KOKEN])
    neem_word(indiener, versies[KOKEN], werk.invuldocument)
    makelaar = log_in(browser, site, "kennismakelaar")
    neem_mijn_werk(makelaar)
    neem_versie(makelaar, versies[MAATJE])
    neem_vergelijken(makelaar, versies[SPREEKUUR])
    neem_publiceren(makelaar, versies[SPREEKUUR])
    neem_klopt_nog(browser.new_page(**PAGINA, base_url=site), werk.klopt_nog)


TEKSTEN = {
    KOKEN: {
        "kern": "Bewoners koken elke dinsdag met buurtgenoten. Wie kookt, bepaalt het menu.",
        "aanleiding": "<p>Bewoners aten vaak alleen. Een bewoner, mevrouw Voorbeeld, vroeg om een "
        "tafel waar iedereen kan aanschuiven.</p>",
        "clientvraag": "",
        "doel": "",
    },
    MAATJE: {
        "kern": "Wie naar huis gaat na een opname, krijgt een maatje dat zelf een opname "
        "meemaakte. Zij zien elkaar drie maanden lang elke week.",
    },
    SPREEKUUR: {
        "kern": "Elke woensdag zit er iemand van de ggz in de bibliotheek. U hoeft niets af te "
        "spreken.",
        "in_een_zin": "Iemand van de ggz houdt elke week spreekuur in de bibliotheek.",
        "aanpak": "<p>Twee medewerkers zitten aan een tafel bij de koffie. Zij luisteren en "
        "denken mee.</p>",
    },
    TUIN: {
        "kern": "Bewoners van een woonvorm werken met de buurt in een tuin. Zij kiezen zelf hoe "
        "vaak en hoe lang.",
    },
}


def maak_versies() -> dict[str, Beschrijving]:
    """The made-up descriptions by title, each at the step that its picture needs."""
    indiener, makelaar, collega = (
        Gebruiker.objects.get(email=f"{naam}@example.nl")
        for naam in ("indiener", "kennismakelaar", "kennismakelaar2")
    )
    brug = maak_organisatie("Stichting De Brug", slug="stichting-de-brug")
    indiener.organisaties.set([brug])

    def begin(titel: str, slug: str, schrijver: Gebruiker = indiener, **velden: Any) -> Any:
        innovatie = Innovatie.objects.create(slug=slug, organisatie=brug, kennismakelaar=makelaar)
        partijen = [Partij(organisatie=brug, rol="maatschappelijke-opvang", inbreng="Begeleiding")]
        standaard = {"titel": titel, "schrijver": schrijver, "partijen": partijen}
        eigen = {**standaard, **TEKSTEN.get(titel, {}), **velden}
        return maak_volledig(innovatie=innovatie, **eigen)

    koken = begin(KOKEN, "samen-koken")
    maak_organisatie("Inloophuis Zonneplein", slug="inloophuis-zonneplein")
    begin("Tijdelijk wonen na een crisis", "tijdelijk-wonen", makelaar, aanpak="", doel="")
    dien_in(versie=begin("Nachtopvang met een eigen sleutel", "eigen-sleutel"), door=indiener)

    maatje = begin(MAATJE, "maatje-na-opname")
    bespreek(dien_in(versie=maatje, door=indiener), makelaar)

    live = begin(
        SPREEKUUR,
        "open-spreekuur",
        succesfactoren=[Succesfactor(tekst="Een vaste plek, dicht bij de ingang.")],
    )
    spreekuur = wijzig(publiceer_als(collega, live, indiener), indiener)
    neem_in_beoordeling(versie=spreekuur, door=makelaar)

    tuin = publiceer_als(collega, begin(TUIN, "buurttuin"), indiener)
    vraag_of_hij_klopt(tuin)
    Beoordeling.objects.update(ingediend_op=INGEDIEND)
    Opmerking.objects.update(geplaatst_op=GELEZEN)
    return {versie.titel: versie for versie in (koken, maatje, spreekuur, tuin)}


def vraag_of_hij_klopt(tuin: Beschrijving) -> None:
    """Let it run elsewhere too, and be a year old, so that its people are asked."""
    Lezersmelding.objects.create(
        innovatie=tuin.innovatie,
        organisatie="Zorgboerderij Het Lage Land",
        stand="draait",
        naam="Robin Voorbeeld",
        email="robin@example.nl",
        bevestigd_op=timezone.now(),
    )
    vandaag = timezone.localdate()
    vorig_jaar = date(vandaag.year - 1, vandaag.month, 1)
    Innovatie.objects.filter(pk=tuin.innovatie_id).update(bevestigd_op=vorig_jaar)
    loop_na(vandaag)


def bespreek(versie: Beschrijving, beoordelaar: Gebruiker) -> None:
    """Let `beoordelaar` and a meelezer say something about `versie`."""
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    meelezer = vraag_meelezer(
        versie=versie, naam="Mila Voorbeeld", email="mila@example.nl", door=beoordelaar
    )
    vraag = plaats_opmerking(
        versie=versie,
        onderdeel="kern",
        tekst="Wat gebeurt er na die drie maanden?",
        door=beoordelaar,
    )
    antwoord(op=vraag, tekst="Ik was zelf maatje. Wij bellen elkaar nog steeds.", meelezer=meelezer)


def publiceer_als(door: Gebruiker, versie: Beschrijving, schrijver: Gebruiker) -> Beschrijving:
    """Take `versie` through all steps to the public side."""
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=door)
    return publiceer(versie=versie, door=door)


def wijzig(live: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Submit a new version of `live`, with a few changes."""
    versie = nieuwe_versie(innovatie=live.innovatie, door=door)
    waarden = {
        "kern": "Elke woensdag en vrijdag zit er iemand van de ggz in de bibliotheek. U hoeft "
        "niets af te spreken.",
        "aanpak": "<p>Een medewerker en een ervaringsdeskundige zitten aan een tafel bij de "
        "koffie. Zij luisteren en denken mee.</p>",
        "succesfactoren": [
            Succesfactor(tekst="Een vaste plek, dicht bij de ingang."),
            Succesfactor(tekst="De bibliotheek noemt het spreekuur in haar agenda."),
        ],
        "knelpunten": [Knelpunt(knelpunt="Weinig tijd.", oplossing="Twee vaste dagdelen.")],
    }
    bewaar(versie=versie, waarden=waarden, door=door)
    return dien_in(versie=versie, door=door)


def vul_in(versie: Beschrijving) -> bytes:
    """The Word file of `versie`, as someone filled it in at home."""
    word = docx.Document(io.BytesIO(maak_invuldocument(versie)))
    antwoorden = {
        "kern": "Bewoners koken elke dinsdag en donderdag met buurtgenoten. Wie kookt, bepaalt "
        "het menu.",
        "doel": "Over een jaar eten twintig bewoners elke week samen met iemand uit de buurt.",
    }
    for naam, tekst in antwoorden.items():
        kop = vorm.koppen()[naam]
        tabel = next(t for t in word.tables if t.cell(0, 0).paragraphs[0].text == kop)
        tabel.cell(1, 0).paragraphs[0].text = tekst
    bestand = io.BytesIO()
    word.save(bestand)
    return bestand.getvalue()


def schrijfpagina(page: Page, versie: Beschrijving, sectie: str) -> None:
    page.goto(reverse("redactie:schrijven", args=[versie.pk, sectie]))
    page.locator("form[data-klaar]").wait_for()


def neem_schrijven(page: Page, versie: Beschrijving) -> None:
    schrijfpagina(page, versie, "waarom-en-voor-wie")
    neem(page, "schrijven", ".schrijf__terug", "#onderdeel-aanleiding", breed=".schrijf")


def neem_rijen(page: Page, versie: Beschrijving) -> None:
    """A name that resembles one we know: the page asks which is meant."""
    schrijfpagina(page, versie, "wie-doen-mee")
    page.get_by_role("button", name="Betrokken partij toevoegen").click()
    page.locator("form[data-klaar]").wait_for()
    rij = page.locator("#partijen-1")
    rij.get_by_label("Organisatie").fill("Inloophuis Zonneplijn")
    rij.get_by_label("Rol").select_option("welzijn")
    rij.get_by_label("Inbreng").fill("De keuken en twee vrijwilligers")
    page.get_by_role("button", name="Bewaren", exact=True).last.click()
    page.get_by_text("Bedoelt u …?").wait_for()
    page.locator("form[data-klaar]").wait_for()
    neem(page, "rijen", "#partijen-1", ".rijen > button", breed="#onderdeel-partijen")


def neem_word(page: Page, versie: Beschrijving, bestand: bytes) -> None:
    page.goto(reverse("redactie:word", args=[versie.pk]))
    inhoud = {"name": "ingevuld.docx", "mimeType": "application/msword", "buffer": bestand}
    page.get_by_label("Uw ingevulde Word-bestand").set_input_files(inhoud)  # type: ignore[arg-type]
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.get_by_role("heading", name="Wat er verandert").wait_for()
    neem(page, "word", "h1", ".word-wijziging >> nth=-1")


def neem_mijn_werk(page: Page) -> None:
    page.goto(reverse("werkplek:mijn_werk"))
    neem(page, "mijn-werk", "header.kop", ".werk", breed="body")


def neem_versie(page: Page, versie: Beschrijving) -> None:
    page.goto(reverse("redactie:versie", args=[versie.pk]))
    neem(page, "versie", ".versie-kop", "#onderdeel-kern", breed=".versie")


def neem_vergelijken(page: Page, versie: Beschrijving) -> None:
    page.goto(reverse("redactie:vergelijken", args=[versie.pk]))
    neem(page, "vergelijken", "h1", ".verschil >> nth=-1", breed="main h2")


def neem_publiceren(page: Page, versie: Beschrijving) -> None:
    page.goto(reverse("redactie:versie", args=[versie.pk]))
    page.get_by_text("Publiceer nu").first.click()
    stappen = "section[aria-labelledby=stappen]"
    neem(page, "publiceren", stappen, stappen)


def neem_klopt_nog(page: Page, adres: str) -> None:
    page.goto(adres)
    neem(page, "klopt-nog", "h1", "main form >> nth=-1")
