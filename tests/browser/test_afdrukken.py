"""On paper: the text, without what only a screen needs."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.paginas import BESTAAND, VIJF, vergelijk


def test_beschrijving_op_papier_is_alleen_de_tekst(blad: Page) -> None:
    blad.goto(BESTAAND)

    blad.emulate_media(media="print")

    expect(blad.get_by_role("heading", level=1)).to_be_visible()
    for kop in blad.locator(".sectie > h2").all():
        expect(kop).to_be_visible()
    expect(blad.locator(".samenvatting")).to_be_visible()
    for weg in (".kop__nav", ".kruimels", ".inhoudsopgave", ".meenemen", ".voet", ".nl-skip-link"):
        expect(blad.locator(weg)).to_be_hidden()


def test_uitleg_van_een_woord_staat_op_papier_in_de_tekst(blad: Page) -> None:
    blad.goto(BESTAAND)

    blad.emulate_media(media="print")

    expect(blad.get_by_role("tooltip").first).to_be_visible()


@pytest.mark.parametrize("schema", ["light", "dark"])
def test_papier_is_wit(blad: Page, schema: str) -> None:
    blad.emulate_media(media="print", color_scheme="dark" if schema == "dark" else "light")

    blad.goto(BESTAAND)

    expect(blad.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(blad.locator("body")).to_have_css("color", "rgb(0, 0, 0)")


def test_vergelijking_staat_heel_op_papier(blad: Page) -> None:
    blad.goto(vergelijk(*VIJF[:4]))

    blad.emulate_media(media="print")

    expect(blad.get_by_role("columnheader", name="Optimaal Leven")).to_be_visible()
    expect(blad.locator(".vergelijk__kies")).to_be_hidden()
    expect(blad.get_by_role("link", name="Haal weg")).to_have_count(0)


def test_drie_innovaties_naast_elkaar_passen_op_vier_bladen(blad: Page) -> None:
    blad.goto(vergelijk(*VIJF[:3]))

    pdf = blad.pdf(format="A4", prefer_css_page_size=True)

    with pikepdf.open(BytesIO(pdf)) as papier:
        assert len(papier.pages) <= 4
        # Each lies down: no upright sheet with our name alone comes first.
        assert all(blad.mediabox[2] > blad.mediabox[3] for blad in papier.pages)


def test_een_lijst_op_papier_zegt_wat_er_gevraagd_is(page: Page) -> None:
    page.goto("/innovaties/?q=herstel&thema=herstel&weergave=tabel")

    page.emulate_media(media="print")

    for gevraagd in ("“herstel”", "Herstel"):
        expect(page.get_by_role("link", name=f"{gevraagd} weghalen", exact=True)).to_be_visible()
    for weg in (".chip--wis", "#q-hulp", "main [data-map]"):
        expect(page.locator(weg).first).to_be_hidden()


def test_wat_dichtgevouwen_is_staat_op_papier(page: Page) -> None:
    page.goto("/in-gewone-taal/")
    vak = page.locator("main details").first
    expect(vak.locator("p").first).to_be_hidden()

    page.emulate_media(media="print")

    expect(vak.locator("p").first).to_be_visible()


@pytest.mark.parametrize(
    "adres", ["programma/tranches/samen-in-de-regio", "inventarisatie/inventarisatie-2015"]
)
def test_geen_blad_eindigt_met_een_kop(page: Page, adres: str) -> None:
    page.goto(f"/{adres}/")
    koppen = page.locator("main :is(h2, h3)").all_inner_texts()

    papier = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))

    laatste = [blad.get_textpage().get_text_range().splitlines()[-1] for blad in papier]
    assert len(laatste) > 1
    assert set(laatste).isdisjoint(koppen)
