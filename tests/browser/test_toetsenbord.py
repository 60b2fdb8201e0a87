"""All that a mouse can do, the keyboard does; and the reader sees where she is."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paginas import BESTAAND, BREEDTES, kies_om_te_vergelijken, niets, open_filters

# What a focus may change in the look of an element, of the bar over its card, or of its outline
# on the map.
BEELD = """() => {
  const deel = (stijl) => [
    stijl.outlineStyle, stijl.outlineWidth, stijl.outlineColor, stijl.boxShadow, stijl.stroke,
    stijl.strokeWidth, stijl.clipPath,
  ].join(" ");
  window.beeld = (el) => [
    getComputedStyle(el), getComputedStyle(el, "::after"),
    ...[...el.querySelectorAll("path")].map((vlak) => getComputedStyle(vlak)),
  ].map(deel).join(" | ");
  window.bedekt = (el) => {
    const vak = el.getBoundingClientRect();
    const plek = [vak.left + vak.width / 2, vak.top + vak.height / 2];
    const boven = document.elementFromPoint(...plek);
    return boven?.closest(".vergelijk-balk") && !el.closest(".vergelijk-balk");
  };
}"""
STAP = """() => {
  const el = document.activeElement;
  const vorige = window.vorige;
  const zonder = vorige && vorige.el !== el && window.beeld(vorige.el) === vorige.beeld
    ? vorige.el.outerHTML.slice(0, 160) : null;
  if (el === document.body) return {klaar: true, zonder};
  const bedekt = window.bedekt(el) ? el.outerHTML.slice(0, 160) : null;
  window.vorige = {el, beeld: window.beeld(el)};
  return {klaar: false, zonder, bedekt};
}"""
MEER_DAN_ER_ZIJN = 400
SMAL, BREED = (pytest.mark.parametrize("lezer", [breedte], indirect=True) for breedte in BREEDTES)


@pytest.fixture(params=BREEDTES)
def lezer(request: pytest.FixtureRequest, blad: Page) -> Page:
    """One visitor, at each width."""
    blad.set_viewport_size({"width": request.param, "height": 800})
    return blad


def loop_langs(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the start of the page to its end; what each stop looked like."""
    page.evaluate(BEELD)
    stappen: list[dict[str, Any]] = []
    while len(stappen) < MEER_DAN_ER_ZIJN:
        page.keyboard.press("Tab")
        stappen.append(page.evaluate(STAP))
        if stappen[-1]["klaar"]:
            return stappen
    raise AssertionError("The focus never leaves the page.")


def test_sla_over_koppeling_verschijnt_en_werkt(lezer: Page) -> None:
    lezer.goto("/innovaties/")
    koppeling = lezer.get_by_role("link", name="Naar de inhoud")
    expect(koppeling).not_to_be_in_viewport()

    lezer.keyboard.press("Tab")

    expect(koppeling).to_be_focused()
    expect(koppeling).to_be_in_viewport(ratio=1)

    lezer.keyboard.press("Enter")

    expect(lezer.locator("main")).to_be_focused()

    lezer.keyboard.press("Tab")

    expect(lezer.locator("main").get_by_label("Waar zoekt u naar?")).to_be_focused()


def open_filters_en_kies(page: Page) -> None:
    """All that the list can have at once, and the bar that may lie over it."""
    open_filters(page)
    kies_om_te_vergelijken(page)


@pytest.mark.parametrize(
    ("adres", "handeling", "minstens"),
    [
        ("/", niets, 40),
        ("/innovaties/", open_filters_en_kies, 80),
        (BESTAAND, niets, 40),
    ],
    ids=["home", "lijst-met-filters-en-keuze", "beschrijving"],
)
def test_focus_is_overal_te_zien(lezer: Page, adres: str, handeling: Any, minstens: int) -> None:
    lezer.goto(adres)
    handeling(lezer)
    lezer.evaluate("document.activeElement.blur(); scrollTo(0, 0)")

    stappen = loop_langs(lezer)

    assert len(stappen) > minstens
    assert [stap["zonder"] for stap in stappen if stap["zonder"]] == []
    assert [stap["bedekt"] for stap in stappen if stap.get("bedekt")] == []


@pytest.mark.parametrize("toets", ["Enter", "Space"])
def test_facet_gaat_open_en_dicht_met_een_toets(lezer: Page, toets: str) -> None:
    lezer.goto("/innovaties/")
    open_filters(lezer)
    facet = lezer.locator("#facet-regio")
    lezer.locator("#facet-fase > summary").focus()
    lezer.keyboard.press("Tab")
    expect(facet.locator("> summary")).to_be_focused()

    lezer.keyboard.press(toets)

    expect(facet.locator("input").first).to_be_visible()

    lezer.keyboard.press(toets)

    expect(facet.locator("input").first).to_be_hidden()


@SMAL
def test_filters_gaan_op_een_smal_scherm_open_met_een_toets(lezer: Page) -> None:
    lezer.goto("/innovaties/")
    expect(lezer.locator("#facet-thema")).to_be_hidden()

    lezer.locator(".facetten__schakel").press("Enter")

    expect(lezer.locator("#facet-thema")).to_be_visible()


@BREED
def test_uitleg_komt_met_de_focus_en_gaat_met_escape(lezer: Page) -> None:
    lezer.goto(BESTAAND)
    term = lezer.locator(".uitleg").first
    uitleg = term.get_by_role("tooltip", include_hidden=True)
    expect(uitleg).to_be_hidden()

    term.focus()
    expect(uitleg).to_be_visible()
    expect(uitleg).to_be_in_viewport(ratio=1)

    lezer.keyboard.press("Escape")
    expect(uitleg).to_be_hidden()
    expect(term).to_be_focused()

    lezer.keyboard.press("Tab")
    lezer.keyboard.press("Shift+Tab")
    expect(uitleg).to_be_visible()


@SMAL
def test_uitleg_staat_op_een_smal_scherm_in_de_tekst(lezer: Page) -> None:
    lezer.goto(BESTAAND)

    expect(lezer.get_by_role("tooltip").first).to_be_visible()
