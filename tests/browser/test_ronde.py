"""One round of a review in the browser: four comments, two proposals, and few pages."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from innovaties.models import Beschrijving
from redactie.actions.schrijven import dien_in
from tests.browser.test_redactie import zet
from tests.browser.werkplaats import Werkplaats, bewaar, open_sectie
from tests.maak import maak_volledig


class Paginateller:
    """Counts the pages that are loaded; what is answered in its place loads none."""

    def __init__(self, page: Page) -> None:
        self.paginas = 0
        page.on("load", self._tel)

    def _tel(self, _page: Page) -> None:
        self.paginas += 1


def zeg(page: Page, onderdeel: str, tekst: str, voorstel: str = "") -> None:
    """Place a comment on a part, perhaps with a proposal, and see it stand there."""
    deel = page.locator(f"#onderdeel-{onderdeel}")
    deel.locator(".zeg > summary").last.click()
    deel.locator(f"#tekst-{onderdeel}").fill(tekst)
    if voorstel:
        deel.locator("summary", has_text="Stel een tekst voor").click()
        deel.locator(f"#voorstel-{onderdeel}").fill(voorstel)
    deel.get_by_role("button", name="Plaats uw opmerking").click()
    expect(deel.locator(".draad", has_text=tekst)).to_be_visible()


def zeg_niets(deel: Locator) -> None:
    """Send the box as it was filled, read beside its button why not, and close it."""
    deel.locator(".zeg > summary").click()
    deel.get_by_role("button", name="Plaats uw opmerking").click()
    expect(deel.get_by_role("alert")).to_have_text("Schrijf eerst uw opmerking.")
    deel.locator(".zeg > summary").click()


def test_een_ronde_kost_schrijver_en_beoordelaar_weinig_paginas(werkplaats: Werkplaats) -> None:
    sanne, bas = (werkplaats.gebruiker(naam=naam) for naam in ("Sanne", "Bas"))
    with werkplaats.database():
        versie = maak_volledig(titel="Een ronde", schrijver=sanne)
        dien_in(versie=versie, door=sanne)
    adres = f"/redactie/beschrijving/{versie.pk}/"
    schrijver, beoordelaar = werkplaats.ingelogd(sanne), werkplaats.ingelogd(bas)
    bij_schrijver, bij_beoordelaar = Paginateller(schrijver), Paginateller(beoordelaar)

    beoordelaar.goto(adres)
    zet(beoordelaar, "Neem in beoordeling", "U beoordeelt deze versie.")
    tips = beoordelaar.locator("#onderdeel-tips")
    tips.locator(".zeg > summary").click()
    tips.locator("textarea[name=tekst]").fill("Half getypt.")
    kern = beoordelaar.locator("#onderdeel-kern")
    zeg_niets(kern)
    zeg(beoordelaar, "kern", "Korter.", "Wij doen het anders.")
    kern.locator(".zeg--antwoord > summary").click()
    kern.locator(".zeg--antwoord textarea").fill("Ook half getypt.")
    zeg(beoordelaar, "aanpak", "Duidelijker.", "Wij komen elke week.\n- Op maandag.")
    zeg(beoordelaar, "doel", "Voor wie?")
    zeg(beoordelaar, "kern", "Hoeveel?")
    expect(kern.locator(".zeg--antwoord textarea").first).to_have_value("Ook half getypt.")
    kern.locator(".zeg--antwoord textarea").first.fill("")
    expect(tips.locator("textarea[name=tekst]")).to_have_value("Half getypt.")
    tips.locator("textarea[name=tekst]").fill("")
    zet(beoordelaar, "Vraag aanvulling", "Aanvulling gevraagd.")

    schrijver.goto(adres)
    for onderdeel in ("kern", "aanpak"):
        deel = schrijver.locator(f"#onderdeel-{onderdeel}")
        deel.get_by_role("button", name="Neem over").click()
        expect(deel.locator(".draad--opgelost")).to_be_visible()
    open_sectie(schrijver, versie.pk, "waarom-en-voor-wie")
    gesprek = schrijver.locator("#gesprek-doel")
    gesprek.locator("summary", has_text="Antwoord").click()
    gesprek.locator("textarea").first.fill("Voor naasten.")
    gesprek.get_by_role("button", name="Plaats uw antwoord").click()
    expect(gesprek.locator(".antwoorden")).to_contain_text("Voor naasten.")
    expect(schrijver.locator("#meter")).to_contain_text("2 opmerkingen nog open")
    bewaar(schrijver)
    schrijver.goto(adres)
    zet(schrijver, "Dien in", "Ingediend.")

    beoordelaar.goto(adres)
    expect(beoordelaar.locator("#onderdeel-aanpak")).to_contain_text("Gewijzigd sinds ronde 1")
    zet(beoordelaar, "Neem in beoordeling", "U beoordeelt deze versie.")

    assert bij_schrijver.paginas <= 6
    assert bij_beoordelaar.paginas <= 5
    with werkplaats.database():
        tekst = Beschrijving.objects.get(pk=versie.pk)
        assert tekst.kern == "Wij doen het anders."
        assert tekst.aanpak == "<p>Wij komen elke week.</p><ul><li><p>Op maandag.</p></li></ul>"
        assert list(tekst.schrijvers.filter(schreef=True).values_list("gebruiker", flat=True)) == [
            sanne.pk
        ]
