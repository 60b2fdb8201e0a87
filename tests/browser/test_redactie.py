"""The whole way of a description: from an invitation to a published second version."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from gebruikers.actions import nodig_uit
from innovaties.models import Beschrijving, Element
from organisaties.models import Organisatie
from post.models import Bericht
from tests.browser.werkplaats import (
    WACHTWOORD,
    Werkplaats,
    bewaar,
    log_in,
    open_sectie,
    rijk,
    wacht_op_editor,
)
from tests.maak import maak_gebruiker

TITEL = "Theehuis De Zonnebloem"
KORT = {"niveaus": "operationeel", "methodieken": "fact", "wetten": "wmo-2015"}


def kies(page: Page, naam: str, waarde: str) -> None:
    """Tick one value of a list, which may be folded away."""
    vak = page.locator(f"input[name={naam}][value={waarde}]")
    if not vak.is_visible():
        page.locator(f"details:has(input[name={naam}]) > summary").click()
    vak.check()


def vul(page: Page, velden: dict[str, str]) -> None:
    for naam, waarde in velden.items():
        page.locator(f"#id_{naam}").fill(waarde)


def rij_erbij(page: Page, tabel: str, velden: dict[str, str]) -> None:
    """Add a row to a table and fill it in."""
    nummer = page.locator(f"#veld-{tabel} fieldset.rij-vak").count()
    page.locator(f"button[name=actie][value='{tabel}:erbij']").click()
    expect(page.locator(f"#{tabel}-{nummer}")).to_be_focused()
    wacht_op_editor(page)
    vul(page, {f"{tabel}-{nummer}-{naam}": waarde for naam, waarde in velden.items()})


def verder(page: Page, naar: str) -> None:
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page).to_have_url(re.compile(f"/schrijven/{naar}/(#inhoud)?$"))
    wacht_op_editor(page)


def zet(page: Page, knop: str, gedaan: str) -> None:
    """Take a step on the page of a version; `gedaan` is how the answer begins."""
    page.get_by_role("button", name=knop, exact=True).click()
    expect(page.locator(".melding--success")).to_contain_text(gedaan)


def publiceer(page: Page) -> None:
    page.locator("summary", has_text="Publiceer nu").click()
    zet(page, "Ja, publiceer nu", "Gepubliceerd.")


def artikel(page: Page, adres: str) -> str:
    """The article of the public page, as a visitor gets it from the server."""
    tekst = page.request.get(adres).text()
    gevonden = re.search(r"<main.*</main>", tekst, re.DOTALL)
    assert gevonden
    return gevonden[0]


def kom_binnen(werkplaats: Werkplaats) -> Page:
    """Be invited, choose a password, and log in with it."""
    with werkplaats.database():
        nieuw = maak_gebruiker(rollen=["kennismakelaar"], naam="Noor Nieuw")
        nodig_uit(gebruiker=nieuw)
        tekst = Bericht.objects.get(aan=nieuw.email).tekst
    link = re.search(r"https?://\S+/wachtwoord/kiezen/\S+", tekst)
    assert link
    page = werkplaats.bezoeker()
    page.goto(urlsplit(link[0]).path)
    page.get_by_label("Nieuw wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Opslaan en inloggen").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/redactie/")
    log_in(page, nieuw)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    return page


def begin(page: Page) -> int:
    """Start the description; the value is the number of its version."""
    page.get_by_role("link", name="Nieuwe beschrijving", exact=True).click()
    page.get_by_label("Titel").fill(TITEL)
    page.get_by_label("Bestaand", exact=False).check()
    page.get_by_role("button", name="Beginnen").click()
    expect(page).to_have_url(re.compile(r"/schrijven/in-het-kort/$"))
    wacht_op_editor(page)
    return int(page.url.split("/")[-4])


def schrijf_alles(page: Page, thema: str) -> None:
    """Fill in all that publishing asks for, section after section."""
    vul(page, {"kern": "Iedereen uit de buurt schenkt hier thee.", "start": "2024-03"})
    vul(page, {"in_een_zin": "Een theehuis van en voor de buurt."})
    for naam, waarde in {"themas": thema, **KORT}.items():
        kies(page, naam, waarde)
    kies(page, "regios", "drenthe")
    page.locator("#id_schaal").select_option("wijk")
    page.locator("#id_fase").select_option("pilot")
    verder(page, "waarom-en-voor-wie")

    schrijf_opgemaakt(page)
    kies(page, "doelgroepen", "dakloze-mensen")
    rijk(page, "clientvraag").fill("Ik wil ergens naartoe kunnen.")
    rijk(page, "doel").fill("Elke week een volle tafel.")
    verder(page, "wat-u-doet")

    rijk(page, "aanpak").fill("De deur gaat elke middag open.")
    rijk(page, "uitvoerders").fill("Buren, na een dag scholing.")
    kies(page, "ervaring", "uitvoeren")
    verder(page, "wie-doen-mee")

    rij_erbij(page, "partijen", {"organisatie": "Stichting Zonnebloemthee"})
    page.locator("#id_partijen-0-rol").select_option(index=1)
    verder(page, "wat-werkt")

    rij_erbij(page, "elementen", {"element": "Eén plan voor iedereen"})
    rij_erbij(page, "succesfactoren", {"tekst": "Een vast gezicht achter de bar."})
    rij_erbij(page, "knelpunten", {"knelpunt": "De ketel lekte."})
    verder(page, "wat-nodig-is")

    kies(page, "randvoorwaarden", "huisvesting")
    kies(page, "financiering", "wmo")
    vul(page, {"kosten_per_jaar": "25.000", "uren_per_week": "20", "bereik": "140"})
    verder(page, "wat-het-oplevert")

    rijk(page, "resultaten").fill("Bezoekers zeggen dat zij vaker buiten komen.")
    page.locator("#id_onderbouwing").select_option("ervaring")
    page.locator("#id_erkenning").select_option("geen")
    verder(page, "zelf-beginnen")

    rijk(page, "tips").fill("Begin met een ketel die niet lekt.")
    verder(page, "contact")

    vul(page, {"contact_naam": "Programmabureau", "contact_email": "thee@example.nl"})


def schrijf_opgemaakt(page: Page) -> None:
    """Use the toolbar, key after key."""
    tekst = rijk(page, "aanleiding")
    tekst.press_sequentially("Veel mensen zaten ")
    balk = page.get_by_role("toolbar", name="Opmaak van Aanleiding")
    vet = balk.get_by_role("button", name="Vet")
    for aan, woorden in (("true", "alleen"), ("false", " thuis.")):
        vet.click()
        expect(vet).to_have_attribute("aria-pressed", aan)
        expect(tekst).to_be_focused()
        page.keyboard.type(woorden)


def test_een_beschrijving_van_uitnodiging_tot_tweede_versie(werkplaats: Werkplaats) -> None:
    schrijver = kom_binnen(werkplaats)
    pk = begin(schrijver)
    versie = f"/redactie/beschrijving/{pk}/"
    schrijf_alles(schrijver, "herstel")
    expect(schrijver.locator("[data-nog]")).to_contain_text("Klaar om te publiceren")
    bewaar(schrijver)

    schrijver.get_by_role("link", name="Bekijk het voorbeeld").click()
    expect(schrijver.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(schrijver.locator("main strong").get_by_text("alleen", exact=True)).to_be_visible()
    expect(schrijver.get_by_text("Stichting Zonnebloemthee").first).to_be_visible()
    schrijver.goto(versie)
    expect(schrijver.get_by_text("Alle verplichte onderdelen zijn ingevuld.")).to_be_visible()
    zet(schrijver, "Dien in", "Ingediend.")

    met_aanvulling(werkplaats, schrijver, versie)

    lezer = werkplaats.bezoeker()
    lezer.goto("/innovaties/?q=zonnebloemthee")
    lezer.get_by_role("link", name=TITEL).first.click()
    expect(lezer.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(lezer.get_by_text("Ook op zondag.")).to_be_visible()
    with werkplaats.database():
        stand = Beschrijving.objects.get(pk=pk)
        assert stand.aanleiding == "<p>Veel mensen zaten <strong>alleen</strong> thuis.</p>"
        assert stand.kosten_per_jaar == 25_000
        assert Organisatie.objects.filter(naam="Stichting Zonnebloemthee").count() == 1
        assert Element.objects.filter(naam="Eén plan voor iedereen").count() == 1


def met_aanvulling(werkplaats: Werkplaats, schrijver: Page, versie: str) -> None:
    """Another reviews, asks for more, gets it, and publishes; then once more for a new version."""
    collega = werkplaats.ingelogd(werkplaats.gebruiker(naam="Bas Beoordelaar"))
    collega.goto("/redactie/")
    collega.get_by_role("link", name=TITEL).first.click()
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    aanpak = collega.locator("#onderdeel-aanpak")
    aanpak.locator("summary", has_text="Opmerking plaatsen").click()
    aanpak.get_by_label("Uw opmerking bij").fill("Op welke dagen?")
    aanpak.get_by_role("button", name="Plaats uw opmerking").click()
    expect(aanpak.locator(".opmerking__tekst")).to_have_text("Op welke dagen?")
    zet(collega, "Vraag aanvulling", "Aanvulling gevraagd.")

    schrijver.goto(versie)
    deel = schrijver.locator("#onderdeel-aanpak")
    deel.locator("summary", has_text="Antwoord").click()
    deel.get_by_label("Uw antwoord").fill("Dat staat er nu bij.")
    deel.get_by_role("button", name="Plaats uw antwoord").click()
    expect(deel.locator(".antwoorden")).to_contain_text("Dat staat er nu bij.")
    deel.get_by_role("link", name="Wijzig Aanpak").click()
    wacht_op_editor(schrijver)
    rijk(schrijver, "aanpak").fill("De deur gaat elke middag open. Ook op zondag.")
    bewaar(schrijver)
    schrijver.goto(versie)
    zet(schrijver, "Dien in", "Ingediend.")

    collega.goto(versie)
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    collega.get_by_role("button", name=re.compile("Markeer als opgelost")).click()
    expect(collega.locator(".opmerking__opgelost")).to_contain_text("Bas Beoordelaar")
    publiceer(collega)
    tweede_versie(schrijver, collega, versie)


def tweede_versie(schrijver: Page, collega: Page, versie: str) -> None:
    """Change what is published: visitors see the old text until the new one is out."""
    schrijver.goto(versie)
    openbaar = schrijver.get_by_role("link", name="Op de site").get_attribute("href") or ""
    voor = artikel(collega, openbaar)
    schrijver.get_by_role("button", name="Begin een nieuwe versie").click()
    expect(schrijver.get_by_text("Versie 2").first).to_be_visible()
    nieuwe = urlsplit(schrijver.url).path
    open_sectie(schrijver, int(nieuwe.split("/")[-2]), "in-het-kort")
    schrijver.locator("#id_kern").fill("Iedereen uit de wijk schenkt hier ook koffie.")
    bewaar(schrijver)
    assert artikel(collega, openbaar) == voor
    schrijver.goto(nieuwe)
    zet(schrijver, "Dien in", "Ingediend.")
    assert artikel(collega, openbaar) == voor

    collega.goto(nieuwe)
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    publiceer(collega)
    na = artikel(collega, openbaar)
    assert "schenkt hier ook koffie" in na
    assert "uit de buurt schenkt hier thee" not in na
