"""Nothing typed is lost: a session that ends, a dead laptop, two boxes, leaving, an old token."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from gebruikers.models import Gebruiker
from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Editie
from redactie.models import Lezersmelding
from tests.browser.werkplaats import SESSIE, Werkplaats, log_in
from tests.maak import maak_masterclass, maak_traject, maak_volledig, nieuwe_deelname
from trajecten.actions.begeleiden import bewaar_plan
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.models import Begeleidingsplan, Deelname, Traject
from werkplek.models import Klad

TERUG = "Wat u typte, staat er weer."
BEWAARD = re.compile(r"^Voor u bewaard om \d+\.\d\d uur\. Nog niet verstuurd\.$")
TEKST = "Wij beginnen klein.\nMet één wijk."


@pytest.fixture(scope="module")
def coach(kantoor: Werkplaats) -> Gebruiker:
    return kantoor.gebruiker("coach")


@pytest.fixture(scope="module")
def traject(kantoor: Werkplaats, coach: Gebruiker) -> Traject:
    """One for all tests: there is place for six."""
    with kantoor.database():
        return maak_traject(coaches=[coach])


@pytest.fixture
def deelname(werkplaats: Werkplaats, traject: Traject) -> Iterator[Deelname]:
    """One without a plan; its place is free again after the test."""
    with werkplaats.database():
        deelname = schrijf_in(deelname=nieuwe_deelname(traject), door=traject.gemaakt_door)
    yield deelname
    with werkplaats.database():
        stop_deelname(deelname=deelname, reden="Voorbij.", door=traject.gemaakt_door)


def kopieen(page: Page) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('kopie:'))"))


def open_plan(page: Page, deelname: Deelname) -> Locator:
    """The plan, and its first field."""
    page.goto(f"/redactie/programma/deelnames/{deelname.pk}/plan/")
    return page.locator("main form textarea").first


def schrijf(page: Page, deelname: Deelname) -> Locator:
    """Fill in the whole plan; the first field comes back."""
    eerste = open_plan(page, deelname)
    for vak in page.locator("main form textarea").all():
        vak.fill(TEKST)
    return eerste


def bewaar(page: Page) -> None:
    page.get_by_role("button", name="Bewaren", exact=True).click()


def plan_van(werkplaats: Werkplaats, deelname: Deelname) -> str:
    """What stands in the first field; empty without a plan."""
    with werkplaats.database():
        return " ".join(
            Begeleidingsplan.objects.filter(deelname=deelname).values_list(
                "beginsituatie", flat=True
            )
        )


def vraagt(page: Page, *, blijf: bool) -> list[str]:
    """Answer the browser's question on leaving; what it asked comes in the list."""
    gevraagd: list[str] = []

    def antwoord(vraag: Dialog) -> None:
        gevraagd.append(vraag.type)
        vraag.dismiss() if blijf else vraag.accept()

    page.on("dialog", antwoord)
    return gevraagd


