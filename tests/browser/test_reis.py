"""The main job: search, filter, read, compare and take along, with and without JavaScript."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from basis.afbreken import ZACHT
from tests.browser.paginas import BREEDTES, open_filters


@pytest.fixture(params=BREEDTES)
def breedte(request: pytest.FixtureRequest) -> int:
    gekozen: int = request.param
    return gekozen


@pytest.fixture(params=[True, False], ids=["met-javascript", "zonder-javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    aan: bool = request.param
    return aan


@pytest.fixture
def lezer(browser: Browser, site: str, breedte: int, javascript: bool) -> Iterator[Page]:  # noqa: FBT001 (a fixture)
    """A page for one visitor."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": breedte, "height": 800},
        java_script_enabled=javascript,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def lezer_met_javascript(browser: Browser, site: str, breedte: int) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport={"width": breedte, "height": 800})
    yield context.new_page()
    context.close()


OM_EN_OM = pytest.mark.parametrize(
    ("breedte", "javascript"),
    [(320, False), (1280, True)],
    ids=["320-zonder-javascript", "1280-met-javascript"],
    indirect=True,
)
"""For what the server does: each width and each way once, not each with each."""

OP_EEN_TELEFOON = pytest.mark.parametrize("breedte", [320], indirect=True)
"""For what a script does that no width changes."""


def zoek(page: Page, woorden: str, *, kijkend_naar: str = "") -> None:
    """In the list, with one filter open: a closed one keeps its numbers until it is opened."""
    page.goto("/innovaties/")
    if kijkend_naar:
        open_facet(page, kijkend_naar)
    page.get_by_label("Waar zoekt u naar?").fill(woorden)
    page.locator("main").get_by_role("button", name="Zoeken").press("Enter")
    expect(page).to_have_url(re.compile(rf"/innovaties/\?q={woorden}"))
    gevonden = page.locator(".lijst-kop__aantal").inner_text()
    # With JavaScript the filters say a moment later than the list what they would give.
    expect(page.locator(".facetten__toon")).to_have_text(re.compile(rf"Toon\s+{gevonden}"))


def aantal(page: Page) -> int:
    """The number of results that the page tells."""
    return int(page.locator(".lijst-kop__aantal").inner_text().split()[0])


def open_facet(page: Page, facet: str) -> None:
    open_filters(page)
    blok = page.locator(f"#facet-{facet}")
    if blok.get_attribute("open") is None:
        blok.locator("> summary").click()


def kies_facet(page: Page, facet: str, waarde: str) -> Locator:
    """Click one value; without JavaScript the button sends it."""
    open_facet(page, facet)
    vak = page.locator(f"#{facet}-{waarde}")
    vak.check()
    return vak


