"""The whole way of a masterclass: from announcing it to a verslag that visitors find."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from gebruikers.models import Gebruiker
from masterclasses.models import Masterclass
from post.models import Bericht
from tests.browser.werkplaats import Werkplaats

TITEL = "Samen naar de zonnebloemtuin"
MENSEN = ["Anna Aalbers", "Bilal Bakker", "Carla de Cock", "Dirk Dekker"]


def kondig_aan(page: Page, titel: str) -> str:
    """Make a masterclass for three people and announce it; the value is its address."""
    page.goto("/redactie/masterclasses/")
    page.get_by_role("link", name="Nieuwe masterclass").first.click()
    page.get_by_label("Titel").fill(titel)
    page.get_by_label("Thema").select_option(label="Participatie")
    page.get_by_label("Dag").fill((timezone.localdate() + timedelta(days=40)).isoformat())
    page.get_by_label("Begint om").fill("10:00")
    page.get_by_label("Eindigt om").fill("16:00")
    page.get_by_role("button", name="Maak het concept").click()
    page.locator("#id_samenvatting").fill("Een dag over meedoen in een tuin.")
    page.locator("#id_locatie").fill("De Kas")
    page.locator("#id_adres").fill("Tuinlaan 1, 1234 AB Ergens")
    page.locator("input[name=publiek][value=professionals]").check()
    page.locator("#id_zaal").fill("3")
    page.locator("button[name=actie][value='programma:erbij']").click()
    for naam, waarde in {"van": "10:00", "tot": "12:00", "titel": "In de tuin"}.items():
        page.locator(f"#id_programma-0-{naam}").fill(waarde)
    page.get_by_role("button", name="Bewaren", exact=True).last.click()
    expect(page.locator(".melding--success")).to_be_visible()
    page.goto(page.url.split("bewerken")[0])
    page.get_by_role("link", name="Aankondigen", exact=True).first.click()
    page.get_by_role("button", name="Ja, kondig aan").click()
    expect(page.locator(".melding--success")).to_contain_text("aangekondigd")
    adres = page.get_by_role("link", name="Op de site").get_attribute("href")
    assert adres
    return adres


def meld_aan(werkplaats: Werkplaats, adres: str, naam: str) -> Page:
    """Register as somebody and press the button behind the mailed link."""
    page = werkplaats.bezoeker(breedte=390)
    page.goto(adres)
    page.get_by_role("link", name="Aanmelden", exact=False).first.click()
    page.locator("#id_naam").fill(naam)
    page.locator("#id_email").fill(mailadres(naam))
    page.locator("#id_organisatie").fill("Buurttuin Ergens")
    page.locator("#id_functie").fill("Begeleider")
    page.locator("input[name=rol][value=professional]").check()
    page.locator("#id_akkoord").check()
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    assert page.context.cookies() == []
    page.goto(link_uit_mail(werkplaats, naam, "Bevestig"))
    page.get_by_role("button", name=re.compile("^Ja, ik")).click()
    return page


def mailadres(naam: str) -> str:
    return naam.lower().replace(" ", ".") + "@example.nl"


def link_uit_mail(werkplaats: Werkplaats, naam: str, onderwerp: str) -> str:
    """The personal link in the mail of that subject."""
    with werkplaats.database():
        bericht = Bericht.objects.get(aan=mailadres(naam), onderwerp__startswith=onderwerp)
    link = re.search(r"https?://\S+/aanmelding/\S+", bericht.tekst)
    assert link
    return urlsplit(link[0]).path


def laat_de_dag_komen(werkplaats: Werkplaats, titel: str) -> None:
    """Move the day to now, past the steps, as waiting would."""
    with werkplaats.database():
        nu = timezone.now()
        Masterclass.objects.filter(titel=titel).update(
            begin=nu - timedelta(minutes=1), einde=nu + timedelta(seconds=2)
        )


def check_in(page: Page, naam: str) -> None:
    page.get_by_role("searchbox", name="Naam of organisatie").fill(naam.split(maxsplit=1)[0])
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name=f"Inchecken {naam}").click()
    expect(page.get_by_text("Ingecheckt om").first).to_be_visible()


def schrijf_verslag(page: Page, adres: str) -> None:
    page.goto(f"/redactie{adres}verslag/")
    page.get_by_label("Verslag door").fill("Een kennismakelaar")
    page.locator(".veld:has(#id_tekst) .rijk__tekst").fill(
        "In de kas bespraken wij hoe schoffelen mensen bij elkaar brengt."
    )
    page.get_by_role("button", name="Bewaren en indienen").click()
    expect(page.locator(".melding--success")).to_be_visible()


def plaats_verslag(page: Page) -> None:
    page.goto("/redactie/")
    page.get_by_role("link", name=TITEL).first.click()
    page.locator("summary", has_text="Plaats het verslag").click()
    page.get_by_role("button", name="Ja, plaats het verslag").click()
    expect(page.locator(".melding--success")).to_be_visible()


def test_van_aankondigen_tot_een_verslag_dat_gevonden_wordt(
    werkplaats: Werkplaats, page: Page
) -> None:
    organisator: Gebruiker = werkplaats.gebruiker(naam="Olga Organisator")
    kantoor = werkplaats.ingelogd(organisator)
    adres = kondig_aan(kantoor, TITEL)

    *eersten, laatste = MENSEN
    paginas = [meld_aan(werkplaats, adres, naam) for naam in eersten]
    for komt in paginas:
        expect(komt.get_by_role("heading", level=1)).to_have_text("U komt naar de masterclass")
    wacht = meld_aan(werkplaats, adres, laatste)
    expect(wacht.get_by_text("U staat op plaats 1")).to_be_visible()
    page.goto(adres)
    expect(page.get_by_text("wachtlijst").first).to_be_visible()

    weg = paginas[0]
    weg.locator("summary", has_text="Ik wil mij afmelden").click()
    weg.get_by_role("button", name="Ja, meld mij af").click()
    expect(weg.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    wacht.goto(link_uit_mail(werkplaats, laatste, "Er is een plek vrij"))
    wacht.get_by_role("button", name="Ja, ik neem de plek aan").click()
    expect(wacht.get_by_role("heading", level=1)).to_have_text("U komt naar de masterclass")

    laat_de_dag_komen(werkplaats, TITEL)
    kantoor.goto(f"/redactie{adres}inchecken/")
    check_in(kantoor, laatste)
    schrijf_verslag(kantoor, adres)
    plaats_verslag(werkplaats.ingelogd(werkplaats.gebruiker(naam="Rik Redacteur")))

    page.goto("/")
    page.locator("main input[name=q]").fill("schoffelen")
    page.locator("main input[name=q]").press("Enter")
    page.get_by_role("link", name=TITEL).click()
    expect(page.get_by_text("hoe schoffelen mensen bij elkaar brengt")).to_be_visible()
