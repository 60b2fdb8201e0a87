"""Four readers, each from a question to something in the hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.paginas import BESTAAND, VIJF, kies_om_te_vergelijken, open_filters, vergelijk

BEWAART_NIET = "Storage.prototype.setItem = () => { throw new DOMException('vol'); };"


@pytest.fixture
def telefoon(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site,
        viewport={"width": 360, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


def kies(page: Page, facet: str, *waarden: str) -> None:
    """Tick values of a facet, each as its answer arrives."""
    open_filters(page)
    for waarde in waarden:
        vak = page.locator(f"#{facet}-{waarde}")
        if not vak.is_visible():
            page.locator(f"#facet-{facet} > summary").click()
        vak.check()
        expect(page).to_have_url(re.compile(rf"{facet}={waarde}"))


def test_een_verpleegkundige_vindt_leest_en_deelt_op_haar_telefoon(telefoon: Page) -> None:
    telefoon.goto("/innovaties/?q=opname+voorkomen")
    kies(telefoon, "soort", "bestaand")
    expect(telefoon.locator(".facetten__toon")).to_be_in_viewport()
    telefoon.locator(".facetten__toon").click()
    telefoon.locator(".kaartje__titel a").first.click()

    band = telefoon.locator(".band").bounding_box()
    assert band is not None
    assert band["y"] + band["height"] <= 2 * 800
    hoogte = telefoon.evaluate("document.querySelector('main').offsetHeight")
    assert hoogte <= 8 * 800
    sectie = telefoon.locator("#wat-u-doet")
    expect(sectie.locator(".onderdeel").first).to_be_hidden()
    sectie.locator("summary").first.click()
    expect(sectie.locator(".onderdeel").first).to_be_visible()
    telefoon.evaluate("location.hash = 'aanleiding'")
    expect(telefoon.locator("#aanleiding")).to_be_in_viewport()

    telefoon.get_by_role("button", name="Kopieer adres").click()

    expect(telefoon.get_by_text("Het adres is gekopieerd.")).to_be_visible()
    assert telefoon.evaluate("navigator.clipboard.readText()") == telefoon.url


@pytest.mark.parametrize("pad", ["zoeken", "innovaties"])
@pytest.mark.parametrize("vraag", ["lumpsum", "Alkmaar ggz", "wat doe je met verwarde mensen"])
def test_het_eerste_antwoord_staat_op_het_eerste_scherm(
    telefoon: Page, pad: str, vraag: str
) -> None:
    telefoon.set_viewport_size({"width": 360, "height": 740})

    telefoon.goto(f"/{pad}/?q={vraag}")

    eerste = telefoon.locator("main :is(.kaartje__titel, .termen li)").first
    expect(eerste).to_be_in_viewport(ratio=0.9)


def test_wat_zij_koos_laat_op_haar_telefoon_de_lijst_in_zicht(telefoon: Page) -> None:
    telefoon.goto("/innovaties/")

    kies_om_te_vergelijken(telefoon)

    balk = telefoon.locator(".vergelijk-balk--actief").bounding_box()
    assert balk is not None
    assert balk["height"] <= 800 / 5


@pytest.mark.parametrize(("n", "breedte", "naast"), [(3, 768, 3), (4, 768, 1), (2, 767, 1)])
def test_op_een_tablet_staan_drie_innovaties_naast_elkaar(
    page: Page, n: int, breedte: int, naast: int
) -> None:
    page.set_viewport_size({"width": breedte, "height": 1024})

    page.goto(vergelijk(*VIJF[:n]))

    koppen = page.locator(".vergelijk__tabel thead th:visible")
    expect(koppen).to_have_count(1 + naast)
    expect(page.locator(".vergelijk__kies")).to_be_visible(visible=naast < n)
    assert page.evaluate("document.documentElement.scrollWidth") == breedte


def test_een_beleidsmedewerker_vergelijkt_drie_manieren_van_betalen_in_word(
    page: Page, tmp_path: Path
) -> None:
    page.goto("/innovaties/?weergave=tabel")
    kies(page, "financiering", "lumpsum", "virtuele-lumpsum", "subsidie")
    expect(page.locator(".lijsttabel tbody tr").nth(2)).to_be_visible()

    for nummer in range(3):
        page.locator("[data-map]").nth(nummer).check()
    page.get_by_role("button", name="Vergelijk").click()

    expect(page.locator(".vergelijk__sectie").first).to_have_text("In één oogopslag")
    expect(page.get_by_role("columnheader")).to_have_count(4)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word", exact=True).click()
    download.value.save_as(tmp_path / "vergelijking.docx")
    assert (tmp_path / "vergelijking.docx").read_bytes().startswith(b"PK\x03\x04")


def test_een_verzekeraar_leest_een_eerlijke_nul(page: Page) -> None:
    page.goto("/innovaties/")

    kies(page, "resultaat", "effect-gemeten")

    expect(page.get_by_role("heading", name="Geen innovaties gevonden")).to_be_in_viewport()
    expect(page.locator("#resultaat-effect-gemeten")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Zonder het filter ‘Resultaat’")).to_be_visible()


def test_een_client_leest_in_gewone_taal_en_weet_wie_zij_kan_vragen(telefoon: Page) -> None:
    telefoon.goto("/")
    telefoon.get_by_label("Waar zoekt u naar?").fill("samen een plan voor een crisis")
    telefoon.locator("main").get_by_role("button", name="Zoeken").click()
    telefoon.locator(".kaartje__titel a").first.click()

    expect(telefoon.get_by_role("heading", name="In gewone taal")).to_be_visible()
    vraag = telefoon.locator(".meenemen").get_by_role("link", name=re.compile("@")).first
    expect(vraag).to_have_attribute("href", re.compile("^mailto:"))


def test_wie_zegt_wie_zij_is_leest_eerst_wat_voor_haar_is(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Ik ben").select_option("bestuur")
    page.goto("/innovaties/optimaal-leven/#%")

    koppen = page.locator(".sectie__kop").all_text_contents()
    inhoud = page.locator(".inhoudsopgave li").all_text_contents()
    assert koppen[:3] == ["Wat nodig is", "Wat het oplevert", "In het kort"]
    assert [regel.strip() for regel in inhoud[:2]] == koppen[:2]
    expect(page.get_by_text("U zei wie u bent.")).to_be_visible()

    page.goto("/lessen/")
    expect(page.get_by_label("Wie bent u?")).to_have_value("bestuur")
    page.goto("/nieuwsbrieven/aanmelden/")
    expect(page.get_by_role("checkbox", name="Als bestuurder")).to_be_checked()
    page.get_by_role("checkbox", name="Als bestuurder").uncheck()
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("checkbox", name="Als bestuurder")).not_to_be_checked()


def test_wie_niets_mag_bewaren_leest_dat_ook_als_zij_zegt_wie_zij_is(page: Page) -> None:
    page.add_init_script(BEWAART_NIET)
    page.goto("/")

    page.get_by_label("Ik ben").select_option("gemeente")

    gemeld = page.locator("[data-lezer-status]")
    expect(gemeld).to_contain_text("Uw browser bewaart uw keuze niet.")
    expect(gemeld).not_to_have_class("visueel-verborgen")


def test_niemand_is_client_omdat_een_formulier_dat_koos(page: Page) -> None:
    page.goto("/lessen/?lezer=client-of-naaste")

    page.goto("/nieuwsbrieven/aanmelden/")

    rollen = page.get_by_role("group", name="In welke rol leest u?").get_by_role("checkbox")
    expect(rollen.first).to_be_visible()
    assert not any(rol.is_checked() for rol in rollen.all())


@pytest.mark.parametrize("adres", ["/", "/innovaties/", BESTAAND, "/element/een-plan/"])
def test_wie_niets_mag_bewaren_leest_dat_waar_zij_aanvinkt(page: Page, adres: str) -> None:
    page.add_init_script(BEWAART_NIET)
    page.goto(adres)

    page.locator("main [data-map]").first.check()

    gemeld = page.get_by_text("Uw browser bewaart dit niet").first
    expect(gemeld).to_be_visible()
    expect(gemeld).to_have_attribute("role", re.compile("status|alert"))