@OM_EN_OM
def test_van_zoeken_tot_meenemen(lezer: Page, tmp_path: Path, *, javascript: bool) -> None:
    zoek(lezer, "herstel", kijkend_naar="fase")
    eerst = aantal(lezer)
    assert eerst > 2

    belofte = lezer.locator("label:has(#fase-pilot) .facet__aantal").text_content() or ""
    kies_facet(lezer, "fase", "pilot")
    if not javascript:
        lezer.get_by_role("button", name="Toon resultaten").click()
    expect(lezer).to_have_url(re.compile(r"\?q=herstel&.*fase=pilot"))
    expect(lezer.locator(".lijst-kop__aantal")).to_have_text(belofte)

    lezer.get_by_role("link", name="Pilot weghalen").click()
    expect(lezer).to_have_url(re.compile(r"\?q=herstel$"))
    assert aantal(lezer) == eerst

    titels = lezer.locator(".kaartje__titel a").all_inner_texts()[:2]
    lezer.get_by_role("link", name=titels[0], exact=True).click()
    expect(lezer.get_by_role("heading", level=1)).to_have_text(titels[0])
    inhoud = lezer.get_by_role("navigation", name="Op deze pagina")
    if inhoud.is_visible():  # on a phone the folded headings say the same
        inhoud.get_by_role("link").last.click()
    else:
        lezer.evaluate("location.hash = 'verwant'")
    expect(lezer).to_have_url(re.compile(r"#verwant$"))
    expect(lezer.locator("#verwant")).to_be_in_viewport()
    expect(lezer.locator("#verwant li").first).to_be_visible()

    lezer.go_back()
    lezer.go_back()
    expect(lezer).to_have_url(re.compile(r"\?q=herstel$"))
    zonder_breekpunten = [titel.replace(ZACHT, "") for titel in titels]
    for titel in zonder_breekpunten:
        lezer.locator(f"[data-map='{titel}']").check()
    lezer.get_by_role("button", name="Vergelijk").click()
    expect(lezer).to_have_url(re.compile(r"/vergelijk/\?i=[\w-]+&i=[\w-]+$"))
    for titel in titels:
        naast = lezer.get_by_role("radio", name=titel, exact=True)
        if naast.is_visible():  # a phone shows one beside the labels
            naast.check()
        expect(lezer.get_by_role("columnheader", name=titel)).to_be_visible()

    lezer.get_by_role("columnheader").get_by_role("link", name=titels[1], exact=True).click()
    assert bewaar(lezer, "PDF", tmp_path).startswith(b"%PDF-")
    assert bewaar(lezer, "Word", tmp_path).startswith(b"PK\x03\x04")
    assert zonder_breekpunten[1] in str(json.loads(bewaar(lezer, "JSON", tmp_path)))


def bewaar(page: Page, soort: str, map_: Path) -> bytes:
    """Download the description and return what arrived."""
    with page.expect_download() as download:
        page.get_by_role("link", name=soort, exact=True).first.click()
    bestand = map_ / download.value.suggested_filename
    download.value.save_as(bestand)
    return bestand.read_bytes()


def zoals_het_woordenboek(titel: str) -> str:
    """Capitals and accents make no difference to where a reader looks."""
    return unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode().casefold()


def test_facet_werkt_bij_zonder_de_pagina_te_verlaten(lezer_met_javascript: Page) -> None:
    page = lezer_met_javascript
    zoek(page, "wijk")
    page.evaluate("window.dezelfde = true")

    vak = kies_facet(page, "thema", "herstel")

    expect(page).to_have_url(re.compile(r"/innovaties/\?q=wijk&thema=herstel$"))
    expect(page.get_by_role("link", name="Herstel weghalen")).to_be_visible()
    expect(vak).to_be_focused()
    expect(vak).to_be_checked()
    expect(page.locator("#facet-thema")).to_be_visible()
    assert page.evaluate("window.dezelfde") is True

    kies_facet(page, "thema", "participatie")

    expect(page).to_have_url(re.compile(r"thema=herstel&thema=participatie$"))
    assert page.evaluate("window.dezelfde") is True


@OP_EEN_TELEFOON
def test_sorteren_werkt_ter_plaatse_bij(lezer_met_javascript: Page) -> None:
    page = lezer_met_javascript
    page.goto("/innovaties/")
    page.evaluate("window.dezelfde = true")

    page.get_by_label("Sorteer op").focus()
    page.get_by_label("Sorteer op").select_option("titel")

    expect(page).to_have_url(re.compile(r"sorteer=titel$"))
    expect(page.get_by_label("Sorteer op")).to_be_focused()
    expect(page.locator(".kaartje__titel").first).to_contain_text("Bespreekbaar")
    titels = page.locator(".kaartje__titel").all_inner_texts()
    assert titels == sorted(titels, key=zoals_het_woordenboek)
    assert page.evaluate("window.dezelfde") is True