def test_na_een_verlopen_sessie_staat_het_plan_er_weer_en_is_het_te_bewaren(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    veld = schrijf(page, deelname)
    page.context.clear_cookies(name=SESSIE)
    bewaar(page)
    log_in(page, coach)

    expect(page.get_by_text(TERUG)).to_be_visible()
    expect(veld).to_have_value(TEKST)

    bewaar(page)

    expect(page.locator(".melding--success").first).to_be_visible()
    assert "Met één wijk." in plan_van(werkplaats, deelname)
    assert kopieen(page) == []
    open_plan(page, deelname)
    expect(page.get_by_text(TERUG)).to_be_hidden()


def test_een_ander_op_hetzelfde_apparaat_ziet_de_tekst_niet(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page, leider = werkplaats.ingelogd(coach), werkplaats.gebruiker("projectleider")
    schrijf(page, deelname)
    page.context.clear_cookies(name=SESSIE)
    bewaar(page)

    log_in(page, leider)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Met één wijk.")).to_have_count(0)


def test_wat_geweigerd_wordt_blijft_tot_het_bewaard_is(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    veld = schrijf(page, deelname)
    page.evaluate("document.querySelector('main form [name=kenmerk]').value = 'van gisteren'")
    bewaar(page)

    expect(page.get_by_text("Niet bewaard.")).to_be_visible()
    expect(veld).to_have_value(TEKST)
    expect(page.get_by_text(TERUG)).to_be_hidden()
    assert len(kopieen(page)) == 1

    bewaar(page)

    expect(page.locator(".melding--success").first).to_be_visible()
    assert kopieen(page) == []


def test_van_twee_vakken_blijft_het_ene_als_het_andere_gaat(werkplaats: Werkplaats) -> None:
    schrijver = werkplaats.gebruiker()
    with werkplaats.database():
        versie = maak_volledig(schrijver=schrijver)
    page = werkplaats.ingelogd(schrijver)
    page.goto(f"/redactie/beschrijving/{versie.pk}/")
    for onderdeel in ("aanpak", "doel"):
        deel = page.locator(f"#onderdeel-{onderdeel}")
        deel.locator("summary", has_text="Opmerking plaatsen").click()
        deel.get_by_label("Uw opmerking bij").fill(f"Over {onderdeel}.")

    page.locator("#onderdeel-doel").get_by_role("button", name="Plaats uw opmerking").click()

    expect(page.locator(".opmerking__tekst")).to_have_text("Over doel.")
    expect(page.locator("#onderdeel-doel textarea").last).to_have_value("")
    vak = page.locator("#onderdeel-aanpak")
    expect(vak.get_by_label("Uw opmerking bij")).to_have_value("Over aanpak.")
    vak.get_by_role("button", name="Plaats uw opmerking").click()
    expect(page.locator(".opmerking__tekst")).to_have_count(2)
    assert kopieen(page) == []


def test_wie_weggaat_met_tekst_krijgt_een_vraag_en_vindt_haar_terug(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    veld = open_plan(page, deelname)
    gevraagd = vraagt(page, blijf=True)
    veld.click()
    page.keyboard.type("Wij beginnen klein.")
    page.get_by_role("link", name="Terug", exact=True).click()
    expect(veld).to_have_value("Wij beginnen klein.")

    assert gevraagd == ["beforeunload"]


def test_wie_niets_typte_of_alles_terugdraaide_gaat_zonder_vraag(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    veld = open_plan(page, deelname)
    gevraagd = vraagt(page, blijf=True)
    veld.click()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")

    page.get_by_role("link", name="Terug", exact=True).click()

    expect(page).to_have_url(re.compile(f"/deelnames/{deelname.pk}/$"))
    assert (gevraagd, kopieen(page)) == ([], [])


def test_wie_toch_weggaat_vindt_de_tekst_terug_en_kan_haar_weggooien(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    vraagt(page, blijf=False)
    schrijf(page, deelname)
    page.goto("/redactie/")

    veld = open_plan(page, deelname)
    expect(veld).to_have_value(TEKST)
    page.get_by_role("button", name="Gooi het weg").click()

    expect(page.get_by_text(TERUG)).to_have_count(0)
    expect(veld).to_have_value("")
    assert kopieen(page) == []


def test_een_kopie_vervalt_na_een_dag_en_bij_uitloggen(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    vraagt(page, blijf=False)
    schrijf(page, deelname)
    page.evaluate(
        """for (const [naam, waarde] of Object.entries(localStorage)) {
            const oud = { ...JSON.parse(waarde), op: Date.now() - 25 * 3600 * 1000 };
            if (naam.startsWith("kopie:")) localStorage.setItem(naam, JSON.stringify(oud));
        }"""
    )
    page.goto("/over/")
    assert kopieen(page) == []

    schrijf(page, deelname)
    assert len(kopieen(page)) == 1
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()

    assert kopieen(page) == []


def test_met_een_oude_sleutel_is_een_druk_genoeg(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach)
    schrijf(page, deelname)
    page.context.clear_cookies(name="csrftoken")
    bewaar(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Druk nog één keer")
    page.get_by_role("button", name="Verstuur opnieuw").click()

    expect(page.locator(".melding--success").first).to_be_visible()
    assert "Met één wijk." in plan_van(werkplaats, deelname)
    assert kopieen(page) == []


def test_zonder_javascript_is_na_inloggen_alles_nog_te_versturen(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    page = werkplaats.ingelogd(coach, java_script_enabled=False)
    schrijf(page, deelname)
    page.context.clear_cookies(name=SESSIE)
    bewaar(page)
    with page.expect_popup() as geopend:
        page.get_by_role("link", name="Log opnieuw in").click()
    log_in(geopend.value, coach)
    expect(geopend.value).to_have_url(re.compile("/plan/$"))

    for _ in range(2):  # logging in made the key of this page old, so it asks once more
        page.get_by_role("button", name="Verstuur opnieuw").click()

    expect(page.locator(".melding--success").first).to_be_visible()
    assert "Met één wijk." in plan_van(werkplaats, deelname)


def test_tweemaal_drukken_of_terug_en_nog_eens_begint_een_ding(werkplaats: Werkplaats) -> None:
    page = werkplaats.ingelogd(werkplaats.gebruiker("webredacteur"))
    page.goto("/redactie/nieuwsbrieven/nieuw/")
    page.get_by_label("Onderwerp").fill("Herfst in de wijk")
    sleutel = page.locator("[name=eenmalig]").input_value()
    page.locator("main").get_by_role("button", name="Verder").click(click_count=2)
    expect(page).to_have_url(re.compile("/voorstellen/$"))
    eerste = page.url

    page.goto("/redactie/nieuwsbrieven/nieuw/")
    page.get_by_label("Onderwerp").fill("Herfst in de wijk")
    page.evaluate(f"document.querySelector('[name=eenmalig]').value = '{sleutel}'")
    page.locator("main").get_by_role("button", name="Verder").click()

    expect(page.get_by_text("Dit formulier hadden wij al.")).to_be_visible()
    assert page.url == eerste
    with werkplaats.database():
        assert Editie.objects.filter(onderwerp="Herfst in de wijk").count() == 1


def test_een_bericht_dat_verstuurd_is_komt_niet_terug(werkplaats: Werkplaats) -> None:
    door = werkplaats.gebruiker()
    with werkplaats.database():
        masterclass = maak_masterclass(organisator=door)
    page = werkplaats.ingelogd(door)
    vraagt(page, blijf=False)
    page.goto(f"/redactie/masterclasses/{masterclass.slug}/bericht/")
    page.get_by_label("Onderwerp").fill("De zaal")
    page.get_by_label("Bericht").fill("Boven.")
    page.goto("/redactie/")
    page.goto(f"/redactie/masterclasses/{masterclass.slug}/bericht/")

    expect(page.get_by_text(TERUG)).to_be_visible()
    expect(page.get_by_label("Bericht")).to_have_value("Boven.")


def test_rijen_die_er_niet_meer_staan_zijn_terug_te_zetten(werkplaats: Werkplaats) -> None:
    door = werkplaats.gebruiker()
    with werkplaats.database():
        masterclass = maak_masterclass(organisator=door, fase=Masterclassfase.CONCEPT)
        delen = masterclass.programma.count()
    page = werkplaats.ingelogd(door)
    vraagt(page, blijf=False)
    adres = f"/redactie/masterclasses/{masterclass.slug}/bewerken/"
    page.goto(adres)
    page.locator("button[value='programma:erbij']").click()
    titel = page.locator(f"#id_programma-{delen}-titel")
    titel.fill("Samen eten")
    page.goto(adres)
    expect(titel).to_have_count(0)

    page.get_by_role("button", name="Zet het terug").click()

    expect(titel).to_have_value("Samen eten")
    with werkplaats.database():
        assert Masterclass.objects.get(pk=masterclass.pk).programma.count() == delen


def test_een_lang_formulier_voor_bezoekers_komt_ook_terug(werkplaats: Werkplaats) -> None:
    page = werkplaats.bezoeker()
    vraagt(page, blijf=False)
    adres = "/innovaties/optimaal-leven/elders/"
    page.goto(adres)
    page.get_by_label("Naam van uw organisatie").fill("De Brug")
    page.get_by_label("Uw naam").fill("Sam")
    page.goto("/over/")
    page.goto(adres)

    expect(page.get_by_text(TERUG)).to_be_visible()
    expect(page.get_by_label("Naam van uw organisatie")).to_have_value("De Brug")

    page.get_by_label("Hoe ver bent u?").select_option(index=1)
    page.get_by_label("Uw e-mailadres").fill("sam@example.nl")
    page.get_by_role("button", name="Versturen").click()

    expect(page).to_have_url(re.compile("verstuurd"))
    with werkplaats.database():
        assert Lezersmelding.objects.filter(organisatie="De Brug").count() == 1
    assert kopieen(page) == []


def schrijf_en_val_uit(werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname) -> None:
    """Fill in the plan on a laptop that dies when the server has it, unsent."""
    laptop = werkplaats.ingelogd(coach)
    schrijf(laptop, deelname)
    expect(laptop.get_by_text(BEWAARD)).to_be_visible()
    laptop.context.close()


def test_wat_op_een_kapotte_laptop_stond_staat_er_op_een_ander_apparaat_weer(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    schrijf_en_val_uit(werkplaats, coach, deelname)
    assert plan_van(werkplaats, deelname) == ""
    with werkplaats.database():
        bewaar_plan(
            deelname=deelname,
            waarden={"beginsituatie": "Van een collega.", "doel": "A.", "aanpak": "B."},
            kenmerk="",
            door=deelname.traject.gemaakt_door,
        )
    page = werkplaats.ingelogd(coach)
    veld = open_plan(page, deelname)

    expect(page.get_by_text("U begon hieraan op")).to_be_visible()
    expect(veld).to_have_value(TEKST)
    bewaar(page)
    expect(page.get_by_text("Niet bewaard. Een collega")).to_be_visible()
    expect(veld).to_have_value(TEKST)
    assert plan_van(werkplaats, deelname) == "Van een collega."
    bewaar(page)

    expect(page.locator(".melding--success").first).to_be_visible()
    assert "Met één wijk." in plan_van(werkplaats, deelname)
    open_plan(page, deelname)
    expect(page.get_by_text(TERUG)).to_have_count(0)


def test_wat_van_een_ander_apparaat_komt_is_weg_te_gooien(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    schrijf_en_val_uit(werkplaats, coach, deelname)
    page = werkplaats.ingelogd(coach)
    veld = open_plan(page, deelname)
    expect(veld).to_have_value(TEKST)
    page.get_by_role("button", name="Gooi het weg").click()
    expect(veld).to_have_value("")

    with werkplaats.database():
        assert not Klad.objects.filter(pad__contains=f"/{deelname.pk}/").exists()


def test_twee_vensters_overschrijven_elkaar_niet(
    werkplaats: Werkplaats, coach: Gebruiker, deelname: Deelname
) -> None:
    laptop, tablet = werkplaats.ingelogd(coach), werkplaats.ingelogd(coach)
    vraagt(tablet, blijf=False)
    open_plan(tablet, deelname).fill("Op de tablet.")
    expect(tablet.get_by_text(BEWAARD)).to_be_visible()
    veld = open_plan(laptop, deelname)
    expect(veld).to_have_value("Op de tablet.")
    veld.fill("Verder op de laptop.")
    expect(laptop.get_by_text(BEWAARD)).to_be_visible()

    open_tekst = tablet.locator("main form textarea").first
    open_tekst.fill("Nog wat op de tablet.")
    expect(tablet.get_by_text("in een ander venster of op een ander apparaat")).to_be_visible()
    tablet.reload()
    expect(open_tekst).to_have_value("Verder op de laptop.")
    tablet.get_by_role("button", name="Toon de andere tekst").click()

    expect(open_tekst).to_have_value("Nog wat op de tablet.")
