"""Pages behind a login or a mailed link: accessible, sound HTML, no fault in the console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, expect

from tests.browser.axe import gebreken
from tests.hele_site import Htmlpagina, kommafouten, kopfouten, verwijsfouten

VREEMDE_LETTER = """() => [...document.querySelectorAll("main :is(input, select, textarea)")]
  .filter((el) => getComputedStyle(el).fontFamily !== getComputedStyle(document.body).fontFamily)
  .filter((el) => !["checkbox", "radio", "hidden", "file"].includes(el.type))
  .map((el) => el.name)"""
"""The fields that nothing of the page's styles reaches."""


@dataclass(frozen=True)
class Schermblad:
    """One page: `adres` is a key of the addresses that the fixture makes, or an address."""

    naam: str
    adres: str
    status: int = 200
    anoniem: bool = False


def controleer(page: Page, blad: Schermblad, adres: str, site: str) -> None:
    """Load `adres` once, and look at it in each width and colour scheme. Asserts what is wrong."""
    with opgelet(page, site, blad.status) as fouten:
        antwoord = page.goto(adres)

        assert antwoord
        assert antwoord.status == blad.status
        assert urlsplit(page.url).path == adres
        pagina = Htmlpagina(adres, antwoord.status, "text/html", antwoord.text())
        assert pagina.ontleed[1] == []
        assert [*verwijsfouten(pagina), *kopfouten(pagina), *kommafouten(pagina)] == []
        if page.locator("form[data-schrijven]").count():
            expect(page.locator("form[data-klaar]")).to_be_attached()
        assert page.evaluate(VREEMDE_LETTER) == []
        assert not re.search(r"\bNone\b", page.inner_text("main"))  # nobody, told as a name
        page.evaluate("document.querySelectorAll('details').forEach((el) => el.open = true)")
        fouten.extend(gebreken(page))
    assert fouten == []


@contextmanager
def opgelet(page: Page, site: str, status: int) -> Iterator[list[str]]:
    """What goes wrong in `page`, or is asked elsewhere, as long as a `with` lasts."""
    fouten: list[str] = []

    def bij_melding(melding: ConsoleMessage) -> None:
        # The browser reports an answer of 404 as an error, also where we want that answer.
        eigen_status = status != 200 and melding.location["url"] == page.url
        if melding.type in {"error", "warning"} and not eigen_status:
            fouten.append(f"{melding.text} ({melding.location['url']})")

    def bij_fout(fout: Error) -> None:
        fouten.append(str(fout))

    def bij_mislukking(vraag: Request) -> None:
        fouten.append(f"mislukt: {vraag.url}")

    def bij_vraag(vraag: Request) -> None:
        if not vraag.url.startswith(f"{site}/"):
            fouten.append(f"elders: {vraag.url}")

    page.on("console", bij_melding)
    page.on("pageerror", bij_fout)
    page.on("requestfailed", bij_mislukking)
    page.on("request", bij_vraag)
    yield fouten
    page.remove_listener("console", bij_melding)
    page.remove_listener("pageerror", bij_fout)
    page.remove_listener("requestfailed", bij_mislukking)
    page.remove_listener("request", bij_vraag)