@OM_EN_OM
def test_zoeken_in_de_lijst_toont_het_best_passende_eerst(lezer: Page) -> None:
    lezer.goto("/innovaties/")

    lezer.get_by_label("Waar zoekt u naar?").fill("crisis")
    lezer.locator("main").get_by_role("button", name="Zoeken").click()

    expect(lezer).to_have_url(re.compile(r"\?q=crisis"))
    expect(lezer.get_by_label("Sorteer op").locator("option:checked")).to_have_text("Best passend")


def test_terugknop_geeft_de_vorige_vraag(lezer_met_javascript: Page) -> None:
    page = lezer_met_javascript
    zoek(page, "wijk")
    eerst = aantal(page)
    kies_facet(page, "thema", "herstel")
    expect(page).to_have_url(re.compile(r"thema=herstel$"))
    expect(page.get_by_role("link", name="Herstel weghalen")).to_be_visible()
    daarna = aantal(page)
    gemeld = page.get_by_role("status").filter(has_text="gevonden")
    expect(gemeld).to_have_text(re.compile(rf"^{daarna} innovaties? gevonden\.$"))
    titel = rf"^Innovaties: zoeken naar wijk, {daarna} innovaties? gevonden – "
    expect(page).to_have_title(re.compile(titel))

    page.go_back()

    expect(page).to_have_url(re.compile(r"\?q=wijk$"))
    expect(page.locator(".lijst-kop__aantal")).to_have_text(f"{eerst} innovaties")
    expect(page.locator("#thema-herstel")).not_to_be_checked()
    expect(page.get_by_label("Waar zoekt u naar?")).to_have_value("wijk")

    page.go_forward()

    expect(page.locator(".lijst-kop__aantal")).to_have_text(re.compile(rf"^{daarna} "))
    expect(page.locator("#thema-herstel")).to_be_checked()


@OP_EEN_TELEFOON
def test_keuze_om_te_vergelijken_blijft_bij_een_nieuwe_vraag(lezer_met_javascript: Page) -> None:
    page = lezer_met_javascript
    page.goto("/innovaties/?q=herstel")
    page.locator("[data-map]").first.check()
    eerste = page.locator("[data-map]").first.get_attribute("value")
    page.goto("/innovaties/?soort=gewenst")
    tweede = page.locator("[data-map]").first.get_attribute("value")

    page.locator("[data-map]").first.check()
    page.get_by_role("button", name="Vergelijk").click()

    expect(page).to_have_url(re.compile(rf"/vergelijk/\?i={eerste}&i={tweede}$"))


@OM_EN_OM
def test_van_alles_naar_de_lijst_met_een_filter(lezer: Page) -> None:
    lezer.goto("/")
    lezer.get_by_label("Waar zoekt u naar?").fill("herstel")
    lezer.get_by_role("button", name="Zoeken").click()
    expect(lezer).to_have_url(re.compile(r"/zoeken/\?q=herstel$"))

    kies_facet(lezer, "fase", "pilot")
    lezer.get_by_role("button", name="Toon resultaten").click()

    expect(lezer).to_have_url(re.compile(r"/innovaties/\?q=herstel&fase=pilot$"))
    expect(lezer.get_by_role("link", name="Pilot weghalen")).to_be_visible()


@OM_EN_OM
def test_blad_blijft_bij_de_vraag(lezer: Page) -> None:
    lezer.goto("/innovaties/?soort=bestaand")

    lezer.get_by_role("link", name="Volgende").click()

    expect(lezer).to_have_url(re.compile(r"\?soort=bestaand&pagina=2$"))
    expect(lezer.get_by_role("link", name="Pagina 2")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("tot", ["<body", "<nav"])
def test_een_pagina_die_onderweg_afbreekt_geeft_geen_fout(page: Page, tot: str) -> None:
    fouten: list[str] = []
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    page.route(
        "**/over/",
        lambda route: route.fulfill(
            body=route.fetch().text().partition(tot)[0], content_type="text/html"
        ),
    )

    page.goto("/over/")

    assert fouten == []
