"""Nothing typed is lost: two editors at once, no connection, no session, back, twice, no mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.models import Opmerking
from tests.browser.test_toetsenbord import loop_langs
from tests.browser.werkplaats import (
    SESSIE,
    Werkplaats,
    bewaar,
    log_in,
    open_sectie,
    rijk,
    wacht_op_editor,
)
from tests.maak import maak_volledig, met_partij

LANGS = 300
"""More stops than a page of the redactie has between two that a test names."""


@pytest.fixture
def schrijver(werkplaats: Werkplaats) -> Gebruiker:
    return werkplaats.gebruiker()


@pytest.fixture
def versie(werkplaats: Werkplaats, schrijver: Gebruiker) -> Beschrijving:
    """A concept that can be submitted."""
    with werkplaats.database():
        return maak_volledig(schrijver=schrijver, titel="Samen koken in de wijk")


def nu(werkplaats: Werkplaats, versie: Beschrijving) -> Beschrijving:
    with werkplaats.database():
        return Beschrijving.objects.get(pk=versie.pk)


def aantal_regels(werkplaats: Werkplaats, versie: Beschrijving, wat: str) -> int:
    with werkplaats.database():
        return Logregel.objects.over(versie).filter(wat=wat).count()


def open_opmerking(page: Page, versie: Beschrijving) -> None:
    page.goto(f"/redactie/beschrijving/{versie.pk}/")
    page.locator("#onderdeel-aanpak summary", has_text="Opmerking plaatsen").click()


def test_wie_als_tweede_bewaart_ziet_beide_teksten(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    eerste = werkplaats.ingelogd(schrijver)
    tweede = werkplaats.ingelogd(werkplaats.gebruiker(naam="Tess Tweede"))
    for page in (eerste, tweede):
        open_sectie(page, versie.pk, "waarom-en-voor-wie")
    expect(tweede.get_by_text("deze beschrijving nu ook open")).to_be_visible()
    rijk(eerste, "doel").fill("Het doel van de eerste.")
    bewaar(eerste)

    rijk(tweede, "doel").fill("Het doel van de tweede.")
    rijk(tweede, "clientvraag").fill("De vraag van de tweede.")
    tweede.get_by_role("button", name="Bewaren", exact=True).last.click()

    expect(tweede.locator(".van-ander")).to_contain_text("Het doel van de eerste.")
    wacht_op_editor(tweede)
    expect(rijk(tweede, "doel")).to_have_text("Het doel van de tweede.")
    stand = nu(werkplaats, versie)
    assert stand.doel == "<p>Het doel van de eerste.</p>"
    assert stand.clientvraag == "<p>De vraag van de tweede.</p>"

    bewaar(tweede)

    assert nu(werkplaats, versie).doel == "<p>Het doel van de tweede.</p>"


def test_twee_schrijvers_in_twee_velden_zitten_elkaar_niet_in_de_weg(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    eerste, tweede = (werkplaats.ingelogd(wie) for wie in (schrijver, werkplaats.gebruiker()))
    for page in (eerste, tweede):
        open_sectie(page, versie.pk, "waarom-en-voor-wie")
    rijk(eerste, "doel").fill("Een ander doel.")
    rijk(tweede, "aanleiding").fill("Een andere aanleiding.")
    bewaar(eerste)
    bewaar(tweede)

    stand = nu(werkplaats, versie)
    assert stand.doel == "<p>Een ander doel.</p>"
    assert stand.aanleiding == "<p>Een andere aanleiding.</p>"


def test_zonder_verbinding_blijft_de_tekst_in_de_browser(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    open_sectie(page, versie.pk, "waarom-en-voor-wie")
    page.context.set_offline(True)
    rijk(page, "doel").fill("Getypt in de trein.")
    expect(page.locator("[data-status]")).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("Bewaard om")
    assert nu(werkplaats, versie).doel == "<p>Getypt in de trein.</p>"

    page.context.set_offline(True)
    rijk(page, "doel").fill("Getypt in een tunnel.")
    expect(page.locator("[data-status]")).to_contain_text("geen verbinding")
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    open_sectie(page, versie.pk, "waarom-en-voor-wie")
    zet_terug(page)

    expect(rijk(page, "doel")).to_have_text("Getypt in een tunnel.")
    bewaar(page)
    assert nu(werkplaats, versie).doel == "<p>Getypt in een tunnel.</p>"


def zet_terug(page: Page) -> None:
    """Take the offer of the text that was not saved."""
    expect(page.get_by_text("Er staat nog tekst die niet bewaard is.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Terugzetten").click()
    wacht_op_editor(page)


def test_na_een_verlopen_sessie_komt_de_tekst_terug(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    open_sectie(page, versie.pk, "waarom-en-voor-wie")
    page.context.clear_cookies(name=SESSIE)
    rijk(page, "doel").fill("Getypt na de lunch.")
    expect(page.locator("[data-status]")).to_contain_text("niet meer ingelogd")

    page.reload()
    log_in(page, schrijver)
    wacht_op_editor(page)
    zet_terug(page)

    expect(rijk(page, "doel")).to_have_text("Getypt na de lunch.")
    bewaar(page)
    assert nu(werkplaats, versie).doel == "<p>Getypt na de lunch.</p>"


def test_opmerking_na_een_verlopen_sessie_komt_terug(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    open_opmerking(page, versie)
    deel = page.locator("#onderdeel-aanpak")
    deel.get_by_label("Uw opmerking bij").fill("Op welke\ndagen?")
    page.context.clear_cookies(name=SESSIE)
    deel.get_by_role("button", name="Plaats uw opmerking").click()
    log_in(page, schrijver)

    expect(page).to_have_url(re.compile(f"/redactie/beschrijving/{versie.pk}/$"))
    expect(deel.get_by_label("Uw opmerking bij")).to_have_value("Op welke\ndagen?")

    deel.get_by_role("button", name="Plaats uw opmerking").click()

    expect(deel.locator(".opmerking__tekst")).to_contain_text("dagen?")
    expect(deel.get_by_label("Uw opmerking bij")).to_have_value("")
    page.reload()
    expect(deel.get_by_label("Uw opmerking bij")).to_have_value("")
    assert aantal_regels(werkplaats, versie, "opmerking") == 1


def test_terug_na_bewaren_verdubbelt_en_verliest_niets(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    open_sectie(page, versie.pk, "wat-werkt")
    page.locator("button[value='succesfactoren:erbij']").click()
    expect(page.locator("#succesfactoren-1")).to_be_focused()
    wacht_op_editor(page)
    page.locator("#id_succesfactoren-1-tekst").fill("Een vaste kok.")
    bewaar(page)
    page.go_back()
    wacht_op_editor(page)

    expect(page.get_by_text("Er staat nog tekst die niet bewaard is.")).to_be_hidden()
    bewaar(page)

    with werkplaats.database():
        teksten = list(versie.succesfactoren.values_list("tekst", flat=True))
    assert teksten == ["Een vast gezicht.", "Een vaste kok."]
    assert aantal_regels(werkplaats, versie, "gewijzigd") == 1


def test_tweemaal_drukken_doet_het_eenmaal(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    ander_tabblad = page.context.new_page()
    open_opmerking(page, versie)
    page.get_by_label("Uw opmerking bij ‘Aanpak’").fill("Op welke dagen?")
    page.get_by_role("button", name="Plaats uw opmerking").click(click_count=2)
    expect(page.locator(".opmerking__tekst")).to_have_text("Op welke dagen?")

    ander_tabblad.goto(f"/redactie/beschrijving/{versie.pk}/")
    page.get_by_role("button", name="Dien in").click(click_count=2)
    expect(page.locator(".melding--success").first).to_contain_text("Ingediend.")
    ander_tabblad.get_by_role("button", name="Dien in").click()
    expect(ander_tabblad.get_by_role("button", name="Neem terug")).to_be_visible()

    with werkplaats.database():
        assert Opmerking.objects.filter(versie=versie).count() == 1
    assert aantal_regels(werkplaats, versie, "opmerking") == 1
    assert aantal_regels(werkplaats, versie, "ingediend") == 1


def tab_naar(page: Page, kiezer: str, toets: str = "Tab") -> None:
    """Press Tab until the focus is there, and see it."""
    for _ in range(LANGS):
        page.keyboard.press(toets)
        if page.evaluate("kiezer => document.activeElement.matches(kiezer)", kiezer):
            expect(page.locator(kiezer)).to_be_in_viewport()
            return
    raise AssertionError(f"The focus never reaches {kiezer}.")


def test_zonder_muis_schrijven_verplaatsen_en_indienen(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver)
    open_sectie(page, versie.pk, "wat-werkt")
    tab_naar(page, "button[value='succesfactoren:erbij']")
    page.keyboard.press("Enter")
    expect(page.locator("#succesfactoren-1")).to_be_focused()
    wacht_op_editor(page)
    tab_naar(page, "#id_succesfactoren-1-tekst")
    page.keyboard.type("Een vaste kok.")
    tab_naar(page, "button[value='succesfactoren:omhoog:1']")
    page.keyboard.press("Enter")
    expect(page.locator("button[value='succesfactoren:omlaag:0']")).to_be_focused()
    expect(page.locator("#id_succesfactoren-0-tekst")).to_have_value("Een vaste kok.")
    tab_naar(page, ".schrijf__voet button:not([name])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wacht_op_editor(page)
    expect(page.locator("main")).to_be_focused()

    tab_naar(page, f".schrijf__links a[href='/redactie/beschrijving/{versie.pk}/']")
    page.keyboard.press("Enter")
    expect(page.locator("#stappen")).to_be_visible()
    tab_naar(page, "form[action$='/stap/indienen/'] button")
    page.keyboard.press("Enter")

    expect(page.locator(".melding--success").first).to_contain_text("Ingediend.")
    with werkplaats.database():
        teksten = list(versie.succesfactoren.values_list("tekst", flat=True))
    assert teksten == ["Een vaste kok.", "Een vast gezicht."]


@pytest.mark.parametrize("breedte", [320, 1280])
def test_focus_is_in_de_editor_overal_te_zien(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving, breedte: int
) -> None:
    page = werkplaats.ingelogd(schrijver, breedte=breedte)
    open_sectie(page, versie.pk, "wat-u-doet")

    stappen = loop_langs(page)

    assert len(stappen) > 40
    assert [stap["zonder"] for stap in stappen if stap["zonder"]] == []
    assert [stap["bedekt"] for stap in stappen if stap.get("bedekt")] == []


def test_zonder_javascript_schrijven_en_opmerken(
    werkplaats: Werkplaats, schrijver: Gebruiker, versie: Beschrijving
) -> None:
    page = werkplaats.ingelogd(schrijver, java_script_enabled=False)
    page.goto(f"/redactie/beschrijving/{versie.pk}/schrijven/wat-werkt/")
    page.locator("button[value='succesfactoren:erbij']").click()
    page.locator("#id_succesfactoren-1-tekst").fill("Een vaste kok.")
    bewaar(page)
    expect(page.locator("#id_succesfactoren-1-tekst")).to_have_value("Een vaste kok.")
    page.goto(f"/redactie/beschrijving/{versie.pk}/schrijven/wat-u-doet/")
    page.locator("#id_aanpak").fill("Eerst koken.\n\nDan eten.")
    bewaar(page)
    open_opmerking(page, versie)
    page.get_by_label("Uw opmerking bij ‘Aanpak’").fill("Op welke dagen?")
    page.get_by_role("button", name="Plaats uw opmerking").click()

    expect(page.locator(".opmerking__tekst")).to_have_text("Op welke dagen?")
    assert nu(werkplaats, versie).aanpak == "<p>Eerst koken.</p><p>Dan eten.</p>"


def test_een_rij_verhuist_met_het_toetsenbord_zonder_dat_de_pagina_opnieuw_laadt(
    werkplaats: Werkplaats, schrijver: Gebruiker
) -> None:
    with werkplaats.database():
        partijen = [met_partij("Eerste"), met_partij("Tweede")]
        versie = maak_volledig(schrijver=schrijver, partijen=partijen)
    page = werkplaats.ingelogd(schrijver)
    open_sectie(page, versie.pk, "wie-doen-mee")
    page.evaluate("document.body.dataset.dezelfde = 'ja'")

    page.get_by_role("button", name=re.compile("Omlaag.*partij 1")).press("Enter")

    namen = page.get_by_label("Organisatie")
    expect(namen.nth(0)).to_have_value("Tweede")
    expect(namen.nth(1)).to_have_value("Eerste")
    expect(page.locator("[data-verplaatst]")).to_have_text("Verplaatst naar plaats 2.")
    expect(page.get_by_role("button", name=re.compile("Omhoog.*partij 2"))).to_be_focused()
    bewaar(page)
    with werkplaats.database():
        volgorde = [str(een.organisatie) for een in versie.partijen.order_by("volgorde")]
    assert volgorde == ["Tweede", "Eerste"]
