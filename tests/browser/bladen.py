"""Pages behind a login or a mailed link: accessible, sound HTML, no fault in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.paginas import BREEDTES, Toestand
from tests.browser.test_html import Pagina, kopfouten, verwijsfouten
from tests.browser.test_toegankelijk import ALLES, AXE, KLEUR, Bezoek, leesbaar

OPZIJ = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Blad:
    """One page: `adres` is a key of the addresses that the fixture makes, or an address."""

    naam: str
    adres: str
    status: int = 200
    anoniem: bool = False


def controleer(page: Page, blad: Blad, adres: str, site: str) -> None:
    """Load `adres` once, and look at it in each width and colour scheme. Asserts what is wrong."""
    bezoek = Bezoek(page, Toestand(blad.naam, adres, status=blad.status))
    luisteraars: dict[str, Callable[[Any], None]] = {
        "console": bezoek.noteer,
        "pageerror": lambda fout: bezoek.meldingen.append(str(fout)),
        "requestfailed": lambda vraag: bezoek.meldingen.append(f"mislukt: {vraag.url}"),
        "request": lambda vraag: bezoek.adressen.append(vraag.url),
    }
    for gebeurtenis, doe in luisteraars.items():
        page.on(gebeurtenis, doe)  # type: ignore[call-overload]

    antwoord = page.goto(adres)

    assert antwoord
    assert antwoord.status == blad.status
    assert urlsplit(page.url).path == adres
    pagina = Pagina(adres, antwoord.status, "text/html", antwoord.text())
    assert pagina.ontleed[1] == []
    assert [*verwijsfouten(pagina), *kopfouten(pagina)] == []
    if page.locator("form[data-schrijven]").count():
        expect(page.locator("form[data-klaar]")).to_be_attached()
    page.evaluate("document.querySelectorAll('details').forEach((el) => el.open = true)")
    page.evaluate(AXE_SCRIPT)
    assert list(_in_alle_toestanden(page)) == []
    for gebeurtenis, doe in luisteraars.items():
        page.remove_listener(gebeurtenis, doe)
    assert bezoek.meldingen == []
    assert [url for url in bezoek.adressen if not url.startswith(site + "/")] == []


def _in_alle_toestanden(page: Page) -> Iterator[str]:
    """All that axe finds and what sticks out at each width, and the colours in dark."""
    page.emulate_media(color_scheme="light")
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 800})
        yield from (f"{breedte}: {regel}" for regel in _axe(page, ALLES))
        if (teveel := page.evaluate(OPZIJ)) > 0:
            yield f"{breedte}: {teveel} px te breed"
    page.emulate_media(color_scheme="dark")
    yield from (f"donker: {regel}" for regel in _axe(page, KLEUR))


def _axe(page: Page, regels: Mapping[str, object]) -> Iterator[str]:
    for fout in page.evaluate(AXE, regels)["violations"]:
        yield from leesbaar(fout)
