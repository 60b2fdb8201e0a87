"""The redactie in the browser: who is logged in where, and the site's own database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from gebruikers.models import Gebruiker
from tests.maak import maak_gebruiker

WACHTWOORD = "drie losse woorden"
SESSIE = "sessionid"


@cache
def _versleuteld() -> str:
    """`WACHTWOORD` as the server stores it, which is made to take long."""
    return PBKDF2PasswordHasher().encode(WACHTWOORD, "zout" * 6)


@contextmanager
def verbonden_met(naam: str, unblock: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """Let our models read and write database `naam`, which the site is served from."""
    eigen = connection.settings_dict["NAME"]
    with unblock():
        connection.close()
        connection.settings_dict["NAME"] = naam
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = eigen


class Werkplaats:
    """Makes people in the site's database, and gives each a browser of their own."""

    def __init__(
        self, browser: Browser, site: str, database: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self.browser, self.site, self.database = browser, site, database
        self.contexten: list[BrowserContext] = []

    def gebruiker(self, *rollen: str, **velden: Any) -> Gebruiker:
        """Someone who can log in with `WACHTWOORD`."""
        with self.database():
            gebruiker = maak_gebruiker(rollen=list(rollen or ("kennismakelaar",)), **velden)
            gebruiker.password = _versleuteld()
            gebruiker.save(update_fields=["password"])
            return gebruiker

    def bezoeker(self, *, breedte: int = 1280, **opties: Any) -> Page:
        """A page for somebody who is not logged in. Without motion, so that nothing moves away."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": breedte, "height": 800},
            reduced_motion="reduce",
            **opties,
        )
        self.contexten.append(context)
        return context.new_page()

    def ingelogd(self, gebruiker: Gebruiker, **opties: Any) -> Page:
        """A page for `gebruiker`, past the login."""
        page = self.bezoeker(**opties)
        with self.database():
            client = Client()
            client.force_login(gebruiker)
            sleutel = client.cookies[SESSIE].value
        page.context.add_cookies([{"name": SESSIE, "value": sleutel, "url": self.site}])
        return page

    def sluit(self) -> None:
        for context in self.contexten:
            context.close()


def log_in(page: Page, gebruiker: Gebruiker, wachtwoord: str = WACHTWOORD) -> None:
    """Fill in the login form that `page` shows."""
    page.get_by_label("E-mailadres").fill(gebruiker.email)
    page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def open_sectie(page: Page, pk: int, slug: str) -> None:
    """Go to a section in the editor and wait until its script has done its work."""
    page.goto(f"/redactie/beschrijving/{pk}/schrijven/{slug}/")
    wacht_op_editor(page)


def wacht_op_editor(page: Page) -> None:
    expect(page.locator("form[data-klaar]")).to_be_attached()


def rijk(page: Page, naam: str) -> Locator:
    """The place where one types in the rich text of column `naam`."""
    return page.locator(f".veld:has(#id_{naam}) .rijk__tekst")


def bewaar(page: Page) -> None:
    """Press 'Bewaren' and see the section again, without a fault."""
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaren", exact=True).last.click()
    expect(page.locator("form[data-schrijven]")).to_be_visible()
    expect(page.locator("[role=alert]:visible")).to_have_count(0)
