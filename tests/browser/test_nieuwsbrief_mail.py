"""The mail of a newsletter as mail programs show it, and the pages that preview it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from gebruikers.models import Gebruiker
from nieuwsbrieven.models import Editie
from nieuwsbrieven.uitvoer.opmaak import maak, voor
from tests.browser.axe import gebreken
from tests.browser.bladen import Schermblad, controleer
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_abonnee, maak_blok, maak_editie, maak_regio, maak_thema

BREEDTES = [320, 375, 700]
VAN_HET_RAAM = ("region", "landmark-one-main")
"""Rules about landmarks: a mail is shown within a page that has them."""

KLEUREN = (
    *("herstel", "participatie", "wonen", "informele-zorg", "e-health"),
    "regionale-samenwerking",
)
RIJK = (
    '<h3>Een kop</h3><p>Tekst met een <a href="/over/">link</a> en <strong>nadruk</strong>.</p>'
    "<h4>Nog een</h4><ul><li><p>een</p></li></ul><ol><li>twee</li></ol>"
    "<blockquote><p>Een citaat.</p></blockquote>"
)


def maak_volle_editie() -> Editie:
    """An edition with everything that a mail can show."""
    editie = maak_editie(blokken=0, onderwerp="Nieuws & <meer> 🏡", inleiding=RIJK)
    for soort in ("nieuw", "bijgewerkt", "gezocht", "masterclass", "verslag"):
        maak_blok(editie, soort=soort, adres=f"/over/#{soort}", titel=f"Over {soort}", tekst=RIJK)
    maak_blok(editie, themas=[maak_thema(kleur) for kleur in KLEUREN], regios=[maak_regio()])
    lang = "Levensloopbestendigheidsverkenningsonderzoek" * 2
    blok = maak_blok(editie, titel=lang, tekst=f"<p>{lang}</p>", alt="Een groen vlak", adres="/")
    beeld = BytesIO()
    Image.new("RGB", (1200, 500), "#0e463f").save(beeld, "PNG")
    blok.afbeelding.save("vlak.png", ContentFile(beeld.getvalue()))
    return editie


@pytest.fixture
def mail() -> str:
    editie = maak_volle_editie()
    return voor(maak(editie), [blok.pk for blok in editie.blokken.all()], 7)[0]


@pytest.fixture
def venster(browser: Browser) -> Iterator[Page]:
    """A mail program that loads no images, and nothing else."""
    context = browser.new_context()
    context.route("**", _weiger)
    yield context.new_page()
    context.close()


def _weiger(route: Route) -> None:
    route.abort()


@pytest.mark.django_db
def test_de_mail_is_toegankelijk_en_past(mail: str, venster: Page) -> None:
    venster.set_content(mail)

    assert list(gebreken(venster, breedtes=BREEDTES, zonder=VAN_HET_RAAM)) == []


@pytest.mark.django_db
def test_zonder_stijlblok_is_de_mail_ook_goed(mail: str, venster: Page) -> None:
    """Some mail programs keep no <style>."""
    zonder = re.sub(r"<style.*?</style>", "", mail, flags=re.DOTALL)

    assert "<style" not in zonder
    venster.set_content(zonder)
    assert list(gebreken(venster, breedtes=BREEDTES[1:], zonder=VAN_HET_RAAM)) == []


@pytest.mark.django_db
def test_zonder_afbeeldingen_staat_er_wat_erop_te_zien_is(mail: str, venster: Page) -> None:
    venster.set_content(mail)

    beeld = venster.get_by_role("img", name="Een groen vlak")
    assert beeld.bounding_box() is not None
    assert beeld.evaluate("el => el.naturalWidth") == 0
    assert beeld.evaluate("el => el.width") == 536


@pytest.mark.django_db
def test_de_mail_is_hoogstens_600_breed_en_het_voorproefje_is_niet_te_zien(
    mail: str, venster: Page
) -> None:
    venster.set_viewport_size({"width": 1200, "height": 800})
    venster.set_content(mail)

    assert venster.evaluate("document.querySelector('.brief').getBoundingClientRect().width") == 600
    assert not venster.get_by_text("Wat er nieuw is.").is_visible()


@pytest.mark.django_db
def test_donker_is_echt_donker(mail: str, venster: Page) -> None:
    kleur = "getComputedStyle(document.querySelector('.vel')).backgroundColor"
    venster.set_content(mail)
    licht = venster.evaluate(kleur)

    venster.emulate_media(color_scheme="dark")

    assert (licht, venster.evaluate(kleur)) == ("rgb(255, 253, 248)", "rgb(28, 38, 33)")


BLADEN = [
    Schermblad("voorbeeld", "vol:voorbeeld"),
    Schermblad("voorbeeld-akkoord", "goed:voorbeeld"),
    Schermblad("voorbeeld-leeg", "leeg:voorbeeld"),
    Schermblad("controle", "vol:controle"),
    Schermblad("controle-leeg", "leeg:controle"),
    Schermblad("controle-goed", "goed:controle"),
]


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    return kantoor.gebruiker("webredacteur", naam="Wendy Web")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats) -> dict[str, str]:
    """One edition with everything, one that waits for second eyes, and one with nothing."""
    with kantoor.database():
        maak_abonnee()
        vol = maak_volle_editie()
        # The site has another folder for files than this process.
        vol.blokken.exclude(afbeelding="").update(afbeelding="")
        maak_blok(vol, tekst="", titel="Leeg")
        edities = {
            "vol": vol,
            "goed": maak_editie(vier_ogen=True, inleiding="<p>Welkom.</p>"),
            "leeg": maak_editie(blokken=0, preheader=""),
        }
        return {
            f"{naam}:{route}": reverse(f"nieuwsbrieven:{route}", args=[editie.pk])
            for naam, editie in edities.items()
            for route in ("voorbeeld", "controle")
        }


@pytest.fixture(scope="module")
def pagina(kantoor: Werkplaats, lezer: Gebruiker) -> Page:
    return kantoor.ingelogd(lezer)


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Schermblad, adressen: dict[str, str], pagina: Page, site: str
) -> None:
    controleer(pagina, blad, adressen[blad.adres], site)


def test_een_lezer_kiezen_verandert_wat_er_in_het_raam_staat(
    adressen: dict[str, str], pagina: Page
) -> None:
    pagina.goto(adressen["vol:voorbeeld"])
    raam = pagina.frame_locator("iframe >> nth=0")
    raam.get_by_role("heading", name="Over nieuw").wait_for()

    pagina.get_by_label("Een lezer van het kwartaaloverzicht").check()
    pagina.get_by_role("button", name="Toon wat deze lezer krijgt").click()

    pagina.get_by_role("heading", name="Deze lezer krijgt geen mail").wait_for()
    assert pagina.locator("iframe").count() == 0
