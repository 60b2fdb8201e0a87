"""A questionnaire that saves by itself, filled in by two colleagues at once."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_uitvraag
from wensen import links
from wensen.actions.vragenlijst import antwoorden
from wensen.models import Uitvraag


@pytest.fixture
def uitvraag(werkplaats: Werkplaats) -> Uitvraag:
    with werkplaats.database():
        return maak_uitvraag()


def open_lijst(werkplaats: Werkplaats, uitvraag: Uitvraag) -> Page:
    page = werkplaats.bezoeker()
    page.goto(urlsplit(links.vragenlijst(uitvraag)).path)
    return page


def vul_in(page: Page, tekst: str) -> None:
    page.get_by_label("Wilt u nog iets kwijt?").fill(tekst)


def zegt(page: Page, tekst: str) -> None:
    expect(page.locator("[data-status]")).to_contain_text(tekst)


def bewaard(werkplaats: Werkplaats, uitvraag: Uitvraag) -> object:
    with werkplaats.database():
        return antwoorden(uitvraag)["opmerking"]


def test_van_twee_die_tegelijk_invullen_gaat_geen_tekst_verloren(
    werkplaats: Werkplaats, uitvraag: Uitvraag
) -> None:
    eerste, tweede = (open_lijst(werkplaats, uitvraag) for _ in range(2))
    vul_in(eerste, "Van de een.")
    zegt(eerste, "Bewaard om")

    vul_in(tweede, "Van de ander.")

    zegt(tweede, "U ziet beide teksten")
    expect(tweede.get_by_text("Van de een.")).to_be_visible()
    assert bewaard(werkplaats, uitvraag) == "Van de een."
    tweede.get_by_role("button", name="Bewaar wat hierboven staat").click()
    zegt(tweede, "Bewaard om")
    expect(tweede.get_by_text("Van de een.")).to_be_hidden()
    assert bewaard(werkplaats, uitvraag) == "Van de ander."


def test_zonder_verbinding_blijft_de_tekst_staan_en_gaat_ze_later_vanzelf(
    werkplaats: Werkplaats, uitvraag: Uitvraag
) -> None:
    page = open_lijst(werkplaats, uitvraag)
    page.context.set_offline(True)
    vul_in(page, "Getypt in de trein.")
    zegt(page, "Wij blijven het proberen")

    page.get_by_role("button", name="Bewaar en ga later verder").click()
    zegt(page, "Probeer het zo nog eens")
    page.context.set_offline(False)

    zegt(page, "Bewaard om")
    assert bewaard(werkplaats, uitvraag) == "Getypt in de trein."
