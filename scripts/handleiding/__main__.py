"""Make the pictures of docs/handleiding: `make handleiding`.

A private database gets the content, the demo's logins and a few made-up descriptions; the site is
served as in production, and a browser takes the pictures. Moments that a page names are set to
fixed ones, so that a picture changes only when its page does.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from basis import postgres
from kennisbank.server import HOST, free_port, serve
from tests import chromium

MAP = Path(tempfile.mkdtemp(prefix="kennisbank-handleiding-"))
atexit.register(shutil.rmtree, MAP, ignore_errors=True)
OMGEVING = {
    "DATABASE_URL": postgres.start(MAP / "postgres", ["fsync=off"]),
    "DEMO": "1",
    "MEDIA_ROOT": str(MAP / "media"),
    "SECRET_KEY": "handleiding",
    "STATIC_ROOT": str(MAP / "static"),
}
os.environ |= {"DJANGO_SETTINGS_MODULE": "kennisbank.settings", **OMGEVING}
django.setup()

from django.core.management import call_command  # noqa: E402 (needs Django)

from kennisbank.management.commands.vul_demo import make_logins  # noqa: E402
from scripts.handleiding import masterclasses, nieuwsbrieven, programma, redactie  # noqa: E402


def main() -> None:
    """Fill the database, serve the site and write the pictures."""
    program = chromium.find()
    if program is None:
        sys.exit("Geen browser: draai eerst `make test`, dat haalt er een.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("laad_inhoud", verbosity=0)
    call_command("laad_masterclasses", verbosity=0)
    call_command("laad_programma", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_logins()
    werk, dag = redactie.maak_werk(), masterclasses.maak_dag()
    edities = nieuwsbrieven.maak_edities()
    port = free_port()
    argumenten = ["--no-sandbox"] if os.geteuid() == 0 else []
    with serve(port, OMGEVING), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=argumenten)
        site = f"http://{HOST}:{port}"
        redactie.neem_beelden(browser, site, werk)
        masterclasses.neem_beelden(browser, site, dag)
        nieuwsbrieven.neem_beelden(browser, site, *edities)
        programma.neem_beelden(browser, site)
        browser.close()


if __name__ == "__main__":
    main()
