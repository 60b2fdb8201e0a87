"""Every kind of page and state: no WCAG 2.2 A/AA violation, no fault in the console, one host."""

import pytest
from playwright.sync_api import Page

from innovaties.keuzelijsten import Partijrol
from tests.browser.axe import gebreken, past
from tests.browser.bladen import opgelet
from tests.browser.paginas import BESTAAND, BREEDTES, TOESTANDEN, Toestand

GEBROKEN = """() => [...document.querySelectorAll("h1, h2, h3, h4, th")].flatMap((kop) => {
  const teksten = document.createTreeWalker(kop, NodeFilter.SHOW_TEXT);
  const gebroken = [];
  while (teksten.nextNode()) {
    const tekst = teksten.currentNode;
    for (const woord of tekst.data.matchAll(/[\\p{L}\\p{N}\\u00ad]+/gu)) {
      if (woord[0].includes("\\u00ad")) continue;
      const bereik = document.createRange();
      bereik.setStart(tekst, woord.index);
      bereik.setEnd(tekst, woord.index + woord[0].length);
      const regels = [...bereik.getClientRects()].filter(({width}) => width > 1);
      if (new Set(regels.map(({top}) => Math.round(top))).size > 1) gebroken.push(woord[0]);
    }
  }
  return gebroken;
})"""
"""The words in headings that go on on the next line, and have no soft hyphen to break at."""


@pytest.mark.parametrize("toestand", TOESTANDEN, ids=lambda toestand: toestand.naam)
def test_toestand_is_in_orde(toestand: Toestand, blad: Page, site: str) -> None:
    with opgelet(blad, site, toestand.status) as fouten:
        antwoord = blad.goto(toestand.adres)
        assert antwoord
        assert antwoord.status == toestand.status
        kijk = past if toestand.als else gebreken
        fouten.extend(kijk(blad, toestand.handeling))
        blad.set_viewport_size({"width": BREEDTES[0], "height": 800})
        fouten.extend(f"‘{woord}’ breekt zonder streepje" for woord in blad.evaluate(GEBROKEN))
    assert fouten == []


def test_wat_voor_een_ander_geldt_wordt_daar_bekeken() -> None:
    volledig = {toestand.naam for toestand in TOESTANDEN if not toestand.als}

    assert {toestand.als for toestand in TOESTANDEN if toestand.als} <= volledig


def test_de_tekening_heeft_plaats_voor_elke_rol(page: Page) -> None:
    page.goto(BESTAAND)

    te_breed = page.evaluate(
        """async (namen) => {
          await document.fonts.ready;
          const tekening = document.querySelector(".kring");
          const teksten = [...tekening.querySelectorAll(".kring__naam:not(.kring__naam--midden)")];
          const verste = teksten.reduce((een, ander) =>
            Number(een.getAttribute("x")) > Number(ander.getAttribute("x")) ? een : ander);
          return namen.filter((naam) => {
            verste.textContent = `${naam} (12)`;
            const vak = verste.getBBox();
            return vak.x + vak.width > tekening.viewBox.baseVal.width;
          });
        }""",
        [str(rol.label) for rol in Partijrol],
    )

    assert te_breed == []
