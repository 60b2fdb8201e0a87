"""The pictures of the programme: its planning, a traject and the report."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Browser

from scripts.handleiding.beeld import log_in, neem


def neem_beelden(browser: Browser, site: str) -> None:
    """Write the pictures, of the demo's own planning."""
    page = log_in(browser, site, "projectleider")
    page.goto(reverse("programma:planning"))
    neem(page, "programma", "h1", ".tijdbalk", breed="#inhoud .inhoud >> nth=-1")
    page.get_by_role("link", name="Samenwerken in de regio").first.click()
    neem(page, "traject", ".versie-kop", ".traject-tabel", "#inhoud .inhoud >> nth=-1")
    page.goto(reverse("rapportage:dashboard"))
    neem(page, "rapport", "h1", "section[aria-labelledby=nu]")
    page.close()
