"""What a first visit costs, and that nothing jumps while the page arrives."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.paginas import BESTAAND, BREEDTES

KILOBYTE = 1000
TRAAG = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
VERSCHUIVING = """
window.verschuivingen = [];
new PerformanceObserver((lijst) => {
  for (const deel of lijst.getEntries()) {
    const bron = deel.sources[0]?.node;
    window.verschuivingen.push([deel.value, bron?.outerHTML?.slice(0, 120) ?? ""]);
  }
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(params=BREEDTES)
def eerste_bezoek(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A visitor with nothing in her cache."""
    context = browser.new_context(base_url=site, viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def netwerk(page: Page) -> CDPSession:
    sessie = page.context.new_cdp_session(page)
    sessie.send("Network.enable")
    return sessie


def test_eerste_bezoek_aan_home_is_licht(eerste_bezoek: Page, site: str) -> None:
    adressen: dict[str, str] = {}
    gewicht: dict[str, float] = {}
    sessie = netwerk(eerste_bezoek)
    sessie.on(
        "Network.requestWillBeSent",
        lambda vraag: adressen.update({vraag["requestId"]: vraag["request"]["url"]}),
    )
    sessie.on(
        "Network.loadingFinished",
        lambda klaar: gewicht.update({klaar["requestId"]: klaar["encodedDataLength"]}),
    )

    eerste_bezoek.goto("/", wait_until="networkidle")

    per_adres = {adressen[nummer]: gewicht.get(nummer, 0) for nummer in adressen}
    assert all(adres.startswith(site + "/") for adres in per_adres), per_adres
    assert set(adressen) == set(gewicht), per_adres
    assert len(adressen) <= 12, per_adres
    assert 20 * KILOBYTE < sum(gewicht.values()) <= 150 * KILOBYTE, per_adres


@pytest.mark.parametrize(
    "adres", ["/", "/innovaties/", BESTAAND], ids=["home", "lijst", "beschrijving"]
)
def test_niets_verspringt_op_een_trage_lijn(eerste_bezoek: Page, adres: str) -> None:
    """On a slow line the fonts come late, and text that is set again shows."""
    netwerk(eerste_bezoek).send("Network.emulateNetworkConditions", TRAAG)
    eerste_bezoek.add_init_script(VERSCHUIVING)

    eerste_bezoek.goto(adres, wait_until="networkidle")

    eerste_bezoek.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    verschuivingen = eerste_bezoek.evaluate("window.verschuivingen")
    assert sum(waarde for waarde, _ in verschuivingen) < 0.01, verschuivingen
