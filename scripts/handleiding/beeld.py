"""Taking one picture of a page, for docs/handleiding."""

import io
import sys
from typing import Any

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page

from kennisbank.demo import PASSWORD
from kennisbank.server import ROOT

DOEL = ROOT / "docs" / "handleiding"
BREED, HOOG = 1200, 2400
"""High, so that what sticks to the edge of a window covers nothing."""

RAND = 16
KLEUREN = 96
MEESTE_BYTES = 150_000

PAGINA: Any = {
    "viewport": {"width": BREED, "height": HOOG},
    "color_scheme": "light",
    "reduced_motion": "reduce",
    "locale": "nl-NL",
}


def log_in(browser: Browser, site: str, naam: str) -> Page:
    page = browser.new_page(**PAGINA, base_url=site)
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill(f"{naam}@example.nl")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("heading", name="Mijn werk").wait_for()
    return page


def neem(page: Page, naam: str, van: str, tot: str, breed: str = "") -> None:
    """Write what stands on the page from the top of `van` to the end of `tot`.

    It is as wide as `breed`, or else as `tot`.
    """
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    boven, onder, midden = (vak(page, waar) for waar in (van, tot, breed or tot))
    links, begin = max(midden["x"] - RAND, 0), max(boven["y"] - RAND, 0)
    uitsnede: Any = {
        "x": links,
        "y": begin,
        "width": min(midden["x"] + midden["width"] + RAND, BREED) - links,
        "height": onder["y"] + onder["height"] + RAND - begin,
    }
    beeld = page.screenshot(full_page=True, clip=uitsnede, animations="disabled")
    doel = DOEL / f"{naam}.png"
    Image.open(io.BytesIO(beeld)).convert("RGB").quantize(KLEUREN, dither=Image.Dither.NONE).save(
        doel, optimize=True
    )
    if doel.stat().st_size > MEESTE_BYTES:
        raise ValueError(f"{doel.name} is groter dan {MEESTE_BYTES // 1000} kB.")
    sys.stdout.write(f"{doel.relative_to(ROOT)}: {doel.stat().st_size // 1000} kB\n")


def vak(page: Page, waar: str) -> FloatRect:
    gevonden = page.locator(waar).first.bounding_box()
    if gevonden is None:
        raise LookupError(f"{waar} is niet te zien op {page.url}.")
    return gevonden
