"""Checking in with the camera: Chromium looks at a film of a real badge."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from PIL import Image
from playwright.sync_api import BrowserType, expect

from masterclasses.models import Aanmelding, Masterclass
from masterclasses.uitvoer import pdf
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_aanmelding, maak_masterclass, om_tien

BEELD = (1280, 720)


def film(badge: Aanmelding, pad: Path) -> None:
    """What a camera sees of one printed badge, as MJPEG: nothing, and then the badge."""
    png = typst.compile(
        pdf.BADGES,
        format="png",
        ppi=200,
        ignore_system_fonts=True,
        sys_inputs=pdf.badges_invoer([badge]),
    )
    vel = Image.open(io.BytesIO(png)).convert("RGB").crop((100, 110, 840, 670))
    leeg = Image.new("RGB", BEELD, "#8a7f70")
    met_badge = leeg.copy()
    met_badge.paste(vel.rotate(4, expand=True, fillcolor="#8a7f70"), (260, 60))
    beelden = [leeg] * 5 + [met_badge] * 10
    with pad.open("wb") as bestand:
        for beeld in beelden:
            beeld.save(bestand, "JPEG", quality=80)


@pytest.fixture
def masterclass(werkplaats: Werkplaats) -> Masterclass:
    organisator = werkplaats.gebruiker("kennismakelaar")
    with werkplaats.database():
        return maak_masterclass(begin=om_tien(0), organisator=organisator)


@pytest.fixture
def badge(werkplaats: Werkplaats, masterclass: Masterclass) -> Aanmelding:
    with werkplaats.database():
        return maak_aanmelding(masterclass, naam="Zoë Jansen")


@pytest.fixture
def met_camera(
    werkplaats: Werkplaats,
    badge: Aanmelding,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[Werkplaats]:
    """A browser of its own, whose camera plays the film of `badge`."""
    pad = tmp_path / "badge.mjpeg"
    film(badge, pad)
    camera = (
        *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
        f"--use-file-for-fake-video-capture={pad}",
    )
    opties = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *camera]}
    browser = browser_type.launch(**opties)
    eigen = Werkplaats(browser, werkplaats.site, werkplaats.database)
    yield eigen
    eigen.sluit()
    browser.close()


def test_een_badge_voor_de_camera_checkt_iemand_in(
    met_camera: Werkplaats, masterclass: Masterclass, badge: Aanmelding
) -> None:
    page = met_camera.ingelogd(masterclass.organisator)
    fouten: list[str] = []
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    page.on("console", lambda m: fouten.append(m.text) if m.type == "error" else None)

    page.goto(f"/redactie/masterclasses/{masterclass.slug}/inchecken/")
    page.get_by_role("button", name="Scan met de camera").click()

    expect(page.locator("[data-scan-tekst]")).to_contain_text("Zoë Jansen is ingecheckt.")
    expect(page.locator("[data-scan-binnen]")).to_have_text("1")
    page.get_by_role("button", name="Stop de camera").click()
    expect(page.locator("video")).to_be_hidden()
    with met_camera.database():
        badge.refresh_from_db()
    assert badge.aanwezig_door_id == masterclass.organisator.pk
    assert fouten == []


def test_een_badge_van_een_ander_blijft_buiten(
    met_camera: Werkplaats, masterclass: Masterclass, badge: Aanmelding
) -> None:
    with met_camera.database():
        ander = maak_masterclass(begin=om_tien(0), organisator=masterclass.organisator)
    page = met_camera.ingelogd(masterclass.organisator)

    page.goto(f"/redactie/masterclasses/{ander.slug}/inchecken/")
    page.get_by_role("button", name="Scan met de camera").click()

    expect(page.locator("[data-scan-tekst]")).to_contain_text("van een andere masterclass")
    with met_camera.database():
        badge.refresh_from_db()
    assert badge.aanwezig_op is None


def test_zonder_script_checkt_de_knop_iemand_in(
    werkplaats: Werkplaats, masterclass: Masterclass, badge: Aanmelding
) -> None:
    page = werkplaats.ingelogd(masterclass.organisator, java_script_enabled=False)

    page.goto(f"/redactie/masterclasses/{masterclass.slug}/inchecken/")
    page.get_by_label("Naam of organisatie").fill("zoe")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name=f"Inchecken {badge.naam}").click()

    expect(page.get_by_role("status").filter(has_text="Zoë Jansen is ingecheckt.")).to_be_visible()
    expect(page.get_by_role("button", name="Scan met de camera")).to_be_hidden()
