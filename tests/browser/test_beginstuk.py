"""From the report that an organisation has to a published description, in two rounds."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page, expect

from innovaties.models import Beschrijving
from post.models import Bericht
from redactie.models import Beginblok
from tests.browser.test_redactie import kies, publiceer, rij_erbij, verder, vul, zet
from tests.browser.test_ronde import Paginateller, zeg
from tests.browser.werkplaats import Werkplaats, bewaar, wacht_op_editor
from tests.stukken.papieren import als_pdf

TITEL = "Het nachtloket"
VERSLAG = {
    "Samenvatting": "Wie elke nacht vastloopt, belt één nummer en spreekt een mens.",
    "Achtergrond": "Mensen wachtten tot de ochtend. Dat ging te vaak mis.",
    "Vraag van de cliënt": "Ik wil iemand spreken die mij kent.",
    "Doelstelling": "Niemand wacht langer dan een uur.",
    "Werkwijze": "Het loket is elke nacht open.\n- Wij bellen terug.\n- Wij komen langs.",
    "Team en scholing": "Zes verpleegkundigen, na twee dagen scholing.",
    "Succesfactoren": "- Een vast gezicht.\n- Korte lijnen.",
    "Knelpunten": "#table(columns: 2, [Te weinig mensen], [Samen roosteren], [Geen auto], [])",
    "Uitkomsten": "Er belden 140 mensen.",
    "Aanbevelingen": "Begin met één telefoon.",
    "Colofon": "Geschreven door J. Jansen.",
}
"""The pages after the title, each with its heading."""


def kies_stuk(page: Page) -> int:
    """Begin with the report; the value is the number of the version."""
    page.goto("/redactie/nieuw/")
    page.get_by_label("Titel").fill(TITEL)
    page.get_by_label("Bestaand", exact=False).check()
    page.get_by_role("button", name="Begin met een stuk dat u al hebt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begin met een stuk dat u al hebt")
    delen = "\n#pagebreak()\n".join(f"= {kop}\n{tekst}" for kop, tekst in VERSLAG.items())
    pdf = als_pdf(f"= Verslag van het nachtloket\n#pagebreak()\n{delen}")
    bestand = FilePayload(name="verslag.pdf", mimeType="application/pdf", buffer=pdf)
    page.get_by_label("Het stuk dat u al hebt").set_input_files(bestand)
    page.get_by_role("button", name="Lees dit stuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw stuk naast het formaat")
    return int(page.url.split("/")[-3])


def zet_alles(page: Page) -> None:
    """Put each part where its heading says; the colophon stays, and one is taken back first."""
    for kop in list(VERSLAG)[:-1]:
        groep = page.locator(".blokgroep").filter(has=page.get_by_role("heading", name=kop))
        groep.get_by_role("button", name="Zet in dit veld").click()
        expect(groep).to_contain_text("Staat in ‘")
    tips = page.locator(".blokgroep").filter(has=page.get_by_role("heading", name="Aanbevelingen"))
    tips.get_by_role("button", name="Maak ongedaan").click()
    tips.get_by_label("Zet wat is aangevinkt in veld").select_option("kern")
    tips.get_by_role("button", name="Zet in dit veld").click()
    tips.get_by_role("button", name="Maak ongedaan").click()
    tips.get_by_label("Zet wat is aangevinkt in veld").select_option("tips")
    tips.get_by_role("button", name="Zet in dit veld").click()
    expect(tips).to_contain_text("Staat in ‘Tips voor overname’.")
    expect(page.locator("#stuk-over")).to_contain_text("Nog 1 blok tekst over uit verslag.pdf.")
    expect(page.locator("#stuk-formaat .label", has_text="uit uw stuk")).to_have_count(10)


def zeg_te_lang(page: Page) -> None:
    """What does not fit is refused beside its button, and nothing of it is lost."""
    colofon = page.locator(".blokgroep").filter(has=page.get_by_role("heading", name="Colofon"))
    colofon.get_by_role("button", name="Zet in dit veld").click()
    expect(colofon.get_by_role("alert")).to_have_text(
        "Vink eerst aan wat u in het veld wilt zetten."
    )


def vul_aan(page: Page) -> None:
    """The choices and figures that no report answers, section after section."""
    expect(page.locator("#onderdeel-kern")).to_contain_text("Hierin staat tekst uit uw stuk.")
    vul(page, {"in_een_zin": "Eén nummer voor de nacht.", "start": "2024"})
    kort = {"themas": "herstel", "niveaus": "operationeel", "methodieken": "fact"}
    for naam, waarde in {**kort, "wetten": "wmo-2015", "regios": "drenthe"}.items():
        kies(page, naam, waarde)
    page.locator("#id_schaal").select_option("wijk")
    page.locator("#id_fase").select_option("pilot")
    verder(page, "waarom-en-voor-wie")
    kies(page, "doelgroepen", "dakloze-mensen")
    verder(page, "wat-u-doet")
    kies(page, "ervaring", "uitvoeren")
    verder(page, "wie-doen-mee")
    rij_erbij(page, "partijen", {"organisatie": "Stichting Nachtloket"})
    page.locator("#id_partijen-0-rol").select_option(index=1)
    verder(page, "wat-werkt")
    rij_erbij(page, "elementen", {"element": "Eén nummer"})
    verder(page, "wat-nodig-is")
    kies(page, "randvoorwaarden", "huisvesting")
    kies(page, "financiering", "wmo")
    vul(page, {"kosten_per_jaar": "25.000", "uren_per_week": "20", "bereik": "140"})
    verder(page, "wat-het-oplevert")
    page.locator("#id_onderbouwing").select_option("ervaring")
    page.locator("#id_erkenning").select_option("geen")
    verder(page, "zelf-beginnen")
    verder(page, "contact")
    vul(page, {"contact_naam": "Programmabureau", "contact_email": "nacht@example.nl"})
    bewaar(page)
    expect(page.locator("[data-nog]")).to_contain_text("Klaar om te publiceren")


def lees_mee(werkplaats: Werkplaats, schrijver: Page, versie: str) -> None:
    """Ask somebody without an account, who says something of the text."""
    schrijver.goto(versie)
    schrijver.locator("summary", has_text="Vraag iemand om mee te lezen").click()
    schrijver.get_by_label("Naam", exact=False).last.fill("Mees Meelezer")
    schrijver.get_by_label("E-mailadres", exact=False).last.fill("mees@example.nl")
    schrijver.get_by_role("button", name="Stuur de link").click()
    expect(schrijver.locator(".melding--success")).to_contain_text("Mees Meelezer krijgt een mail")
    with werkplaats.database():
        tekst = Bericht.objects.get(aan="mees@example.nl").tekst
    link = re.search(r"https?://\S+/meelezen/\S+", tekst)
    assert link
    meelezer = werkplaats.bezoeker()
    meelezer.goto(urlsplit(link[0]).path)
    assert "Jansen" not in meelezer.content()
    zeg(meelezer, "doel", "Een uur is lang.")


def test_van_een_verslag_in_pdf_tot_een_gepubliceerde_beschrijving(werkplaats: Werkplaats) -> None:
    schrijver = werkplaats.ingelogd(werkplaats.gebruiker(naam="Sanne"))
    pk = kies_stuk(schrijver)
    versie = f"/redactie/beschrijving/{pk}/"
    schrijver.wait_for_load_state()  # that page is not one of those that are counted
    teller = Paginateller(schrijver)
    zet_alles(schrijver)
    zeg_te_lang(schrijver)
    assert teller.paginas == 0
    schrijver.get_by_role("link", name="Verder schrijven").click()
    wacht_op_editor(schrijver)
    vul_aan(schrijver)

    lees_mee(werkplaats, schrijver, versie)
    schrijver.goto(versie)
    zet(schrijver, "Dien in", "Ingediend.")
    collega = werkplaats.ingelogd(werkplaats.gebruiker(naam="Bas"))
    collega.goto(versie)
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    zeg(collega, "aanpak", "Op welke dagen?", "Het loket is elke nacht open, ook op zondag.")
    zet(collega, "Vraag aanvulling", "Aanvulling gevraagd.")

    schrijver.goto(versie)
    deel = schrijver.locator("#onderdeel-aanpak")
    deel.get_by_role("button", name="Neem over").click()
    expect(deel.locator(".draad--opgelost")).to_be_visible()
    schrijver.get_by_role("link", name="Uw stuk (1 over)").click()
    schrijver.locator("summary", has_text="verslag.pdf kan weg").click()
    schrijver.get_by_role("button", name="Ja, dit stuk kan weg").click()
    expect(schrijver.get_by_role("heading", level=1)).to_contain_text("Begin met een stuk")
    schrijver.goto(versie)
    zet(schrijver, "Dien in", "Ingediend.")
    collega.goto(versie)
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    collega.locator("#onderdeel-doel").get_by_role(
        "button", name=re.compile("Markeer als opgelost")
    ).click()
    expect(collega.locator("#onderdeel-doel .opmerking__opgelost")).to_contain_text("Bas")
    publiceer(collega)

    lezer = werkplaats.bezoeker()
    lezer.goto("/innovaties/?q=nachtloket")
    lezer.get_by_role("link", name=TITEL).first.click()
    for tekst in (VERSLAG["Samenvatting"], "ook op zondag", "Samen roosteren", "Korte lijnen."):
        expect(lezer.get_by_text(tekst).first).to_be_visible()
    assert "Jansen" not in lezer.content()
    with werkplaats.database():
        stand = Beschrijving.objects.get(pk=pk)
        assert stand.aanleiding == f"<p>{VERSLAG['Achtergrond']}</p>"
        assert list(stand.knelpunten.values_list("knelpunt", "oplossing")) == [
            ("Te weinig mensen", "Samen roosteren"),
            ("Geen auto", ""),
        ]
        assert not Beginblok.objects.filter(stuk__versie=stand).exists()
