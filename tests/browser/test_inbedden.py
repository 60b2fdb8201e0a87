"""The site of somebody else shows our card with one line, whatever it is and looks like."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from kennisbank.server import HOST
from tests.browser.axe import gebreken


@pytest.fixture
def buur(site: str) -> Iterator[str]:
    """The page of a neighbour, at another address than ours."""
    pagina = (
        '<!doctype html><html lang="nl"><title>De buren</title><main><h1>De buren</h1>'
        f'<script src="{site}/kaartje.js" data-innovatie="optimaal-leven" '
        'data-titel="Over Optimaal Leven" async></script></main></html>'
    ).encode()

    class Buur(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pagina)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    with ThreadingHTTPServer((HOST, 0), Buur) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()


def test_een_buur_toont_ons_kaartje_met_een_regel(browser: Browser, buur: str, site: str) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 400, "height": 900})
    page = context.new_page()

    page.goto(buur)

    vak = page.get_by_title("Over Optimaal Leven")
    kaartje = vak.content_frame
    link = kaartje.get_by_role("link", name="Optimaal Leven", exact=True)
    expect(link).to_be_visible()
    expect(kaartje.get_by_role("link", name="Lees meer op de Kennisbank")).to_be_in_viewport()
    assert int(vak.get_attribute("height") or 0) == kaartje.locator("body").evaluate(
        "body => body.offsetHeight"
    )
    assert list(gebreken(page)) == []
    assert context.cookies() == []
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/innovaties/optimaal-leven/")
    context.close()
