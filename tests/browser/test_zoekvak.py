"""One search field for the whole site, and what it offers while somebody types."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.paginas import BESTAAND, BREEDTES

ZOEKEN = "Zoeken op de hele site"


@pytest.fixture(params=BREEDTES)
def lezer(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A visitor on a description, with a screen that feels a finger."""
    context = browser.new_context(
        base_url=site, viewport={"width": request.param, "height": 800}, has_touch=True
    )
    pagina = context.new_page()
    pagina.goto(BESTAAND)
    yield pagina
    assert context.cookies() == []
    context.close()


def veld(page: Page) -> Locator:
    return page.get_by_role("combobox", name=ZOEKEN)


def typ(page: Page, woorden: str) -> Locator:
    """Type in the field of the header; the list that comes."""
    veld(page).press_sequentially(woorden)
    lijst = page.get_by_role("listbox", name="Suggesties")
    expect(lijst).to_be_visible()
    expect(veld(page)).to_have_attribute("aria-expanded", "true")
    return lijst


def test_een_gekozen_naam_leidt_naar_zijn_pagina(lezer: Page) -> None:
    lijst = typ(lezer, "crisisk")
    opties = lijst.get_by_role("option")
    expect(opties.first).to_contain_text("Crisiskaart")
    expect(opties.first).to_be_in_viewport(ratio=1)

    lezer.keyboard.press("ArrowDown")

    expect(opties.first).to_have_attribute("aria-selected", "true")
    expect(veld(lezer)).to_be_focused()
    expect(veld(lezer)).to_have_value("crisisk")
    gekozen = opties.first.get_attribute("id") or ""
    expect(veld(lezer)).to_have_attribute("aria-activedescendant", gekozen)

    lezer.keyboard.press("Enter")

    expect(lezer).to_have_url(re.compile(r"/methodiek/crisiskaart/$"))


def test_enter_zonder_keuze_zoekt_wat_er_staat(lezer: Page) -> None:
    typ(lezer, "crisis")

    lezer.keyboard.press("Enter")

    expect(lezer).to_have_url(re.compile(r"/zoeken/\?q=crisis$"))


def test_pijlen_gaan_rond_en_escape_sluit(lezer: Page) -> None:
    lijst = typ(lezer, "herstel")
    lezer.keyboard.press("ArrowUp")
    expect(lijst.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    lezer.keyboard.press("ArrowDown")
    expect(veld(lezer)).not_to_have_attribute("aria-activedescendant", re.compile("."))

    lezer.keyboard.press("Escape")

    expect(lijst).to_be_hidden()
    expect(veld(lezer)).to_have_value("herstel")
    expect(veld(lezer)).to_be_focused()

    lezer.keyboard.press("ArrowDown")
    expect(lijst).to_be_visible()
    lezer.keyboard.press("Tab")
    expect(lijst).to_be_hidden()


def test_een_vinger_kiest(lezer: Page) -> None:
    lijst = typ(lezer, "alkm")

    lijst.get_by_role("option", name="Alkmaar Gemeente").tap()

    expect(lezer).to_have_url(re.compile(r"/zoeken/\?q=Alkmaar$"))
    expect(lezer.get_by_text("Alkmaar ligt in Noord-Holland-Noord.")).to_be_visible()


def test_zonder_namen_en_na_wissen_is_er_geen_lijst(lezer: Page) -> None:
    lijst = typ(lezer, "cr")

    lezer.keyboard.press("Backspace")
    expect(lijst).to_be_hidden()
    with lezer.expect_response(re.compile("/zoeken/suggesties/")):
        veld(lezer).fill("qqqqxx")

    expect(lijst).to_be_hidden()
    expect(veld(lezer)).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("breedte", [320, 768, 1440])
def test_zonder_javascript_is_het_veld_er_op_elke_breedte(
    browser: Browser, site: str, breedte: int
) -> None:
    context = browser.new_context(
        base_url=site, viewport={"width": breedte, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    zoekvak = page.get_by_role("search", name=ZOEKEN).get_by_role("searchbox")
    for adres in ("/", "/innovaties/", BESTAAND, "/bestaat-niet/", "/zoeken/"):
        page.goto(adres)

        expect(zoekvak, adres).to_be_in_viewport(ratio=1)
        expect(page.locator("[role=combobox]")).to_have_count(0)
    zoekvak.fill("lumpsum")
    zoekvak.press("Enter")

    expect(page).to_have_url(re.compile(r"/zoeken/\?q=lumpsum$"))
    context.close()


@pytest.mark.parametrize(
    ("vraag", "past"),
    [
        ("steeds weer opgenomen", "opname|crisis"),
        ("dakloos", "Dakloze mensen"),
        ("Alkmaar ggz", "Noord-Holland-Noord"),
        ("wat doe je met verwarde mensen", "verward"),
        ("lumpsum", "umpsum"),
        ("cursus voor familie", "familie|naasten|masterclass"),
        ("Housing First", "Housing First"),
        ("zebra", "Niets gevonden"),
    ],
)
def test_op_een_telefoon_staat_wat_past_op_het_eerste_scherm(
    blad: Page, vraag: str, past: str
) -> None:
    blad.set_viewport_size({"width": 360, "height": 740})
    blad.goto("/")
    blad.get_by_label("Waar zoekt u naar?").fill(vraag)
    blad.keyboard.press("Enter")
    expect(blad).to_have_url(re.compile(r"/zoeken/\?q="))

    raak = blad.locator("main .gedaan, .termen li, .kaartje, .lege-staat h2").filter(
        has_text=re.compile(past, re.IGNORECASE)
    )

    expect(raak.first).to_be_in_viewport()
