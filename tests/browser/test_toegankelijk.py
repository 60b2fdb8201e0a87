"""Every kind of page and state: no WCAG 2.2 A/AA violation, no fault in the console, one host."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.paginas import BREEDTES, TOESTANDEN, Toestand

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALLES = {"type": "tag", "values": REGELS}
KLEUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = "regels => axe.run({runOnly: regels, resultTypes: ['violations']})"


@dataclass
class Bezoek:
    """A page that is loaded, and all that went wrong or went out while it was."""

    page: Page
    toestand: Toestand
    status: int = 0
    meldingen: list[str] = field(default_factory=list)
    adressen: list[str] = field(default_factory=list)

    def noteer(self, melding: ConsoleMessage) -> None:
        """The browser reports an answer of 404 as an error, also where we want that answer."""
        eigen_status = self.toestand.status != 200 and melding.location["url"] == self.page.url
        if melding.type in {"error", "warning"} and not eigen_status:
            self.meldingen.append(f"{melding.text} ({melding.location['url']})")


@pytest.fixture(scope="module")
def contexten(browser: Browser, site: str) -> Iterator[dict[int, BrowserContext]]:
    """One context for each width. Without motion, so that no colour is caught halfway."""
    gemaakt = {
        breedte: browser.new_context(
            base_url=site, viewport={"width": breedte, "height": 800}, reduced_motion="reduce"
        )
        for breedte in BREEDTES
    }
    yield gemaakt
    for context in gemaakt.values():
        context.close()


@pytest.fixture(
    scope="module",
    params=[(toestand, breedte) for toestand in TOESTANDEN for breedte in BREEDTES],
    ids=lambda param: f"{param[0].naam}-{param[1]}",
)
def bezoek(
    request: pytest.FixtureRequest, contexten: dict[int, BrowserContext]
) -> Iterator[Bezoek]:
    """Load the page once for all tests of this module."""
    toestand, breedte = request.param
    page = contexten[breedte].new_page()
    bezoek = Bezoek(page, toestand)
    page.on("console", bezoek.noteer)
    page.on("pageerror", lambda fout: bezoek.meldingen.append(str(fout)))
    page.on("requestfailed", lambda vraag: bezoek.meldingen.append(f"mislukt: {vraag.url}"))
    page.on("request", lambda vraag: bezoek.adressen.append(vraag.url))
    antwoord = page.goto(toestand.adres)
    assert antwoord
    bezoek.status = antwoord.status
    toestand.handeling(page)
    page.evaluate(AXE_SCRIPT)
    yield bezoek
    page.close()


def test_antwoordt_met_de_juiste_status(bezoek: Bezoek) -> None:
    assert bezoek.status == bezoek.toestand.status


@pytest.mark.parametrize(("schema", "regels"), [("light", ALLES), ("dark", KLEUR)])
def test_is_toegankelijk(
    bezoek: Bezoek, schema: Literal["light", "dark"], regels: Mapping[str, object]
) -> None:
    bezoek.page.emulate_media(color_scheme=schema)

    gevonden = bezoek.page.evaluate(AXE, regels)

    assert [regel for fout in gevonden["violations"] for regel in leesbaar(fout)] == []


def test_meldt_geen_fout_en_vraagt_niets_van_elders(bezoek: Bezoek, site: str) -> None:
    elders = [adres for adres in bezoek.adressen if not adres.startswith(site + "/")]

    assert bezoek.meldingen == []
    assert elders == []


def test_schuift_niet_opzij(bezoek: Bezoek) -> None:
    breedtes = bezoek.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )

    assert breedtes[0] <= breedtes[1]


def leesbaar(fout: dict[str, Any]) -> Iterator[str]:
    for plek in fout["nodes"]:
        redenen = [
            controle["message"] for soort in ("any", "all", "none") for controle in plek[soort]
        ]
        yield f"{fout['id']}: {plek['target']} {plek['html'][:120]} {redenen}"
